"""A dry run as a page shows it: the verdicts in order of what needs a look, a hundred rows of each."""

from dataclasses import dataclass

from django.utils.functional import Promise

from khidmat.wanted.columns import BY_KEY, places
from khidmat.wanted.kept import Kept, Told
from khidmat.wanted.models import ImportBatch
from khidmat.wanted.sentences import say
from khidmat.wanted.states import Stage, Verdict

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


def dry_run(kept: Kept) -> dict[str, object]:
    """What the page of a dry run shows: tiles, groups, and whether a row would be stored."""
    return {
        "tiles": [{"label": v.label, "count": kept.counts[v], "tone": TONES[v]} for v in Verdict],
        "groups": groups(kept),
        "accepted": kept.counts[Verdict.NEW] + kept.counts[Verdict.CHANGED],
        "strange": kept.strange,
    }


def groups(kept: Kept) -> list[Group]:
    """The verdicts that occur, refused rows first."""
    at = places(kept.heading)
    return [
        Group(
            verdict,
            TONES[verdict],
            kept.counts[verdict],
            tuple(_shown(line, at) for line in kept.lines if line.verdict == verdict),
        )
        for verdict in Verdict
        if kept.counts[verdict]
    ]


def _shown(line: Told, at: dict[str, int]) -> Shown:
    def cell(*keys: str) -> str:
        found = (line.cells[at[key]] for key in keys if key in at and at[key] < len(line.cells))
        return next(filter(None, found), "")[:80]

    return Shown(
        number=line.number,
        person=cell("name_ur", "name"),
        father=cell("father_ur", "father"),
        case=cell("case_ref"),
        station=cell("station"),
        reasons=tuple(map(say, line.reasons)),
        changes=tuple(
            Change(BY_KEY[key].label, _said(key, before), _said(key, after))
            for key, before, after in line.changes
        ),
    )


def _said(key: str, value: str) -> str:
    return str(Stage(value).label) if key == "stage" and value else value


def counts(batch: ImportBatch) -> list[dict[str, object]]:
    """A batch in numbers, for the tiles."""
    return [
        {"label": verdict.label, "count": getattr(batch, verdict.value), "tone": TONES[verdict]}
        for verdict in Verdict
    ]
