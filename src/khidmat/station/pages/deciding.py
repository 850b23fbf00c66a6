"""One act a page: its form, what it does, and back to the complaint."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from khidmat.kernel.actor import Actor, ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import allows
from khidmat.station.forms import desk as forms
from khidmat.station.models import Complaint
from khidmat.station.operations import deciding
from khidmat.station.pages.acting import act_once, refused
from khidmat.station.queries import desk as queries

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """An act on a complaint: who may, its form, its words, and the operation."""

    name: str
    permission: str
    title: Promise
    button: Promise
    said: Promise
    do: Callable[[UUID, Facts, Actor, datetime], models.Model]
    form: Callable[[Any, Complaint], django_forms.Form]
    danger: bool = False


def page(act: Act) -> Callable[..., HttpResponseBase]:
    """The page of an act."""

    @require_http_methods(["GET", "POST"])
    @allows(act.permission)
    def shown(request: ActorRequest, pk: UUID) -> HttpResponse:
        complaint = queries.one(request.actor, pk, act.permission)
        form = act.form(request.POST if request.method == "POST" else None, complaint)
        if form.is_valid():
            try:
                act_once(
                    request,
                    f"station.desk.{act.name}",
                    lambda now: act.do(pk, form.cleaned_data, request.actor, now),
                )
                messages.success(request, str(act.said))
                return redirect("station:complaint", pk)
            except Invalid as error:
                refused(form, error)
        around = {"act": act, "form": form, "complaint": complaint}
        return render(request, "station/desk/act.html", around, status=422 if form.errors else 200)

    return shown


refer = page(
    Act(
        "refer",
        "station.desk.decide",
        _("Not cognizable: to the magistrate"),
        _("Send to the magistrate"),
        _("It stands in the diary, and the person was told."),
        lambda pk, said, actor, now: deciding.refer(complaint_id=pk, **said, actor=actor, now=now),
        lambda data, _complaint: forms.ReferForm(data),
    )
)
refuse = page(
    Act(
        "refuse",
        "station.desk.decide",
        _("Refuse with reasons"),
        _("Refuse"),
        _("It is refused. The circle officer reads the reasons."),
        lambda pk, said, actor, now: deciding.refuse(complaint_id=pk, **said, actor=actor, now=now),
        lambda data, _complaint: forms.RefuseForm(data),
        danger=True,
    )
)
transfer = page(
    Act(
        "transfer",
        "station.desk.decide",
        _("Belongs to another station"),
        _("Send to that station"),
        _("It is sent; nothing has to be told again."),
        lambda pk, said, actor, now: _transfer(pk, said, actor, now),
        lambda data, complaint: forms.TransferForm(data, stations=queries.other_stations(complaint)),
    )
)
reopen = page(
    Act(
        "reopen",
        "station.desk.review",
        _("Order it to be taken up again"),
        _("Order it"),
        _("The station has it again, with a new time."),
        lambda pk, said, actor, now: deciding.reopen(complaint_id=pk, **said, actor=actor, now=now),
        lambda data, _complaint: forms.ReasonForm(data),
    )
)
seen = page(
    Act(
        "seen",
        "station.desk.review",
        _("I have read the refusal"),
        _("I have read it and leave it so"),
        _("It is noted that you read it."),
        lambda pk, _said, actor, now: deciding.note_seen(complaint_id=pk, actor=actor, now=now),
        lambda data, _complaint: django_forms.Form(data),
    )
)
zarra = page(
    Act(
        "zarra",
        "station.desk.take",
        _("ZARRA was told"),
        _("ZARRA was told"),
        _("It is noted. ZARRA is told again within a day."),
        lambda pk, said, actor, now: deciding.tell_zarra(complaint_id=pk, **said, actor=actor, now=now),
        lambda data, _complaint: forms.DoneForm(data),
    )
)
found = page(
    Act(
        "found",
        "station.desk.take",
        _("The child is found"),
        _("The child is found"),
        _("It is noted. The daily reports end."),
        lambda pk, said, actor, now: deciding.child_found(complaint_id=pk, **said, actor=actor, now=now),
        lambda data, _complaint: forms.DoneForm(data),
    )
)
order = page(
    Act(
        "order",
        "station.desk.decide",
        _("Order under section 22-A"),
        _("Save the order"),
        _("The order is saved, and its day is watched."),
        lambda pk, said, actor, now: deciding.take_order(complaint_id=pk, **said, actor=actor, now=now),
        lambda data, _complaint: forms.OrderForm(data),
    )
)


def _transfer(pk: UUID, said: Facts, actor: Actor, now: datetime) -> models.Model:
    facts = {"station": said["station"], "reason": said["reason"]}
    return deciding.transfer(complaint_id=pk, **facts, actor=actor, now=now)


@require_http_methods(["GET", "POST"])
@allows("station.desk.decide")
def report(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The report on an order went to the court."""
    complaint = queries.of_order(request.actor, pk)
    form = forms.DoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act_once(
                request,
                "station.desk.report",
                lambda now: deciding.report_to_court(
                    order_id=pk, **form.cleaned_data, actor=request.actor, now=now
                ),
            )
            messages.success(request, str(_("It is noted that the report went to the court.")))
            return redirect("station:complaint", complaint.pk)
        except Invalid as error:
            refused(form, error)
    act = {"title": _("Report to the court"), "button": _("The report went to the court")}
    around = {"act": act, "form": form, "complaint": complaint}
    return render(request, "station/desk/act.html", around, status=422 if form.errors else 200)
