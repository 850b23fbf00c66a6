"""A road certificate on paper, Form 10.17, Urdu: no name of a case stands on it, only numbers, seals and weights."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from khidmat.documents.public import qr_svg, typesetter
from khidmat.kernel.urdu import isolate
from khidmat.station.models import RoadArticle, RoadCertificate, RoadSign
from khidmat.station.property_words import KINDS, UNITS, grams, marks, plain
from khidmat.station.road_words import PURPOSES
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"


def pdf(made: RoadCertificate, articles: Sequence[RoadArticle], signs: Mapping[str, RoadSign]) -> bytes:
    """The certificate to print."""
    return typesetter(TEMPLATES).set("road.typ", words(made, articles, signs))


def words(
    made: RoadCertificate, articles: Sequence[RoadArticle], signs: Mapping[str, RoadSign]
) -> dict[str, object]:
    """What stands on the paper; numbers are set left to right by the template."""
    left, there = signs["issued"], signs.get("received")
    keepers = dict.fromkeys([made.prepared_by, left.by])
    return {
        "station": made.station.name_ur,
        "district": made.station.district.name_ur if made.station.district else "",
        "number": str(made),
        "left": f"{formats.date_table(left.at)} {formats.local(left.at):%H:%M}",
        "entry": f"{made.entry.number} / {formats.date_table(made.entry.day.day)}" if made.entry else "",
        "purpose": PURPOSES[made.purpose][1],
        "destination": made.destination,
        "carrier": f"{made.carrier} {made.carrier_post}".strip(),
        "order": _order(made),
        "rows": [_row(one) for one in articles],
        "keepers": [one.name_ur or one.name for one in keepers],
        "receiver": f"{there.name} {there.post}".strip() if there else "",
        "received": f"{formats.date_table(there.happened_at)} {formats.local(there.happened_at):%H:%M}"
        if there
        else "",
        "qr": qr_svg(settings.BASE_URL + reverse("station:road", args=[made.pk])),
        "specimen": not settings.PRODUCTION,
    }


def _order(made: RoadCertificate) -> str:
    """Court, number and date of the order; figures keep their own order among Urdu words."""
    if made.ordered_on is None:
        return ""
    day = isolate(formats.date_table(made.ordered_on))
    return "، ".join(part for part in (made.court, marks(made.order_no), day) if part)


def _row(one: RoadArticle) -> dict[str, str]:
    item = one.item
    return {
        "number": str(item),
        "fir": str(item.fir or ""),
        "kind": KINDS[item.kind][1],
        "quantity": plain(item.quantity),
        "unit": UNITS[item.unit][1],
        "weight": grams(one.weight_mg) if one.weight_mg else "",
        "seals": marks(item.seals),
    }
