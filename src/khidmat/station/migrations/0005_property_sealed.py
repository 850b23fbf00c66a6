"""The words of a thing are hidden with those of its case; a thing has its words and a first movement or is not there."""

from django.db import migrations

SEALED = """
create function station_item_is_shut(thing uuid) returns boolean language sql stable as $$
    select exists (select from station_item i where i.id = thing and i.fir_id is not null and station_is_shut(i.fir_id))
$$;

alter table station_itemtext enable row level security;
create policy station_itemtext_read on station_itemtext for select using (not station_item_is_shut(item_id));
create policy station_itemtext_add on station_itemtext for insert with check (true);
-- A row that may not be changed is refused aloud by its trigger, not passed over in silence.
create policy station_itemtext_change on station_itemtext for update using (true);
create policy station_itemtext_remove on station_itemtext for delete using (true);

-- Counted as the owner: the words of a sealed thing are there, though the serving role may not see them.
create function station_guard_item() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if not exists (select from station_itemtext t where t.item_id = new.id)
       or not exists (select from station_movement m where m.item_id = new.id) then
        raise exception 'station: property is whole or not there' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_item_is_whole after insert on station_item
    deferrable initially deferred for each row execute function station_guard_item();

-- A movement without the status that it leads to would leave the thing in two places.
create function station_guard_place() returns trigger language plpgsql as $$
begin
    if not exists (
        select from station_item i join station_movement m on m.item_id = i.id
         where i.id = new.item_id and i.status = case m.kind
                   when 'deposit' then 'stored' when 'back' then 'stored' when 'send' then 'away'
                   when 'entrust' then 'held' when 'settle' then 'gone' end
           and m.number = (select max(o.number) from station_movement o where o.item_id = i.id)
    ) then
        raise exception 'station: property is in one place' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_movement_in_one_place after insert on station_movement
    deferrable initially deferred for each row execute function station_guard_place();
"""
OPEN = """
drop trigger station_movement_in_one_place on station_movement;
drop function station_guard_place();
drop trigger station_item_is_whole on station_item;
drop function station_guard_item();
drop policy station_itemtext_read on station_itemtext;
drop policy station_itemtext_add on station_itemtext;
drop policy station_itemtext_change on station_itemtext;
drop policy station_itemtext_remove on station_itemtext;
alter table station_itemtext disable row level security;
drop function station_item_is_shut(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("station", "0004_zimni_sealed")]

    operations = [migrations.RunSQL(SEALED, OPEN)]
