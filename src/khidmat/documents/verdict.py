"""What a verifier is told, in both languages: one sentence for each outcome of `verify`."""

from datetime import date, datetime
from typing import Protocol

from khidmat.documents.revocations import Revocations
from khidmat.documents.view import LRI, PDI, day

GENUINE, REFUSED, UNREADABLE = 0, 1, 2

#: Outcome → exit code, English, Urdu.
SENTENCES: dict[str, tuple[int, str, str]] = {
    "genuine": (
        GENUINE,
        "This certificate is genuine. Name: {name}. Date: {issued}. Compare the photograph.",
        "یہ سرٹیفکیٹ اصلی ہے۔ نام: {name_ur}۔ تاریخ: {issued_ur}۔ تصویر ملا کر دیکھ لیں۔",
    ),
    "expired": (
        REFUSED,
        "This certificate is ours, but it was valid only until {until}. Ask for a new one.",
        "یہ سرٹیفکیٹ ہمارا ہے مگر اس کی مدت {until_ur} کو ختم ہو گئی۔ نیا سرٹیفکیٹ مانگیں۔",
    ),
    "revoked": (
        REFUSED,
        "This certificate was revoked. Do not rely on it.",
        "یہ سرٹیفکیٹ منسوخ ہو چکا ہے۔ اس پر بھروسا نہ کریں۔",
    ),
    "unsigned": (
        REFUSED,
        "Not genuine: the file carries no signature.",
        "اصلی نہیں: فائل پر کوئی دستخط نہیں۔",
    ),
    "several": (
        REFUSED,
        "Not genuine: the file carries more than one signature.",
        "اصلی نہیں: فائل پر ایک سے زیادہ دستخط ہیں۔",
    ),
    "added": (
        REFUSED,
        "Not genuine: something was added after the signature.",
        "اصلی نہیں: دستخط کے بعد فائل میں کچھ بڑھایا گیا ہے۔",
    ),
    "cut": (
        REFUSED,
        "Not genuine: a part of the file is missing.",
        "اصلی نہیں: فائل کا کچھ حصہ موجود نہیں۔",
    ),
    "changed": (
        REFUSED,
        "Not genuine: the file was changed after it was signed.",
        "اصلی نہیں: دستخط کے بعد فائل بدلی گئی ہے۔",
    ),
    "foreign": (
        REFUSED,
        "Not genuine: the signature was not made with our key.",
        "اصلی نہیں: دستخط ہماری کلید سے نہیں ہوئے۔",
    ),
    "attachments": (
        REFUSED,
        "Not genuine: the facts inside the file are missing or damaged.",
        "اصلی نہیں: فائل کے اندر کی معلومات موجود نہیں یا خراب ہیں۔",
    ),
    "qr": (
        REFUSED,
        "Not genuine: the QR code was not signed with our key.",
        "اصلی نہیں: کیو آر کوڈ پر ہماری کلید کے دستخط نہیں۔",
    ),
    "facts": (
        REFUSED,
        "Not genuine: the QR code belongs to another certificate.",
        "اصلی نہیں: کیو آر کوڈ کسی اور سرٹیفکیٹ کا ہے۔",
    ),
    "key_time": (
        REFUSED,
        "Not genuine: on the date of issue the signing key was not in use.",
        "اصلی نہیں: جاری ہونے کی تاریخ پر یہ کلید استعمال میں نہ تھی۔",
    ),
    "not_pdf": (
        UNREADABLE,
        "The file could not be read: it is not a PDF.",
        "فائل نہیں کھل سکی: یہ پی ڈی ایف نہیں۔",
    ),
    "too_large": (
        UNREADABLE,
        "The file could not be read: it is too large to be a certificate.",
        "فائل نہیں کھل سکی: سرٹیفکیٹ اتنا بڑا نہیں ہوتا۔",
    ),
    "copy": (
        GENUINE,
        "This copy is genuine. {title}, {office}, {dated}. Copy of {issued} for: {whom}.",
        "یہ نقل اصلی ہے۔ {title_ur}، {office_ur}، {dated_ur}۔ نقل {issued_ur}، برائے: {whom_ur}۔",
    ),
    "qr_copy": (
        GENUINE,
        "This QR code is genuine. On the paper: {number}, copy of {issued}.",
        "یہ کیو آر کوڈ اصلی ہے۔ کاغذ پر یہی ہو: {number_ur}، نقل {issued_ur}۔",
    ),
    "qr_genuine": (
        GENUINE,
        "This QR code is genuine. On the paper: {number}, {issued} to {until}, initials {initials}.",
        "یہ کیو آر کوڈ اصلی ہے۔ کاغذ پر یہی ہو: {number_ur}، {issued_ur} سے {until_ur}، {initials_ur}۔",
    ),
}


class Paper(Protocol):
    """What facts and QR summaries have in common."""

    @property
    def number(self) -> str:
        """The certificate's number."""
        ...

    @property
    def issued_on(self) -> date:
        """The day of issue."""
        ...

    @property
    def valid_until(self) -> date | None:
        """The last valid day; None when there is no end."""
        ...

    @property
    def initials(self) -> str:
        """The first letters of the Roman name."""
        ...


def say(outcome: str, paper: Paper | None, **more: str) -> tuple[int, str]:
    """The exit code and the two lines of an outcome; `more` are words that its sentence asks for."""
    code, english, urdu = SENTENCES[outcome]
    words = more | (_words(paper) if paper else {})
    return code, f"{english.format(**words)}\n{urdu.format(**words)}\n"


def listed(revocations: Revocations | None, now: datetime) -> str:
    """The lines that say which revocation list was used, and whether a newer one should be fetched."""
    if revocations is None:
        return (
            "No revocation list was at hand: whether it was revoked since is not known.\n"
            "منسوخ سرٹیفکیٹوں کی فہرست موجود نہیں: بعد میں منسوخ ہوا یا نہیں، معلوم نہیں۔\n"
        )
    english, urdu = day(revocations.issued_at.date())
    told = f"Not on the revocation list of {english}.\nمنسوخ سرٹیفکیٹوں کی فہرست میں نہیں۔ فہرست کی تاریخ: {urdu}۔\n"
    if now > revocations.next_at:
        told += "That list is old. Fetch the present one.\nیہ فہرست پرانی ہے۔ نئی فہرست لے لیں۔\n"
    return told


def _words(paper: Paper) -> dict[str, str]:
    issued, issued_ur = day(paper.issued_on)
    until, until_ur = day(paper.valid_until) if paper.valid_until else ("", "")
    return {
        "number": paper.number,
        "number_ur": f"{LRI}{paper.number}{PDI}",
        "initials": paper.initials,
        "initials_ur": f"{LRI}{paper.initials}{PDI}",
        "issued": issued,
        "issued_ur": issued_ur,
        "until": until,
        "until_ur": until_ur,
    }
