"""The receipt as a paper: one page of A6 in Urdu with a QR, set by a typst compiler that stays warm."""

import json
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from threading import Lock

import typst
from django.conf import settings
from django.urls import reverse

from khidmat.documents.public import FONTS, qr_svg
from khidmat.payments.fees import version
from khidmat.payments.models import Receipt, Refund
from khidmat.payments.states import ChargeStatus
from khidmat.ui import formats

MAIN = Path(__file__).parent / "templates" / "typst" / "receipt.typ"


class Press:
    """One compiler with its folder; used by one thread at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="khidmat-receipt-")
        self._place = Path(self._folder.name)
        shutil.copy(MAIN, self._place)
        self._compiler = typst.Compiler(
            input=str(self._place / MAIN.name),
            root=str(self._place),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )

    def print(self, words: dict[str, str]) -> bytes:
        """The PDF of these words. They lie in the folder only while it is made."""
        content = self._place / "input.json"
        with self._lock:
            try:
                content.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
                paper = self._compiler.compile(format="pdf")
            finally:
                content.unlink(missing_ok=True)
        if not isinstance(paper, bytes):
            raise TypeError("typst made no single file")
        return paper


@cache
def _press(_process: int) -> Press:
    return Press()


def pdf(receipt: Receipt) -> bytes:
    """The receipt to print."""
    return _press(os.getpid()).print(words(receipt))


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
    return _press(os.getpid()).print(there)


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
