"""Applying through a program: a draft for somebody, its answers and papers, sending, following."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema, UploadedFile
from ninja.params.functions import File
from pydantic import Field, StringConstraints

from khidmat.files.public import MAX_BYTES
from khidmat.kernel.api import MULTIPART, Long, Permit, Slug, Words
from khidmat.kernel.problems import said
from khidmat.payments.public import charge_for
from khidmat.services import operations
from khidmat.services.api.acting import CURSOR, KEY, Cursor, Key, actor_of, written
from khidmat.services.completeness import open_points
from khidmat.services.following import entry, page_of_entries
from khidmat.services.models import Application
from khidmat.services.progress import lines

router = Router(tags=["Applications"])
ENTER = "services.program.enter"
#: A file of ten megabytes, and what parts it from the rest of its form.
LARGEST_FILE = MAX_BYTES + 16 * 1024
PICTURE = File(...)
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,60}$")]
Mobile = Annotated[str, StringConstraints(pattern=r"^\+923[0-9]{9}$")]


class Begin(Schema):
    """For whom and what: news of every step goes to the mobile number, in this language."""

    service: Slug
    mobile: Mobile
    language: Literal["ur", "en"] = "ur"


class Lacking(Schema):
    """An input that has to be filled or corrected before it can be sent, and why."""

    field: str
    texts: Words


class Entry(Schema):
    """An application in short. `lacking`: what stands against sending it; empty when it can be sent or is."""

    id: UUID
    ref: str
    service: str
    status: str
    lacking: list[Lacking]


class Entries(Schema):
    """What this program entered, the newest first, 25 at a time. `next` is the cursor of the following page."""

    applications: list[Entry]
    next: str


class Stage(Schema):
    """One step of its life: done, now, late or still to come."""

    title: Words
    state: str
    at: datetime | None
    due: datetime | None
    office: str


class Fee(Schema):
    """What is owed for it, and whether it is paid. The reference number is named at the counter."""

    rupees: int
    status: str


class Followed(Entry):
    """An application with its steps so far, what comes next and until when."""

    stages: list[Stage]
    fee: Fee | None
    due_at: datetime | None


class Answers(Schema):
    """Answers by the names of their inputs, as typed; what is not sent stays as it is."""

    answers: Annotated[
        dict[Name, Long], Field(max_length=100, json_schema_extra={"additionalProperties": False})
    ]


class Confirmed(Schema):
    """That the applicant saw or heard every answer and says it is true."""

    confirmed: Literal[True]


class Empty(Schema):
    """Nothing more to say."""


@router.post("/applications", auth=Permit(ENTER), response={201: Entry}, operation_id="begin")
def begin(request: HttpRequest, asked: Begin, key: Key = KEY) -> HttpResponse:
    """Begin an application for somebody. Nobody else sees it until it is sent."""

    def act(now: datetime) -> Entry:
        made = operations.begin_for(
            slug=asked.service, mobile=asked.mobile, language=asked.language, actor=actor_of(request), now=now
        )
        return _entry(made)

    return written(request, key, act, status=201)


@router.get("/applications", auth=Permit(ENTER), response=Entries, operation_id="entries")
def entries(request: HttpRequest, cursor: Cursor = CURSOR) -> dict[str, object]:
    """What this program entered, and nothing else; a cursor that is none begins at the top."""
    found = page_of_entries(actor_of(request), after=cursor)
    return {"applications": [_entry(one, check=False) for one in found.rows], "next": found.following}


@router.get("/applications/{uuid:pk}", auth=Permit(ENTER), response=Followed, operation_id="follow")
def follow(request: HttpRequest, pk: UUID) -> Followed:
    """Every step with its date, and what happens next; for a draft, what it lacks."""
    return _followed(entry(actor_of(request), pk), timezone.now())


@router.post("/applications/{uuid:pk}/answers", auth=Permit(ENTER), response=Entry, operation_id="answer")
def answer(request: HttpRequest, pk: UUID, said_: Answers, key: Key = KEY) -> HttpResponse:
    """Keep answers, right or wrong; the answer says what is still lacking."""

    def act(now: datetime) -> Entry:
        kept = operations.save_page(
            application_id=pk, page="whole", data=dict(said_.answers), actor=actor_of(request), now=now
        )
        return _entry(kept)

    return written(request, key, act)


@router.post(
    "/applications/{uuid:pk}/papers/{slug:field}",
    auth=Permit(ENTER, takes=MULTIPART, largest=LARGEST_FILE),
    response=Entry,
    operation_id="attach",
)
def attach(
    request: HttpRequest, pk: UUID, field: str, file: UploadedFile = PICTURE, key: Key = KEY
) -> HttpResponse:
    """Add a photograph or paper (JPEG, PNG, WebP; papers also PDF). It is drawn anew; what arrived is not kept."""

    def act(now: datetime) -> Entry:
        made = operations.attach(
            application_id=pk, field=field, upload=file, actor=actor_of(request), now=now
        )
        return _entry(made.application)

    return written(request, key, act)


@router.post("/applications/{uuid:pk}/submit", auth=Permit(ENTER), response=Followed, operation_id="submit")
def submit(request: HttpRequest, pk: UUID, word: Confirmed, key: Key = KEY) -> HttpResponse:
    """Send it on the applicant's word. From now on the applicant has it on the phone too."""
    del word  # only its being there counts

    def act(now: datetime) -> Followed:
        sent = operations.send_read_back(application_id=pk, actor=actor_of(request), now=now)
        return _followed(sent, now)

    return written(request, key, act)


@router.post(
    "/applications/{uuid:pk}/set-aside", auth=Permit(ENTER), response=Entry, operation_id="set_aside"
)
def set_aside(request: HttpRequest, pk: UUID, nothing: Empty, key: Key = KEY) -> HttpResponse:
    """Close a draft that will not be sent. What is sent the applicant takes back on the phone."""
    del nothing

    def act(now: datetime) -> Entry:
        return _entry(operations.set_aside(application_id=pk, actor=actor_of(request), now=now))

    return written(request, key, act)


def _entry(one: Application, *, check: bool = True) -> Entry:
    return Entry.model_validate(_short(one, check=check))


def _short(one: Application, *, check: bool) -> dict[str, object]:
    points = open_points(one) if check else []
    lacking = [{"field": point.field, "texts": point.texts} for point in points]
    return {"id": one.pk, "ref": one.ref, "service": one.service, "status": one.status, "lacking": lacking}


def _followed(one: Application, now: datetime) -> Followed:
    charge = charge_for(one.pk)
    stages = [
        {"title": said(line.title), "state": line.state, "at": line.at, "due": line.due, "office": line.note}
        for line in lines(one, now)
    ]
    fee = {"rupees": charge.rupees, "status": charge.status} if charge else None
    whole = {**_short(one, check=True), "stages": stages, "fee": fee, "due_at": one.due_at}
    return Followed.model_validate(whole)
