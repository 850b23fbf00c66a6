"""The holidays by which working days are counted."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from khidmat.audit.public import record
from khidmat.clocks import events, loading
from khidmat.clocks.models import Holiday
from khidmat.kernel.actor import Actor


@transaction.atomic
def load_holidays(*, actor: Actor, now: datetime, file: Path = loading.FILE) -> int:
    """Bring the holidays to what the list says. Returns how many rows are new or changed; 0 the second time.

    A holiday that the list has moved away from (the moon decides) stays as a row that does not count.
    """
    listed = {(one.day, one.name): one for one in loading.holidays(file)}
    known = {(one.day, one.name): one for one in Holiday.objects.select_for_update()}
    fields = ["name_ur", "kind", "status", "applies_to", "source", "counts"]
    changed = []
    for key, one in known.items():
        said = listed.get(key) or Holiday(**{name: getattr(one, name) for name in fields} | {"counts": False})
        if any(getattr(one, name) != getattr(said, name) for name in fields):
            said.pk, said.day, said.name = one.pk, one.day, one.name
            changed.append(said)
    fresh = [one for key, one in listed.items() if key not in known]
    Holiday.objects.bulk_create(fresh)
    Holiday.objects.bulk_update(changed, fields)
    rows = len(fresh) + len(changed)
    if rows:
        record(events.HOLIDAYS, subject=None, actor=actor, at=now, rows=rows, digest=loading.digest(file))
    return rows
