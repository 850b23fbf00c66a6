"""From the password to the end of a session."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khidmat.accounts import events, passkeys, proofs, queries
from khidmat.accounts.models import Passkey, RecoveryCode, SignIn, Totp, User
from khidmat.accounts.operations import attempts
from khidmat.accounts.states import Ending, Means, Outcome, Place, Stage
from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound


def check_password(*, username: str, password: str, place: Place, actor: Actor, now: datetime) -> User:
    """The first step of staff: the user whose name and password these are.

    Known or not, a name costs one hash, one try and the same sentence. Raises `Invalid` or `TooMany`.
    """
    user = User.objects.filter(username=username.strip().lower(), is_staff_member=True).first()
    attempt = attempts.reserve(
        username=username, user=user, address=place.address, stage=Stage.PASSWORD, now=now
    )
    if user is None:
        make_password(password)
    elif user.check_password(password):
        attempts.settle(attempt, Outcome.PASSED)
        if user.password_expires_at and user.password_expires_at <= now:
            raise Invalid(
                _("This temporary password is too old. Ask the accounts administrator for a new one.")
            )
        return user
    count = attempts.refuse(attempt, actor=actor, now=now)
    raise Invalid(attempts.wrong(count, _("The user name or the password is not right.")))


def enter(*, user_id: UUID, code: str, place: Place, actor: Actor, now: datetime) -> SignIn:
    """The second step: a code of the app or from the recovery list. Raises `Invalid` or `TooMany`."""
    user = User.objects.get(pk=user_id, is_staff_member=True)
    attempt = attempts.reserve(
        username=user.username, user=user, address=place.address, stage=Stage.FACTOR, now=now
    )
    with transaction.atomic():
        if means := _prove(user, code, now):
            attempts.settle(attempt, Outcome.ENTERED)
            return open_session(user, means, place, now, actor.request_id)
    count = attempts.refuse(attempt, actor=actor, now=now)
    raise Invalid(attempts.wrong(count, _("The code is not right.")))


def enter_with_passkey(
    *, user_id: UUID, answer: str, challenge: passkeys.Challenge, place: Place, actor: Actor, now: datetime
) -> SignIn:
    """The second step by passkey: `answer` is the browser's to `challenge`. Raises as `enter`."""
    user = User.objects.get(pk=user_id, is_staff_member=True)
    attempt = attempts.reserve(
        username=user.username, user=user, address=place.address, stage=Stage.FACTOR, now=now
    )
    with transaction.atomic():
        if _prove_by_passkey(user, answer, challenge, now):
            attempts.settle(attempt, Outcome.ENTERED)
            return open_session(user, Means.PASSKEY, place, now, actor.request_id)
    count = attempts.refuse(attempt, actor=actor, now=now)
    raise Invalid(attempts.wrong(count, _("The passkey was not accepted.")))


def open_session(user: User, means: Means, place: Place, now: datetime, request_id: str) -> SignIn:
    """Begin a session and write it in the ledger, inside the caller's transaction."""
    found = SignIn.objects.create(
        user=user,
        means=means,
        address=place.address,
        agent=place.agent[:200],
        started_at=now,
        until=now + settings.SESSION_LENGTH,
        seen_at=now,
        proved_at=now,
    )
    who = queries.actor_for(user, now=now, request_id=request_id)
    record(events.ENTERED, subject=user, actor=who, at=now, means=means, session=str(found.pk))
    return found


def touch(*, session_id: UUID, now: datetime) -> None:
    """The session is being used. Kept to the minute by the caller; not an event."""
    SignIn.objects.filter(pk=session_id, ended_at=None, seen_at__lt=now).update(seen_at=now)


@transaction.atomic
def lock(*, session_id: UUID, actor: Actor, now: datetime) -> None:
    """Close the screen of an open session until somebody proves to be its user. Again does nothing."""
    if SignIn.objects.filter(pk=session_id, ended_at=None, locked_at=None).update(locked_at=now):
        record(events.LOCKED, subject=session_id, actor=actor, at=now)


