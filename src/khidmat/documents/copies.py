"""What a signed copy of a station's book says of itself: which paper of which office and day. Never a person.

The PDF carries it as canonical JSON, the QR vouches for it. A copy has no end: what was written stays written.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from khidmat.documents.codes import parse_code
from khidmat.documents.facts import (
    EPOCH,
    LONGEST_TEXT,
    NUMBER,
    UNSEEN,
    BadFacts,
    CertificateFacts,
    read_facts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFacts:
    """A copy's facts. `number` names the paper in Latin letters, `dated` is the paper's day, `issued_on` the copy's.

    Raises `BadFacts` on construction when it could not be printed.
    """

    code: str
    number: str
    title: str
    title_ur: str
    office: str
    office_ur: str
    whom: str
    whom_ur: str
    dated: date
    issued_on: date
    specimen: bool = False
    kind: Literal["copy"] = field(default="copy")
    v: Literal[1] = field(default=1)

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    def __post_init__(self) -> None:
        if parse_code(self.code) != self.code:
            raise BadFacts("the verification code is not one")
        if not NUMBER.fullmatch(self.number) or len(self.number) > 40:
            raise BadFacts("the number of a copy has capital letters, digits and hyphens only")
        if self.issued_on < max(self.dated, EPOCH):
            raise BadFacts("a copy is not older than its paper")
        words = (self.title, self.title_ur, self.office, self.office_ur, self.whom, self.whom_ur)
        if any(not text.strip() or len(text) > LONGEST_TEXT or UNSEEN.search(text) for text in words):
            raise BadFacts("a text of the copy is empty, too long, or has characters that cannot be seen")

    @property
    def valid_until(self) -> None:
        """A copy does not end."""
        return None

    @property
    def initials(self) -> str:
        """Nobody's: a copy tells of no person."""
        return ""

    def canonical(self) -> bytes:
        """Canonical JSON: sorted keys, no spaces, UTF-8. Equal facts give equal bytes."""
        content = ADAPTER.dump_python(self, mode="json")
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def digest(self) -> bytes:
        """SHA-256 of the canonical JSON."""
        return sha256(self.canonical()).digest()


ADAPTER = TypeAdapter(CopyFacts)
MARK = b'"kind":"copy"'


def read_paper(data: bytes) -> CertificateFacts | CopyFacts:
    """The facts of a certificate or of a copy from their canonical JSON. Raises `BadFacts`."""
    if MARK not in data:
        return read_facts(data)
    try:
        facts = ADAPTER.validate_json(data)
    except ValidationError as error:
        raise BadFacts(f"the facts do not have their form: {error.error_count()} faults") from error
    if facts.canonical() != data:
        raise BadFacts("the facts are not in canonical form")
    return facts
