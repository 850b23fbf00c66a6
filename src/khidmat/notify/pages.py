"""The address where an aggregator leaves its receipts: for a machine, so answers are plain text."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows
from khidmat.notify import providers
from khidmat.notify.adapters import http
from khidmat.notify.public import receive

#: A receipt is a few hundred bytes.
LARGEST = 10_000
PLAIN = "text/plain; charset=utf-8"


@csrf_exempt
@require_POST
@allows("notify.receipt")
def receipt(request: ActorRequest) -> HttpResponse:
    """Take a signed receipt: 204, a repeat too; 404 without an aggregator, 403 unsigned, 422 unreadable."""
    secret = providers.receipt_secret()
    if not secret:
        return HttpResponse("no aggregator is configured", PLAIN, 404)
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return HttpResponse("too long for a receipt", PLAIN, 413)
    if not http.signed(secret, body, request.headers.get("X-Signature-256", "")):
        return HttpResponse("the signature is not that of the body", PLAIN, 403)
    try:
        notice = http.read(body)
    except ValueError as error:
        return HttpResponse(str(error), PLAIN, 422)
    receive(provider="http", notice=notice, actor=request.actor, now=timezone.now())
    return HttpResponse(status=204)
