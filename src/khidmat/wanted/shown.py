"""A dry run as a page shows it: the verdicts in order of what needs a look, a hundred rows of each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import Promise

from khidmat.wanted.columns import BY_KEY, places
from khidmat.wanted.entry import Entry
from khidmat.wanted.models import ImportBatch
from khidmat.wanted.sentences import say
from khidmat.wanted.states import Stage, Verdict
from khidmat.wanted.weighing import Line, Weighed

MOST_SHOWN = 100
MOST_STRANGE = 12
TONES = {Verdict.REFUSED: "bad", Verdict.CHANGED: "warn", Verdict.NEW: "good", Verdict.SAME: ""}


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changes in the record there is."""

    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page shows it."""

    number: int
    person: str
    father: str
    case: str
    station: str
    reasons: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one verdict."""

    verdict: Verdict
    tone: str
    count: int
    rows: tuple[Shown, ...]

    @property
    def more(self) -> int:
        """How many are only in the file."""
        return self.count - len(self.rows)


def dry_run(weighed: Weighed) -> dict[str, object]:
    """What the page of a dry run shows: tiles, groups, and whether a row would be stored."""
    counted = weighed.counts()
    return {
        "tiles": [{"label": v.label, "count": counted[v], "tone": TONES[v]} for v in Verdict],
        "groups": groups(weighed),
        "accepted": counted[Verdict.NEW] + counted[Verdict.CHANGED],
        "strange": strange(weighed),
    }


def strange(weighed: Weighed) -> list[str]:
    """Stations of new rows that are not in the list, most frequent first: a slip makes a second case of one."""
    entries = (line.outcome.entry for line in weighed.of(Verdict.NEW))
    found = Counter(one.station for one in entries if one and one.office_id is None)
    return [station for station, _rows in found.most_common(MOST_STRANGE)]


def groups(weighed: Weighed) -> list[Group]:
    """The verdicts that occur, refused rows first."""
    at = places(weighed.heading)
    counted = weighed.counts()
    return [
        Group(
            verdict,
            TONES[verdict],
            counted[verdict],
            tuple(_shown(line, at) for line in islice(weighed.of(verdict), MOST_SHOWN)),
        )
        for verdict in Verdict
        if counted[verdict]
    ]


def _shown(line: Line, at: dict[str, int]) -> Shown:
    def cell(*keys: str) -> str:
        cells = line.row.cells
        found = (cells[at[key]] for key in keys if key in at and at[key] < len(cells))
        return next(filter(None, found), "")[:80]

    return Shown(
        number=line.row.number,
        person=cell("name_ur", "name"),
        father=cell("father_ur", "father"),
        case=cell("case_ref"),
        station=cell("station"),
        reasons=tuple(map(say, line.outcome.reasons)),
        changes=tuple(_changes(line)),
    )


def _changes(line: Line) -> Iterator[Change]:
    after, current = line.outcome.entry, line.outcome.current
    if after and current:
        for key in line.outcome.changes:
            yield Change(BY_KEY[key].label, _said(current.entry, key), _said(after, key))


def _said(entry: Entry, key: str) -> str:
    value = getattr(entry, key)
    if key == "stage":
        return str(Stage(value).label)
    return "" if value is None else str(value)


def counts(batch: ImportBatch) -> list[dict[str, object]]:
    """A batch in numbers, for the tiles."""
    return [
        {"label": verdict.label, "count": getattr(batch, verdict.value), "tone": TONES[verdict]}
        for verdict in Verdict
    ]
