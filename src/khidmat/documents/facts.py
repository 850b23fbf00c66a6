"""What a certificate says, as one frozen value; the PDF carries its canonical JSON, the QR vouches for it."""

import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from khidmat.documents.codes import parse_code

VALID_DAYS = 180  # the paper's life as embassies take it; law-and-formats.md section 6
EPOCH = date(2020, 1, 1)  # no certificate of ours is older; the QR counts its days from here
LONGEST_NAME = 120
LONGEST_TEXT = 300

Relation = Literal["father", "husband", "parent"]
IdKind = Literal["cnic", "nicop", "poc", "bform", "passport", "afghan_card", "other"]
AddressKind = Literal["present", "permanent", "other"]
Stage = Literal["convicted", "pending"]
Wording = Literal["clear", "disclosed"]

KIND = re.compile(r"[a-z]+(?:_[a-z]+)*")
NUMBER = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
SHA256 = re.compile(r"[0-9a-f]{64}")
# Control characters, bidi controls and other invisible ones: a paper must not be able to hide or turn text.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class BadFacts(ValueError):
    """The facts cannot be printed: something is missing, too long, hidden or must not be disclosed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address with the station that answered for it."""

    kind: AddressKind
    text: str
    text_ur: str
    station: str
    station_ur: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosedCase:
    """A conviction or a pending case. Nothing else may be disclosed (issue 2, section 3.3)."""

    reference: str
    station: str
    station_ur: str
    sections: str
    stage: Stage
    court: str = ""
    court_ur: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """A certificate's whole content. `code` is the 26+2 characters of `codes`, without hyphens.

    `kind` names the template. Raises `BadFacts` on construction when the paper could not be printed or would say
    what the law forbids.
    """

    number: str
    code: str
    issued_on: date
    valid_until: date
    name: str
    name_ur: str
    relation: Relation
    relative: str
    relative_ur: str
    id_kind: IdKind
    id_number: str
    addresses: tuple[Address, ...]
    period_from: date
    period_to: date
    purpose: str
    purpose_ur: str
    office: str
    office_ur: str
    signatory: str
    signatory_ur: str
    photo_sha256: str
    birth_date: date | None = None
    birth_year: int | None = None
    wording: Wording = "clear"
    cases: tuple[DisclosedCase, ...] = ()
    specimen: bool = False
    replaces: str = ""
    kind: str = "character_certificate"
    v: Literal[1] = field(default=1)

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    def __post_init__(self) -> None:
        _check_identity(self)
        _check_times(self)
        _check_texts(self)
        _check_cases(self)

    @property
    def last_four(self) -> str:
        """The end of the identity number as printed: what a verifier types to see name and photograph."""
        return re.sub(r"[^A-Z0-9]", "", self.id_number.upper())[-4:]

    @property
    def initials(self) -> str:
        """First letters of the Roman name, at most five: what the QR alone tells of the person."""
        return "".join(word[0] for word in self.name.upper().split()[:5])

    def canonical(self) -> bytes:
        """Canonical JSON: sorted keys, no spaces, UTF-8. Equal facts give equal bytes."""
        content = ADAPTER.dump_python(self, mode="json")
        if not self.replaces:
            del content["replaces"]  # papers from before there was a second issue say nothing of one
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def digest(self) -> bytes:
        """SHA-256 of the canonical JSON."""
        return sha256(self.canonical()).digest()


ADAPTER = TypeAdapter(CertificateFacts)


def read_facts(data: bytes) -> CertificateFacts:
    """Facts from their canonical JSON. Raises `BadFacts` unless `data` is exactly what `canonical` writes."""
    try:
        facts = ADAPTER.validate_json(data)
    except ValidationError as error:
        raise BadFacts(f"the facts do not have their form: {error.error_count()} faults") from error
    if facts.canonical() != data:
        raise BadFacts("the facts are not in canonical form")
    return facts


def valid_until(issued_on: date) -> date:
    """The last day on which a certificate issued that day is valid."""
    return issued_on + timedelta(days=VALID_DAYS)


def _check_identity(facts: CertificateFacts) -> None:
    if not NUMBER.fullmatch(facts.number) or len(facts.number) > 40:
        raise BadFacts("the certificate number has capital letters, digits and hyphens only")
    if facts.replaces and (not NUMBER.fullmatch(facts.replaces) or facts.replaces == facts.number):
        raise BadFacts("the certificate that it replaces is another one, named by its number")
    if not KIND.fullmatch(facts.kind) or len(facts.kind) > 40:
        raise BadFacts("the kind of paper has small letters and underscores only")
    if parse_code(facts.code) != facts.code:
        raise BadFacts("the verification code is not one")
    if not SHA256.fullmatch(facts.photo_sha256):
        raise BadFacts("the photograph's digest is 64 hexadecimal digits")
    if facts.id_kind in ("cnic", "nicop", "bform", "poc") and not re.fullmatch(r"[0-9]{13}", facts.id_number):
        raise BadFacts("this kind of identity number has 13 digits, stored without hyphens")
    if len(facts.last_four) < 4:
        raise BadFacts("an identity number of at least four letters or digits is needed")


def _check_times(facts: CertificateFacts) -> None:
    if facts.valid_until < facts.issued_on or facts.issued_on < EPOCH:
        raise BadFacts("the certificate would end before it begins, or begin before there were any")
    if facts.period_to < facts.period_from or facts.period_to > facts.issued_on:
        raise BadFacts("the period must begin before it ends and end by the day of issue")
    if (facts.birth_date is None) == (facts.birth_year is None):
        raise BadFacts("either a date of birth or a stated year is needed, not both")
    if facts.birth_date is not None and facts.birth_date > facts.issued_on:
        raise BadFacts("the date of birth is after the day of issue")


def _check_texts(facts: CertificateFacts) -> None:
    if not 1 <= len(facts.addresses) <= 3:
        raise BadFacts("a certificate names one to three addresses")
    for text in (facts.name, facts.name_ur, facts.relative, facts.relative_ur):
        _check_text(text, LONGEST_NAME)
    needed = [
        facts.purpose,
        facts.purpose_ur,
        facts.office,
        facts.office_ur,
        facts.signatory,
        facts.signatory_ur,
    ]
    for one in facts.addresses:
        needed += [one.text, one.text_ur, one.station, one.station_ur]
    for case in facts.cases:
        needed += [case.reference, case.station, case.station_ur, case.sections]
    for text in (*needed, facts.id_number):
        _check_text(text, LONGEST_TEXT)


def _check_text(text: str, longest: int) -> None:
    if not text.strip() or text != text.strip():
        raise BadFacts("a text of the certificate is empty or has spaces around it")
    if len(text) > longest:
        raise BadFacts(f"a text of the certificate is longer than {longest} characters")
    if UNSEEN.search(text):
        raise BadFacts("a text of the certificate has characters that cannot be seen")


def _check_cases(facts: CertificateFacts) -> None:
    if (facts.wording == "disclosed") != bool(facts.cases):
        raise BadFacts("the wording says disclosed exactly when cases are listed")
    for case in facts.cases:
        if case.stage not in ("convicted", "pending"):
            raise BadFacts("only convictions and pending cases may be disclosed")
        for text in (case.court, case.court_ur):
            if text:
                _check_text(text, LONGEST_TEXT)
        if case.stage == "convicted" and not (case.court and case.court_ur and case.decided_on):
            raise BadFacts("a conviction is disclosed with its court and date")
