"""What no program error and no hand may do: refuse one who was not heard, decide an appeal one had a part in."""

from django.db import migrations

FORWARD = """
-- Decisions from before they were rows.
insert into services_decision (id, application_id, what, by_id, posting_id, at, reason)
select uuidv7(), id, case when status = 'refused' then 'refused' else 'approved' end, decided_by_id,
       decided_posting_id, decided_at, case when status = 'refused' then reason else '' end
  from services_application
 where decided_at is not null and decided_by_id is not null and decided_posting_id is not null;

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

create or replace function services_guard_certificate() returns trigger language plpgsql as $$
begin
    if not exists (select from services_application a where a.id = new.about and a.status = 'approved')
       and not exists (select from services_reissue r join services_application a on a.id = r.application_id
                        where r.id = new.about and r.made_at is null and a.status in ('issued', 'delivered')) then
        raise exception 'services: a certificate needs an approved application' using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""

BACK = """
create or replace function services_guard_certificate() returns trigger language plpgsql as $$
begin
    if not exists (select from services_application a where a.id = new.about and a.status = 'approved') then
        raise exception 'services: a certificate needs an approved application' using errcode = 'check_violation';
    end if;
    return new;
end $$;
drop trigger services_appeal_by_another on services_appeal;
drop function services_guard_appeal;
drop trigger services_application_refusal on services_application;
drop function services_guard_refusal;
"""


class Migration(migrations.Migration):
    """Nobody is refused unheard, and no one judges his own decision."""

    dependencies = [("services", "0012_recourse"), ("documents", "0002_title")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
