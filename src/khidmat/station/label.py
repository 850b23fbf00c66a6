"""The label of a thing in the malkhana: 70 by 50 mm with a barcode. It names no person and tells no story."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse

from khidmat.documents.public import qr_svg, typesetter
from khidmat.station.models import Item
from khidmat.station.property_words import KINDS, UNITS, grams, marks, plain
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"


def pdf(item: Item) -> bytes:
    """The label to print."""
    return typesetter(TEMPLATES).set("label.typ", words(item))


def words(item: Item) -> dict[str, str]:
    """What stands on the label; numbers are set left to right by the template."""
    return {
        "station": item.station.name_ur,
        "number": str(item),
        "fir": str(item.fir or ""),
        "entry": "" if item.fir else f"{item.entry.number} / {formats.date_table(item.entry.day.day)}",
        "kind": KINDS[item.kind][1],
        "quantity": plain(item.quantity),
        "unit": UNITS[item.unit][1],
        "weight": grams(item.weight_mg) if item.weight_mg else "",
        "seals": marks(item.seals[:40]),
        "day": formats.date_table(item.deposited_at),
        "code": f"{item.station.code} XIX {item}",
        "qr": qr_svg(settings.BASE_URL + reverse("station:item", args=[item.pk])),
        "specimen": "" if settings.PRODUCTION else "yes",
    }
