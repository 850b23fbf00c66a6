"""Adding and removing what an officer proves himself with, and changing the password."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khidmat.accounts import events, passkeys, proofs, queries
from khidmat.accounts.models import Passkey, RecoveryCode, SignIn, Totp, User
from khidmat.accounts.operations import attempts, sessions
from khidmat.accounts.states import Ending, Means, Outcome, Place, Stage
from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound


def _locked(user_id: UUID, actor: Actor) -> User:
    """Lock the user's row: one change of factors at a time, and only by the user himself."""
    if actor.user_id != user_id:
        raise Forbidden(_("Only the person himself can change how he signs in."))
    return User.objects.select_for_update().get(pk=user_id, is_staff_member=True)


@transaction.atomic
def add_app(*, user_id: UUID, secret: str, code: str, actor: Actor, now: datetime) -> list[str]:
    """Begin to use an authenticator app, in place of the one before.

    `code` shows that the app has the secret. Returns new recovery codes if there were none. Raises `Invalid`.
    """
    user = _locked(user_id, actor)
    counter = proofs.matching_step(secret, proofs.tidy(code), at=now, after=0)
    if counter is None:
        raise Invalid(
            _("The code is not right."),
            fields={
                "code": _(
                    "The code is not right. Wait for the next one in the app and write it here. "
                    "If it is never right, set the clock of the phone by the network."
                )
            },
        )
    Totp.objects.filter(user=user, removed_at=None).update(removed_at=now)
    Totp.objects.create(user=user, secret=proofs.seal(secret), counter=counter, added_at=now)
    codes = _first_recovery_codes(user, actor, now)
    record(events.FACTOR_ADDED, subject=user, actor=actor, at=now, factor="totp")
    return codes


@transaction.atomic
def add_passkey(
    *, user_id: UUID, label: str, answer: str, challenge: passkeys.Challenge, actor: Actor, now: datetime
) -> list[str]:
    """Keep a new passkey. Returns new recovery codes if there were none. Raises `Invalid`."""
    user = _locked(user_id, actor)
    new = passkeys.check_new(answer, challenge)
    if new is None:
        raise Invalid(_("The passkey could not be added. Try once more, or use the app."))
    try:
        with transaction.atomic():
            Passkey.objects.create(
                user=user,
                label=label,
                credential_id=new.credential_id,
                credential=new.credential,
                counter=new.counter,
                added_at=now,
            )
    except IntegrityError as error:
        raise Invalid(_("This passkey is already in use.")) from error
    codes = _first_recovery_codes(user, actor, now)
    record(events.FACTOR_ADDED, subject=user, actor=actor, at=now, factor="passkey")
    return codes


@dataclass(frozen=True, slots=True)
class Entered:
    """A session begun by setting up the first second step, and the recovery codes to show this once."""

    session: SignIn
    codes: list[str]


@transaction.atomic
def enter_with_first_app(
    *, user_id: UUID, secret: str, code: str, place: Place, actor: Actor, now: datetime
) -> Entered:
    """Set up the app and sign in by it: for somebody with the right password and no second step yet."""
    who = _without_factor(user_id, actor, now)
    codes = add_app(user_id=user_id, secret=secret, code=code, actor=who, now=now)
    return Entered(_open(user_id, Means.TOTP, place, who, now), codes)


@transaction.atomic
def enter_with_first_passkey(
    *,
    user_id: UUID,
    label: str,
    answer: str,
    challenge: passkeys.Challenge,
    place: Place,
    actor: Actor,
    now: datetime,
) -> Entered:
    """Set up a passkey and sign in by it: for somebody with the right password and no second step yet."""
    who = _without_factor(user_id, actor, now)
    codes = add_passkey(user_id=user_id, label=label, answer=answer, challenge=challenge, actor=who, now=now)
    return Entered(_open(user_id, Means.PASSKEY, place, who, now), codes)


def _without_factor(user_id: UUID, actor: Actor, now: datetime) -> Actor:
    """The person as an actor. A password alone never adds a factor beside one that is there."""
    user = User.objects.select_for_update().get(pk=user_id, is_staff_member=True)
    if queries.has_factor(user.pk):
        raise Forbidden(_("There is a second step already. Sign in with it first."))
    return queries.actor_for(user, now=now, request_id=actor.request_id)


def _open(user_id: UUID, means: Means, place: Place, who: Actor, now: datetime) -> SignIn:
    user = User.objects.get(pk=user_id)
    return sessions.open_session(user, means, place, now, who.request_id)


