"""The words of a sealed FIR are hidden by the database from every reading that did not unseal just this case.

An FIR seals the words of its complaint too, when its sections turn out to. A registered complaint has its FIR, and an
FIR its words, a section's text and an investigating officer, when the transaction ends.
"""

from django.db import migrations

SEALED = """
create function station_is_shut(fir uuid) returns boolean language sql stable as $$
    select exists (select from station_fir f where f.id = fir and f.sealed
                      and f.complaint_id::text is distinct from nullif(current_setting('khidmat.unsealed', true), ''))
$$;

alter table station_firtext enable row level security;
create policy station_firtext_read on station_firtext for select using (not station_is_shut(fir_id));
create policy station_firtext_add on station_firtext for insert with check (true);
create policy station_firtext_change on station_firtext for update using (true);
create policy station_firtext_remove on station_firtext for delete using (true);

alter table station_added enable row level security;
create policy station_added_read on station_added for select using (not station_is_shut(fir_id));
create policy station_added_add on station_added for insert with check (true);
create policy station_added_change on station_added for update using (true);
create policy station_added_remove on station_added for delete using (true);

alter policy station_telling_read on station_telling using (
    complaint_id::text = nullif(current_setting('khidmat.unsealed', true), '')
    or not exists (select from station_complaint c where c.id = complaint_id and c.sensitive)
       and not exists (select from station_fir f where f.complaint_id = station_telling.complaint_id and f.sealed)
);

create function station_guard_registered() returns trigger language plpgsql as $$
begin
    if not exists (select from station_fir f where f.complaint_id = new.id) then
        raise exception 'station: a registered complaint has its FIR' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_registered_has_fir after update of status on station_complaint
    deferrable initially deferred for each row when (new.status = 'registered')
    execute function station_guard_registered();

-- Counted as the owner: the words of a sealed case are there, though the serving role may not see them.
create function station_guard_whole() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if not exists (select from station_firtext t where t.fir_id = new.id)
       or not exists (select from station_designation d where d.fir_id = new.id) then
        raise exception 'station: an FIR is whole or not there' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_fir_is_whole after insert on station_fir
    deferrable initially deferred for each row execute function station_guard_whole();
"""
OPEN = """
drop trigger station_fir_is_whole on station_fir;
drop function station_guard_whole();
drop trigger station_registered_has_fir on station_complaint;
drop function station_guard_registered();
alter policy station_telling_read on station_telling using (
    complaint_id::text = nullif(current_setting('khidmat.unsealed', true), '')
    or not exists (select from station_complaint c where c.id = complaint_id and c.sensitive)
);
drop policy station_added_read on station_added;
drop policy station_added_add on station_added;
drop policy station_added_change on station_added;
drop policy station_added_remove on station_added;
alter table station_added disable row level security;
drop policy station_firtext_read on station_firtext;
drop policy station_firtext_add on station_firtext;
drop policy station_firtext_change on station_firtext;
drop policy station_firtext_remove on station_firtext;
alter table station_firtext disable row level security;
drop function station_is_shut(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("station", "0002_desk_sealed")]

    operations = [migrations.RunSQL(SEALED, OPEN)]
