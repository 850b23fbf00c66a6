"""A version of a record is never changed: it is superseded, once, and then no search meets it any more."""

from django.db import migrations

FORWARD = """
create function wanted_record_unchanged() returns trigger language plpgsql as $$
declare
    otherwise wanted_criminalrecord%rowtype := new;
begin
    otherwise.superseded_by_id := old.superseded_by_id;
    otherwise.blocks := old.blocks;
    if old.superseded_by_id is not null or new.superseded_by_id is null or otherwise is distinct from old then
        raise exception 'wanted: a record is corrected by a new row' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger wanted_record_corrected_by_new_row before update on wanted_criminalrecord
    for each row execute function wanted_record_unchanged();
"""

BACK = """
drop trigger wanted_record_corrected_by_new_row on wanted_criminalrecord;
drop function wanted_record_unchanged();
"""


class Migration(migrations.Migration):
    """The guard of the versions."""

    dependencies = [("wanted", "0001_records")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
