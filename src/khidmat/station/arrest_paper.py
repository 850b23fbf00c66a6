"""The arrest memo on paper (fard giraftari): basis, hour, officials, who was told, search and witnesses. Urdu."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from khidmat.documents.public import typesetter
from khidmat.kernel.urdu import isolate
from khidmat.station.models import Informed
from khidmat.station.queries.custody import File, named
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"


def pdf(file: File) -> bytes:
    """The memo; the caller has seen to it that the reader may know who it is."""
    with override("ur"):
        return typesetter(TEMPLATES).set("arrest.typ", words_of(file))


def words_of(file: File) -> dict[str, object]:
    """What stands on the memo, Urdu first."""
    one, text, who = file.arrest, file.text, file.line.text
    age = file.line.ages[-1].stated if file.line.ages else ""
    return {
        "station": one.station.name_ur,
        "district": one.station.district.name_ur if one.station.district else "",
        "fir": str(one.fir),
        "sections": one.fir.sections,
        "number": str(one.accused.number),
        "name": named(who) if who else "",
        "father": who.father if who else "",
        "address": who.address if who else "",
        "gender": one.custody.get_gender_display(),
        "age": age,
        "child": file.line.child,
        "basis": _basis(file),
        "held": one.custody.station.name_ur if file.came_held else "",
        "at": _moment(file),
        "place": text.place if text else "",
        "reasons": text.reasons if text else "",
        "medical": text.medical if text else "",
        "belongings": text.belongings.splitlines() if text else [],
        "searched": bool(text and text.searched),
        "witnesses": [text.witness_1, text.witness_2] if text else [],
        "hands": [hand.name for hand in file.hands],
        "told": [_told(row) for row in file.informed],
        "entry": f"{one.entry.number} / {formats.date_table(one.entry.day.day)}",
        "by": one.by.name_ur or one.by.name,
        "specimen": not settings.PRODUCTION,
    }


def _basis(file: File) -> str:
    """The ground or the paper, in words."""
    one = file.arrest
    if one.ground:
        return f"{one.get_basis_display()}، {one.get_ground_display()}"
    return f"{one.get_basis_display()}، {isolate(one.paper_number)}، {one.paper_court}، {isolate(one.paper_text)}"


def _moment(file: File) -> str:
    at = file.arrest.arrested_at
    return f"{formats.date_table(at)} {formats.local(at):%H:%M}"


def _told(row: Informed) -> str:
    return f"{row.get_kind_display()}: {row.why_not or f'{row.whom}، {row.how}'}"
