"""Who was held by one arrest is held in a custody of its own, under the arrest's key."""

from django.db import migrations

#: On tables that are made at once in their last shape there is nobody yet, and nothing to take apart.
APART = """
do $$ begin
if exists (select from information_schema.columns where table_name = 'station_arrest' and column_name = 'gender') then
insert into station_custody (id, person_id, station_id, gender, since, status, cell, held_as, moves, moved_at)
    select r.id, a.person_id, r.station_id, r.gender, r.arrested_at, r.status, r.cell, r.held_as, r.moves, r.moved_at
      from station_arrest r join station_accused a on a.id = r.accused_id;
update station_arrest
   set custody_id = id, status = case when status in ('released', 'escaped') then status else 'held' end;
end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("station", "0022_custody")]

    operations = [migrations.RunSQL(APART)]
