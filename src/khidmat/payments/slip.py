"""The receipt as a paper: one page of A6 in Urdu with a QR."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse

from khidmat.documents.public import qr_svg, typesetter
from khidmat.payments.fees import version
from khidmat.payments.models import Receipt, Refund
from khidmat.payments.states import ChargeStatus
from khidmat.ui import formats

TEMPLATES = Path(__file__).parent / "templates" / "typst"


def pdf(receipt: Receipt) -> bytes:
    """The receipt to print."""
    return _set(words(receipt))


def refund_pdf(refund: Refund) -> bytes:
    """The paper of money given back, to print: the receipt's facts, under the refund's own number."""
    there = words(refund.receipt)
    there |= {
        "title": "رقم کی واپسی",
        "number": str(refund),
        "what_ur": f"رسید {refund.receipt} کی رقم واپس",
        "day": formats.date_table(refund.given_at),
        "day_ur": formats.date_words(refund.given_at, "ur"),
        "time": f"{formats.local(refund.given_at):%H:%M}",
        "by": refund.given_by.name,
        "by_ur": refund.given_by.name_ur,
        "void": "",
        "reason": refund.reason,
    }
    return _set(there)


def _set(there: dict[str, str]) -> bytes:
    return typesetter(TEMPLATES).set("receipt.typ", there)


def words(receipt: Receipt) -> dict[str, str]:
    """What stands on the paper, Urdu first; numbers are set left to right by the template."""
    charge, office = receipt.charge, receipt.office
    fee = version(charge.fee, charge.fee_version)
    there = settings.BASE_URL + reverse("payments:check", args=[receipt.code])
    return {
        "title": "رسید",
        "number": str(receipt),
        "office": office.name,
        "office_ur": office.name_ur,
        "office_code": office.code,
        "payer": charge.payer,
        "payer_ur": charge.payer_ur,
        "what": fee.title,
        "what_ur": fee.title_ur,
        "ref": charge.ref,
        "rupees": formats.number(receipt.rupees),
        "method": str(receipt.method),
        "day": formats.date_table(receipt.taken_at),
        "day_ur": formats.date_words(receipt.taken_at, "ur"),
        "time": f"{formats.local(receipt.taken_at):%H:%M}",
        "by": receipt.taken_by.name if receipt.taken_by else "",
        "by_ur": receipt.taken_by.name_ur if receipt.taken_by else "",
        "void": "yes" if charge.status == ChargeStatus.REFUNDED else "",
        "reason": "",
        "specimen": "" if settings.PRODUCTION else "yes",
        "check": there,
        "qr": qr_svg(there),
    }
