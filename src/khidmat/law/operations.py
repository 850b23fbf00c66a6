"""Writing law: the listed rows are added; a row that is there already stays as it is."""

from datetime import datetime

from django.db import transaction

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.law import events, loading
from khidmat.law.models import Act, Head, Section


@transaction.atomic
def load_law(*, actor: Actor, now: datetime) -> int:
    """Add the listed acts, heads and sections that are not there yet. Returns how many sections were new."""
    Act.objects.bulk_create((Act(**row) for row in loading.read("acts.csv")), ignore_conflicts=True)
    heads = (Head(**{**row, "number": int(row["number"])}) for row in loading.read("heads.csv"))
    Head.objects.bulk_create(heads, ignore_conflicts=True)
    known = set(Section.objects.values_list("ref", flat=True))
    acts = {act.code: act for act in Act.objects.all()}
    by_code = {head.code: head for head in Head.objects.all()}
    fresh = [one for one in loading.sections(acts, by_code) if one.ref not in known]
    Section.objects.bulk_create(fresh)
    if fresh:
        record(events.LOADED, subject=None, actor=actor, at=now, rows=len(fresh), digest=loading.digest())
    return len(fresh)
