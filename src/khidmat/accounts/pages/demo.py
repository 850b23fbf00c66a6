"""The demo's inbox: citizens' messages and the codes of the demo officers. No other mode has it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from khidmat.accounts import queries
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import allows
from khidmat.notify import public as notify

#: Messages shown: below them stand the officers' codes, which somebody on a phone must find too.
LATEST = 12


@require_GET
@never_cache
@allows("accounts.inbox.read")
def inbox(request: ActorRequest) -> HttpResponse:
    """Show the newest messages with codes in clear, and the codes of the officers whom the demo made."""
    if not settings.DEMO:
        raise NotFound("inbox")
    now = timezone.now()
    return render(
        request,
        "accounts/demo_inbox.html",
        {"messages_sent": notify.inbox(LATEST), "officers": queries.demo_codes(now=now), "now": now},
    )
