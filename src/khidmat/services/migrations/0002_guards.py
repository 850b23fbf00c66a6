"""What no program error and no hand in the database may do to an application, a certificate, a visit, an appeal."""

from django.db import migrations

# A certificate cannot exist without a settled check, every verification in, and an approval by someone else.
APPROVAL = """
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
    if not exists (select from services_application a where a.id = new.about and a.status = 'approved')
       and not exists (select from services_reissue r join services_application a on a.id = r.application_id
                        where r.id = new.about and r.made_at is null and a.status in ('issued', 'delivered')) then
        raise exception 'services: a certificate needs an approved application' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger services_certificate_approved before insert on documents_certificate
    for each row execute function services_guard_certificate();
"""

# The charge is the only key from waiting to work, and none is approved while it owes.
PAYMENT = """
create function services_guard_payment() returns trigger language plpgsql as $$
begin
    if new.status = 'under_verification' and old.status in ('submitted', 'awaiting_payment') then
        if (old.status = 'awaiting_payment'
            and not exists (select from payments_charge c where c.about = new.id and c.status in ('paid', 'exempt')))
           or exists (select from payments_charge c where c.about = new.id and c.status = 'due') then
            raise exception 'services: % is not paid for', new.ref using errcode = 'check_violation';
        end if;
    elsif new.status = 'approved' and old.status <> 'approved'
          and exists (select from payments_charge c where c.about = new.id and c.status <> 'cancelled')
          and not exists (select from payments_charge c where c.about = new.id and c.status in ('paid', 'exempt')) then
        raise exception 'services: the fee of % was given back', new.ref using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger services_application_payment before update of status on services_application
    for each row execute function services_guard_payment();
"""

# Read back before it is sent, with a letter for one abroad; verified by others than the one who entered it.
ASSISTED = """
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
    if exists (select from services_assisted a where a.application_id = new.id and a.kin <> '')
       and not exists (select from services_attachment p
                        where p.application_id = new.id and p.field = 'authority_letter'
                          and p.replaced_at is null) then
        raise exception 'services: % is for somebody abroad and has no letter of authority', new.ref
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

# Nobody is refused unheard, and no one judges his own decision.
RECOURSE = """
create function services_guard_refusal() returns trigger language plpgsql as $$
begin
    if new.status = 'refused' and old.status <> 'refused' and not exists (
        select from services_notice n
         where n.application_id = new.id and (n.answered_at is not null or n.passed_at is not null)
           and not exists (select from services_appeal a
                            where a.application_id = new.id and a.decided_at >= n.told_at)) then
        raise exception 'services: the applicant of % was not heard', new.ref using errcode = 'check_violation';
    end if;
    if old.status = 'refused' and new.status in ('approved', 'under_verification') and not exists (
        select from services_appeal a
         where a.application_id = new.id and a.decided_at >= old.decided_at
           and a.status = case new.status when 'approved' then 'overturned' else 'remanded' end) then
        raise exception 'services: the refusal of % stands', new.ref using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger services_application_refusal before update of status on services_application
    for each row execute function services_guard_refusal();

create function services_guard_appeal() returns trigger language plpgsql as $$
begin
    if new.status <> 'filed' and old.status = 'filed' and (
        exists (select from services_decision d
                 where d.application_id = new.application_id and d.by_id = new.decided_by_id)
        or exists (select from services_notice n
                    where n.application_id = new.application_id and n.told_by_id = new.decided_by_id)
        or exists (select from services_verification v
                    where v.application_id = new.application_id and new.decided_by_id in (v.officer_id, v.marked_by_id))
        or exists (select from services_application a
                    where a.id = new.application_id and (
                        new.decided_by_id in (a.citizen_id, a.entered_by_id)
                        or exists (select from screening_verdict d join screening_candidate k on k.id = d.candidate_id
                                    where k.of_check_id = a.records_id and d.decided_by_id = new.decided_by_id)))) then
        raise exception 'services: an appeal is not decided by one who had a part in the file'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger services_appeal_by_another before update of status on services_appeal
    for each row execute function services_guard_appeal();
"""

BACK = """
drop trigger services_appeal_by_another on services_appeal;
drop function services_guard_appeal;
drop trigger services_application_refusal on services_application;
drop function services_guard_refusal;
drop trigger services_verification_not_own on services_verification;
drop function services_guard_visit;
drop trigger services_application_assisted on services_application;
drop function services_guard_assisted;
drop trigger services_application_payment on services_application;
drop function services_guard_payment;
drop trigger services_certificate_approved on documents_certificate;
drop function services_guard_certificate;
drop trigger services_application_approval on services_application;
drop function services_guard_approval;
"""


class Migration(migrations.Migration):
    """The guards of a file's life."""

    dependencies = [
        ("services", "0001_applications"),
        ("documents", "0001_certificates"),
        ("payments", "0001_receipts"),
        ("screening", "0001_checks"),
    ]
    operations = [migrations.RunSQL(APPROVAL + PAYMENT + ASSISTED + RECOURSE, BACK)]
