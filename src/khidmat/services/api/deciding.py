"""The certificate officer's desk for a program that works in his place: what waits, the file, the decision."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from khidmat.files.public import answer as file_answer
from khidmat.kernel.api import Permit, Storable
from khidmat.services import operations
from khidmat.services.api.acting import CURSOR, KEY, Cursor, Key, actor_of, written
from khidmat.services.dossier import Dossier, dossier
from khidmat.services.models import Application, Verification
from khidmat.services.worklist import decisions

router = Router(tags=["Decisions"])
READ, DECIDE = "services.application.read", "services.application.decide"
Shown = Literal["open", "late", "ready", "asked"]


class Waiting(Schema):
    """One open application."""

    id: UUID
    ref: str
    service: str
    status: str
    name: str
    name_ur: str
    due_at: datetime | None
    late: bool


class Count(Schema):
    """How many there are of a kind, and under which word they are shown."""

    show: str
    count: int


class Desk(Schema):
    """A page of the worklist, the most overdue first. `next` is the cursor of the following page, or empty."""

    counts: list[Count]
    applications: list[Waiting]
    next: str


class Given(Schema):
    """An answer as the applicant gave it, in the reader's language."""

    label: str
    value: str
    paper: Annotated[str, Field(description="Name of the attached paper, or empty")]


class Part(Schema):
    """A page of the form."""

    name: str
    title: str
    answers: list[Given]


class Visit(Schema):
    """A station's verification of an address."""

    kind: str
    station: str
    station_ur: str
    status: str
    finding: str
    report: str
    due_at: datetime


class Inquiry(Schema):
    """A question to the applicant and the answer."""

    question: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


class Disclosed(Schema):
    """What of a record check may be disclosed."""

    reference: str
    sections: str
    stage: str


class File(Schema):
    """The whole file. `blocked` says why it cannot be approved now; empty when it can."""

    application: Waiting
    topics: list[Part]
    visits: list[Visit]
    questions: list[Inquiry]
    records_settled: bool
    records: list[Disclosed]
    blocked: str
    may_refuse: bool
    may_ask: bool


class Decided(Schema):
    """Where the application stands after the act."""

    id: UUID
    ref: str
    status: str


class Reason(Schema):
    """Why it is refused: the applicant reads this."""

    reason: Annotated[Storable, Field(min_length=10, max_length=1000)]


class Ask(Schema):
    """One question to the applicant, in plain words."""

    question: Annotated[Storable, Field(min_length=5, max_length=1000)]


@router.get("/duty/applications", auth=Permit(READ), response=Desk, operation_id="worklist")
def worklist(request: HttpRequest, show: Shown = "open", cursor: Cursor = CURSOR) -> dict[str, object]:
    """Open applications of the district, 25 at a time; a cursor that is none begins at the top."""
    found = decisions(actor_of(request), show=show, after=cursor, now=timezone.now())
    counts = [{"show": one.url.removeprefix("?show="), "count": one.count} for one in found.tiles]
    rows = [_waiting(one, found.now) for one in found.rows if isinstance(one, Application)]
    return {"counts": counts, "applications": rows, "next": found.following}


@router.get("/duty/applications/{uuid:pk}", auth=Permit(READ), response=File, operation_id="file")
def file(request: HttpRequest, pk: UUID) -> dict[str, object]:
    """The whole file; reading it is an event in the ledger, written before the answer leaves."""
    now = timezone.now()
    found = operations.open_file(application_id=pk, actor=actor_of(request), now=now)
    return _file(dossier(found, actor_of(request), now), now)


@router.get("/duty/applications/{uuid:pk}/papers/{slug:field}", auth=Permit(READ), operation_id="paper")
def paper(request: HttpRequest, pk: UUID, field: str) -> FileResponse:
    """A paper of the file, as JPEG or PDF; reading it is an event."""
    blob = operations.open_paper(application_id=pk, field=field, actor=actor_of(request), now=timezone.now())
    return file_answer(blob)


@router.post(
    "/duty/applications/{uuid:pk}/approve", auth=Permit(DECIDE), response=Decided, operation_id="approve"
)
def approve(request: HttpRequest, pk: UUID, key: Key = KEY) -> HttpResponse:
    """Approve an application whose checks are in; the certificate is ordered."""

    def act(now: datetime) -> Decided:
        return _decided(operations.approve(application_id=pk, actor=actor_of(request), now=now))

    return written(request, key, act)


@router.post(
    "/duty/applications/{uuid:pk}/refuse", auth=Permit(DECIDE), response=Decided, operation_id="refuse"
)
def refuse(request: HttpRequest, pk: UUID, said: Reason, key: Key = KEY) -> HttpResponse:
    """Refuse with a reason that the applicant will read."""

    def act(now: datetime) -> Decided:
        done = operations.refuse(application_id=pk, reason=said.reason, actor=actor_of(request), now=now)
        return _decided(done)

    return written(request, key, act)


@router.post("/duty/applications/{uuid:pk}/ask", auth=Permit(DECIDE), response=Decided, operation_id="ask")
def ask(request: HttpRequest, pk: UUID, said: Ask, key: Key = KEY) -> HttpResponse:
    """Ask the applicant one thing; the service clock stands still until the answer."""

    def act(now: datetime) -> Decided:
        asked = operations.ask(application_id=pk, text=said.question, actor=actor_of(request), now=now)
        return _decided(asked.application)

    return written(request, key, act)


def _decided(one: Application) -> Decided:
    return Decided(id=one.pk, ref=one.ref, status=one.status)


def _waiting(one: Application, now: datetime) -> dict[str, object]:
    return {
        "id": one.pk,
        "ref": one.ref,
        "service": one.service,
        "status": one.status,
        "name": one.person.name if one.person else "",
        "name_ur": one.person.name_ur if one.person else "",
        "due_at": one.due_at,
        "late": one.due_at is not None and one.due_at < now,
    }


def _file(found: Dossier, now: datetime) -> dict[str, object]:
    topics = [
        {
            "name": one.name,
            "title": one.title,
            "answers": [{"label": r.label, "value": r.value, "paper": r.field} for r in one.rows],
        }
        for one in found.sections
    ]
    return {
        "application": _waiting(found.application, now),
        "topics": topics,
        "visits": [_visit(one) for one in found.verifications],
        "questions": [
            {"question": q.text, "asked_at": q.asked_at, "answer": q.answer, "answered_at": q.answered_at}
            for q in found.questions
        ],
        "records_settled": found.records is not None and found.records.settled,
        "records": [
            {"reference": one.case_ref, "sections": one.sections, "stage": one.stage}
            for one in (found.records.records if found.records else ())
        ],
        "blocked": found.blocked,
        "may_refuse": found.may_refuse,
        "may_ask": found.may_ask,
    }


def _visit(one: Verification) -> dict[str, object]:
    return {
        "kind": one.kind,
        "station": one.office.name,
        "station_ur": one.office.name_ur,
        "status": one.status,
        "finding": one.finding,
        "report": one.report,
        "due_at": one.due_at,
    }
