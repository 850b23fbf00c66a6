"""The operator's drawer and its receipts; the public page behind the QR of a receipt."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms as django_forms
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from khidmat.audit.public import once
from khidmat.documents.public import parse_code
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import allows
from khidmat.payments import forms, operations, public, queries, slip
from khidmat.payments.models import Receipt


def act_once(request: ActorRequest, kind: str, act: Callable[[datetime], models.Model]) -> UUID:
    """Do the form's act under its idempotency key; a repeated form gets the first result's id."""
    try:
        key = UUID(request.POST.get("idempotency_key", ""))
    except ValueError:
        raise Invalid(gettext("This form is not whole. Load the page again and send it once more.")) from None
    now = timezone.now()
    return once(key, kind=kind, actor=request.actor, at=now, act=lambda: UUID(str(act(now).pk)))


def refused(form: django_forms.Form, error: Invalid) -> None:
    """Put an operation's refusal beside the fields it names, or on top of the form."""
    for name, message in error.fields.items():
        form.add_error(name if name in form.fields else None, str(message))
    if not error.fields:
        form.add_error(None, str(error.message))


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


def _receipt(request: ActorRequest, pk: UUID) -> Receipt:
    found = queries.receipts(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("This receipt was not found."))
    return found


@require_GET
@allows("payments.receipt.read")
def receipt(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One receipt: what to print, and what it is for."""
    return render(request, "payments/receipt.html", {"receipt": _receipt(request, pk)})


@require_GET
@allows("payments.receipt.read")
def printed(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The slip to print."""
    found = _receipt(request, pk)
    answer = HttpResponse(slip.pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="receipt-{found.year}-{found.number}.pdf"'
    return answer


@require_GET
@allows("payments.receipt.check")
def check(request: ActorRequest, code: str) -> HttpResponse:
    """What the QR of a receipt leads to: whether it is ours, for how much, and whether it was given back."""
    known = parse_code(code)
    found = queries.receipt_by_code(known) if known else None
    return render(request, "payments/check.html", {"receipt": found}, status=200 if found else 404)
