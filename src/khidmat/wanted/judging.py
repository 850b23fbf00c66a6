"""What a row comes to beside the record there is: a pure rule, so that every case of it can be tried. No database.

A file is often older than the record: it may add and correct, but it never makes a decided case pending, never goes
back behind a later decision, never takes away a child's protection and never brings back what was expunged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from khidmat.kernel.names import Party, compare
from khidmat.wanted.entry import Entry
from khidmat.wanted.reasons import Fault, Reason
from khidmat.wanted.states import Stage, Verdict

#: What a row may correct by saying it; what it does not say stays.
_SAID = (
    "sections", "court", "decided_on", "juvenile", "name", "name_ur", "father", "father_ur", "relation", "cnic",
    "birth_year", "address", "district",
)  # fmt: skip


class Current(NamedTuple):
    """The current version of a record: its keys and what it says."""

    id: UUID
    series: UUID
    expunged: bool
    entry: Entry


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row comes to. `entry` is what will be stored; `current` is the version it will supersede."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    changes: tuple[str, ...] = ()
    entry: Entry | None = None
    current: Current | None = None


def refused(*reasons: Reason) -> Outcome:
    """A row that is not taken."""
    return Outcome(Verdict.REFUSED, reasons)


def judge(entry: Entry, found: Sequence[Current]) -> Outcome:
    """The verdict on an entry for which these records of the same person in the same case were found."""
    if not found:
        return Outcome(Verdict.NEW, entry=entry)
    if len(found) > 1:
        return refused(Reason(Fault.AMBIGUOUS))
    current = found[0]
    if reason := next(_objections(entry, current), None):
        return refused(reason)
    merged = _merged(entry, current.entry)
    changes = tuple(key for key in ("stage", *_SAID) if getattr(merged, key) != getattr(current.entry, key))
    verdict = Verdict.CHANGED if changes else Verdict.SAME
    return Outcome(verdict, changes=changes, entry=merged, current=current)


def _objections(entry: Entry, current: Current) -> Iterator[Reason]:
    there = current.entry
    if current.expunged:
        yield Reason(Fault.EXPUNGED)
    if not _one_name(entry, there):
        yield Reason(Fault.OTHER_NAME, {"name": there.name_ur or there.name})
    if there.juvenile and entry.juvenile is False:
        yield Reason(Fault.JUVENILE_KEPT)
    if entry.stage != there.stage and there.stage != Stage.PENDING:
        if entry.stage == Stage.PENDING:
            yield Reason(Fault.DECIDED, {"stage": there.stage})
        elif there.decided_on and not (entry.decided_on and entry.decided_on > there.decided_on):
            yield Reason(
                Fault.DECIDED_LATER, {"stage": there.stage, "date": there.decided_on.strftime("%d-%m-%Y")}
            )


def _one_name(entry: Entry, there: Entry) -> bool:
    """Equal in one script, or alike: a card number with another person's name is a slip in the register."""
    if {entry.key_roman, entry.key_urdu} & {there.key_roman, there.key_urdu} - {""}:
        return True
    return "name_different" not in compare(party(entry), party(there)).reasons


def party(entry: Entry) -> Party:
    """The person of an entry, as names are compared."""
    return Party(
        name=entry.name,
        name_ur=entry.name_ur,
        father=entry.father,
        father_ur=entry.father_ur,
        birth_year=entry.birth_year,
        district=entry.district,
        cnic=entry.cnic,
    )


def _merged(entry: Entry, there: Entry) -> Entry:
    """What the row says over what was there. A new stage does not inherit the court and date of the old one."""
    new_stage = entry.stage != there.stage
    kept = {
        key: getattr(there, key)
        for key in _SAID
        if getattr(entry, key) in ("", None) and not (new_stage and key in ("court", "decided_on"))
    }
    return replace(entry, **kept, station=there.station, case_ref=there.case_ref, office_id=there.office_id)
