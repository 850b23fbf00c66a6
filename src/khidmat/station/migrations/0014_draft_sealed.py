"""What is typed of a sealed complaint is hidden as its words are; who was heard once is not heard again by another row."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

SEALED = """
alter table station_firdraft enable row level security;
create policy station_firdraft_read on station_firdraft for select using (
    complaint_id::text = nullif(current_setting('khidmat.unsealed', true), '')
    or not exists (select from station_complaint c where c.id = complaint_id and c.sensitive)
       and not exists (select from station_fir f where f.complaint_id = station_firdraft.complaint_id and f.sealed)
);
create policy station_firdraft_add on station_firdraft for insert with check (true);
create policy station_firdraft_change on station_firdraft for update using (true);
create policy station_firdraft_remove on station_firdraft for delete using (true);
"""
OPEN = """
drop policy station_firdraft_read on station_firdraft;
drop policy station_firdraft_add on station_firdraft;
drop policy station_firdraft_change on station_firdraft;
drop policy station_firdraft_remove on station_firdraft;
alter table station_firdraft disable row level security;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('station', '0013_registers'),
    ]

    operations = [
        migrations.RunSQL(SEALED, OPEN),
        pgtrigger.migrations.RemoveTrigger(
            model_name='statement',
            name='station_statement_heard',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='station_statement_heard', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE who station_witness;', func="\nSELECT * INTO who FROM station_witness w WHERE w.id = NEW.witness_id AND w.fir_id = NEW.fir_id;\nIF who.id IS NULL THEN\n    RAISE EXCEPTION 'station: a statement is of a witness of its own case' USING ERRCODE = 'check_violation';\nEND IF;\nIF NEW.law = '161' AND who.kind = 'victim' AND who.woman AND NEW.presence = ''\n   AND EXISTS (SELECT FROM station_fir f WHERE f.id = NEW.fir_id AND f.sealed) THEN\n    RAISE EXCEPTION 'station: somebody is at her side when she tells it' USING ERRCODE = 'check_violation';\nEND IF;\nIF NEW.law = '164' AND who.kind = 'victim' AND EXISTS (\n    SELECT FROM station_firsection s WHERE s.fir_id = NEW.fir_id AND s.written ~* '^37[5-7]') THEN\n    IF NEW.recorded <> 'video' THEN\n        RAISE EXCEPTION 'station: her statement before the magistrate is filmed' USING ERRCODE = 'check_violation';\n    END IF;\n    IF EXISTS (SELECT FROM station_statement o JOIN station_witness w ON w.id = o.witness_id\n                WHERE o.fir_id = NEW.fir_id AND o.law = '164' AND (w.id = who.id OR w.name <> '' AND w.name = who.name\n                  AND (w.father = who.father OR '' IN (w.father, who.father)))) THEN\n        RAISE EXCEPTION 'station: the victim is heard once only' USING ERRCODE = 'check_violation';\n    END IF;\nEND IF;\nRETURN NEW;\n", hash='aae48191a02f5272d0b847444aa6698dc6606099', operation='INSERT', pgid='pgtrigger_station_statement_heard_ad76c', table='station_statement', when='BEFORE')),
        ),
    ]
