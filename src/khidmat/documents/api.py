"""The API of certificates: whoever holds a paper's code may verify it, one by one or many at once.

Codes and last digits come in bodies, never in addresses, which end in logs. To ask is no writing: it needs no
`Idempotency-Key`, and every asking counts.
"""

from typing import Annotated, Literal, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from khidmat.documents import operations
from khidmat.documents.codes import parse_digits
from khidmat.documents.models import SignedCopy
from khidmat.documents.operations import Answer
from khidmat.documents.policies import VERIFY, VERIFY_MANY
from khidmat.documents.states import Standing
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.api import Permit, Short, Words, filled
from khidmat.kernel.errors import TooMany
from khidmat.kernel.problems import said

router = Router(tags=["Certificates"])
#: Rows of one request: what a clerk scans in an hour.
ROWS = 100
#: Answers are filled up to a multiple of this (a picture, a page of rows), so that their length tells nothing.
LENGTH, LENGTH_MANY = 16 * 1024, 32 * 1024


class Asked(Schema):
    """A code as printed beside the QR, spaces and hyphens as one likes; `digits`: the last four of the number."""

    code: Short
    digits: Annotated[Short, Field(max_length=12)] = ""


class AskedMany(Schema):
    """Up to a hundred of them."""

    certificates: Annotated[list[Asked], Field(min_length=1, max_length=ROWS)]


class Paper(Schema):
    """What stands on the paper besides the person: compare it."""

    number: str
    issued_on: str
    valid_until: str


class Copied(Schema):
    """A signed copy of a paper in a station's books: compare it. It names nobody."""

    number: str
    title: str
    title_ur: str
    office: str
    office_ur: str
    dated: str
    issued_on: str


class Named(Schema):
    """Whose paper it is; told to whoever knows the last four."""

    name: str
    name_ur: str


class Verdict(Schema):
    """What a code stands for. `digits`: not given, right, wrong, or closed for an hour after five wrong ones."""

    standing: Literal["genuine", "revoked", "expired", "not_known"]
    meaning: Words
    paper: Paper | None
    copied: Copied | None
    digits: Literal["", "right", "wrong", "closed"]
    person: Named | None
    picture: Annotated[str, Field(description="The photograph as a data: address, when the digits are right")]


class Row(Schema):
    """One asked certificate by its place in the request: its answer, or why there is none."""

    row: int
    answer: Verdict | None
    error: Words | None


class Verdicts(Schema):
    """A row for every certificate that was asked, in the same order."""

    rows: list[Row]


@router.post("/certificates/verify", auth=Permit(VERIFY), response=Verdict, operation_id="verify")
def verify(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Verify one certificate.

    The answer is the same size and costs the same whether the code is revoked, expired or not known.
    """
    found = operations.look_up(
        code=asked.code,
        digits=parse_digits(asked.digits),
        address=_address(request),
        actor=cast(ActorRequest, request).actor,
        now=timezone.now(),
    )
    return filled(verdict(found), LENGTH)


@router.post(
    "/certificates/verify-many", auth=Permit(VERIFY_MANY), response=Verdicts, operation_id="verify_many"
)
def verify_many(request: HttpRequest, asked: AskedMany) -> HttpResponse:
    """Verify up to a hundred certificates; every row has its own answer or its own error. No photographs."""
    found = operations.look_up_many(
        asked=[(one.code, parse_digits(one.digits)) for one in asked.certificates],
        address=_address(request),
        actor=cast(ActorRequest, request).actor,
        now=timezone.now(),
    )
    return filled(Verdicts(rows=[_row(place, one) for place, one in enumerate(found)]), LENGTH_MANY)


def _address(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR") or "unix"


def _row(place: int, found: Answer | TooMany) -> Row:
    if isinstance(found, TooMany):
        return Row(row=place, answer=None, error=Words(**said(found.message)))
    return Row(row=place, answer=verdict(found), error=None)


def verdict(found: Answer) -> Verdict:
    """An answer as the API gives it."""
    paper = found.certificate
    return Verdict.model_validate(
        {
            "standing": found.standing.value,
            "meaning": said(Standing(found.standing).label),
            "paper": {
                "number": paper.number,
                "issued_on": paper.issued_on.isoformat(),
                "valid_until": paper.valid_until.isoformat(),
            }
            if paper
            else None,
            "copied": _copied(found.copied) if found.copied else None,
            "digits": found.digits,
            "person": {"name": found.facts.name, "name_ur": found.facts.name_ur} if found.facts else None,
            "picture": found.picture,
        }
    )


def _copied(copy: SignedCopy) -> dict[str, str]:
    return {
        "number": copy.number,
        "title": copy.title,
        "title_ur": copy.title_ur,
        "office": copy.office.name,
        "office_ur": copy.office.name_ur,
        "dated": copy.dated.isoformat(),
        "issued_on": copy.issued_on.isoformat(),
    }
