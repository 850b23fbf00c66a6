"""The operator's drawer: opened, filled, counted."""

from datetime import datetime

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from khidmat.audit.public import Act, acted, sent, shown
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows
from khidmat.payments import forms, operations, public, queries
from khidmat.payments.models import Receipt, Shift


def _drawer(request: ActorRequest, form: django_forms.Form | None = None) -> HttpResponse:
    """The drawer as it is now, with the form that was refused, if one was."""
    now = timezone.now()
    shift = queries.open_shift_of(request.actor)
    ref = request.GET.get("ref", "") or request.POST.get("ref", "")
    charge = queries.charge_by_ref(request.actor, ref) if ref and shift else None
    around = {
        "shift": shift,
        "sum": queries.drawer(shift) if shift else None,
        "lately": queries.lately(shift, now) if shift else [],
        "opening": form if isinstance(form, forms.OpenForm) else forms.OpenForm(),
        "finding": forms.FindForm({"ref": ref} if ref else None),
        "charge": charge,
        "unknown": bool(ref and shift and charge is None),
        "taking": form
        if isinstance(form, forms.TakeForm)
        else forms.TakeForm(initial={"ref": ref, "charge": charge.pk if charge else None}),
        "form": form,
    }
    return render(request, "payments/drawer.html", around, status=422 if form and form.errors else 200)


@require_GET
@allows("payments.cash.take")
def drawer(request: ActorRequest) -> HttpResponse:
    """The operator's drawer: open it, find what is owed, take the money."""
    return _drawer(request)


@require_POST
@allows("payments.cash.take")
def open_shift(request: ActorRequest) -> HttpResponse:
    """Open the drawer."""
    form = forms.OpenForm(request.POST)

    def do(now: datetime) -> Shift:
        return operations.open_shift(began_with=form.cleaned_data["began_with"], actor=request.actor, now=now)

    act = Act("payments.open_shift", do, reverse("payments:drawer"))
    return acted(request, form, act) or _drawer(request, form)


@require_POST
@allows("payments.cash.take")
def take(request: ActorRequest) -> HttpResponse:
    """Take the money, once, and show the receipt."""
    form = forms.TakeForm(request.POST)

    def do(now: datetime) -> Receipt:
        said = form.cleaned_data
        return public.take_cash(charge_id=said["charge"], rupees=said["rupees"], actor=request.actor, now=now)

    act = Act("payments.take", do, lambda made: reverse("payments:receipt", args=[made]))
    return acted(request, form, act) or _drawer(request, form)


@allows("payments.cash.take")
def count(request: ActorRequest) -> HttpResponse:
    """Count the drawer note by note, and close it."""
    shift = queries.open_shift_of(request.actor)
    if shift is None:
        return redirect("payments:drawer")
    form = forms.CountForm(sent(request))

    def do(now: datetime) -> Shift:
        return operations.close_shift(
            shift_id=shift.pk,
            pieces=form.pieces,
            explanation=form.cleaned_data["explanation"],
            actor=request.actor,
            now=now,
        )

    act = Act("payments.count", do, reverse("payments:drawer"))
    around = {"shift": shift, "sum": queries.drawer(shift)}
    return acted(request, form, act) or shown(request, "payments/count.html", form, **around)
