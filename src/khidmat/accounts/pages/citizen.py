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
from khidmat.accounts.operations import codes
from khidmat.accounts.pages.showing import show, tried
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
    if session.presence(request).door is Door.OPEN:
        return redirect(wanted or "/")
    form = MobileForm(request.POST or None)
    if form.is_valid():
        sent = tried(
            form,
            lambda: codes.request_code(
                mobile=form.cleaned_data["mobile"],
                language=language_or(),
                place=session.place(request),
                actor=request.actor,
                now=timezone.now(),
            ),
        )
        if sent:
            request.session[SENT] = {"id": str(sent.pk), "mobile": sent.mobile}
            return redirect(f"{reverse('accounts:code')}?{urlencode({'next': wanted})}")
    return show(request, "accounts/mobile.html", form, next=wanted)


@never_cache
@allows("accounts.session.open")
def code(request: ActorRequest) -> HttpResponse:
    """Ask for the code that came to the mobile; it opens the session."""
    wanted, sent = session.next_page(request), request.session.get(SENT)
    if session.presence(request).door is Door.OPEN:
        return redirect(wanted or "/")
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
            return redirect(wanted or "/")
    return show(request, "accounts/code.html", form, mobile=sent["mobile"], next=wanted)
