"""A body is held for as long as a case holds it, where the orders of all its cases say, and apart as any of them says."""

from django.db import migrations

APART = """
-- A trigger that goes leaves its function behind.
drop function if exists pgtrigger_station_custody_first_f4eab(), pgtrigger_station_custody_moves_9b196(),
    pgtrigger_station_arrest_where_a744d();
-- The last order of each open arrest counts: one of police custody keeps the person with the police; without any such
-- order one of judicial custody means jail; without any order at all it is the lock-up, for the first 24 hours.
create function station_ordered_place(which uuid) returns text language sql stable as $$
    select case when bool_or(l.kind = 'judicial') and not bool_or(l.kind = 'police') then 'jail' else 'lock_up' end
      from station_arrest r cross join lateral (
           select m.kind from station_remand m where m.arrest_id = r.id order by m.at desc, m.id desc limit 1) l
     where r.custody_id = which and r.status = 'held'
$$;
-- Of a custody; a child in one case is a child.
create or replace function station_class_of(who uuid, gender text) returns text language sql stable as $$
    select case when exists (select from station_arrest r where r.custody_id = who and r.status = 'held'
                                and station_is_child(r.accused_id)) then 'juvenile'
                when gender = 'woman' then 'women' when gender = 'transgender' then 'transgender' else 'men' end
$$;
-- What is said of a body is read by who may know it in one of its cases: nothing of it tells of the others.
create function station_custody_is_shut(which uuid) returns boolean language sql stable as $$
    select not exists (select from station_arrest r where r.custody_id = which and not station_accused_is_shut(r.accused_id))
$$;
-- Read as the owner: that it is told how somebody got away counts, also where its words are shut.
create or replace function station_has_escape(which uuid) returns boolean
    language sql stable security definer set search_path = public as $$
    select exists (select from station_escape e where e.custody_id = which)
$$;
-- The custody is locked: of a release and a further arrest at the same moment the second sees the first.
create function station_guard_custody() returns trigger
    language plpgsql security definer set search_path = public as $$
declare
    which uuid := coalesce(to_jsonb(new) ->> 'custody_id', to_jsonb(new) ->> 'id')::uuid;
    body station_custody%rowtype;
begin
    select * into body from station_custody c where c.id = which for no key update;
    if (body.status not in ('released', 'escaped'))
        <> exists (select from station_arrest r where r.custody_id = which and r.status = 'held') then
        raise exception 'station: who is held is held in a case, and nobody else' using errcode = 'check_violation';
    end if;
    if body.status = 'lock_up' and body.held_as <> station_class_of(which, body.gender) then
        raise exception 'station: a child is held apart from adults' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_custody_for_a_case after insert or update on station_custody
    deferrable initially deferred for each row execute function station_guard_custody();
create constraint trigger station_arrest_of_a_body after insert or update on station_arrest
    deferrable initially deferred for each row execute function station_guard_custody();

create or replace function station_guard_apart() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if exists (select from station_arrest r join station_custody c on c.id = r.custody_id
                where r.accused_id = new.accused_id and r.status = 'held' and c.status = 'lock_up'
                  and c.held_as <> station_class_of(c.id, c.gender)) then
        raise exception 'station: a child is held apart from adults' using errcode = 'check_violation';
    end if;
    return null;
end $$;
"""
#: A store that was there before has these, by arrest.
SHUTTING = """
alter table station_{0} enable row level security;
drop policy if exists station_{0}_read on station_{0};
drop policy if exists station_{0}_add on station_{0};
drop policy if exists station_{0}_change on station_{0};
drop policy if exists station_{0}_remove on station_{0};
create policy station_{0}_read on station_{0} for select using ({1});
create policy station_{0}_add on station_{0} for insert with check (true);
create policy station_{0}_change on station_{0} for update using (true);
create policy station_{0}_remove on station_{0} for delete using (true);
"""
MAY_READ = "custody_id is null or not station_custody_is_shut(custody_id)"


class Migration(migrations.Migration):
    dependencies = [("station", "0024_custody_apart")]

    operations = [
        migrations.RunSQL(APART),
        *(migrations.RunSQL(SHUTTING.format(one, MAY_READ)) for one in ("note", "escape")),
    ]
