"""The diary on the screen: today's as it grows, earlier days, the page on paper and its proof."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE, allows
from khidmat.station import paper, policies, proving
from khidmat.station.forms import diary as forms
from khidmat.station.operations import diary as operations
from khidmat.station.operations import printing
from khidmat.station.pages.acting import FORM, Act, acted, sent, shown, tried
from khidmat.station.queries import diary as queries
from khidmat.ui.formats import language_or

A_PAGE = 30
Do = Callable[[datetime], models.Model]


def _today(request: ActorRequest, form: BaseForm | None = None) -> HttpResponse:
    """The diary as it is now, with the form that was refused, if one was."""
    now = timezone.now()
    shown = queries.current(request.actor, request.GET.get("station", ""), now)
    writes = TABLE.may(request.actor, policies.WRITE_DIARY) and request.actor.office_id == shown.station.pk
    around = {
        "shown": shown,
        "writes": writes,
        "stations": queries.stations(request.actor),
        "may_print": TABLE.may(request.actor, policies.PRINT_DIARY),
        "entry_form": form if isinstance(form, forms.EntryForm) else forms.EntryForm(now=now),
        "opening": form if isinstance(form, forms.OpenForm) else forms.OpenForm(),
        "closing": form if isinstance(form, forms.CloseForm) else forms.CloseForm(),
        "form": form,
    }
    return render(request, "station/diary/today.html", around, status=422 if form and form.errors else 200)


@require_GET
@allows("station.diary.read")
def today(request: ActorRequest) -> HttpResponse:
    """The open day of a station, newest entry first; it renews itself while somebody looks."""
    return _today(request)


@require_POST
@allows("station.diary.write")
def write(request: ActorRequest) -> HttpResponse:
    """Write an entry by hand."""
    form = forms.EntryForm(request.POST, now=timezone.now())

    def do(now: datetime) -> models.Model:
        said = form.cleaned_data
        return operations.write_own(
            kind=said["kind"],
            happened_at=form.happened_at,
            text=said["text"],
            language=language_or(),
            actor=request.actor,
            now=now,
        )

    return _done(request, form, "write", do, _("The entry is in the diary."))


@require_POST
@allows("station.diary.write")
def open_day(request: ActorRequest) -> HttpResponse:
    """Open the day with the roll-call."""
    form = forms.OpenForm(request.POST)

    def do(now: datetime) -> models.Model:
        return operations.open_day(prisoners=form.cleaned_data["prisoners"], actor=request.actor, now=now)

    return _done(request, form, "open", do, _("The diary is open."))


@require_POST
@allows("station.diary.write")
def close_day(request: ActorRequest) -> HttpResponse:
    """Close the day with the cash balance."""
    form = forms.CloseForm(request.POST)

    def do(now: datetime) -> models.Model:
        return operations.close_day(cash=form.cleaned_data["cash"], actor=request.actor, now=now)

    return _done(request, form, "close", do, _("The diary is closed."))


def _done(request: ActorRequest, form: BaseForm, kind: str, do: Do, said: str) -> HttpResponse:
    """Act on a valid form and go back to the diary; or the diary with what was refused."""
    act = Act(f"station.diary.{kind}", do, reverse("station:diary"), said)
    return acted(request, form, act) or _today(request, form)


@require_http_methods(FORM)
@allows("station.diary.write")
def strike(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Strike a wrong entry; the right one is written in its place."""
    wrong = queries.entry(request.actor, pk, policies.WRITE_DIARY)
    form = forms.StrikeForm(sent(request))

    def do(now: datetime) -> models.Model:
        said = {"reason": form.cleaned_data["reason"], "text": form.cleaned_data["text"]}
        return operations.strike(entry_id=pk, language=language_or(), actor=request.actor, now=now, **said)

    said = _("The entry is struck; the right one stands in the diary.")
    act = Act("station.diary.strike", do, reverse("station:diary"), said)
    around = {"wrong": wrong, "why_not": queries.why_not_strike(wrong, request.actor)}
    return acted(request, form, act) or shown(request, "station/diary/strike.html", form, **around)


@require_GET
@allows("station.diary.read")
def days(request: ActorRequest) -> HttpResponse:
    """Earlier days."""
    page = Paginator(queries.days(request.actor), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "station/diary/days.html", {"page": page})


@require_GET
@allows("station.diary.read")
def day(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One day, in the order of its entries."""
    found = queries.day(request.actor, pk)
    shown = queries.shown(request.actor, found.station, found, localdate(timezone.now()))
    may_print = TABLE.may(request.actor, policies.PRINT_DIARY)
    return render(request, "station/diary/day.html", {"shown": shown, "may_print": may_print})


@require_GET
@allows("station.diary.print")
def printed(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The day's page on paper, in the layout of the register; each printing has its own code."""
    made = printing.print_day(day_id=pk, actor=request.actor, now=timezone.now())
    answer = HttpResponse(paper.diary_pdf(made), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="diary-{made.day.station.code}-{made.day}.pdf"'
    return answer


@require_http_methods(FORM)
@allows("station.diary.read")
def prove(request: ActorRequest) -> HttpResponse:
    """Compare a page on paper with the books, by the code at its foot."""
    form, proof = forms.ProveForm(sent(request)), None
    if form.is_valid():
        proof = _proved(request, form)
    return render(request, "station/diary/prove.html", {"form": form, "proof": proof})


def _proved(request: ActorRequest, form: forms.ProveForm) -> proving.Proof | None:
    code, now = form.cleaned_data["code"], timezone.now()
    try:
        return tried(form, lambda: printing.prove_page(code=code, actor=request.actor, now=now))
    except NotFound as error:
        form.add_error("code", str(error.message))
    return None
