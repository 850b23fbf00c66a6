"""The path of an office follows its present placement."""

from django.db import migrations

FORWARD = """
create function org_follow_placement() returns trigger language plpgsql as $$
declare
    label text;
    above ltree;
    before ltree;
begin
    if not upper_inf(new.period) then
        return null;
    end if;
    select code, path into label, before from org_office where id = new.office_id for update;
    select path into above from org_office where id = new.parent_id;
    if new.parent_id is not null and above is null then
        raise exception 'org: the office above has no place in the tree yet' using errcode = 'check_violation';
    end if;
    if before is not null and above <@ before then
        raise exception 'org: an office cannot stand under itself' using errcode = 'check_violation';
    end if;
    if before is not null then
        update org_office
           set path = case when above is null then label::ltree else above || label end
                      || case when nlevel(path) > nlevel(before)
                              then subpath(path, nlevel(before)) else ''::ltree end
         where path <@ before;
    else
        update org_office set path = case when above is null then label::ltree else above || label end
         where id = new.office_id;
    end if;
    return null;
end $$;

create trigger org_placement_path after insert or update on org_placement
    for each row execute function org_follow_placement();
"""

BACK = """
drop trigger org_placement_path on org_placement;
drop function org_follow_placement();
"""


class Migration(migrations.Migration):
    """The tree's path is derived, never typed."""

    dependencies = [("org", "0001_offices")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
