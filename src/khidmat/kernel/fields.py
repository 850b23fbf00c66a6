"""Column types of our own; the only thing that migrations may import."""

from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from khidmat.kernel.ids import uuid7


class LtreeField(models.Field[str | None, str | None]):
    """PostgreSQL `ltree`: the path of an office from the province down."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The column type."""
        return "ltree"


class IntArrayField(models.Field[list[int], list[int]]):
    """PostgreSQL `int[]`: the blocking keys of a name, searched through `gin__int_ops`."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The column type."""
        return "integer[]"


def key() -> models.UUIDField[str | UUID, UUID]:
    """A UUIDv7 primary key."""
    return models.UUIDField(primary_key=True, default=uuid7, editable=False)


@LtreeField.register_lookup
class Within(models.Lookup[str]):
    """`path__within="A.B"`: the office itself and everything below it."""

    lookup_name = "within"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """`path <@ value`, which the GiST index answers."""
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} <@ %s::text::ltree", (*left_params, self.rhs)


@LtreeField.register_lookup
class Above(models.Lookup[str]):
    """`path__above="A.B.C"`: the office itself and everything above it."""

    lookup_name = "above"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """`path @> value`."""
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} @> %s::text::ltree", (*left_params, self.rhs)
