"""Who holds a thing by order of a court is hidden with the case of the thing."""

from django.db import migrations

SEALED = """
alter table station_bond enable row level security;
create policy station_bond_read on station_bond for select using (not exists (
    select from station_roadarticle a where a.certificate_id = station_bond.certificate_id
       and station_item_is_shut(a.item_id)));
create policy station_bond_add on station_bond for insert with check (true);
-- A row that may not be changed is refused aloud by its trigger, not passed over in silence.
create policy station_bond_change on station_bond for update using (true);
create policy station_bond_remove on station_bond for delete using (true);
"""
OPEN = """
drop policy station_bond_read on station_bond;
drop policy station_bond_add on station_bond;
drop policy station_bond_change on station_bond;
drop policy station_bond_remove on station_bond;
alter table station_bond disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("station", "0006_accused_sealed")]

    operations = [migrations.RunSQL(SEALED, OPEN)]
