"""Who cannot be found: proclaimed by a court, and what it orders afterwards."""

import django.db.models.deletion
import khidmat.kernel.ids
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clocks', '0003_first_moves'),
        ('station', '0017_steps_done'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Absconder',
            fields=[
                ('id', models.UUIDField(default=khidmat.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('court', models.CharField(max_length=160)),
                ('order_no', models.CharField(max_length=60)),
                ('ordered_on', models.DateField()),
                ('village_on', models.DateField()),
                ('residence_on', models.DateField()),
                ('courthouse_on', models.DateField()),
                ('appear_on', models.DateField()),
                ('role', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('accused', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absconders', to='station.accused')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clock', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clocks.clock')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='station.diaryentry')),
                ('fir', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absconders', to='station.fir')),
                ('warrant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='station.warrant')),
            ],
        ),
        migrations.CreateModel(
            name='AbsconderOrder',
            fields=[
                ('id', models.UUIDField(default=khidmat.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('declare', 'Declares a proclaimed offender (s. 87)'), ('attach', 'Attaches property (s. 88)'), ('recall', 'Recalls the proclamation')], max_length=8)),
                ('attached', models.CharField(blank=True, choices=[('movable', 'Movable property'), ('immovable', 'Land and houses')], max_length=10)),
                ('court', models.CharField(max_length=160)),
                ('order_no', models.CharField(max_length=60)),
                ('ordered_on', models.DateField()),
                ('role', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('absconder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='station.absconder')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clock', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clocks.clock')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='station.diaryentry')),
                ('fir', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='station.fir')),
            ],
        ),
        migrations.AddConstraint(
            model_name='absconder',
            constraint=models.UniqueConstraint(fields=('fir', 'number'), name='station_absconder_order'),
        ),
        migrations.AddConstraint(
            model_name='absconder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('court', ''), _negated=True), models.Q(('order_no', ''), _negated=True)), name='station_absconder_by_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absconder',
            trigger=pgtrigger.compiler.Trigger(name='station_absconder_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='44ff61cae17dab4a90dfb0208171930aaba63523', operation='UPDATE OR DELETE', pgid='pgtrigger_station_absconder_kept_5454f', table='station_absconder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absconder',
            trigger=pgtrigger.compiler.Trigger(name='station_absconder_order', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.number <> 1 + coalesce((SELECT max(o.number) FROM station_absconder o WHERE o.fir_id = NEW.fir_id), 0) THEN\n    RAISE EXCEPTION 'station: what is written in a case follows in its order' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='dd8b052707bd300cbc0d2b2a0fbe9f6c12154d82', operation='INSERT', pgid='pgtrigger_station_absconder_order_be62d', table='station_absconder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absconder',
            trigger=pgtrigger.compiler.Trigger(name='station_absconder_in_diary', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nPERFORM FROM station_fir f JOIN station_diaryentry e ON e.id = NEW.entry_id\n  WHERE f.id = NEW.fir_id AND e.about_id = f.id AND e.station_id = f.station_id;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'station: an act in a case rests on its diary entry' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='b87b91ac3be06b90648e36da4953237685fe9851', operation='INSERT', pgid='pgtrigger_station_absconder_in_diary_5d61b', table='station_absconder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absconder',
            trigger=pgtrigger.compiler.Trigger(name='station_absconder_for_court', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.role NOT IN ('magistrate', 'station_head', 'station_clerk') OR NOT EXISTS (\n    SELECT FROM accounts_posting p JOIN org_office o ON o.id = p.office_id, station_fir f\n      JOIN org_office s ON s.id = f.station_id\n     WHERE p.user_id = NEW.by_id AND p.role = NEW.role AND p.period @> NEW.at AND s.path <@ o.path\n       AND f.id = NEW.fir_id) THEN\n            RAISE EXCEPTION 'station: a court''s acts are written by its reader or the station'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;", hash='ebf40ce97da59578a6300d296c4f39ff9c2692b2', operation='INSERT', pgid='pgtrigger_station_absconder_for_court_11137', table='station_absconder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absconder',
            trigger=pgtrigger.compiler.Trigger(name='station_absconder_after_warrant', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NOT EXISTS (SELECT FROM station_accused a WHERE a.id = NEW.accused_id AND a.fir_id = NEW.fir_id\n                  AND NOT EXISTS (SELECT FROM station_struck s WHERE s.accused_id = a.id))\n   OR EXISTS (SELECT FROM station_absconder o WHERE o.accused_id = NEW.accused_id\n                 AND NOT EXISTS (SELECT FROM station_absconderorder r WHERE r.absconder_id = o.id AND r.kind = 'recall')) THEN\n    RAISE EXCEPTION 'station: an accused of the case has one proclamation at a time' USING ERRCODE = 'check_violation';\nEND IF;\nIF NOT EXISTS (SELECT FROM station_warrant w WHERE w.id = NEW.warrant_id AND w.fir_id = NEW.fir_id\n                  AND w.kind IN ('arrest', 'non_bailable') AND w.result = 'returned'\n                  AND (w.done_at AT TIME ZONE 'Asia/Karachi')::date <= NEW.ordered_on) THEN\n    RAISE EXCEPTION 'station: a proclamation follows a warrant of arrest that came back'\n        USING ERRCODE = 'check_violation';\nEND IF;\nIF NEW.ordered_on > least(NEW.village_on, NEW.residence_on, NEW.courthouse_on)\n   OR greatest(NEW.village_on, NEW.residence_on, NEW.courthouse_on) > (NEW.at AT TIME ZONE 'Asia/Karachi')::date\n   OR NEW.appear_on < greatest(NEW.village_on, NEW.residence_on, NEW.courthouse_on) + 30 THEN\n    RAISE EXCEPTION 'station: published in three ways, and thirty days to appear' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='38fdad94832f63fbf286e027ce41f319e653668a', operation='INSERT', pgid='pgtrigger_station_absconder_after_warrant_bbce9', table='station_absconder', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='absconderorder',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'declare')), fields=('absconder',), name='station_absconder_declared_once'),
        ),
        migrations.AddConstraint(
            model_name='absconderorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('court', ''), _negated=True), models.Q(('order_no', ''), _negated=True)), name='station_absconderorder_of_a_court'),
        ),
        migrations.AddConstraint(
            model_name='absconderorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attached__in', ['movable', 'immovable']), ('kind', 'attach')), models.Q(('attached', ''), ('kind__in', ['declare', 'recall'])), _connector='OR'), name='station_absconderorder_kind'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absconderorder',
            trigger=pgtrigger.compiler.Trigger(name='station_absconderorder_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4dc149099657c0146259163e642842c5f6fd30dc', operation='UPDATE OR DELETE', pgid='pgtrigger_station_absconderorder_kept_7411b', table='station_absconderorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absconderorder',
            trigger=pgtrigger.compiler.Trigger(name='station_absconderorder_in_diary', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nPERFORM FROM station_fir f JOIN station_diaryentry e ON e.id = NEW.entry_id\n  WHERE f.id = NEW.fir_id AND e.about_id = f.id AND e.station_id = f.station_id;\nIF NOT FOUND THEN\n    RAISE EXCEPTION 'station: an act in a case rests on its diary entry' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='13ada888156f28ffb759e0bc0d7b80e32e644618', operation='INSERT', pgid='pgtrigger_station_absconderorder_in_diary_e65cd', table='station_absconderorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absconderorder',
            trigger=pgtrigger.compiler.Trigger(name='station_absconderorder_for_court', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.role NOT IN ('magistrate', 'station_head', 'station_clerk') OR NOT EXISTS (\n    SELECT FROM accounts_posting p JOIN org_office o ON o.id = p.office_id, station_fir f\n      JOIN org_office s ON s.id = f.station_id\n     WHERE p.user_id = NEW.by_id AND p.role = NEW.role AND p.period @> NEW.at AND s.path <@ o.path\n       AND f.id = NEW.fir_id) THEN\n            RAISE EXCEPTION 'station: a court''s acts are written by its reader or the station'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;", hash='eeb5405b1aa233df8023e021c92b8229dff9a753', operation='INSERT', pgid='pgtrigger_station_absconderorder_for_court_53a17', table='station_absconderorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='absconderorder',
            trigger=pgtrigger.compiler.Trigger(name='station_absconderorder_follows', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE one station_absconder;', func="\nSELECT * INTO one FROM station_absconder a WHERE a.id = NEW.absconder_id;\nIF one.fir_id IS DISTINCT FROM NEW.fir_id OR NEW.ordered_on < one.ordered_on OR NEW.ordered_on > (NEW.at AT TIME ZONE 'Asia/Karachi')::date\n   OR EXISTS (SELECT FROM station_absconderorder r WHERE r.absconder_id = NEW.absconder_id AND r.kind = 'recall') THEN\n    RAISE EXCEPTION 'station: orders about an absconder follow his proclamation, until its recall'\n        USING ERRCODE = 'check_violation';\nEND IF;\nIF NEW.kind = 'declare' AND NEW.ordered_on < one.appear_on THEN\n    RAISE EXCEPTION 'station: nobody is declared before his time to appear has passed'\n        USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='b4112496444c7f94c899d4ebad359fc1fd2c118e', operation='INSERT', pgid='pgtrigger_station_absconderorder_follows_34d3e', table='station_absconderorder', when='BEFORE')),
        ),
    ]
