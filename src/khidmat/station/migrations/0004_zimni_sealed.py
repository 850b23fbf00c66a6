"""A case diary is shown by the database only to who unsealed just this case, sealed or not: no accused ever reads it."""

from django.db import migrations

SEALED = """
create function station_is_open(fir uuid) returns boolean language sql stable as $$
    select exists (select from station_fir f where f.id = fir
                      and f.complaint_id::text = nullif(current_setting('khidmat.unsealed', true), ''))
$$;
alter table station_zimni enable row level security;
create policy station_zimni_read on station_zimni for select using (station_is_open(fir_id));
create policy station_zimni_add on station_zimni for insert with check (true);
-- A row that may not be changed is refused aloud by its trigger, not passed over in silence.
create policy station_zimni_change on station_zimni for update using (true);
create policy station_zimni_remove on station_zimni for delete using (true);
"""
OPEN = """
drop policy station_zimni_read on station_zimni;
drop policy station_zimni_add on station_zimni;
drop policy station_zimni_change on station_zimni;
drop policy station_zimni_remove on station_zimni;
alter table station_zimni disable row level security;
drop function station_is_open(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("station", "0003_fir_sealed")]

    operations = [migrations.RunSQL(SEALED, OPEN)]
