"""Joint investigation teams: their orders, and that their officers write as who investigates does."""

import django.db.models.deletion
import khidmat.kernel.ids
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# An order is there with all its officers when the transaction ends, one of them its convener.
WHOLE = """
create function station_guard_team() returns trigger language plpgsql as $$
begin
    if (select count(*) from station_teammember m where m.order_id = new.id) <> new.size
       or (select count(*) from station_teammember m where m.order_id = new.id and m.part = 'convener')
          <> least(new.size, 1) then
        raise exception 'station: an order of a team stands with its officers' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger station_team_is_whole after insert on station_teamorder
    deferrable initially deferred for each row execute function station_guard_team();
"""
NOT_WHOLE = """
drop trigger station_team_is_whole on station_teamorder;
drop function station_guard_team();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('station', '0014_draft_sealed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.UUIDField(default=khidmat.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(choices=[('convener', 'Convener'), ('member', 'Member')], max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='TeamOrder',
            fields=[
                ('id', models.UUIDField(default=khidmat.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('order_no', models.CharField(max_length=120)),
                ('reason', models.CharField(max_length=500)),
                ('size', models.PositiveSmallIntegerField()),
                ('role', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='docket',
            name='station_docket_by_io',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='docketresult',
            name='station_docketresult_by_io',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='forensicrequest',
            name='station_forensicrequest_by_io',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='forensicresult',
            name='station_forensicresult_by_io',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='memo',
            name='station_memo_by_io',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='search',
            name='station_search_by_io',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='siteplan',
            name='station_siteplan_by_io',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='statement',
            name='station_statement_by_io',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='warrant',
            name='station_warrant_by_io',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='witness',
            name='station_witness_by_io',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='zimni',
            name='station_zimni_by_io',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='docket',
            trigger=pgtrigger.compiler.Trigger(name='station_docket_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='511c31cb489cbbb2eafc96787d58b898f7c0f2a4', operation='INSERT', pgid='pgtrigger_station_docket_by_io_f21f6', table='station_docket', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='docketresult',
            trigger=pgtrigger.compiler.Trigger(name='station_docketresult_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='18e01b96ad096ec63b7874b4b2db19ccf4d5aa93', operation='INSERT', pgid='pgtrigger_station_docketresult_by_io_87ba6', table='station_docketresult', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='forensicrequest',
            trigger=pgtrigger.compiler.Trigger(name='station_forensicrequest_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='48cb6b1b4030c6042840c72327da1cac25e35e66', operation='INSERT', pgid='pgtrigger_station_forensicrequest_by_io_cc98e', table='station_forensicrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='forensicresult',
            trigger=pgtrigger.compiler.Trigger(name='station_forensicresult_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='f64bc0fd65c306e123763bdc0f3f1b5cd5166555', operation='INSERT', pgid='pgtrigger_station_forensicresult_by_io_2e2be', table='station_forensicresult', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='memo',
            trigger=pgtrigger.compiler.Trigger(name='station_memo_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='d7365955a4b420148e2ddeeac417e2206568ddb6', operation='INSERT', pgid='pgtrigger_station_memo_by_io_c7170', table='station_memo', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='search',
            trigger=pgtrigger.compiler.Trigger(name='station_search_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='ecd6c30780d78910415bcfb0c0a54024edb5022a', operation='INSERT', pgid='pgtrigger_station_search_by_io_df55b', table='station_search', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='siteplan',
            trigger=pgtrigger.compiler.Trigger(name='station_siteplan_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='b0abe3a7754060eb49f753ca475c7f0345d4cfc2', operation='INSERT', pgid='pgtrigger_station_siteplan_by_io_db98b', table='station_siteplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='station_statement_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='614d98dbf22c4f7a43fd708e6c929bfa439852d0', operation='INSERT', pgid='pgtrigger_station_statement_by_io_4cf61', table='station_statement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='warrant',
            trigger=pgtrigger.compiler.Trigger(name='station_warrant_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='7a52216b44db8f39ae8a3d25f5a9e9c4e4e9c2e8', operation='INSERT', pgid='pgtrigger_station_warrant_by_io_b9160', table='station_warrant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='witness',
            trigger=pgtrigger.compiler.Trigger(name='station_witness_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='b5015412880b2d5ab351bef8f0d381c0ad1bcc6d', operation='INSERT', pgid='pgtrigger_station_witness_by_io_cf5d5', table='station_witness', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='zimni',
            trigger=pgtrigger.compiler.Trigger(name='station_zimni_by_io', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.by_id IS DISTINCT FROM (\n    SELECT d.officer_id FROM station_designation d WHERE d.fir_id = NEW.fir_id ORDER BY d.number DESC LIMIT 1\n) AND NOT EXISTS (\n    SELECT FROM station_teammember m WHERE m.officer_id = NEW.by_id AND m.order_id = (\n        SELECT o.id FROM station_teamorder o WHERE o.fir_id = NEW.fir_id ORDER BY o.number DESC LIMIT 1)\n) THEN\n    RAISE EXCEPTION 'station: only who investigates now writes this' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='45246034cd138f1516556f5f9abdde27612b907d', operation='INSERT', pgid='pgtrigger_station_zimni_by_io_c2ddb', table='station_zimni', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='teammember',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='teamorder',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='teamorder',
            name='entry',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='station.diaryentry'),
        ),
        migrations.AddField(
            model_name='teamorder',
            name='fir',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team_orders', to='station.fir'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='station.teamorder'),
        ),
        migrations.AddConstraint(
            model_name='teamorder',
            constraint=models.UniqueConstraint(fields=('fir', 'number'), name='station_teamorder_number'),
        ),
        migrations.AddConstraint(
            model_name='teamorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('order_no', ''), _negated=True)), name='station_teamorder_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='teamorder',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'district_officer')), name='station_teamorder_by_superintendent'),
        ),
        migrations.AddConstraint(
            model_name='teamorder',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 2), models.Q(('number__gt', 1), ('size', 0)), _connector='OR'), name='station_teamorder_is_a_team'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamorder',
            trigger=pgtrigger.compiler.Trigger(name='station_teamorder_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c3d0d681bc0f38c00efbef1514d3cd6172ad2fce', operation='UPDATE OR DELETE', pgid='pgtrigger_station_teamorder_kept_665ba', table='station_teamorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamorder',
            trigger=pgtrigger.compiler.Trigger(name='station_teamorder_in_diary', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nPERFORM FROM station_fir f JOIN station_diaryentry e ON e.id = NEW.entry_id\n  WHERE f.id = NEW.fir_id AND e.about_id = f.id AND e.station_id = f.station_id;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'station: an act in a case rests on its diary entry' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='47418b45faee010485a32c63d550edca1a3a8527', operation='INSERT', pgid='pgtrigger_station_teamorder_in_diary_7dec9', table='station_teamorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamorder',
            trigger=pgtrigger.compiler.Trigger(name='station_teamorder_order', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.number <> 1 + coalesce((SELECT max(o.number) FROM station_teamorder o WHERE o.fir_id = NEW.fir_id), 0) THEN\n    RAISE EXCEPTION 'station: what is written in a case follows in its order' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='cc8371a47c608f738522521b9237fefc70d3f1d6', operation='INSERT', pgid='pgtrigger_station_teamorder_order_1955e', table='station_teamorder', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='teammember',
            index=models.Index(fields=['officer', 'order'], name='station_teammember_officer'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.UniqueConstraint(fields=('order', 'officer'), name='station_teammember_once'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.UniqueConstraint(condition=models.Q(('part', 'convener')), fields=('order',), name='station_teammember_one_convener'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['convener', 'member'])), name='station_teammember_part'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teammember',
            trigger=pgtrigger.compiler.Trigger(name='station_teammember_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='06037e00d6d0bc3ae65144323e52edb535256aeb', operation='UPDATE OR DELETE', pgid='pgtrigger_station_teammember_kept_4e28b', table='station_teammember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teammember',
            trigger=pgtrigger.compiler.Trigger(name='station_teammember_ordered', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nPERFORM FROM station_teamorder o WHERE o.id = NEW.order_id\n   AND o.size > (SELECT count(*) FROM station_teammember m WHERE m.order_id = o.id) FOR NO KEY UPDATE;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'station: a team is the officers of its order' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='b1529e294dd37192d6c62d387dd5847c97627837', operation='INSERT', pgid='pgtrigger_station_teammember_ordered_8a96d', table='station_teammember', when='BEFORE')),
        ),
        migrations.RunSQL(WHOLE, NOT_WHOLE),
    ]