@transaction.atomic
def remove_passkey(*, passkey_id: UUID, actor: Actor, now: datetime) -> None:
    """Stop using a passkey of one's own. The last factor cannot be removed."""
    if actor.user_id is None:
        raise NotFound("passkey")
    user = _locked(actor.user_id, actor)
    key = Passkey.objects.filter(pk=passkey_id, user=user, removed_at=None).first()
    if key is None:
        raise NotFound("passkey")
    others = Passkey.objects.filter(user=user, removed_at=None).exclude(pk=key.pk)
    if not others.exists() and not Totp.objects.filter(user=user, removed_at=None).exists():
        raise Invalid(_("This is the only second step there is. Add the app or another passkey first."))
    key.removed_at = now
    key.save(update_fields=["removed_at"])
    record(events.FACTOR_REMOVED, subject=user, actor=actor, at=now, factor="passkey")


@transaction.atomic
def renew_recovery_codes(*, user_id: UUID, actor: Actor, now: datetime) -> list[str]:
    """Ten new codes; the old ones are void. They can be shown this once: only digests are kept."""
    user = _locked(user_id, actor)
    return _new_recovery_codes(user, actor, now)


def _first_recovery_codes(user: User, actor: Actor, now: datetime) -> list[str]:
    if RecoveryCode.objects.filter(user=user, used_at=None, void_at=None).exists():
        return []
    return _new_recovery_codes(user, actor, now)


def _new_recovery_codes(user: User, actor: Actor, now: datetime) -> list[str]:
    codes = [proofs.new_recovery_code() for _number in range(proofs.RECOVERY_CODES)]
    RecoveryCode.objects.filter(user=user, used_at=None, void_at=None).update(void_at=now)
    RecoveryCode.objects.bulk_create(
        RecoveryCode(
            user=user, made_at=now, digest=proofs.digest("recovery", str(user.pk), proofs.tidy(code))
        )
        for code in codes
    )
    record(events.RECOVERY_MADE, subject=user, actor=actor, at=now)
    return codes


@transaction.atomic
def replace_temporary_password(*, user_id: UUID, password: str, actor: Actor, now: datetime) -> User:
    """Set the first own password of somebody who has just proved the temporary one."""
    user = User.objects.select_for_update().get(pk=user_id, is_staff_member=True)
    if user.password_expires_at is None:
        raise Forbidden(_("This password is not a temporary one. Sign in, then change it."))
    who = queries.actor_for(user, now=now, request_id=actor.request_id)
    return _set_password(user, password, who, now)


def change_password(
    *,
    user_id: UUID,
    session_id: UUID | None,
    old: str,
    new: str,
    place: Place,
    actor: Actor,
    now: datetime,
) -> User:
    """Another password, against the old one; every other session ends. Raises `Invalid` or `TooMany`."""
    user = User.objects.get(pk=user_id, is_staff_member=True)
    attempt = attempts.reserve(
        username=user.username, user=user, address=place.address, stage=Stage.PASSWORD, now=now
    )
    if not user.check_password(old):
        said = attempts.wrong(
            attempts.refuse(attempt, actor=actor, now=now), _("The old password is not right.")
        )
        raise Invalid(said, fields={"old": said})
    attempts.settle(attempt, Outcome.PASSED)
    with transaction.atomic():
        changed = _set_password(_locked(user_id, actor), new, actor, now)
        sessions.end_others(
            session_id=session_id, user_id=user_id, ending=Ending.ENDED_ELSEWHERE, actor=actor, now=now
        )
        return changed


def _set_password(user: User, password: str, actor: Actor, now: datetime) -> User:
    if user.check_password(password):
        raise Invalid(
            _("This is the password there is now."),
            fields={"new": _("This is the password there is now. Choose another.")},
        )
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(error.messages[0], fields={"new": error.messages[0]}) from error
    user.set_password(password)
    user.password_expires_at = None
    user.save(update_fields=["password", "password_expires_at"])
    record(events.PASSWORD_CHANGED, subject=user, actor=actor, at=now)
    return user


@transaction.atomic
def choose_language(*, user_id: UUID, language: str, actor: Actor, now: datetime) -> None:
    """The language of the user's pages and messages."""
    if User.objects.filter(pk=user_id).exclude(language=language).update(language=language):
        record(events.LANGUAGE_CHOSEN, subject=user_id, actor=actor, at=now, language=language)
