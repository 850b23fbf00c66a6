"""Gives every request its actor, and locks or ends sessions that were left alone."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from khidmat.accounts import queries, session, tokens
from khidmat.accounts.operations import sessions
from khidmat.accounts.session import Door, Presence, PresentRequest
from khidmat.accounts.states import Ending
from khidmat.kernel.api import is_api
from khidmat.kernel.errors import TooMany
from khidmat.kernel.policy import TABLE
from khidmat.kernel.problems import problem, said

#: A session's last use is known to the minute; more often would be a write for every page.
MINUTE = timedelta(minutes=1)
#: A page that renews itself says so: nobody has touched it, so the session is not in use.
WATCHING = "X-Watching"


class ActorMiddleware:
    """Sets `request.actor` from the signed-in user's posting of this very moment."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with an actor; what a signed-in person saw stays in no cache."""
        if is_api(request):
            return self._program(request)
        now = timezone.now()
        found = session.read(request, now, getattr(request, "request_id", ""))
        _note(request, found, now)
        known = cast(PresentRequest, request)
        known.presence, known.actor = found, found.actor
        opened = found.standing if found.door is Door.OPEN else None
        request.user = opened.user if opened else AnonymousUser()
        response = self.answer(request)
        if found.door is not Door.VISITOR:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _program(self, request: HttpRequest) -> HttpResponse:
        """Answer a program by its token alone: whoever lured a browser here would use somebody's session."""
        request_id, header = getattr(request, "request_id", ""), request.headers.get("Authorization", "")
        known = cast(PresentRequest, request)
        try:
            actor = (
                tokens.read(header, now=timezone.now(), request_id=request_id)
                if header
                else queries.visitor(request_id)
            )
        except tokens.NoToken:
            return problem(request, 401, headers={"WWW-Authenticate": "Bearer"})
        except TooMany as refusal:
            return problem(request, 429, detail=said(refusal.message), headers={"Retry-After": "60"})
        known.presence, known.actor = Presence(Door.VISITOR, actor), actor
        request.user = AnonymousUser()
        response = self.answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        _arguments: Sequence[object],
        _named: Mapping[str, object],
    ) -> HttpResponse | None:
        """Keep a form that was sent from a locked or ended session. Runs after the CSRF check."""
        if request.method != "POST" or is_api(request):
            return None
        found = session.presence(request)
        kept = session.held(request)
        if found.door is Door.OPEN and kept and kept.path == request.get_full_path():
            session.drop_held(request)
        permission = getattr(view, "permission", "")
        if (
            found.door in (Door.LOCKED, Door.OVER)
            and found.standing
            and self._worth(request, found, permission)
        ):
            session.hold(request, found.standing.user.pk, timezone.now())
            return redirect(f"{door_for(found)}?{urlencode({'next': reverse('accounts:held')})}")
        return None

    def _worth(self, request: HttpRequest, found: Presence, permission: str) -> bool:
        """A form sent by hand to a guarded page. Passwords are typed again, never kept."""
        secret = permission.startswith(("accounts.own.", "accounts.session."))
        guarded = bool(permission) and not TABLE.may(found.actor, permission)
        return guarded and not secret and "X-Autosave" not in request.headers


def door_for(found: Presence) -> str:
    """Where a locked-out person gets in again."""
    staff = found.standing is not None and found.standing.user.is_staff_member
    if found.door is Door.LOCKED:
        return reverse("accounts:locked")
    return reverse("accounts:sign_in" if staff else "accounts:mobile")


def _note(request: HttpRequest, found: Presence, now: datetime) -> None:
    """Write down what this request shows about the session: it is used, left alone, or over."""
    standing = found.standing
    if found.door is Door.OVER:
        request.session.flush()
        messages.info(request, _over(found, now))
    if standing is None or standing.session is None:
        return
    seat = standing.session
    if found.door is Door.OVER:
        sessions.end(
            session_id=seat.id, user_id=standing.user.pk, ending=Ending.EXPIRED, actor=standing.actor, now=now
        )
    elif found.door is Door.LOCKED and seat.locked_at is None:
        sessions.lock(session_id=seat.id, actor=standing.actor, now=now)
    elif found.door is Door.OPEN and now - seat.seen_at > MINUTE and WATCHING not in request.headers:
        sessions.touch(session_id=seat.id, now=now)


def _over(found: Presence, now: datetime) -> str:
    """Why a session is over, in words."""
    seat = found.standing.session if found.standing else None
    if seat is None:
        return _("This session was ended. Sign in again.")
    if seat.until <= now:
        hours = settings.SESSION_LENGTH // timedelta(hours=1)
        return _("A session ends after %(hours)s hours. Sign in again.") % {"hours": hours}
    return _("Nothing was written for a while, so the page closed. What you wrote is saved. Sign in again.")
