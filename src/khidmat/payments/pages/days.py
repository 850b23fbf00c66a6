"""The in-charge's cash days: drawers, refunds, the close; what the officer above has seen."""

from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from khidmat.audit.public import Act, act_once, acted
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE, allows
from khidmat.payments import forms, operations, queries
from khidmat.payments.models import Day

A_PAGE = 30


@require_GET
@allows("payments.day.read")
def days(request: ActorRequest) -> HttpResponse:
    """Cash days, newest first; above them those with a difference that nobody above has seen."""
    found = queries.days(request.actor).select_related("office")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    to_see = queries.to_see(request.actor).select_related("office")[:A_PAGE]
    return render(request, "payments/days.html", {"page": page, "to_see": to_see})


def _known(request: ActorRequest, pk: UUID) -> Day:
    found = queries.days(request.actor).select_related("office", "closed_by", "seen_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("This day was not found."))
    return found


def _day(request: ActorRequest, found: Day, form: forms.CloseForm | None = None) -> HttpResponse:
    actor, drawers = request.actor, queries.drawers(found)
    open_ = any(one.shift.closed_at is None for one in drawers)
    may_close = found.closed_at is None and TABLE.may(actor, "payments.day.close")
    whole = queries.whole(found)
    around = {
        "day": found,
        "drawers": drawers,
        "refunds": queries.refunds(found),
        "whole": whole,
        "difference": None if found.counted is None else found.counted - whole.expected,
        "closing": form or (forms.CloseForm() if may_close and not open_ else None),
        "blocked": may_close and open_,
        "may_see": found.closed_at is not None
        and found.seen_at is None
        and TABLE.may(actor, "payments.day.see"),
        "form": form,
    }
    return render(request, "payments/day.html", around, status=422 if form and form.errors else 200)


@require_GET
@allows("payments.day.read")
def day(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One day of one office: its drawers, what was given back, and the close."""
    return _day(request, _known(request, pk))


@require_POST
@allows("payments.day.close")
def close(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Close the day for good."""
    found, form = _known(request, pk), forms.CloseForm(request.POST)

    def do(now: datetime) -> Day:
        return operations.close_day(day_id=pk, **form.cleaned_data, actor=request.actor, now=now)

    act = Act("payments.close", do, reverse("payments:day", args=[pk]))
    return acted(request, form, act) or _day(request, found, form)


@require_POST
@allows("payments.day.see")
def see(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Say that a closed day was looked at."""
    _known(request, pk)
    act_once(request, "payments.see", lambda now: operations.see_day(day_id=pk, actor=request.actor, now=now))
    return redirect("payments:day", pk)
