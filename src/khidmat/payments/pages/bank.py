"""The address where a bank says that money came, for a machine; and the list of what did not fit, for the in-charge."""

import hashlib

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows
from khidmat.payments import providers, public, queries
from khidmat.payments.adapters import bank

#: A message is a few hundred bytes.
LARGEST = 10_000
A_PAGE = 30
PLAIN = "text/plain; charset=utf-8"


@csrf_exempt
@require_POST
@allows("payments.advice.give")
def advise(request: ActorRequest) -> HttpResponse:
    """Take a signed message: 204, a repeat too; 404 without a bank, 403 unsigned or old, 422 unreadable."""
    secret, now = providers.secret(), timezone.now()
    if not secret:
        return HttpResponse("no bank is configured", PLAIN, 404)
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return HttpResponse("too long for a message", PLAIN, 413)
    moment = request.headers.get("X-Time", "")
    if not bank.signed(secret, moment, body, request.headers.get("X-Signature-256", "")):
        return HttpResponse("the signature is not that of time and body", PLAIN, 403)
    if not bank.fresh(moment, now):
        return HttpResponse("signed too long ago or in the future", PLAIN, 403)
    try:
        notice = bank.read(body)
    except ValueError:
        return HttpResponse("not a message that can be read", PLAIN, 422)
    public.receive(notice=notice, digest=hashlib.sha256(body).hexdigest(), now=now)
    return HttpResponse(status=204)


@require_GET
@allows("payments.advice.read")
def advices(request: ActorRequest) -> HttpResponse:
    """Money by bank that did not fit: unknown numbers, wrong amounts, paid twice or too late."""
    page = Paginator(queries.advices(request.actor), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "payments/advices.html", {"page": page, "bank": providers.configured()})