def unlock(*, session_id: UUID, user_id: UUID, proof: str, place: Place, actor: Actor, now: datetime) -> None:
    """Open a locked screen, or prove again before a sensitive step: password or app code.

    A wrong proof raises `Invalid`; the one that closes the door ends the session too and raises `TooMany`.
    """
    user = User.objects.get(pk=user_id, is_staff_member=True)
    attempt = attempts.reserve(
        username=user.username, user=user, address=place.address, stage=Stage.UNLOCK, now=now
    )
    with transaction.atomic():
        if user.check_password(proof) or _prove_by_app(user, proof, now):
            attempts.settle(attempt, Outcome.PASSED)
            found = SignIn.objects.filter(pk=session_id, user=user, ended_at=None)
            if found.update(locked_at=None, seen_at=now, proved_at=now):
                record(events.UNLOCKED, subject=session_id, actor=actor, at=now)
            return
    count = attempts.refuse(attempt, actor=actor, now=now)
    if count.opens_at:
        end(session_id=session_id, user_id=user_id, ending=Ending.GUESSED, actor=actor, now=now)
        raise attempts.closed(count.opens_at, now)
    raise Invalid(attempts.wrong(count, _("The password or the code is not right.")))


@transaction.atomic
def end(*, session_id: UUID, user_id: UUID, ending: Ending, actor: Actor, now: datetime) -> None:
    """End a session of a user; its next request is a visitor's. Raises `NotFound` for another's session."""
    found = SignIn.objects.select_for_update().filter(pk=session_id, user_id=user_id).first()
    if found is None:
        raise NotFound("session")
    if found.ended_at is None:
        end_all(SignIn.objects.filter(pk=session_id), ending=ending, actor=actor, now=now)


def end_others(
    *, session_id: UUID | None, user_id: UUID, ending: Ending, actor: Actor, now: datetime
) -> None:
    """End every session of a user but this one."""
    found = SignIn.objects.filter(user_id=user_id, ended_at=None)
    if session_id is not None:
        found = found.exclude(pk=session_id)
    end_all(found, ending=ending, actor=actor, now=now)


def end_expired(*, actor: Actor, now: datetime) -> None:
    """End the sessions that reached their absolute end without being used again, some hundred at a time."""
    over = SignIn.objects.filter(ended_at=None, until__lte=now).order_by("until", "pk")
    while some := list(over.values_list("pk", flat=True)[:200]):
        end_all(SignIn.objects.filter(pk__in=some), ending=Ending.EXPIRED, actor=actor, now=now)


@transaction.atomic
def end_all(found: QuerySet[SignIn], *, ending: Ending, actor: Actor, now: datetime) -> None:
    """End each open session of a selection and write each in the ledger."""
    for session in found.filter(ended_at=None).select_for_update().order_by("pk"):
        session.ended_at, session.ending = now, ending
        session.save(update_fields=["ended_at", "ending"])
        record(events.ENDED, subject=session, actor=actor, at=now, ending=ending)


def _prove(user: User, code: str, now: datetime) -> Means | None:
    if _prove_by_app(user, code, now):
        return Means.TOTP
    return Means.RECOVERY if _prove_by_paper(user, code, now) else None


def _prove_by_app(user: User, typed: str, now: datetime) -> bool:
    """Whether this is an unused code of the user's app; the row's lock lets one of two equal codes win."""
    app = Totp.objects.select_for_update().filter(user=user, removed_at=None).first()
    if app is None:
        return False
    counter = proofs.matching_step(proofs.unseal(app.secret), proofs.tidy(typed), at=now, after=app.counter)
    if counter is None:
        return False
    app.counter = counter
    app.save(update_fields=["counter"])
    return True


def _prove_by_paper(user: User, typed: str, now: datetime) -> bool:
    """Whether this is an unused recovery code; it is used now."""
    mark = proofs.digest("recovery", str(user.pk), proofs.tidy(typed))
    good = RecoveryCode.objects.filter(user=user, digest=mark, used_at=None, void_at=None)
    return good.update(used_at=now) == 1


def _prove_by_passkey(user: User, answer: str, challenge: passkeys.Challenge, now: datetime) -> bool:
    keys = list(Passkey.objects.select_for_update().filter(user=user, removed_at=None))
    used = passkeys.verify(answer, challenge, {bytes(k.credential_id): bytes(k.credential) for k in keys})
    if used is None:
        return False
    key = next(k for k in keys if bytes(k.credential_id) == used.credential_id)
    # A counter that does not grow is a copied key; authenticators without one say 0 (WebAuthn 6.1.1).
    if used.counter <= key.counter and (used.counter or key.counter):
        return False
    key.counter, key.used_at = used.counter, now
    key.save(update_fields=["counter", "used_at"])
    return True
