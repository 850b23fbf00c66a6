"""Who applies for somebody abroad has a letter of his; without it nothing is sent."""

from django.db import migrations

FORWARD = """
create or replace function services_guard_assisted() returns trigger language plpgsql as $$
begin
    if new.status <> 'submitted' or old.status = 'submitted' then
        return new;
    end if;
    if exists (select from services_assisted a where a.application_id = new.id and a.read_back_at is null) then
        raise exception 'services: % was not read back to the applicant', new.ref using errcode = 'check_violation';
    end if;
    if new.citizen_id = new.entered_by_id
       and exists (select from services_assisted a where a.application_id = new.id) then
        raise exception 'services: % has no applicant beside its operator', new.ref
            using errcode = 'check_violation';
    end if;
    if exists (select from services_assisted a where a.application_id = new.id and a.kin <> '')
       and not exists (select from services_attachment p
                        where p.application_id = new.id and p.field = 'authority_letter'
                          and p.replaced_at is null) then
        raise exception 'services: % is for somebody abroad and has no letter of authority', new.ref
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""


class Migration(migrations.Migration):
    """The earlier guard with one condition more; going back leaves it, for it refuses nothing that was allowed."""

    dependencies = [("services", "0010_queue")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
