"""What is typed for another person goes nowhere unheard, and who typed it never visits for it."""

from django.db import migrations

FORWARD = """
create function services_guard_assisted() returns trigger language plpgsql as $$
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
    return new;
end $$;

create trigger services_application_assisted before update on services_application
    for each row execute function services_guard_assisted();

create function services_guard_visit() returns trigger language plpgsql as $$
begin
    if exists (select from services_application a where a.id = new.application_id
                and a.entered_by_id in (new.officer_id, new.marked_by_id)) then
        raise exception 'services: a verification is not for the one who entered the application'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger services_verification_not_own before insert or update on services_verification
    for each row execute function services_guard_visit();
"""

BACK = """
drop trigger services_verification_not_own on services_verification;
drop function services_guard_visit;
drop trigger services_application_assisted on services_application;
drop function services_guard_assisted;
"""


class Migration(migrations.Migration):
    """Read back before it is sent; verified by others than the one who entered it."""

    dependencies = [("services", "0005_assisted")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
