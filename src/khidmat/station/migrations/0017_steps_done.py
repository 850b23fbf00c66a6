"""A case is closed by no report while a mandatory step of it is open."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

# Read as the owner: the papers of a sealed case are there, though the serving role may not see them.
SHOWN = """
create function station_shows(fir uuid, paper text) returns boolean
    language sql stable security definer set search_path = public as $$
    select case paper
        when 'zimni' then exists (select from station_zimni p where p.fir_id = fir)
        when 'plan' then exists (select from station_siteplan p where p.fir_id = fir)
        when 'complainant' then exists (
            select from station_statement p join station_witness w on w.id = p.witness_id
             where p.fir_id = fir and p.law = '161' and w.kind in ('complainant', 'victim'))
        when 'witness' then exists (
            select from station_statement p join station_witness w on w.id = p.witness_id
             where p.fir_id = fir and p.law = '161' and w.kind <> 'complainant')
        when 'inquest' then exists (select from station_inquest p where p.fir_id = fir)
        when 'docket' then exists (select from station_docketresult p where p.fir_id = fir)
        when 'laboratory' then exists (select from station_forensicrequest p where p.fir_id = fir)
            and not exists (
                select from station_forensicrequest p where p.fir_id = fir
                   and not exists (select from station_forensicresult a where a.request_id = p.id))
        when 'memo' then exists (
            select from station_memo p where p.fir_id = fir and p.kind in ('recovery', 'seizure'))
        when 'magistrate' then exists (select from station_statement p where p.fir_id = fir and p.law = '164')
        else false end
$$;
"""
NOT_SHOWN = "drop function station_shows(uuid, text);"


class Migration(migrations.Migration):

    dependencies = [("station", "0016_lists")]

    operations = [
        migrations.RunSQL(SHOWN, NOT_SHOWN),
        pgtrigger.migrations.AddTrigger(
            model_name='finalreport',
            trigger=pgtrigger.compiler.Trigger(name='station_finalreport_steps', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE head text; undone text;', func="\nIF NEW.kind = 'interim' THEN RETURN NEW; END IF;\nSELECT h.code INTO head FROM station_fir f JOIN law_head h ON h.id = f.head_id WHERE f.id = NEW.fir_id;\nSELECT t.code INTO undone FROM (VALUES ('diary', 'zimni', ''), ('site', 'plan', ''), ('complainant', 'complainant', ''), ('witnesses', 'witness', ''), ('inquest', 'inquest', 'MURDER ACC_FATAL'), ('post_mortem', '', 'MURDER ACC_FATAL'), ('injuries', 'docket', 'ATT_MURDER HURT ASSAULT_POLICE ACC_NONFATAL RAPE'), ('laboratory', 'laboratory', 'MURDER RAPE PROHIBITION ARMS'), ('taken', 'memo', 'PROHIBITION ARMS GAMBLING S411'), ('crisis_cell', '', 'RAPE'), ('lawyer', '', 'RAPE'), ('magistrate', 'magistrate', 'RAPE'), ('vehicle', '', 'MV_SNATCH MV_THEFT')) t(code, paper, heads)\n WHERE (t.heads = '' OR head = ANY (string_to_array(t.heads, ' ')))\n   AND NOT EXISTS (SELECT FROM station_taskmark m WHERE m.fir_id = NEW.fir_id AND m.code = t.code)\n   AND NOT station_shows(NEW.fir_id, t.paper) LIMIT 1;\nIF undone IS NOT NULL THEN\n    RAISE EXCEPTION 'station: the step % is still open', undone USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='b91c0b4b40f1d866a54e2ec9ebb4b254f3546f2e', operation='INSERT', pgid='pgtrigger_station_finalreport_steps_043e0', table='station_finalreport', when='BEFORE')),
        ),
    ]
