"""What was prepared stays prepared.

psycopg keeps a hundred statements prepared and drops all of them when anything is rolled back: a table that was made in
that transaction could be another afterwards. Here every refused form is rolled back, and the acts of a station know
some 270 statements: three of four were planned anew, the nine tables of an arrest in 8 ms.
"""

import re
from collections.abc import Sequence
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from psycopg._preparing import Prepare, PrepareManager
from psycopg.pq.abc import PGconn, PGresult
from psycopg.rows import RowFactory, tuple_row

#: After these a statement may be about another table.
CHANGES = re.compile(rb"(DROP|ALTER|DISCARD ALL|DEALLOCATE ALL)\b")
#: What a connection keeps.
MOST = 1000


class Kept(PrepareManager):
    """The prepared statements of a connection, kept also when an act is rolled back."""

    prepared_max = MOST

    def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *_given: object) -> bool:
        return any(CHANGES.match(one.command_status or b"") for one in results) and super().clear()

    def clear(self) -> bool:
        """Nothing is dropped for a rollback."""
        return False


class Connection(psycopg.Connection[Any]):
    """A connection that keeps what it prepared."""

    def __init__(self, pgconn: PGconn, row_factory: RowFactory[Any] = tuple_row) -> None:
        super().__init__(pgconn, row_factory)
        self._prepared = Kept()


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for the connection."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Connect; Django reads the isolation level before it sets anything else."""
        self.isolation_level = IsolationLevel.READ_COMMITTED
        return Connection.connect(**conn_params)
