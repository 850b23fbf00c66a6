"""Who is accused is hidden with a sealed FIR, and a child always: his words, his ages, and the words of his case.

An accused has his words when the transaction ends.
"""

from django.db import migrations

SEALED = """
-- Read as the owner: what the serving role may not see still counts.
create function station_is_child(who uuid) returns boolean
    language sql stable security definer set search_path = public as $$
    select coalesce((select a.child from station_age a where a.accused_id = who order by a.number desc limit 1), false)
$$;
create function station_ages_of(who uuid) returns integer
    language sql stable security definer set search_path = public as $$
    select coalesce(max(a.number), 0)::integer from station_age a where a.accused_id = who
$$;
create function station_has_child(which uuid) returns boolean
    language sql stable security definer set search_path = public as $$
    select exists (select from station_accused a join station_age g on g.accused_id = a.id
                    where a.fir_id = which and g.child and station_is_child(a.id))
$$;
create function station_accused_is_shut(who uuid) returns boolean language sql stable as $$
    select exists (select from station_accused a join station_fir f on f.id = a.fir_id
                    where a.id = who and (f.sealed or station_is_child(who))
                      and f.complaint_id::text is distinct from nullif(current_setting('khidmat.unsealed', true), ''))
$$;
create or replace function station_is_shut(fir uuid) returns boolean language sql stable as $$
    select exists (select from station_fir f where f.id = fir
                      and f.complaint_id::text is distinct from nullif(current_setting('khidmat.unsealed', true), '')
                      and (f.sealed or station_has_child(f.id)))
$$;

alter table station_accusedtext enable row level security;
create policy station_accusedtext_read on station_accusedtext for select
    using (not station_accused_is_shut(accused_id));
create policy station_accusedtext_add on station_accusedtext for insert with check (true);
create policy station_accusedtext_change on station_accusedtext for update using (true);
create policy station_accusedtext_remove on station_accusedtext for delete using (true);

alter table station_age enable row level security;
create policy station_age_read on station_age for select using (not station_accused_is_shut(accused_id));
create policy station_age_add on station_age for insert with check (true);
create policy station_age_change on station_age for update using (true);
create policy station_age_remove on station_age for delete using (true);

alter policy station_telling_read on station_telling using (
    complaint_id::text = nullif(current_setting('khidmat.unsealed', true), '')
    or not exists (select from station_complaint c where c.id = complaint_id and c.sensitive)
       and not exists (select from station_fir f where f.complaint_id = station_telling.complaint_id
                          and (f.sealed or station_has_child(f.id)))
);

create function station_guard_accused_whole() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if not exists (select from station_accusedtext t where t.accused_id = new.id) then
        raise exception 'station: an accused is named or described' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_accused_is_whole after insert on station_accused
    deferrable initially deferred for each row execute function station_guard_accused_whole();
"""
OPEN = """
drop trigger station_accused_is_whole on station_accused;
drop function station_guard_accused_whole();
alter policy station_telling_read on station_telling using (
    complaint_id::text = nullif(current_setting('khidmat.unsealed', true), '')
    or not exists (select from station_complaint c where c.id = complaint_id and c.sensitive)
       and not exists (select from station_fir f where f.complaint_id = station_telling.complaint_id and f.sealed)
);
drop policy station_age_read on station_age;
drop policy station_age_add on station_age;
drop policy station_age_change on station_age;
drop policy station_age_remove on station_age;
alter table station_age disable row level security;
drop policy station_accusedtext_read on station_accusedtext;
drop policy station_accusedtext_add on station_accusedtext;
drop policy station_accusedtext_change on station_accusedtext;
drop policy station_accusedtext_remove on station_accusedtext;
alter table station_accusedtext disable row level security;
create or replace function station_is_shut(fir uuid) returns boolean language sql stable as $$
    select exists (select from station_fir f where f.id = fir and f.sealed
                      and f.complaint_id::text is distinct from nullif(current_setting('khidmat.unsealed', true), ''))
$$;
drop function station_accused_is_shut(uuid);
drop function station_has_child(uuid);
drop function station_ages_of(uuid);
drop function station_is_child(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("station", "0005_property_sealed")]

    operations = [migrations.RunSQL(SEALED, OPEN)]
