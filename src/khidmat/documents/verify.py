"""`python -m khidmat.documents.verify FILE.pdf`: is this certificate genuine? No network, no database.

Ends with 0 when it is genuine and in force, 1 when it must not be relied on, 2 when it could not be read.
"""

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf
from asn1crypto import x509 as asn1_x509  # type: ignore[import-untyped]  # has no types
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from khidmat.documents.copies import CopyFacts, read_paper
from khidmat.documents.envelope import LARGEST, Refused, issued_by, open_envelope
from khidmat.documents.facts import BadFacts, CertificateFacts
from khidmat.documents.keys import KeysError, load_certificate, load_qr_public
from khidmat.documents.qr import BadQR, Summary, read_qr
from khidmat.documents.revocations import BadList, Revocations, read_list
from khidmat.documents.verdict import GENUINE, UNREADABLE, listed, say
from khidmat.documents.view import day

PAKISTAN = ZoneInfo("Asia/Karachi")
Paper = CertificateFacts | CopyFacts
ATTACHED = {"facts.json", "qr.txt", "qr-key.pem"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`check` is `genuine` or names the check that failed; facts and list date if they were reached."""

    check: str
    facts: Paper | None = None
    listed_at: datetime | None = None

    @property
    def genuine(self) -> bool:
        """Whether the paper may be relied on today."""
        return self.check == "genuine"


def verify(
    data: bytes,
    *,
    root: x509.Certificate,
    revocations: Revocations | None = None,
    now: datetime,
    twice: bool = True,
) -> Verdict:
    """Check a PDF against the pinned root. Never raises for a bad file.

    `twice` asks a second library, which shares no code with ours; that takes eight times as long as the first look.
    """
    if len(data) > LARGEST:
        return Verdict("too_large")
    try:
        sealed = open_envelope(data, root)
        facts, _summary = _content(data, root)
        _in_its_time(sealed.certificate, facts)
        if twice:
            _second_opinion(data, root, facts)
    except Refused as refused:
        return Verdict(refused.check)
    listed_at = revocations.issued_at if revocations else None
    return Verdict(_standing(facts, revocations, now), facts, listed_at)


def verify_qr(
    text: str, *, keys: Sequence[Ed25519PublicKey], revocations: Revocations | None = None, now: datetime
) -> tuple[str, Summary | None]:
    """Check the text of a QR alone: `genuine` or the check that failed, and what it vouches for."""
    try:
        summary = read_qr(text, keys)
    except BadQR:
        return "qr", None
    return _standing(summary, revocations, now), summary


def _standing(paper: Paper | Summary, revocations: Revocations | None, now: datetime) -> str:
    if revocations is not None and revocations.holds(paper.code):
        return "revoked"
    ended = paper.valid_until is not None and now.astimezone(PAKISTAN).date() > paper.valid_until
    return "expired" if ended else "genuine"


def _content(data: bytes, root: x509.Certificate) -> tuple[Paper, Summary]:
    """What the paper says, and what its QR says of it; both must agree."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            files = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        if files.keys() != ATTACHED:
            raise Refused("attachments")
        facts = read_paper(files["facts.json"])
        certificate = x509.load_pem_x509_certificate(files["qr-key.pem"])
        key = certificate.public_key()
        if not isinstance(key, Ed25519PublicKey) or not issued_by(certificate, root):
            raise Refused("qr")
        summary = read_qr(files["qr.txt"].decode(), [key])
    except (pikepdf.PdfError, BadFacts) as error:
        raise Refused("attachments") from error
    except ValueError as error:  # a damaged QR, key or text
        raise Refused("qr") from error
    if not summary.speaks_of(facts):
        raise Refused("facts")
    return facts, summary


def _in_its_time(certificate: x509.Certificate, facts: Paper) -> None:
    begin, end = certificate.not_valid_before_utc.date(), certificate.not_valid_after_utc.date()
    if not begin <= facts.issued_on <= end:
        raise Refused("key_time")


def _second_opinion(data: bytes, root: x509.Certificate, facts: Paper) -> None:
    """Ask pyHanko, which shares no code with `envelope`, whether it sees the same."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    moment = datetime.combine(facts.issued_on, datetime.min.time(), PAKISTAN).astimezone(UTC)
    anchor = asn1_x509.Certificate.load(root.public_bytes(Encoding.DER))
    context = ValidationContext(trust_roots=[anchor], allow_fetching=False, moment=moment)
    try:
        signatures = PdfFileReader(io.BytesIO(data)).embedded_signatures
        if len(signatures) != 1:
            raise Refused("several")
        status = validate_pdf_signature(signatures[0], context)
    except (PdfError, ValueError, TypeError, KeyError, AttributeError, OSError) as error:
        raise Refused("changed") from error
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid and whole) or status.modification_level != ModificationLevel.NONE:
        raise Refused("changed")
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.intact and stamp.valid):
        raise Refused("changed")
    if not status.trusted:
        raise Refused("foreign")


def main(arguments: Sequence[str]) -> int:
    """Verify a file or a QR's text and print the verdict in both languages. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="./khidmat verify", description="Check a signed certificate offline."
    )
    parser.add_argument("file", nargs="?", type=Path, help="the PDF")
    parser.add_argument("--qr", help="the text of a QR instead of a file")
    public = Path(os.environ.get("KHIDMAT_PUBLIC", "public"))
    parser.add_argument("--root", type=Path, default=public / "root.pem", help="the root to trust (PEM)")
    parser.add_argument("--qr-keys", type=Path, default=public / "qr.pub", help="the published QR keys")
    parser.add_argument("--revocations", type=Path, default=public / "revocations.json")
    given = parser.parse_args(arguments)
    if (given.file is None) == (given.qr is None):
        parser.error("give a PDF, or --qr TEXT")
    try:
        code: int = _run(given)
    except (OSError, KeysError, BadList) as error:
        sys.stderr.write(f"{error}\n")
        return UNREADABLE
    return code


def _run(given: argparse.Namespace) -> int:
    now = datetime.now(UTC)
    keys = load_qr_public(given.qr_keys) if given.qr_keys.exists() else []
    revocations = None
    if given.revocations.exists():
        revocations = read_list(given.revocations.read_bytes(), keys)
    if given.qr is not None:
        outcome, summary = verify_qr(given.qr, keys=keys, revocations=revocations, now=now)
        whole = "qr_genuine" if summary and summary.valid_until else "qr_copy"
        code, words = say(whole if outcome == "genuine" else outcome, summary)
    else:
        with given.file.open("rb") as file:
            data = file.read(LARGEST + 1)
        verdict = verify(data, root=load_certificate(given.root), revocations=revocations, now=now)
        code, words = _said(verdict)
    sys.stdout.write(words)
    if code == GENUINE:
        sys.stdout.write(listed(revocations, now))
    return code


def _said(verdict: Verdict) -> tuple[int, str]:
    """The exit code and the words about a file."""
    facts = verdict.facts
    if isinstance(facts, CopyFacts):
        dated, dated_ur = day(facts.dated)
        names = ("title", "title_ur", "office", "office_ur", "whom", "whom_ur")
        shown = {name: str(getattr(facts, name)) for name in names}
        outcome = "copy" if verdict.genuine else verdict.check
        return say(outcome, facts, dated=dated, dated_ur=dated_ur, **shown)
    names_of = {"name": facts.name, "name_ur": facts.name_ur} if facts else {}
    return say(verdict.check, facts, **names_of)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
