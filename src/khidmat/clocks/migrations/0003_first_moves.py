"""Clocks that began before moves were kept get their first one; what became of them stays in their columns."""

from django.db import migrations

FIRST = """
insert into clocks_move (id, clock_id, number, kind, at, due_at, role, reason, "order")
select gen_random_uuid(), id, 1, 'started', started_at, due_at, 'system', '', '' from clocks_clock
"""


class Migration(migrations.Migration):
    dependencies = [("clocks", "0002_turns")]

    operations = [migrations.RunSQL(FIRST, migrations.RunSQL.noop)]
