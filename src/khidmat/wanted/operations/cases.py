"""What a station's case does to the records: entered on the challan, decided with the verdict, the same minute.

Whoever calls it has been allowed his act, which this belongs to; the record office's own right is another one.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from khidmat.audit.public import record as note
from khidmat.kernel.actor import Actor
from khidmat.org.public import Office, OfficeKind, above
from khidmat.people.public import Person, Relation
from khidmat.wanted import events, staging
from khidmat.wanted.entry import Entry
from khidmat.wanted.judging import Outcome
from khidmat.wanted.models import CriminalRecord
from khidmat.wanted.operations.records import Decision, staged
from khidmat.wanted.operations.turns import take_turn
from khidmat.wanted.states import ADULT, Stage, Verdict


@dataclass(frozen=True, slots=True)
class Against:
    """A station's case against one known person; `number` is that of its FIR in its year."""

    station: Office
    number: int
    year: int
    sections: str
    person: Person
    juvenile: bool


@transaction.atomic
def enter_case(*, case: Against, actor: Actor, now: datetime) -> CriminalRecord | None:
    """The record of this person in this case, pending; one that the record office has already is taken on.

    None where the records cannot tell whom it would be about, or an order closed them: their keeper decides.
    """
    holder = above(case.station.pk, OfficeKind.DISTRICT)
    if holder is None:
        return None
    take_turn(holder.pk)
    entry = _entry(case)
    found = staging.match(holder.pk, [(1, entry)]).get(1, [])
    if found:
        alone = len(found) == 1 and not found[0].expunged
        return CriminalRecord.objects.get(pk=found[0].id) if alone else None
    source = staging.Source(holder.pk, None, actor.user_id, now)
    staging.store([Outcome(Verdict.NEW, entry=entry)], source)
    made = CriminalRecord.objects.get(pk=staging.match(holder.pk, [(1, entry)])[1][0].id)
    note(
        events.CASE_ENTERED,
        subject=made.series,
        actor=actor,
        at=now,
        case=made.case_ref,
        version=str(made.pk),
    )
    return made


def _entry(case: Against) -> Entry:
    who, code = case.person, case.station.code
    born = who.birth_date.year if who.birth_date else who.birth_year
    return Entry(
        office_id=case.station.pk,
        station=case.station.name,
        station_key=f"@{code}",
        case_ref=f"{case.number}/{case.year % 100:02}",
        case_key=str(case.number),
        year=case.year,
        sections=case.sections[:300],
        stage=Stage.PENDING,
        court="",
        decided_on=None,
        juvenile=case.juvenile or (born is not None and case.year - born < ADULT),
        name=who.name,
        name_ur=who.name_ur,
        father=who.relation_name,
        father_ur=who.relation_name_ur,
        relation=Relation(who.relation) if who.relation else None,
        cnic=who.cnic or "",
        birth_year=born,
        address="",
        district=who.district.code if who.district else "",
    )


@transaction.atomic
def follow_case(
    *, record_id: UUID, decision: Decision, reason: str, actor: Actor, now: datetime
) -> CriminalRecord | None:
    """Let the record say what the court has decided, as a new version; None where an order closed it."""
    seen = CriminalRecord.objects.get(pk=record_id)
    take_turn(seen.holder_id)
    before = CriminalRecord.objects.get(series=seen.series, superseded_by=None)
    if before.expunged_at:
        return None
    if (before.stage, before.court, before.decided_on) == (
        decision.stage,
        decision.court,
        decision.decided_on,
    ):
        return before
    return staged(before, decision, reason, actor, now)
