"""What no program error and no hand in the database may do: approve too early or one's own, or number a paper without it."""

from django.db import migrations

FORWARD = """
create function services_guard_approval() returns trigger language plpgsql as $$
begin
    if new.status <> 'approved' or old.status = 'approved' then
        return new;
    end if;
    if not exists (select from screening_check c
                    where c.id = new.records_id and c.about = new.id and c.status in ('cleared', 'resolved')) then
        raise exception 'services: the record check of % is not settled', new.ref using errcode = 'check_violation';
    end if;
    if not exists (select from services_verification v where v.application_id = new.id and v.status = 'reported')
       or exists (select from services_verification v
                   where v.application_id = new.id and v.status in ('waiting', 'marked')) then
        raise exception 'services: a verification of % is missing', new.ref using errcode = 'check_violation';
    end if;
    if new.decided_by_id in (new.citizen_id, new.entered_by_id)
       or exists (select from services_verification v
                   where v.application_id = new.id and new.decided_by_id in (v.officer_id, v.marked_by_id))
       or exists (select from screening_verdict d join screening_candidate k on k.id = d.candidate_id
                   where k.of_check_id = new.records_id and d.decided_by_id = new.decided_by_id) then
        raise exception 'services: % cannot be approved by one who entered, compared or verified', new.ref
            using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger services_application_approval before update on services_application
    for each row execute function services_guard_approval();

create function services_guard_certificate() returns trigger language plpgsql as $$
begin
    if not exists (select from services_application a where a.id = new.about and a.status = 'approved') then
        raise exception 'services: a certificate needs an approved application' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger services_certificate_approved before insert on documents_certificate
    for each row execute function services_guard_certificate();
"""

BACK = """
drop trigger services_certificate_approved on documents_certificate;
drop function services_guard_certificate;
drop trigger services_application_approval on services_application;
drop function services_guard_approval;
"""


class Migration(migrations.Migration):
    """A certificate cannot exist without a settled check, every verification in, and an approval by someone else."""

    dependencies = [
        ("services", "0001_applications"),
        ("documents", "0001_certificates"),
        ("screening", "0001_checks"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACK)]
