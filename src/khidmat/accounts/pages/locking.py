"""The locked screen, the form kept behind it, signing out."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from khidmat.accounts import session
from khidmat.accounts.forms import UnlockForm
from khidmat.accounts.operations import sessions
from khidmat.accounts.pages.showing import show, tried
from khidmat.accounts.session import Door
from khidmat.accounts.states import Ending
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows


@never_cache
@sensitive_post_parameters("proof")
@allows("accounts.session.open")
def locked(request: ActorRequest) -> HttpResponse:
    """Ask a member of staff who he is, after a pause or before a sensitive step, and go back."""
    found = session.presence(request)
    seat = session.seat(request)
    inside = found.door in (Door.OPEN, Door.LOCKED)
    if not inside or found.standing is None or seat is None or not found.standing.user.is_staff_member:
        return redirect("accounts:sign_in")
    form = UnlockForm(request.POST or None)
    if form.is_valid() and tried(form, lambda: _unlock(request, form)):
        if request.headers.get("X-Lock"):
            return HttpResponse(status=204)
        return HttpResponseRedirect(session.next_page(request) or "/")
    return show(
        request,
        "accounts/locked.html",
        form,
        person=found.standing.user,
        shut=found.door is Door.LOCKED,
        next=session.next_page(request),
    )


def _unlock(request: ActorRequest, form: forms.Form) -> bool:
    found, seat = session.presence(request).standing, session.seat(request)
    if found is None or seat is None:
        return False
    sessions.unlock(
        session_id=seat,
        user_id=found.user.pk,
        proof=form.cleaned_data["proof"],
        place=session.place(request),
        actor=found.actor,
        now=timezone.now(),
    )
    request.session.cycle_key()
    return True


@require_POST
@allows("accounts.session.open")
def lock(request: ActorRequest) -> HttpResponse:
    """Lock the screen now."""
    found, seat = session.presence(request), session.seat(request)
    if found.door is Door.OPEN and seat and found.actor.user_id and found.actor.is_officer:
        sessions.lock(session_id=seat, actor=found.actor, now=timezone.now())
    return redirect(f"{reverse('accounts:locked')}?{urlencode({'next': session.next_page(request)})}")


@require_POST
@allows("accounts.session.open")
def alive(_request: ActorRequest) -> HttpResponse:
    """Somebody is typing on a page without sending it; the middleware has noted the use."""
    return HttpResponse(status=204)


@require_GET
@never_cache
@allows("accounts.own.manage")
def held(request: ActorRequest) -> HttpResponse:
    """The form that was sent while the screen was locked, to be sent again by the same person."""
    kept = session.held(request)
    if kept is None:
        return redirect("/")
    return render(request, "accounts/held.html", {"kept": kept})


@require_POST
@allows("accounts.own.manage")
def drop_held(request: ActorRequest) -> HttpResponse:
    """Forget that form."""
    kept = session.held(request)
    session.drop_held(request)
    return redirect(kept.path if kept else "/")


@require_POST
@allows("accounts.session.open")
def sign_out(request: ActorRequest) -> HttpResponse:
    """End this session."""
    found, seat = session.presence(request).standing, session.seat(request)
    if found and seat:
        sessions.end(
            session_id=seat,
            user_id=found.user.pk,
            ending=Ending.SIGNED_OUT,
            actor=found.actor,
            now=timezone.now(),
        )
    request.session.flush()
    messages.success(request, _("Signed out."))
    return redirect("/")


@require_GET
@allows("accounts.session.open")
def no_posting(request: ActorRequest) -> HttpResponse:
    """Say to a member of staff without a posting that this is why nothing opens."""
    return render(request, "accounts/no_posting.html", {"person": session.presence(request).standing})
