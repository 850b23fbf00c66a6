"""The tables of an empty database, made at once; a database that has some is brought forward step by step.

A migration draws the models anew at each of its steps, which for a fresh database is four fifths of the work. What the
steps come to is known: each table is made in its last shape at its own place in the order, and the SQL between them
runs as written. A test dumps a database made either way, and finds no difference.
"""

from collections.abc import Iterable, Sequence

from django.core.management import call_command
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.state import ProjectState

OURS = "khidmat."
#: Steps that the last shape of a table has behind it.
SHAPES = (ModelOperation, FieldOperation, IndexOperation)


def make() -> None:
    """Bring the database to what this source needs."""
    _make_at_once(MigrationExecutor(connection))
    call_command("migrate", verbosity=0, interactive=False)  # what is left to do, and what follows any change


def _make_at_once(executor: MigrationExecutor) -> None:
    leaves = executor.loader.graph.leaf_nodes()
    plan = [migration for migration, _back in executor.migration_plan(leaves, clean_start=True)]
    first, ours = _cut(plan)
    if any((one.app_label, one.name) in executor.loader.applied_migrations for one in ours):
        return
    last = executor.loader.project_state(leaves)
    executor.migrate([(one.app_label, one.name) for one in first])
    with connection.schema_editor(atomic=True) as editor:
        for migration in ours:
            for operation in migration.operations:
                _do(operation, migration.app_label, editor, last)
        for migration in ours:  # in the same transaction: a start that is killed leaves all of it or nothing
            executor.recorder.record_applied(migration.app_label, migration.name)


def _cut(plan: Sequence[Migration]) -> tuple[list[Migration], list[Migration]]:
    """What others wrote and that rests on nothing of ours, to be done step by step; and the rest."""
    ours: list[Migration] = []
    first: list[Migration] = []
    for one in plan:
        (ours if _rests_on_ours(one, ours) else first).append(one)
    return first, ours


def _rests_on_ours(one: Migration, ours: Iterable[Migration]) -> bool:
    apps = {each.app_label for each in ours}
    return type(one).__module__.startswith(OURS) or any(app in apps for app, _name in one.dependencies)


def _do(operation: Operation, app: str, editor: BaseDatabaseSchemaEditor, last: ProjectState) -> None:
    """Make a table in its last shape, run what is not about shapes, leave out what is in the shape already."""
    if isinstance(operation, CreateModel) or not isinstance(operation, SHAPES):
        operation.database_forwards(app, editor, last, last)
