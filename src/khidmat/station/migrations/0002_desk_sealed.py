"""The database itself hides who told a sealed matter from every reading that did not unseal just this one."""

from django.db import migrations

SEALED = """
alter table station_telling enable row level security;
create policy station_telling_read on station_telling for select using (
    complaint_id::text = nullif(current_setting('khidmat.unsealed', true), '')
    or not exists (select from station_complaint c where c.id = complaint_id and c.sensitive)
);
create policy station_telling_add on station_telling for insert with check (true);
-- A row that may not be changed is refused aloud by its trigger, not passed over in silence.
create policy station_telling_change on station_telling for update using (true);
create policy station_telling_remove on station_telling for delete using (true);
"""
OPEN = """
drop policy station_telling_read on station_telling;
drop policy station_telling_add on station_telling;
drop policy station_telling_change on station_telling;
drop policy station_telling_remove on station_telling;
alter table station_telling disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("station", "0001_books")]

    operations = [migrations.RunSQL(SEALED, OPEN)]
