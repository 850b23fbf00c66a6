"""A charge is handed over for who cannot sign, by his superior and before two witnesses."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0002_path'),
        ('station', '0018_absconders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='chargereport',
            name='station_chargereport_as_counted',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='chargetaken',
            name='station_chargetaken_still_so',
        ),
        migrations.AddField(
            model_name='chargereport',
            name='absent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='chargereport',
            name='because',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='chargereport',
            name='signed_as',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='chargereport',
            name='witness_1',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name='chargereport',
            name='witness_2',
            field=models.CharField(blank=True, max_length=160),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='chargereport',
            trigger=pgtrigger.compiler.Trigger(name='station_chargereport_as_counted', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.number <> 1 + coalesce((SELECT max(c.number) FROM station_chargereport c\n    WHERE c.station_id = NEW.station_id AND c.year = NEW.year), 0)\n   OR NEW.year <> extract(year FROM NEW.at AT TIME ZONE 'Asia/Karachi') THEN\n    RAISE EXCEPTION 'station: charge reports follow one another' USING ERRCODE = 'check_violation';\nEND IF;\nIF NOT (CASE WHEN NEW.absent_id IS NULL THEN EXISTS (\n    SELECT FROM accounts_posting p JOIN org_office o ON o.id = p.office_id, org_office s\n     WHERE s.id = NEW.station_id AND p.user_id = NEW.by_id AND p.role = NEW.role AND p.period @> NEW.at\n       AND s.path <@ o.path)\n             ELSE (EXISTS (\n    SELECT FROM accounts_posting p JOIN org_office o ON o.id = p.office_id, org_office s\n     WHERE s.id = NEW.station_id AND p.user_id = NEW.by_id AND p.role = NEW.signed_as AND p.period @> NEW.at\n       AND s.path <@ o.path)\n    AND EXISTS (SELECT FROM accounts_posting p WHERE p.user_id = NEW.absent_id AND p.role = NEW.role\n                   AND p.office_id = NEW.station_id AND lower(p.period) <= NEW.at)) END) THEN\n    RAISE EXCEPTION 'station: a charge is handed over by who has it, or for him by his superior'\n        USING ERRCODE = 'check_violation';\nEND IF;\nIF NOT EXISTS (SELECT FROM station_diaryentry e WHERE e.id = NEW.entry_id AND e.station_id = NEW.station_id\n                  AND e.about_id = NEW.id AND e.written_at <= NEW.at) THEN\n    RAISE EXCEPTION 'station: a charge report rests on its diary entry' USING ERRCODE = 'check_violation';\nEND IF;\nIF NOT EXISTS (SELECT FROM (\nSELECT\n    (SELECT count(*) FROM station_item i WHERE i.station_id = NEW.station_id AND i.status = 'stored') AS stored,\n    (SELECT count(*) FROM station_item i WHERE i.station_id = NEW.station_id AND i.status = 'away') AS away,\n    (SELECT count(*) FROM station_item i WHERE i.station_id = NEW.station_id AND i.status = 'held') AS held,\n    (SELECT count(*) FROM station_item i WHERE i.station_id = NEW.station_id AND i.status = 'stored'\n        AND i.kind = 'weapon') AS weapons,\n    (SELECT count(*) FROM station_registerline l WHERE l.station_id = NEW.station_id AND l.register = 18\n        AND NOT EXISTS (SELECT FROM station_registerline s WHERE s.strikes_id = l.id)\n        AND NOT EXISTS (SELECT FROM station_registercell c WHERE c.line_id = l.id AND c.code = 'returned')) AS deposits,\n    (SELECT coalesce(sum(CASE c.code WHEN 'received' THEN c.whole WHEN 'paid' THEN -c.whole END), 0)\n       FROM station_registercell c JOIN station_registerline l ON l.id = c.line_id\n      WHERE l.station_id = NEW.station_id AND l.register = 20\n        AND NOT EXISTS (SELECT FROM station_registerline s WHERE s.strikes_id = l.id)) AS cash,\n    (SELECT count(*) FROM station_casestep c JOIN station_fir f ON f.id = c.fir_id\n      WHERE f.station_id = NEW.station_id AND c.current AND c.status IN ('investigating', 'interim', 'objected')) AS cases,\n    (SELECT count(*) FROM station_arrest a WHERE a.station_id = NEW.station_id\n        AND a.status IN ('with_officer', 'lock_up', 'court', 'hospital')) AS prisoners) k WHERE k.stored = NEW.stored AND k.away = NEW.away AND k.held = NEW.held AND k.weapons = NEW.weapons AND k.deposits = NEW.deposits AND k.cash = NEW.cash AND k.cases = NEW.cases AND k.prisoners = NEW.prisoners) THEN\n    RAISE EXCEPTION 'station: a charge report says what the books say' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='2d3a94f507d990d03b43235de1164f2f72323da3', operation='INSERT', pgid='pgtrigger_station_chargereport_as_counted_edb06', table='station_chargereport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='chargetaken',
            trigger=pgtrigger.compiler.Trigger(name='station_chargetaken_still_so', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE paper station_chargereport;', func="\nSELECT * INTO paper FROM station_chargereport c WHERE c.id = NEW.report_id;\nIF NEW.by_id = paper.by_id OR NEW.by_id IS NOT DISTINCT FROM paper.absent_id\n   OR NEW.role <> paper.role OR NEW.at < paper.at\n   OR NOT EXISTS (\n    SELECT FROM accounts_posting p JOIN org_office o ON o.id = p.office_id, org_office s\n     WHERE s.id = paper.station_id AND p.user_id = NEW.by_id AND p.role = NEW.role AND p.period @> NEW.at\n       AND s.path <@ o.path) THEN\n    RAISE EXCEPTION 'station: a charge is taken over by somebody else of the same post'\n        USING ERRCODE = 'check_violation';\nEND IF;\nIF EXISTS (SELECT FROM station_chargereport c WHERE c.station_id = paper.station_id AND c.role = paper.role\n              AND c.at > paper.at) THEN\n    RAISE EXCEPTION 'station: a later charge report counts' USING ERRCODE = 'check_violation';\nEND IF;\nIF NOT EXISTS (SELECT FROM (\nSELECT\n    (SELECT count(*) FROM station_item i WHERE i.station_id = paper.station_id AND i.status = 'stored') AS stored,\n    (SELECT count(*) FROM station_item i WHERE i.station_id = paper.station_id AND i.status = 'away') AS away,\n    (SELECT count(*) FROM station_item i WHERE i.station_id = paper.station_id AND i.status = 'held') AS held,\n    (SELECT count(*) FROM station_item i WHERE i.station_id = paper.station_id AND i.status = 'stored'\n        AND i.kind = 'weapon') AS weapons,\n    (SELECT count(*) FROM station_registerline l WHERE l.station_id = paper.station_id AND l.register = 18\n        AND NOT EXISTS (SELECT FROM station_registerline s WHERE s.strikes_id = l.id)\n        AND NOT EXISTS (SELECT FROM station_registercell c WHERE c.line_id = l.id AND c.code = 'returned')) AS deposits,\n    (SELECT coalesce(sum(CASE c.code WHEN 'received' THEN c.whole WHEN 'paid' THEN -c.whole END), 0)\n       FROM station_registercell c JOIN station_registerline l ON l.id = c.line_id\n      WHERE l.station_id = paper.station_id AND l.register = 20\n        AND NOT EXISTS (SELECT FROM station_registerline s WHERE s.strikes_id = l.id)) AS cash,\n    (SELECT count(*) FROM station_casestep c JOIN station_fir f ON f.id = c.fir_id\n      WHERE f.station_id = paper.station_id AND c.current AND c.status IN ('investigating', 'interim', 'objected')) AS cases,\n    (SELECT count(*) FROM station_arrest a WHERE a.station_id = paper.station_id\n        AND a.status IN ('with_officer', 'lock_up', 'court', 'hospital')) AS prisoners) k WHERE k.stored = paper.stored AND k.away = paper.away AND k.held = paper.held AND k.weapons = paper.weapons AND k.deposits = paper.deposits AND k.cash = paper.cash AND k.cases = paper.cases AND k.prisoners = paper.prisoners) THEN\n    RAISE EXCEPTION 'station: a charge report says what the books say' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n", hash='76a469d812c27f155cb081e9e5cf2c399bc59894', operation='INSERT', pgid='pgtrigger_station_chargetaken_still_so_239b1', table='station_chargetaken', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='chargereport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('absent__isnull', True), ('because', ''), ('signed_as', ''), ('witness_1', ''), ('witness_2', '')), models.Q(('absent__isnull', False), ('signed_as__in', ['circle_officer', 'district_officer']), models.Q(('because', ''), _negated=True), models.Q(('witness_1', ''), _negated=True), models.Q(('witness_2', ''), _negated=True), models.Q(('witness_1', models.F('witness_2')), _negated=True), models.Q(('absent', models.F('by')), _negated=True)), _connector='OR'), name='station_charge_of_an_absent_one'),
        ),
    ]
