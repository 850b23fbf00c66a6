"""A whole table weighed: every row read, compared with the file's other rows and with the records there are."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from khidmat.wanted import columns, entry, judging, staging
from khidmat.wanted.entry import Entry, Known
from khidmat.wanted.judging import Outcome
from khidmat.wanted.reasons import Fault, Reason
from khidmat.wanted.sheet import Row, Table
from khidmat.wanted.states import Part, Verdict
from khidmat.wanted.telling import Tell, along, unheard

_Key = tuple[object, ...]


class Line(NamedTuple):
    """A row as it was sent, and what it comes to."""

    row: Row
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Weighed:
    """Every row of the file with its verdict; none is left out."""

    heading: tuple[str, ...]
    lines: tuple[Line, ...]

    def counts(self) -> dict[Verdict, int]:
        """How many rows of each verdict."""
        found = Counter(line.outcome.verdict for line in self.lines)
        return {verdict: found[verdict] for verdict in Verdict}

    def of(self, *verdicts: Verdict) -> Iterator[Line]:
        """The lines of these verdicts in the order of the file."""
        return (line for line in self.lines if line.outcome.verdict in verdicts)


class _Seen:
    """The persons that earlier rows of the same file named, so that one is not recorded twice by one file."""

    def __init__(self) -> None:
        self._rows: dict[_Key, list[tuple[int, Entry]]] = {}

    def before(self, number: int, one: Entry) -> tuple[int, Entry] | None:
        """The earlier row that names the same person in the same case; none: this row is remembered."""
        keys = list(_keys(one))
        for key in keys:
            for earlier in self._rows.get(key, ()):
                if _same_card(one, earlier[1]):
                    return earlier
        for key in keys:
            self._rows.setdefault(key, []).append((number, one))
        return None


def _keys(one: Entry) -> Iterable[_Key]:
    for kind, value in (("cnic", one.cnic), ("roman", one.key_roman), ("urdu", one.key_urdu)):
        if value:
            yield *one.case, kind, value


def _same_card(one: Entry, other: Entry) -> bool:
    return not (one.cnic and other.cnic) or one.cnic == other.cnic


def weigh(table: Table, known: Known, holder_id: UUID, tell: Tell = unheard) -> Weighed:
    """The verdict on every row. Runs in a transaction; raises `BadFile` when the columns are not ours."""
    places = columns.places(table.heading)
    readings = {
        row.number: entry.read(row.cells, places, known) for row in along(table.rows, Part.ROWS, tell)
    }
    entries = {number: one.entry for number, one in readings.items() if one.entry}
    outcomes = {number: judging.refused(*one.reasons) for number, one in readings.items() if not one.entry}
    outcomes |= _twins(entries)
    alone = {number: one for number, one in entries.items() if number not in outcomes}
    outcomes |= _beside_records(alone, holder_id, tell)
    return Weighed(table.heading, tuple(Line(row, outcomes[row.number]) for row in table.rows))


def _twins(entries: dict[int, Entry]) -> dict[int, Outcome]:
    """Rows that repeat an earlier one: the same words count once, other words about the same person are refused."""
    seen, found = _Seen(), {}
    for number, one in entries.items():
        earlier = seen.before(number, one)
        if earlier and earlier[1] == one:
            found[number] = Outcome(Verdict.SAME, entry=one)
        elif earlier:
            found[number] = judging.refused(Reason(Fault.TWICE, {"row": earlier[0]}))
    return found


def _beside_records(entries: dict[int, Entry], holder_id: UUID, tell: Tell) -> dict[int, Outcome]:
    tell(Part.COMPARE, 0, len(entries))
    matches = staging.match(holder_id, entries.items())
    claimed: dict[UUID, int] = {}
    outcomes = {}
    for number, one in along(list(entries.items()), Part.COMPARE, tell):
        outcome = judging.judge(one, matches.get(number, []))
        if outcome.current:
            first = claimed.setdefault(outcome.current.id, number)
            if first != number:
                outcome = judging.refused(Reason(Fault.TWICE, {"row": first}))
        outcomes[number] = outcome
    return outcomes
