"""Receipts and refunds as papers; the public page behind the QR of a receipt; fees that are not taken."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from khidmat.audit.public import Act, act_once, acted, sent, shown, tried
from khidmat.documents.public import parse_code
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import TABLE, allows
from khidmat.payments import forms, operations, public, queries, slip
from khidmat.payments.models import Charge, Receipt, Refund


def _receipt(request: ActorRequest, pk: UUID) -> Receipt:
    found = queries.receipts(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("This receipt was not found."))
    return found


@require_GET
@allows("payments.receipt.read")
def receipt(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One receipt: what to print, and what it is for."""
    found, actor = _receipt(request, pk), request.actor
    may_refund = TABLE.may(actor, "payments.receipt.refund") and found.charge.status == "paid"
    around = {"receipt": found, "refund": queries.refund_of(found), "may_refund": may_refund}
    around["may_take"] = TABLE.may(actor, "payments.cash.take")
    return render(request, "payments/receipt.html", around)


@require_GET
@allows("payments.receipt.read")
def printed(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The slip to print."""
    found = _receipt(request, pk)
    return _pdf(slip.pdf(found), f"receipt-{found.year}-{found.number}")


def _pdf(paper: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@require_GET
@allows("payments.receipt.read")
def refund_printed(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The paper of what was given back for a receipt."""
    found = queries.refund_of(_receipt(request, pk))
    if found is None:
        raise NotFound(gettext("Nothing was given back for this receipt."))
    return _pdf(slip.refund_pdf(found), f"refund-{found.year}-{found.number}")


@allows("payments.receipt.refund")
def refund(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Give the money of a receipt back, with a reason."""
    found = queries.receipts(request.actor, "payments.receipt.refund").filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("This receipt was not found."))
    form = forms.RefundForm(sent(request))

    def do(now: datetime) -> Refund:
        return operations.give_back(receipt_id=pk, **form.cleaned_data, actor=request.actor, now=now)

    act = Act("payments.refund", do, reverse("payments:receipt", args=[pk]))
    return acted(request, form, act) or shown(request, "payments/refund.html", form, receipt=found)


@allows("payments.fee.exempt")
def exempt(request: ActorRequest) -> HttpResponse:
    """Take no fee under a number, with a reason."""
    form = forms.ExemptForm(sent(request))
    charge = queries.owed_by_ref(request.actor, request.POST.get("ref", ""))

    def act(now: datetime) -> Charge:
        if charge is None:
            said = gettext("Nothing is owed under this number. Look at the slip and write it again.")
            raise Invalid(said, fields={"ref": said})
        reason = form.cleaned_data["reason"]
        return public.exempt(charge_id=charge.pk, reason=reason, actor=request.actor, now=now)

    made = tried(form, lambda: act_once(request, "payments.exempt", act)) if form.is_valid() else None
    done = Charge.objects.get(pk=made) if made else None
    return shown(request, "payments/exempt.html", forms.ExemptForm() if done else form, done=done)


@require_GET
@allows("payments.receipt.check")
def check(request: ActorRequest, code: str) -> HttpResponse:
    """What the QR of a receipt leads to: whether it is ours, for how much, and whether it was given back."""
    known = parse_code(code)
    found = queries.receipt_by_code(known) if known else None
    return render(request, "payments/check.html", {"receipt": found}, status=200 if found else 404)
