"""What a thing is worth in rupees, as it was put on it when it was taken."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0002_path'),
        ('station', '0020_one_wall'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='item',
            name='station_item_as_received',
        ),
        migrations.AddField(
            model_name='item',
            name='value',
            field=models.PositiveBigIntegerField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='station_item_as_received', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."station_id" IS DISTINCT FROM (NEW."station_id") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."fir_id" IS DISTINCT FROM (NEW."fir_id") OR OLD."entry_id" IS DISTINCT FROM (NEW."entry_id") OR OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."weight_mg" IS DISTINCT FROM (NEW."weight_mg") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."seals" IS DISTINCT FROM (NEW."seals") OR OLD."deposited_at" IS DISTINCT FROM (NEW."deposited_at") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."role" IS DISTINCT FROM (NEW."role"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='94cc1fb333fa92cb6364a1c5dced30bb483eabb6', operation='UPDATE', pgid='pgtrigger_station_item_as_received_86c42', table='station_item', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('value__isnull', True), models.Q(('value__gt', 0), models.Q(('kind', 'cash'), _negated=True)), _connector='OR'), name='station_item_value'),
        ),
    ]
