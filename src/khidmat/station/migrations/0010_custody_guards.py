"""Who is held apart, and what of an arrest is shut with its accused; an arrest is whole when its transaction ends.

When an age turns out to be a child's, or no child's after all, the person moves to the right cell in the same
transaction.
"""

from django.db import migrations

SHUT = ("arresttext", "informed", "release")

HELD = """
create function station_class_of(who uuid, gender text) returns text language sql stable as $$
    select case when station_is_child(who) then 'juvenile' when gender = 'woman' then 'women'
                when gender = 'transgender' then 'transgender' else 'men' end
$$;
create function station_arrest_is_shut(which uuid) returns boolean language sql stable as $$
    select exists (select from station_arrest r where r.id = which and station_accused_is_shut(r.accused_id))
$$;
-- Read as the owner: that there is an authority counts, also where its words are shut.
create function station_has_release(which uuid) returns boolean
    language sql stable security definer set search_path = public as $$
    select exists (select from station_release r where r.arrest_id = which)
$$;

create function station_guard_arrest_whole() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if not exists (select from station_arresttext t where t.arrest_id = new.id)
       or not exists (select from station_hand h where h.arrest_id = new.id)
       or not exists (select from station_informed i where i.arrest_id = new.id and i.kind = 'relative')
       or not exists (select from station_custodyclock c join clocks_clock k on k.id = c.clock_id
                       where c.arrest_id = new.id and k.rule = 'custody.produce') then
        raise exception 'station: an arrest is whole or not there' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_arrest_is_whole after insert on station_arrest
    deferrable initially deferred for each row execute function station_guard_arrest_whole();

create function station_guard_apart() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if exists (select from station_arrest r where r.accused_id = new.accused_id and r.status = 'lock_up'
                  and r.held_as <> station_class_of(r.accused_id, r.gender)) then
        raise exception 'station: a child is held apart from adults' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_age_holds_apart after insert on station_age
    deferrable initially deferred for each row execute function station_guard_apart();

create function station_guard_struck_held() returns trigger language plpgsql as $$
begin
    if exists (select from station_arrest r where r.accused_id = new.accused_id and r.status <> 'released') then
        raise exception 'station: who is held is released first' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger station_struck_not_held before insert on station_struck
    for each row execute function station_guard_struck_held();
"""
FREE = """
drop trigger station_struck_not_held on station_struck;
drop function station_guard_struck_held();
drop trigger station_age_holds_apart on station_age;
drop function station_guard_apart();
drop trigger station_arrest_is_whole on station_arrest;
drop function station_guard_arrest_whole();
drop function station_has_release(uuid);
drop function station_arrest_is_shut(uuid);
drop function station_class_of(uuid, text);
"""
SHUTTING = """
alter table station_{0} enable row level security;
create policy station_{0}_read on station_{0} for select using ({1});
create policy station_{0}_add on station_{0} for insert with check (true);
create policy station_{0}_change on station_{0} for update using (true);
create policy station_{0}_remove on station_{0} for delete using (true);
"""
OPENING = """
drop policy station_{0}_read on station_{0};
drop policy station_{0}_add on station_{0};
drop policy station_{0}_change on station_{0};
drop policy station_{0}_remove on station_{0};
alter table station_{0} disable row level security;
"""
MAY_READ = "not station_arrest_is_shut(arrest_id)"


class Migration(migrations.Migration):
    dependencies = [("station", "0009_papers_sealed")]

    operations = [
        migrations.RunSQL(HELD, FREE),
        *(migrations.RunSQL(SHUTTING.format(one, MAY_READ), OPENING.format(one)) for one in SHUT),
    ]
