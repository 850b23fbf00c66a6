"""A statement that is other than the index, and that nothing is approved before it is settled."""

import django.db.models.deletion
import khidmat.kernel.ids
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


# A paper would carry what somebody else stated of the number: that is settled first, by whatever way it is approved.
GUARD = """
create function services_guard_name() returns trigger language plpgsql as $$
begin
    if new.status = 'approved' and old.status <> 'approved' and exists (
        select from services_discrepancy d where d.application_id = new.id and d.status = 'open') then
        raise exception 'services: % states another person than the index', new.ref using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger services_application_name before update of status on services_application
    for each row execute function services_guard_name();
"""
BACK = """
drop trigger services_application_name on services_application;
drop function services_guard_name;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_station_roles'),
        ('services', '0002_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Discrepancy',
            fields=[
                ('id', models.UUIDField(default=khidmat.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.BooleanField()),
                ('father', models.BooleanField()),
                ('birth', models.BooleanField()),
                ('status', models.CharField(choices=[('open', 'To be settled'), ('stands', 'This paper carries what the applicant stated'), ('corrected', 'The index was corrected')], default='open', max_length=10)),
                ('found_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='discrepancy', to='services.application')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_posting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.posting')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name', True), ('father', True), ('birth', True), _connector='OR'), name='services_discrepancy_of_something'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True), ('status', 'open')), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), ('settled_posting__isnull', False), models.Q(('status', 'open'), _negated=True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='services_discrepancy_settled_whole')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='discrepancy',
            trigger=pgtrigger.compiler.Trigger(name='services_discrepancy_first', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                IF NEW.status NOT IN ('open') THEN\n                    RAISE EXCEPTION 'services_discrepancy: % is not a first state', NEW.status USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;", hash='68a7f01d72d00ab526b03d7faf8bed39909a915c', operation='INSERT', pgid='pgtrigger_services_discrepancy_first_032db', table='services_discrepancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='discrepancy',
            trigger=pgtrigger.compiler.Trigger(name='services_discrepancy_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', func="\n                IF OLD.status || '>' || NEW.status NOT IN ('open>corrected', 'open>stands') THEN\n                    RAISE EXCEPTION 'services_discrepancy: no step from % to %', OLD.status, NEW.status\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;", hash='daeb4b9b392cc2f317cf64febe8a3aa164a2aeef', operation='UPDATE', pgid='pgtrigger_services_discrepancy_moves_7d951', table='services_discrepancy', when='BEFORE')),
        ),
        migrations.RunSQL(GUARD, BACK),
    ]
