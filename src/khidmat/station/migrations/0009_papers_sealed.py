"""The papers of a sealed case are hidden by the database as the words of its FIR are; an inquest is whole or not there."""

from django.db import migrations

OF_A_CASE = (
    "witness", "statement", "siteplan", "memo", "search", "warrant", "docket", "docketresult", "forensicrequest",
    "forensicresult",
)  # fmt: skip
SHUT = """
alter table station_{table} enable row level security;
create policy station_{table}_read on station_{table} for select using (not station_is_shut({fir}));
create policy station_{table}_add on station_{table} for insert with check (true);
create policy station_{table}_change on station_{table} for update using (true);
create policy station_{table}_remove on station_{table} for delete using (true);
"""
OPEN = """
drop policy station_{table}_read on station_{table};
drop policy station_{table}_add on station_{table};
drop policy station_{table}_change on station_{table};
drop policy station_{table}_remove on station_{table};
alter table station_{table} disable row level security;
"""
OF_AN_INQUEST = "(select i.fir_id from station_inquest i where i.id = inquest_id)"
# Counted as the owner: the words of a sealed case are there, though the serving role may not see them.
WHOLE = """
create function station_guard_inquest() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if not exists (select from station_inquesttext t where t.inquest_id = new.id) then
        raise exception 'station: an inquest is whole or not there' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_inquest_is_whole after insert on station_inquest
    deferrable initially deferred for each row execute function station_guard_inquest();
"""
NOT_WHOLE = """
drop trigger station_inquest_is_whole on station_inquest;
drop function station_guard_inquest();
"""


class Migration(migrations.Migration):
    dependencies = [("station", "0008_court_sealed")]

    operations = [
        *(
            migrations.RunSQL(SHUT.format(table=table, fir="fir_id"), OPEN.format(table=table))
            for table in OF_A_CASE
        ),
        migrations.RunSQL(
            SHUT.format(table="inquesttext", fir=OF_AN_INQUEST), OPEN.format(table="inquesttext")
        ),
        migrations.RunSQL(WHOLE, NOT_WHOLE),
    ]
