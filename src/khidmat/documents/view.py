"""How the facts look on paper: dates in words, numbers in their grouping, left-to-right islands in Urdu."""

import re
from datetime import date
from urllib.parse import urlsplit

from khidmat.documents.codes import grouped
from khidmat.documents.facts import Address, CertificateFacts, DisclosedCase
from khidmat.documents.fit import Fit, on_one_line

MONTHS = (
    ("January", "جنوری"),
    ("February", "فروری"),
    ("March", "مارچ"),
    ("April", "اپریل"),
    ("May", "مئی"),
    ("June", "جون"),
    ("July", "جولائی"),
    ("August", "اگست"),
    ("September", "ستمبر"),
    ("October", "اکتوبر"),
    ("November", "نومبر"),
    ("December", "دسمبر"),
)
LRI, PDI = "\u2066", "\u2069"
# A run that begins and ends with a Latin letter or digit and would fall apart between Urdu letters.
ISLAND = re.compile(r"\+?[0-9A-Za-z](?:[0-9A-Za-z \-/.:()#&'@_]*[0-9A-Za-z)])?")


def islands(text: str) -> str:
    """Urdu text whose numbers and Latin words keep their own order among Urdu letters."""
    return ISLAND.sub(lambda found: f"{LRI}{found[0]}{PDI}", text)


def day(when: date) -> tuple[str, str]:
    """A day as 21 November 2026 in both scripts."""
    latin, urdu = MONTHS[when.month - 1]
    return f"{when.day} {latin} {when.year}", f"{when.day} {urdu} {when.year}"


def short_day(when: date) -> tuple[str, str]:
    """A day as 21 Nov 2026, and in full in Urdu, which has no short months."""
    return f"{when.day} {MONTHS[when.month - 1][0][:3]} {when.year}", day(when)[1]


def month(when: date) -> tuple[str, str]:
    """A month as November 2026 in both scripts."""
    latin, urdu = MONTHS[when.month - 1]
    return f"{latin} {when.year}", f"{urdu} {when.year}"


def identity(facts: CertificateFacts) -> str:
    """The identity number as people know it: 5-7-1 for NADRA's, as written for others."""
    number = facts.id_number
    if facts.id_kind in ("cnic", "nicop", "bform", "poc"):
        return f"{number[:5]}-{number[5:12]}-{number[12:]}"
    return number


def period(facts: CertificateFacts) -> tuple[str, str]:
    """The period of residence in months."""
    begin, end = month(facts.period_from), month(facts.period_to)
    return f"{begin[0]} – {end[0]}", f"{begin[1]} سے {end[1]} تک"


def birth(facts: CertificateFacts) -> tuple[str, str]:
    """The date of birth, or the stated year."""
    if facts.birth_date is not None:
        return day(facts.birth_date)
    return f"{facts.birth_year} (stated)", f"{facts.birth_year} (بتایا ہوا سال)"


def view(facts: CertificateFacts, base_url: str, page: Fit) -> dict[str, object]:
    """Everything the template prints, as plain JSON values. Takes how the page was fitted from `fit`."""
    parts = urlsplit(base_url)
    return {
        "number": facts.number,
        "code": grouped(facts.code),
        "verify_at": f"{parts.netloc}{parts.path.rstrip('/')}/v/",
        "issued": short_day(facts.issued_on),
        "until": short_day(facts.valid_until),
        "name": _pair(facts.name, facts.name_ur, page),
        "relation": facts.relation,
        "relative": _pair(facts.relative, facts.relative_ur, page),
        "id_kind": facts.id_kind,
        "identity": identity(facts),
        "birth": (*birth(facts), False),
        "period": period(facts),
        "purpose": (facts.purpose, islands(facts.purpose_ur)),
        "office": (facts.office, islands(facts.office_ur)),
        "signatory": (facts.signatory, islands(facts.signatory_ur)),
        "addresses": [_address(one) for one in facts.addresses],
        "cases": [_case(one) for one in facts.cases],
        "specimen": facts.specimen,
        "replaces": facts.replaces,
        "scale": page.scale,
        "overleaf": page.overleaf,
        "listed": page.listed,
    }


def _pair(latin: str, urdu: str, page: Fit) -> tuple[str, str, bool]:
    return latin, islands(urdu), not on_one_line(latin, urdu, page.scale)


def _address(one: Address) -> dict[str, object]:
    return {
        "kind": one.kind,
        "text": (one.text, islands(one.text_ur)),
        "station": (one.station, islands(one.station_ur)),
    }


def _case(one: DisclosedCase) -> dict[str, object]:
    return {
        "reference": one.reference,
        "station": (one.station, islands(one.station_ur)),
        "sections": one.sections,
        "stage": one.stage,
        "court": (one.court, islands(one.court_ur)),
        "decided": day(one.decided_on) if one.decided_on else None,
    }
