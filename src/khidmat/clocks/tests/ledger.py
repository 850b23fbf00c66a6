"""Reading back what the ledger took down, for the tests."""

import json
from uuid import UUID

from django.db import connection


def written(subject_id: UUID) -> list[tuple[str, dict[str, object]]]:
    """Return the code and data of every event of a subject, in the order of their times."""
    with connection.cursor() as cursor:
        cursor.execute("select body from audit_event where subject_id = %s order by at, id", [subject_id])
        bodies = [json.loads(body) for (body,) in cursor.fetchall()]
    return [(body["code"], body["data"]) for body in bodies]
