"""Arrest, lock-up and remand on the screen: who is held, and one page for each arrest with what can be done now."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import TABLE, allows
from khidmat.station import arrest_paper, policies
from khidmat.station.custody_states import HERE, Where
from khidmat.station.forms import custody as forms
from khidmat.station.operations import arresting, holding, remanding
from khidmat.station.pages.acting import act_once, refused
from khidmat.station.queries import accused as accused_queries
from khidmat.station.queries import custody as queries
from khidmat.station.queries import fir as firs


@require_GET
@allows("station.custody.read")
def lock_up(request: ActorRequest) -> HttpResponse:
    """Who is held, the longest first, with the next clock that is due."""
    return _lock_up(request, forms.CheckForm(), 200)


def _lock_up(request: ActorRequest, form: forms.CheckForm, status: int) -> HttpResponse:
    found = queries.lock_up(request.actor, timezone.now())
    keeps = TABLE.may(request.actor, policies.KEEP_LOCK_UP)
    around = {"found": found, "form": form, "keeps": keeps}
    return render(request, "station/custody/lock_up.html", around, status=status)


@require_POST
@allows("station.custody.keep")
def check(request: ActorRequest) -> HttpResponse:
    """The whole lock-up was checked."""
    form = forms.CheckForm(request.POST)

    def act(now: datetime) -> models.Model:
        return holding.check(text=form.cleaned_data["text"], actor=request.actor, now=now)

    if form.is_valid():
        try:
            act_once(request, "station.custody.check", act)
            messages.success(request, _("The check is in the register."))
            return redirect("station:lock_up")
        except Invalid as error:
            refused(form, error)
    return _lock_up(request, form, 422)


@require_http_methods(["GET", "POST"])
@allows("station.custody.arrest")
def arrest(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record the arrest of an accused."""
    who = accused_queries.one(request.actor, pk, policies.ARREST)
    firs.require_investigator(request.actor, who.fir)
    form = forms.ArrestForm(request.POST or None, initial={"ground": "concerned", "gender": who.gender})

    def act(now: datetime) -> models.Model:
        return arresting.arrest(accused_id=pk, taken=form.taken(), actor=request.actor, now=now)

    if request.method == "POST" and form.is_valid():
        try:
            made = act_once(request, "station.custody.arrest", act)
            messages.success(request, _("The arrest is recorded. The 24 hours run from it."))
            return redirect("station:custody", made)
        except Invalid as error:
            refused(form, error)
    around = {"form": form, "fir": who.fir, "one": who, "line": accused_queries.line(request.actor, who)}
    status = 422 if form.errors else 200
    return render(request, "station/custody/arrest.html", around, status=status)


@require_GET
@allows("station.custody.read")
def custody(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One arrest with everything that followed. Opening a sealed one is an event."""
    found = arresting.look(arrest_id=pk, actor=request.actor, now=timezone.now())
    around = {"file": found, "one": found.arrest, "doors": _doors(request, found)}
    return render(request, "station/custody/custody.html", around)


def _doors(request: ActorRequest, found: queries.File) -> list[tuple[str, str | Promise]]:
    """What this reader may do now, in the order of the law."""
    status, actor = found.arrest.status, request.actor
    here = found.arrest.station_id == actor.office_id
    keeps = here and TABLE.may(actor, policies.KEEP_LOCK_UP)
    mine = here and found.mine and TABLE.may(actor, policies.ARREST)
    ways = (
        ("move", keeps and status in HERE, _("Take to the lock-up, the court or the hospital")),
        ("note", keeps and status == Where.LOCK_UP, _("Write into the lock-up register")),
        ("produce", mine and status == Where.COURT, _("Stood before the magistrate")),
        ("remand", mine and status in HERE and bool(found.productions), _("Record an order of remand")),
        ("inform", mine and status != Where.RELEASED, _("Somebody was told")),
        ("release", keeps and status != Where.RELEASED, _("Release")),
        ("memo", found.text is not None, _("Print the arrest memo")),
    )
    return [(f"station:{name}", label) for name, may, label in ways if may]


@require_GET
@allows("station.custody.read")
def memo(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The arrest memo on paper; each print is an event."""
    found = arresting.print_memo(arrest_id=pk, actor=request.actor, now=timezone.now())
    answer = HttpResponse(arrest_paper.pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="arrest-{found.arrest.pk}.pdf"'
    return answer


@require_http_methods(["GET", "POST"])
@allows("station.custody.keep")
def move(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take a person somewhere."""
    words = (_("Take to the lock-up, the court or the hospital"), _("Write it into the register"))
    return _act(request, pk, policies.KEEP_LOCK_UP, forms.MoveForm, holding.move, words)


@require_http_methods(["GET", "POST"])
@allows("station.custody.keep")
def note(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Write into the lock-up register."""
    words = (_("Write into the lock-up register"), _("Write it into the register"))
    return _act(request, pk, policies.KEEP_LOCK_UP, forms.NoteForm, holding.note, words)


@require_http_methods(["GET", "POST"])
@allows("station.custody.arrest")
def inform(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Somebody was told of the arrest."""
    words = (_("Somebody was told"), _("Write it down"))
    return _act(request, pk, policies.ARREST, forms.InformForm, arresting.inform, words)


@require_http_methods(["GET", "POST"])
@allows("station.custody.arrest")
def produce(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The person stood before a magistrate."""
    words = (_("Stood before the magistrate"), _("Write it down"))
    return _act(request, pk, policies.ARREST, forms.ProduceForm, remanding.produce, words)


@require_http_methods(["GET", "POST"])
@allows("station.custody.arrest")
def remand(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record an order of remand."""
    words = (_("Record an order of remand"), _("Record the order"))
    return _act(request, pk, policies.ARREST, forms.RemandForm, remanding.remand, words)


@require_http_methods(["GET", "POST"])
@allows("station.custody.keep")
def release(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Let somebody go."""
    words = (_("Release"), _("Release the person"))
    return _act(request, pk, policies.KEEP_LOCK_UP, forms.ReleaseForm, remanding.release, words)


def _act(
    request: ActorRequest,
    pk: UUID,
    permission: str,
    form_of: type[django_forms.Form],
    operation: Callable[..., models.Model],
    words: tuple[str, str],
) -> HttpResponse:
    """Act on a valid form and go back to the arrest; or the form with what was refused."""
    one = queries.arrest(request.actor, pk, permission)
    if permission == policies.ARREST:
        firs.require_investigator(request.actor, one.fir)
    form = form_of(request.POST or None)

    def act(now: datetime) -> models.Model:
        return operation(arrest_id=pk, actor=request.actor, now=now, **form.cleaned_data)

    if request.method == "POST" and form.is_valid():
        try:
            act_once(request, f"station.custody.{operation.__name__}", act)
            return redirect("station:custody", pk)
        except Invalid as error:
            refused(form, error)
    around = {"one": one, "form": form, "title": words[0], "button": words[1]}
    return render(request, "station/custody/act.html", around, status=422 if form.errors else 200)
