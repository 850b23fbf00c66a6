"""Days of police custody are counted over every name an accused had in his case; a case stays where people are held."""

from django.db import migrations

COUNTED = """
-- The same person: by the index, or an unknown one who has a name now. Who was named wrongly is another person.
create function station_police_days(who uuid) returns integer
    language sql stable security definer set search_path = public as $$
    with recursive same(id) as (
        select who
        union
        select b.id from same join station_accused a on a.id = same.id join station_accused b on b.fir_id = a.fir_id
         where b.person_id = a.person_id or exists (
             select from station_struck s join station_accusedtext t on t.accused_id = s.accused_id
              where t.name = '' and t.name_ur = ''
                and ((s.accused_id, s.instead_id) = (a.id, b.id) or (s.accused_id, s.instead_id) = (b.id, a.id)))
    )
    select coalesce(sum(r.days), 0)::integer from station_remand r join station_arrest x on x.id = r.arrest_id
     where r.kind = 'police' and x.accused_id in (select id from same)
$$;
create or replace function station_guard_struck_held() returns trigger language plpgsql as $$
begin
    if exists (select from station_arrest r
                where r.accused_id = new.accused_id and r.status not in ('released', 'escaped')) then
        raise exception 'station: who is held is released first' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create function station_guard_sent_held() returns trigger language plpgsql as $$
begin
    if exists (select from station_arrest r
                where r.fir_id = new.fir_id and r.status not in ('released', 'escaped')) then
        raise exception 'station: a case goes on where its people are held' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger station_transfer_of_nobody_held before insert on station_firtransfer
    for each row execute function station_guard_sent_held();
"""
UNCOUNTED = """
create or replace function station_guard_struck_held() returns trigger language plpgsql as $$
begin
    if exists (select from station_arrest r where r.accused_id = new.accused_id and r.status <> 'released') then
        raise exception 'station: who is held is released first' using errcode = 'check_violation';
    end if;
    return new;
end $$;
drop trigger station_transfer_of_nobody_held on station_firtransfer;
drop function station_guard_sent_held();
drop function station_police_days(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("station", "0011_custody_ends")]

    operations = [migrations.RunSQL(COUNTED, UNCOUNTED)]
