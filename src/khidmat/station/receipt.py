"""The receipt of a complaint: one page of A6 in Urdu with its code. It names nobody, also in no sealed matter."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from khidmat.documents.public import qr_svg, typesetter
from khidmat.station.desk_words import MATTERS
from khidmat.station.models import Complaint
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"


def pdf(complaint: Complaint, due: datetime | None) -> bytes:
    """The receipt to print."""
    return typesetter(TEMPLATES).set("complaint.typ", words(complaint, due))


def words(complaint: Complaint, due: datetime | None) -> dict[str, str]:
    """What stands on the paper; numbers are set left to right by the template."""
    taken_by, there = complaint.taken_by, settings.BASE_URL + reverse("station:follow")
    return {
        "station": complaint.station.name_ur,
        "etag": str(complaint),
        "code": complaint.code,
        "matter": MATTERS[complaint.matter][1],
        "day": formats.date_table(complaint.taken_at),
        "time": f"{formats.local(complaint.taken_at):%H:%M}",
        "due": f"{formats.date_table(due)} {formats.local(due):%H:%M}" if due else "",
        "by": taken_by.name_ur if taken_by else "",
        "site": there.removeprefix("https://").removeprefix("http://"),
        "qr": qr_svg(there),
        "specimen": "" if settings.PRODUCTION else "yes",
    }
