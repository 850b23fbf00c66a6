"""One writer of a district's records at a time."""

from uuid import UUID

from django.db import connection
from django.db.utils import OperationalError
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.errors import Stale

#: Two imports into one district, or an import and a correction, take turns; who waits longer is told so.
PATIENCE = "5s"


def take_turn(holder: UUID, patience: str = PATIENCE) -> None:
    """One writer of a district's records at a time: a row that was matched must not change before it is stored."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, true)", [patience])
        try:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"wanted:{holder}"])
        except OperationalError as error:
            raise Stale(_("A file is being taken in just now. Try again in a minute.")) from error
        cursor.execute("select set_config('lock_timeout', '0', true)")
