"""Sign-in of citizens: the mobile number, then the code."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from khidmat.accounts import session
from khidmat.accounts.forms import CodeForm, MobileForm
from khidmat.accounts.models import MobileCode
from khidmat.accounts.operations import codes
from khidmat.accounts.pages.showing import act_once, in_own_language, onward, show, tried
from khidmat.accounts.session import Door
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows
from khidmat.ui.formats import language_or

SENT = "code"


@never_cache
@allows("accounts.session.open")
def mobile(request: ActorRequest) -> HttpResponse:
    """Ask for the number and send a code to it."""
    wanted = session.next_page(request)
    if session.presence(request).door in (Door.OPEN, Door.LOCKED):
        return redirect(onward(request))
    form = MobileForm(request.POST or None)
    code_page = f"{reverse('accounts:code')}?{urlencode({'next': wanted})}"
    if form.is_valid():
        number = form.cleaned_data["mobile"]
        sent = tried(form, lambda: _send(request, number))
        if sent:
            request.session[SENT] = {"id": str(sent), "mobile": number}
            return redirect(code_page)
    have = code_page if SENT in request.session else ""
    return show(request, "accounts/mobile.html", form, next=wanted, have=have)


def _send(request: ActorRequest, number: str) -> UUID:
    """Send one code for one form: pressed twice, it is not "too soon" but the same code."""
    now = timezone.now()

    def act() -> MobileCode:
        return codes.request_code(
            mobile=number,
            language=language_or(),
            place=session.place(request),
            actor=request.actor,
            now=now,
        )

    return act_once(request, "accounts.code", now, act)


@never_cache
@allows("accounts.session.open")
def code(request: ActorRequest) -> HttpResponse:
    """Ask for the code that came to the mobile; it opens the session."""
    wanted, sent = session.next_page(request), request.session.get(SENT)
    if session.presence(request).door in (Door.OPEN, Door.LOCKED):
        return redirect(onward(request))
    if not sent:
        return redirect(f"{reverse('accounts:mobile')}?{urlencode({'next': wanted})}")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        opened = tried(
            form,
            lambda: codes.redeem_code(
                code_id=UUID(sent["id"]),
                typed=form.cleaned_data["code"],
                language=language_or(),
                place=session.place(request),
                actor=request.actor,
                now=timezone.now(),
            ),
        )
        if opened:
            session.begin(request, opened)
            return in_own_language(request, redirect(wanted or "/"), opened.user)
    return show(request, "accounts/code.html", form, mobile=sent["mobile"], next=wanted)
