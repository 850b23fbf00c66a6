"""The books on paper, in the layout of their registers."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from khidmat.documents.public import typesetter
from khidmat.kernel.roles import Role
from khidmat.station.models import DiaryEntry, DiaryPrint
from khidmat.station.queries.diary import page
from khidmat.station.states import EntryKind
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"
#: A code is read out and typed in groups.
GROUP = 4


def diary_pdf(printed: DiaryPrint) -> bytes:
    """A day's page as it was printed, as many leaves as it needs: register II, form 22.48(1)."""
    day = printed.day
    there = {
        "station": day.station.name_ur,
        "station_en": day.station.name,
        "day": formats.date_words(day.day, "ur"),
        "day_en": formats.date_table(day.day),
        "opened": _hour(day.opened_at),
        "closed": _hour(day.closed_at) if day.closed_at else "",
        "rows": [_row(entry) for entry in page(day)[: printed.entries]],
        "entries": printed.entries,
        "code": " ".join(printed.code[at : at + GROUP] for at in range(0, len(printed.code), GROUP)),
        "digest": printed.digest,
        "link": printed.link,
        "head": printed.head,
        "printed": f"{formats.date_table(printed.printed_at)} {_hour(printed.printed_at)}",
        "by": printed.printed_by.name_ur or printed.printed_by.name,
        "specimen": not settings.PRODUCTION,
    }
    return typesetter(TEMPLATES).set("diary.typ", there)


def _row(entry: DiaryEntry) -> dict[str, object]:
    struck_by = getattr(entry, "struck_by", None)
    text = entry.text_ur or entry.text
    return {
        "number": entry.number,
        "happened": _moment(entry.happened_at, entry),
        "written": _moment(entry.written_at, entry),
        "late": _hour(entry.happened_at) != _hour(entry.written_at),
        "kind": _urdu(EntryKind(entry.kind)),
        "text": text,
        "latin": not entry.text_ur,
        "struck": f"{struck_by.number}" if struck_by else "",
        "strikes": f"{entry.strikes.number} / {formats.date_table(entry.strikes.day.day)}"
        if entry.strikes
        else "",
        "reason": entry.reason,
        "by": _signed(entry),
    }


def _signed(entry: DiaryEntry) -> str:
    if entry.written_by is None:
        return _urdu(Role(entry.role))
    return f"{entry.written_by.name_ur or entry.written_by.name}، {_urdu(Role(entry.role))}"


def _urdu(choice: EntryKind | Role) -> str:
    label: str | Promise = choice.label
    with override("ur"):
        return str(label)


def _hour(moment: datetime) -> str:
    return f"{formats.local(moment):%H:%M}"


def _moment(moment: datetime, entry: DiaryEntry) -> str:
    """The hour, with the date when it is not the day's."""
    same = formats.date_table(moment) == formats.date_table(entry.day.day)
    return _hour(moment) if same else f"{formats.date_table(moment)} {_hour(moment)}"
