"""Programs that may use the API, and their tokens."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from khidmat.accounts import events, queries, tokens
from khidmat.accounts.models import Client, Posting, Token, User
from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.policy import REACHES, TABLE
from khidmat.kernel.roles import Role
from khidmat.org.public import Office

MANAGE = "accounts.client.manage"


@transaction.atomic
def add_client(
    *,
    name: str,
    scopes: Sequence[str],
    reason: str,
    actor: Actor,
    now: datetime,
    office: Office | None = None,
    officer: str = "",
) -> Client:
    """Let a program use the API: as an officer, by his user name, or as itself at an office that answers for it.

    Raises `Invalid` for an office or officer out of reach, and for a scope that gives the posting no right at all.
    """
    TABLE.require(actor, MANAGE)
    posting = _of_officer(officer, actor, now) if officer else _of_program(name, office, actor, now)
    _check_scopes(scopes, posting)
    made = Client.objects.create(
        name=name,
        posting=posting,
        scopes=sorted(set(scopes)),
        reason=reason,
        added_at=now,
        added_by_id=actor.user,
    )
    record(
        events.CLIENT_ADDED,
        subject=made,
        actor=actor,
        at=now,
        reason=reason,
        name=name,
        posting=str(posting.pk),
        role=posting.role,
        office=posting.office.code,
        scopes=" ".join(made.scopes),
    )
    return made


def _of_officer(username: str, actor: Actor, now: datetime) -> Posting:
    """The officer's posting of this moment: when it ends, the program ends with it."""
    inside = queries.offices_in_reach(actor, MANAGE).order_by()
    found = (
        Posting.objects.select_related("office")
        .filter(user__username=username.strip().lower(), period__contains=now, office__in=inside)
        .exclude(role=Role.CLIENT)
        .first()
    )
    if found is None:
        said = _("No officer of your district has this user name and a posting today. Look at the list.")
        raise Invalid(said, fields={"officer": said})
    if found.user_id == actor.user_id:
        raise Forbidden(_("Nobody issues a token for himself. Another administrator has to do it."))
    return found


def _of_program(name: str, office: Office | None, actor: Actor, now: datetime) -> Posting:
    """A posting of the program's own, under a user that no password opens."""
    if office is None or not queries.offices_in_reach(actor, MANAGE).filter(pk=office.pk).exists():
        said = _("The office is not chosen. Choose the office of your district that answers for the program.")
        raise Invalid(said, fields={"office": said})
    key = uuid7()
    user = User(pk=key, username=f"api-{key.hex}", name=name, name_ur=name, is_staff_member=True)
    user.date_joined = now
    user.set_unusable_password()
    user.save(force_insert=True)
    period = DateTimeTZRange(now, None)
    return Posting.objects.create(user=user, role=Role.CLIENT, office=office, period=period, reason=name)


def _check_scopes(scopes: Sequence[str], posting: Posting) -> None:
    granted = TABLE.granted(Role(posting.role))
    useless = [
        REACHES.get(one).label
        for one in scopes
        if one in REACHES and not REACHES.get(one).permissions <= granted
    ]
    if not scopes or any(one not in REACHES for one in scopes):
        said = _("Nothing is ticked yet. Tick what the program is for.")
        raise Invalid(said, fields={"scopes": said})
    if useless:
        said = _("This posting has no such right: %(rights)s. Take it out, or choose another posting.")
        said %= {"rights": ", ".join(map(str, useless))}
        raise Invalid(said, fields={"scopes": said})


@transaction.atomic
def issue_token(*, client_id: UUID, secret: str, days: int, actor: Actor, now: datetime) -> Token:
    """Give a client a token. Only its digest is kept: whoever shows the secret shows it once."""
    TABLE.require(actor, MANAGE)
    client = _open(client_id, actor)
    issued = Token.objects.create(
        client=client,
        digest=tokens.digest(secret),
        hint=secret[-4:],
        issued_at=now,
        issued_by_id=actor.user,
        expires_at=now + timedelta(days=days),
    )
    until = issued.expires_at.isoformat()
    record(events.TOKEN_ISSUED, subject=issued, actor=actor, at=now, client=str(client.pk), until=until)
    return issued


@transaction.atomic
def end_token(*, token_id: UUID, reason: str, actor: Actor, now: datetime) -> Token:
    """End a token: the next request with it is refused."""
    TABLE.require(actor, MANAGE)
    seen = queries.token(actor, MANAGE, token_id)
    found = Token.objects.select_for_update().get(pk=seen.pk)
    if found.ended_at is not None:
        raise Stale(_("This token has ended already."))
    _end(found, reason, actor, now)
    return found


@transaction.atomic
def end_client(*, client_id: UUID, reason: str, actor: Actor, now: datetime) -> Client:
    """End a program with all its tokens, and its own posting if it had one."""
    TABLE.require(actor, MANAGE)
    return _end_all(_open(client_id, actor), reason, actor, now)


@transaction.atomic
def agree(*, client_id: UUID, actor: Actor, now: datetime) -> Client:
    """The officer lets a program work in his place. Raises `NotFound` for a program that is not to."""
    client = _in_place_of(actor, client_id)
    if client.agreed_at is None:
        client.agreed_at = now
        client.save(update_fields=["agreed_at"])
        record(events.CLIENT_AGREED, subject=client, actor=actor, at=now)
    return client


@transaction.atomic
def decline(*, client_id: UUID, actor: Actor, now: datetime) -> Client:
    """The officer ends a program that works in his place, or was to."""
    client = _in_place_of(actor, client_id)
    return _end_all(client, _("The officer in whose place it worked ended it."), actor, now)


def _in_place_of(actor: Actor, client_id: UUID) -> Client:
    """An open program of the officer's own posting, locked. No program agrees for him."""
    found = None
    if actor.posting_id is not None and actor.client_id is None:
        waiting = Client.objects.select_for_update(of=("self",)).select_related("posting")
        found = waiting.filter(pk=client_id, posting_id=actor.posting_id, ended_at=None).first()
    if found is None:
        raise NotFound(_("This program was not found."))
    return found


def _end_all(client: Client, reason: str, actor: Actor, now: datetime) -> Client:
    client.ended_at, client.end_reason = now, reason
    client.save(update_fields=["ended_at", "end_reason"])
    for one in client.tokens.select_for_update().filter(ended_at=None).order_by("pk"):
        _end(one, reason, actor, now)
    posting = client.posting
    if posting.role == Role.CLIENT and posting.period.upper is None:
        end = max(now, posting.period.lower + timedelta(microseconds=1))
        posting.period, posting.end_reason = DateTimeTZRange(posting.period.lower, end), reason
        posting.save(update_fields=["period", "end_reason"])
    record(events.CLIENT_ENDED, subject=client, actor=actor, at=now, reason=reason)
    return client


def _end(token: Token, reason: str, actor: Actor, now: datetime) -> None:
    token.ended_at, token.end_reason = now, reason
    token.save(update_fields=["ended_at", "end_reason"])
    record(events.TOKEN_ENDED, subject=token, actor=actor, at=now, reason=reason, client=str(token.client_id))


def _open(client_id: UUID, actor: Actor) -> Client:
    """The client, locked, while it may use the API."""
    seen = queries.client(actor, MANAGE, client_id)
    found = Client.objects.select_for_update(of=("self",)).select_related("posting").get(pk=seen.pk)
    if found.ended_at is not None:
        raise Stale(_("This program has ended already."))
    return found
