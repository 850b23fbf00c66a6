"""The words of a sealed case in court are shut like those of its FIR; what is nothing without its words has them."""

from django.db import migrations

SEALED = """
alter table station_stepwords enable row level security;
create policy station_stepwords_read on station_stepwords for select
    using (not station_is_shut((select s.fir_id from station_casestep s where s.id = step_id)));
create policy station_stepwords_add on station_stepwords for insert with check (true);
create policy station_stepwords_change on station_stepwords for update using (true);
create policy station_stepwords_remove on station_stepwords for delete using (true);

alter table station_reportwords enable row level security;
create policy station_reportwords_read on station_reportwords for select
    using (not station_is_shut((select r.fir_id from station_finalreport r where r.id = report_id)));
create policy station_reportwords_add on station_reportwords for insert with check (true);
create policy station_reportwords_change on station_reportwords for update using (true);
create policy station_reportwords_remove on station_reportwords for delete using (true);

alter table station_hearing enable row level security;
create policy station_hearing_read on station_hearing for select using (not station_is_shut(fir_id));
create policy station_hearing_add on station_hearing for insert with check (true);
create policy station_hearing_change on station_hearing for update using (true);
create policy station_hearing_remove on station_hearing for delete using (true);

-- Counted as the owner: the words of a sealed case are there, though the serving role may not see them.
create function station_guard_step_whole() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if new.name in ('give_back', 'object', 'decline', 'send', 'file', 'cancel', 'disagree', 'reopen')
       and not exists (select from station_stepwords w where w.step_id = new.id
                          and (new.name not in ('send', 'file') or length(w.text) >= 40)
                          and (new.name <> 'send' or w.heard <> '')) then
        raise exception 'station_case: % is nothing without its words', new.name using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_casestep_is_whole after insert on station_casestep
    deferrable initially deferred for each row execute function station_guard_step_whole();

create function station_guard_case_stands() returns trigger language plpgsql as $$
begin
    if not exists (select from station_casestep s where s.fir_id = new.fir_id and s.current) then
        raise exception 'station_case: a case stands somewhere' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_case_stands after update on station_casestep
    deferrable initially deferred for each row execute function station_guard_case_stands();

create function station_guard_report_whole() returns trigger
    language plpgsql security definer set search_path = public as $$
begin
    if not exists (select from station_reportwords w where w.report_id = new.id)
       or not exists (select from station_casestep s where s.report_id = new.id) then
        raise exception 'station: a final report has its words, and goes its way' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_finalreport_is_whole after insert on station_finalreport
    deferrable initially deferred for each row execute function station_guard_report_whole();

create function station_guard_fir_begun() returns trigger language plpgsql as $$
begin
    if not exists (select from station_casestep s where s.fir_id = new.id) then
        raise exception 'station_case: every FIR has its state' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_fir_is_begun after insert on station_fir
    deferrable initially deferred for each row execute function station_guard_fir_begun();
"""
OPEN = """
drop trigger station_fir_is_begun on station_fir;
drop function station_guard_fir_begun();
drop trigger station_finalreport_is_whole on station_finalreport;
drop function station_guard_report_whole();
drop trigger station_case_stands on station_casestep;
drop function station_guard_case_stands();
drop trigger station_casestep_is_whole on station_casestep;
drop function station_guard_step_whole();
drop policy station_hearing_read on station_hearing;
drop policy station_hearing_add on station_hearing;
drop policy station_hearing_change on station_hearing;
drop policy station_hearing_remove on station_hearing;
alter table station_hearing disable row level security;
drop policy station_reportwords_read on station_reportwords;
drop policy station_reportwords_add on station_reportwords;
drop policy station_reportwords_change on station_reportwords;
drop policy station_reportwords_remove on station_reportwords;
alter table station_reportwords disable row level security;
drop policy station_stepwords_read on station_stepwords;
drop policy station_stepwords_add on station_stepwords;
drop policy station_stepwords_change on station_stepwords;
drop policy station_stepwords_remove on station_stepwords;
alter table station_stepwords disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("station", "0007_roads_sealed")]

    operations = [migrations.RunSQL(SEALED, OPEN)]
