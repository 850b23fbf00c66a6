"""The browser's session: who is behind it, how far a sign-in has come, a form kept while it was locked.

Django's session holds ids only. Whether it is open, locked or over is read from `SignIn` on every request, so
that a session ended elsewhere or a posting ended by the administrator is gone with the next request.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from ipaddress import ip_address
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, login, update_session_auth_hash
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from khidmat.accounts import backend, queries, standing
from khidmat.accounts.models import SignIn, User
from khidmat.accounts.queries import Waiting
from khidmat.accounts.standing import Standing
from khidmat.accounts.states import Place
from khidmat.kernel.actor import Actor, ActorRequest

SEAT = "seat"
WAITING = "waiting"
HELD = "held"
#: Between the password and the second step.
PATIENCE = timedelta(minutes=10)
#: A step that changes how one signs in asks for a proof at most this old.
FRESH = timedelta(minutes=10)
#: A form kept for later: text only, and not more than a long statement.
HELD_LIMIT = 200_000


class Door(Enum):
    """How a session stands at the moment."""

    VISITOR = "visitor"
    OPEN = "open"
    LOCKED = "locked"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is behind a request. A locked session keeps its user here, while the actor is a visitor."""

    door: Door
    actor: Actor
    standing: Standing | None = None


class PresentRequest(ActorRequest):
    """A request after the actor middleware, as accounts' own pages use it."""

    presence: Presence


def read(request: HttpRequest, now: datetime, request_id: str) -> Presence:
    """Who is behind the session, in one query; nothing is written."""
    visitor = Presence(Door.VISITOR, queries.visitor(request_id))
    if SESSION_KEY not in request.session:
        return visitor
    user_id, seat = _id(request.session[SESSION_KEY]), _id(request.session.get(SEAT))
    if user_id is None or (seat is None and SEAT in request.session):
        return Presence(Door.OVER, visitor.actor)
    found = standing.read(user_id=user_id, session_id=seat, now=now, request_id=request_id)
    if found is None or not _same_password(request, found.user) or (seat and found.session is None):
        return Presence(Door.OVER, visitor.actor)
    door = state(found, now)
    return Presence(door, found.actor if door is Door.OPEN else visitor.actor, found)


def _id(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def state(found: Standing, now: datetime) -> Door:
    """Open, locked or over: staff are locked after a pause, citizens' sessions end after a longer one."""
    session = found.session
    if session is None:
        return Door.OPEN
    idle = now - session.seen_at
    if session.until <= now:
        return Door.OVER
    if not found.user.is_staff_member:
        return Door.OVER if idle > settings.CITIZEN_IDLE else Door.OPEN
    return Door.LOCKED if session.locked_at or idle > settings.IDLE_LOCK else Door.OPEN


def _same_password(request: HttpRequest, user: User) -> bool:
    """A password changed elsewhere ends every other session."""
    return constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())


def presence(request: HttpRequest) -> Presence:
    """What the actor middleware found."""
    return cast(PresentRequest, request).presence


def begin(request: HttpRequest, sign_in: SignIn) -> None:
    """Give the browser the session, under a new key: one planted before sign-in is worth nothing."""
    held = request.session.get(HELD)
    request.session.flush()
    login(request, sign_in.user, backend=backend.PATH)
    request.session[SEAT] = str(sign_in.pk)
    if held and held["user"] == str(sign_in.user_id):
        request.session[HELD] = held


def keep(request: HttpRequest, user: User) -> None:
    """Keep this session after its user changed the password."""
    update_session_auth_hash(request, user)


def seat(request: HttpRequest) -> UUID | None:
    """The id of the session's record."""
    found = presence(request).standing
    return found.session.id if found and found.session else None


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Whether the user proved who he is a short while ago."""
    found = presence(request).standing
    return bool(found and found.session and now - found.session.proved_at < FRESH)


def wait(request: HttpRequest, user: User, next_page: str, now: datetime) -> None:
    """The password was right: remember whose and which it was for the next step, under a new key."""
    request.session.cycle_key()
    request.session[WAITING] = {
        "user": str(user.pk),
        "password": user.get_session_auth_hash(),
        "at": now.timestamp(),
        "next": next_page,
    }


def waiting(request: HttpRequest, now: datetime) -> Waiting | None:
    """Whose password was right a moment ago in this browser, unless it was replaced since.

    Whoever knew the old password must not be there to choose the new one when an administrator renews a sign-in.
    """
    found = request.session.get(WAITING)
    if not found or not 0 <= now.timestamp() - found["at"] < PATIENCE.total_seconds():
        return None
    who = queries.waiting(UUID(found["user"]))
    same = constant_time_compare(found["password"], who.user.get_session_auth_hash())
    return who if same else None


def waiting_for(request: HttpRequest) -> str:
    """The page that the person who is signing in wanted."""
    return str((request.session.get(WAITING) or {}).get("next", ""))


def next_page(request: HttpRequest) -> str:
    """The page asked for by `next`, when it is one of ours; else nothing."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else ""


def hold(request: HttpRequest, user_id: UUID, now: datetime) -> None:
    """Keep the fields of a form that was sent too late, for the same person to send again; no files."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    if sum(len(name) + len(value) for name, value in fields) <= HELD_LIMIT:
        request.session[HELD] = {
            "user": str(user_id),
            "path": request.get_full_path(),
            "fields": fields,
            "files": bool(request.FILES),
            "at": now.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Held:
    """A form that waits to be sent again."""

    path: str
    fields: list[tuple[str, str]]
    files: bool
    at: datetime


def held(request: HttpRequest) -> Held | None:
    """The form kept for the user of this session."""
    found = request.session.get(HELD)
    who = presence(request).standing
    if not found or who is None or found["user"] != str(who.user.pk):
        return None
    fields = [(name, value) for name, value in found["fields"]]
    return Held(found["path"], fields, found["files"], datetime.fromisoformat(found["at"]))


def drop_held(request: HttpRequest) -> None:
    """Forget the kept form: it was sent again, or is not wanted."""
    request.session.pop(HELD, None)


def place(request: HttpRequest) -> Place:
    """Where the request came from; behind our own proxies, what the outermost of them saw."""
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    told = seen[-settings.PROXIES] if 0 < settings.PROXIES <= len(seen) else ""
    # A server on a Unix socket gives no address.
    direct = request.META.get("REMOTE_ADDR") or "127.0.0.1"
    return Place(told if _is_address(told) else direct, request.META.get("HTTP_USER_AGENT", "")[:200])


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False
