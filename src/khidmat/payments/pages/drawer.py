"""The operator's drawer: opened, filled, counted."""

from datetime import datetime

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import allows
from khidmat.payments import forms, operations, public, queries
from khidmat.payments.models import Receipt, Shift
from khidmat.payments.pages.acting import act_once, refused


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
    if form.is_valid():
        with_ = form.cleaned_data["began_with"]
        try:
            act_once(
                request,
                "payments.open_shift",
                lambda now: operations.open_shift(began_with=with_, actor=request.actor, now=now),
            )
            return redirect("payments:drawer")
        except Invalid as error:
            refused(form, error)
    return _drawer(request, form)


@require_POST
@allows("payments.cash.take")
def take(request: ActorRequest) -> HttpResponse:
    """Take the money, once, and show the receipt."""
    form = forms.TakeForm(request.POST)

    def act(now: datetime) -> Receipt:
        said = form.cleaned_data
        return public.take_cash(charge_id=said["charge"], rupees=said["rupees"], actor=request.actor, now=now)

    if form.is_valid():
        try:
            return redirect("payments:receipt", act_once(request, "payments.take", act))
        except Invalid as error:
            refused(form, error)
    return _drawer(request, form)


@allows("payments.cash.take")
def count(request: ActorRequest) -> HttpResponse:
    """Count the drawer note by note, and close it."""
    shift = queries.open_shift_of(request.actor)
    if shift is None:
        return redirect("payments:drawer")
    form = forms.CountForm(request.POST if request.method == "POST" else None)

    def act(now: datetime) -> Shift:
        return operations.close_shift(
            shift_id=shift.pk,
            pieces=form.pieces,
            explanation=form.cleaned_data["explanation"],
            actor=request.actor,
            now=now,
        )

    if form.is_bound and form.is_valid():
        try:
            act_once(request, "payments.count", act)
            return redirect("payments:drawer")
        except Invalid as error:
            refused(form, error)
    around = {"shift": shift, "form": form, "sum": queries.drawer(shift)}
    return render(request, "payments/count.html", around, status=422 if form.errors else 200)
