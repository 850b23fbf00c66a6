"""A dry run in a form that lies in the database until its sender decides: codes and words, in nobody's language yet."""

import gzip
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from khidmat.wanted.entry import Entry
from khidmat.wanted.reasons import BadFile, Fault, FileFault, Reason
from khidmat.wanted.states import Verdict
from khidmat.wanted.weighing import Line, Weighed

MOST_SHOWN = 100
MOST_STRANGE = 12
#: A hundred thousand rows are packed in a second; the best packing takes four.
QUICK = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A row as it was sent, its verdict and reasons, and what it changes: column, before, after."""

    number: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    changes: tuple[tuple[str, str, str], ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A dry run as it was kept; `lines` are all rows, or a hundred of each verdict."""

    heading: tuple[str, ...]
    counts: Mapping[Verdict, int]
    strange: tuple[str, ...]
    lines: tuple[Told, ...]


def summary(weighed: Weighed) -> bytes:
    """What a page shows: a hundred rows of each verdict."""
    return _pack(weighed, [line for one in Verdict for line in islice(weighed.of(one), MOST_SHOWN)])


def everything(weighed: Weighed) -> bytes:
    """All of it."""
    return _pack(weighed, weighed.lines)


def unpack(packed: bytes) -> Kept:
    """What `summary` or `everything` packed."""
    head, *lines = map(json.loads, gzip.decompress(packed).decode().rstrip("\n").split("\n"))
    return Kept(
        heading=tuple(head["heading"]),
        counts={one: head["counts"][one.value] for one in Verdict},
        strange=tuple(head["strange"]),
        lines=tuple(_told(*line) for line in lines),
    )


def fault(bad: BadFile) -> bytes:
    """Why a file cannot be taken."""
    return gzip.compress(_line([bad.fault, bad.values]), QUICK)


def unpack_fault(packed: bytes) -> BadFile:
    """What `fault` packed."""
    code, values = json.loads(gzip.decompress(packed))
    return BadFile(FileFault(code), **values)


def _pack(weighed: Weighed, lines: Iterable[Line]) -> bytes:
    out = io.BytesIO()
    head = {"heading": weighed.heading, "counts": weighed.counts(), "strange": strange(weighed)}
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=QUICK, mtime=0) as packed:
        packed.write(_line(head))
        for row, outcome in lines:
            reasons = [[reason.fault, dict(reason.values)] for reason in outcome.reasons]
            changes = list(
                _changes(outcome.changes, outcome.current and outcome.current.entry, outcome.entry)
            )
            packed.write(_line([row.number, outcome.verdict, reasons, changes, row.cells]))
    return out.getvalue()


def strange(weighed: Weighed) -> list[str]:
    """Stations of new rows that are not in the list, most frequent first: a slip makes a second case of one."""
    entries = (line.outcome.entry for line in weighed.of(Verdict.NEW))
    found = Counter(one.station for one in entries if one and one.office_id is None)
    return [station for station, _rows in found.most_common(MOST_STRANGE)]


def _line(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode() + b"\n"


def _changes(
    keys: Iterable[str], before: Entry | None, after: Entry | None
) -> Iterator[tuple[str, str, str]]:
    for key in keys if before and after else ():
        yield key, _said(getattr(before, key)), _said(getattr(after, key))


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _told(
    number: int, verdict: str, reasons: list[list[object]], changes: list[list[str]], cells: list[str]
) -> Told:
    why = tuple(Reason(Fault(code), values) for code, values in reasons)  # type: ignore[arg-type]  # our own packing
    made = tuple((key, before, after) for key, before, after in changes)
    return Told(number, Verdict(verdict), why, made, tuple(cells))
