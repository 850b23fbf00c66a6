"""An FIR on paper, in the layout of Police Form 24.5(1): Urdu, as many leaves as it needs."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from khidmat.documents.public import CopyFacts, produce_copy
from khidmat.kernel.roles import Role
from khidmat.kernel.urdu import isolate
from khidmat.station.fir_words import SEALED
from khidmat.station.models import Added, Fir
from khidmat.station.queries.fir import Case, Words
from khidmat.station.queries.moves import Moves
from khidmat.station.states import Copy
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"
WITHHELD = SEALED[1]
#: Numbers of one printed book (Form 24.5(1)).
BOOK = 200


def pdf(case: Case, whom: Copy, facts: CopyFacts) -> bytes:
    """The signed copy. A case without words is one whose names are withheld on this copy."""
    with override("ur"):
        words = words_of(case, whom)
    return produce_copy(facts, templates=TEMPLATES, template="fir.typ", words=words)


def reference(fir: Fir) -> str:
    """The FIR in Latin letters, unlike every other: station, year, number."""
    return f"FIR-{fir.station.code}-{fir.year}-{fir.number}"


def words_of(case: Case, whom: Copy) -> dict[str, object]:
    """What stands on the copy, Urdu first; numbers are set left to right by the template."""
    fir, told = case.fir, case.fir.complaint
    place = f"{told.place_text}، {told.distance} {told.get_direction_display()}".strip("، ")
    return {
        "station": fir.station.name_ur,
        "district": fir.station.district.name_ur if fir.station.district else "",
        "number": str(fir),
        "book": str((fir.number - 1) // BOOK + 1),
        "leaf": str((fir.number - 1) % BOOK + 1),
        "year": str(fir.year),
        "etag": str(told),
        "entry": f"{fir.entry.number} / {formats.date_table(fir.entry.day.day)}",
        "occurred": _kept(told.occurred_text) if case.words else WITHHELD,
        "reported": _moment(told.taken_at),
        "registered": _moment(fir.registered_at),
        "sections": fir.sections,
        "place": place if case.words else WITHHELD,
        "beat": told.beat,
        "despatched": _moment(fir.despatched_at),
        "recorder": f"{fir.recorded_by.name_ur or fir.recorded_by.name}، {Role(fir.role).label}",
        "officer": (case.officer.name_ur or case.officer.name) if case.officer else "",
        "whom": str(whom.label),
        "sealed": case.sealed,
        "moved": _moved(case.moves),
        "specimen": not settings.PRODUCTION,
        **_told(case.words),
    }


def _moved(moved: Moves) -> list[str]:
    """Where the case came from and where it went, each station with its number."""
    said = []
    if moved.came:
        before = moved.came.fir
        said.append(
            f"یہ مقدمہ تھانہ {before.station.name_ur} کے مقدمہ نمبر {isolate(str(before))} سے منتقل ہوا۔"
        )
    if moved.went:
        there = f"، وہاں مقدمہ نمبر {isolate(str(moved.there))}" if moved.there else ""
        order = isolate(_moment(moved.went.at))
        said.append(
            f"بحکم سپرنٹنڈنٹ پولیس {order} یہاں خارج، تھانہ {moved.went.to_station.name_ur} کو منتقل{there}۔"
        )
    return said


def _told(words: Words | None) -> dict[str, object]:
    """What the informant said and the officer wrote, or that it is withheld."""
    if words is None:
        names = (
            "informant",
            "address",
            "cnic",
            "mobile",
            "brief",
            "property",
            "accused",
            "delay",
            "steps",
            "told",
        )
        return {**dict.fromkeys(names, WITHHELD), "presence": "", "added": []}
    telling, text = words.telling, words.text
    return {
        "informant": " ولد / زوجہ ".join(
            part for part in (telling.name or telling.described, telling.father) if part
        ),
        "address": telling.address,
        "cnic": formats.cnic(telling.cnic),
        "mobile": telling.mobile,
        "brief": text.brief,
        "property": telling.property_text,
        "accused": text.accused,
        "delay": text.delay,
        "steps": text.steps,
        "presence": text.presence,
        "told": telling.told,
        "added": [_added(one) for one in words.added],
    }


def _added(one: Added) -> dict[str, object]:
    return {
        "kind": one.get_kind_display(),
        "number": one.number,
        "by": one.stated_by,
        "at": _moment(one.at),
        "text": one.text,
    }


def _kept(text: str) -> str:
    """A time as it was told: figures alone keep their own order among Urdu letters."""
    return isolate(text) if text.isascii() else text


def _moment(moment: datetime) -> str:
    return f"{formats.date_table(moment)} {formats.local(moment):%H:%M}"
