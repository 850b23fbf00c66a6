"""Persons of the index: what is known of one and where it came from; two side by side, joined and taken apart."""

from datetime import datetime
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from khidmat.audit.public import act_once, refused
from khidmat.files.public import answer as file_answer
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import allows
from khidmat.people import public as people
from khidmat.people.public import Merge, Person
from khidmat.services.forms import MergeForm, UnmergeForm
from khidmat.services.persons import side_by_side, whole


@require_GET
@allows("people.person.read")
def person(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Everything of a person of the territory. Opening it is in the ledger before the page leaves."""
    return _shown(request, pk, UnmergeForm())


def _shown(request: ActorRequest, pk: UUID, form: UnmergeForm) -> HttpResponse:
    sheet = people.open_person(person_id=pk, actor=request.actor, now=timezone.now())
    around = {"seen": whole(sheet, request.actor), "form": form}
    return render(request, "services/person.html", around, status=422 if form.errors else 200)


@require_GET
@allows("people.person.read")
def photo(request: ActorRequest, pk: UUID) -> FileResponse:
    """A person's photograph; that it was looked at is recorded."""
    return file_answer(people.open_photo(person_id=pk, actor=request.actor, now=timezone.now()))


@allows("people.person.merge")
def merge(request: ActorRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Two persons side by side; with a reason the one is merged into the other that is kept."""
    one, two = _two(request, pk, other)
    form = MergeForm(request.POST or None)
    if form.is_valid() and _merged(request, form, one, two):
        return redirect("services:person", pk if form.cleaned_data["keep"] == "first" else other)
    around = {"one": one, "two": two, "rows": side_by_side(one, two), "form": form}
    around["blocked"] = people.why_not_one(one, two, request.actor)
    return render(request, "services/merge.html", around, status=422 if form.errors else 200)


def _two(request: ActorRequest, pk: UUID, other: UUID) -> tuple[Person, Person]:
    reached = people.persons(request.actor, "people.person.merge").in_bulk([pk, other])
    if len(reached) != 2:
        raise NotFound(_("This person was not found."))
    return reached[pk], reached[other]


def _merged(request: ActorRequest, form: MergeForm, one: Person, two: Person) -> bool:
    """Whether it was done; a refusal is put into the form."""
    gone, kept = (two, one) if form.cleaned_data["keep"] == "first" else (one, two)

    def act(now: datetime) -> Merge:
        return people.merge(
            gone_id=gone.pk,
            kept_id=kept.pk,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=now,
        )

    try:
        act_once(request, "people.merge", act)
    except Invalid as error:
        refused(form, error)
        return False
    return True


@require_POST
@allows("people.person.merge")
def apart(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take a merged person out again, with a reason."""
    form = UnmergeForm(request.POST)

    def act(now: datetime) -> Merge:
        return people.unmerge(gone_id=pk, reason=form.cleaned_data["reason"], actor=request.actor, now=now)

    if form.is_valid():
        try:
            act_once(request, "people.unmerge", act)
            return redirect("services:person", pk)
        except Invalid as error:
            refused(form, error)
    return _shown(request, pk, form)
