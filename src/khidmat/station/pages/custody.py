"""Arrest, lock-up and remand on the screen: who is held, and one page for each arrest with what can be done now."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khidmat.kernel.actor import Actor, ActorRequest
from khidmat.kernel.policy import TABLE, allows
from khidmat.station import arrest_paper, policies
from khidmat.station.custody_states import ENDED, HERE, Where
from khidmat.station.forms import custody as forms
from khidmat.station.models import Arrest
from khidmat.station.operations import arresting, escaping, holding, remanding
from khidmat.station.pages import trails
from khidmat.station.pages.acting import FORM, Act, Deed, Noun, acted, page, plain, sent, shown
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

    def do(now: datetime) -> models.Model:
        return holding.check(text=form.cleaned_data["text"], actor=request.actor, now=now)

    act = Act("station.custody.check", do, reverse("station:lock_up"), _("The check is in the register."))
    return acted(request, form, act) or _lock_up(request, form, 422)


@require_http_methods(FORM)
@allows("station.custody.arrest")
def arrest(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record the arrest of an accused."""
    who = accused_queries.one(request.actor, pk, policies.ARREST)
    firs.require_investigator(request.actor, who.fir)
    form = forms.ArrestForm(sent(request), initial=arresting.first_words(who))

    def do(now: datetime) -> models.Model:
        return arresting.arrest(accused_id=pk, taken=form.taken(), actor=request.actor, now=now)

    said = _("The arrest is recorded. The 24 hours run from it.")
    act = Act("station.custody.arrest", do, lambda made: reverse("station:custody", args=[made]), said)
    around = {
        "fir": who.fir,
        "one": who,
        "line": accused_queries.line(request.actor, who),
        "held": queries.held(who),
    }
    return acted(request, form, act) or shown(request, "station/custody/arrest.html", form, **around)


@require_GET
@allows("station.custody.read")
def custody(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One arrest with everything that followed. Opening a sealed one is an event."""
    found = arresting.look(arrest_id=pk, actor=request.actor, now=timezone.now())
    around = {"file": found, "one": found.arrest, "doors": _doors(request, found)}
    return render(request, "station/custody/custody.html", around)


def _doors(request: ActorRequest, found: queries.File) -> list[tuple[str, str | Promise]]:
    """What this reader may do now, in the order of the law."""
    one, actor = found.arrest, request.actor
    held, where = one.status not in ENDED, one.custody.status
    here = one.station_id == actor.office_id
    keeper = held and TABLE.may(actor, policies.KEEP_LOCK_UP)
    keeps = keeper and one.custody.station_id == actor.office_id
    lets_go = keeps or (keeper and here and bool(found.others or found.withheld))
    mine = held and here and found.mine and TABLE.may(actor, policies.ARREST)
    ways = (
        (
            "move",
            keeps,
            _("Take to the lock-up, the court, the hospital or the jail"),
        ),
        ("note", keeps and where == Where.LOCK_UP, _("Write into the lock-up register")),
        ("produce", mine and where == Where.COURT, _("Stood before the magistrate")),
        ("remand", mine and where in HERE and bool(found.productions), _("Record an order of remand")),
        ("inform", mine, _("Somebody was told")),
        ("release", lets_go, _("Release")),
        ("escape", keeps, _("Escaped from custody")),
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


def _to_act_on(actor: Actor, pk: UUID, permission: str) -> Arrest:
    one = queries.arrest(actor, pk, permission)
    if permission == policies.ARREST:
        firs.require_investigator(actor, one.fir)
    return one


ARREST = Noun("arrest_id", _to_act_on, trails.arrest)

move = page(
    Deed(
        "custody.move",
        ARREST,
        "station.custody.keep",
        plain(forms.MoveForm),
        holding.move,
        _("Take to the lock-up, the court, the hospital or the jail"),
        _("Write it into the register"),
    )
)
note = page(
    Deed(
        "custody.note",
        ARREST,
        "station.custody.keep",
        plain(forms.NoteForm),
        holding.note,
        _("Write into the lock-up register"),
        _("Write it into the register"),
    )
)
inform = page(
    Deed(
        "custody.inform",
        ARREST,
        "station.custody.arrest",
        plain(forms.InformForm),
        arresting.inform,
        _("Somebody was told"),
        _("Write it down"),
    )
)
produce = page(
    Deed(
        "custody.produce",
        ARREST,
        "station.custody.arrest",
        plain(forms.ProduceForm),
        remanding.produce,
        _("Stood before the magistrate"),
        _("Write it down"),
    )
)
remand = page(
    Deed(
        "custody.remand",
        ARREST,
        "station.custody.arrest",
        plain(forms.RemandForm),
        remanding.remand,
        _("Record an order of remand"),
        _("Record the order"),
    )
)
release = page(
    Deed(
        "custody.release",
        ARREST,
        "station.custody.keep",
        plain(forms.ReleaseForm),
        remanding.release,
        _("Release"),
        _("Release the person"),
    )
)
escape = page(
    Deed(
        "custody.escape",
        ARREST,
        "station.custody.keep",
        plain(forms.EscapeForm),
        escaping.escape,
        _("Escaped from custody"),
        _("Write it down; those above are told at once"),
        danger=True,
    )
)
