"""Staff and their postings."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from khidmat.accounts import events, proofs
from khidmat.accounts.models import Passkey, Posting, RecoveryCode, SignIn, Totp, User
from khidmat.accounts.operations.sessions import end_all
from khidmat.accounts.states import STAFF_NAME, Ending
from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.roles import POSTED, Role
from khidmat.org.public import Office, within

#: A temporary password lies on paper: it must be used within three days.
TEMPORARY = timedelta(hours=72)


@transaction.atomic
def add_officer(
    *,
    username: str,
    name: str,
    name_ur: str,
    password: str,
    actor: Actor,
    now: datetime,
    mobile: str = "",
    language: str = "ur",
    temporary: bool = True,
    totp_secret: str = "",
) -> User:
    """A member of staff, without any right until posted.

    The password is temporary and must be replaced at the first sign-in. `temporary=False` and `totp_secret`
    (base 32) are for demo and tests: the demo's inbox shows such a secret's codes. Production refuses both.
    """
    if settings.PRODUCTION and (totp_secret or not temporary):
        raise Forbidden(_("Only the demo may choose an officer's password and second step."))
    username = username.strip().lower()
    if not re.fullmatch(STAFF_NAME, username):
        raise _name_refused(
            _("A user name has 3 to 60 small Latin letters, digits, dots or dashes and begins with a letter.")
        )
    user = User(username=username, name=name, name_ur=name_ur, mobile=mobile, language=language)
    user.is_staff_member, user.date_joined = True, now
    user.set_password(password)
    user.password_expires_at = now + TEMPORARY if temporary else None
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise _name_refused(_("This user name is taken. Choose another.")) from error
    if totp_secret:
        Totp.objects.create(user=user, secret=proofs.seal(totp_secret), added_at=now, shown_in_demo=True)
    record(events.ADDED, subject=user, actor=actor, at=now, username=user.username)
    return user


def _name_refused(said: str) -> Invalid:
    return Invalid(said, fields={"username": said})


@transaction.atomic
def take_on(
    *,
    username: str,
    name: str,
    name_ur: str,
    password: str,
    mobile: str,
    role: Role,
    office: Office,
    since: datetime,
    reason: str,
    actor: Actor,
    now: datetime,
) -> User:
    """Add an officer and post him, in one act."""
    user = add_officer(
        username=username, name=name, name_ur=name_ur, password=password, mobile=mobile, actor=actor, now=now
    )
    post(user=user, role=role, office=office, since=since, actor=actor, now=now, reason=reason)
    return user


@transaction.atomic
def post(
    *, user: User, role: Role, office: Office, since: datetime, actor: Actor, now: datetime, reason: str = ""
) -> Posting:
    """Post an officer from a moment on; the posting he holds then ends at it.

    Acts are judged by the posting of their moment, so a posting that has begun is never changed for the past.
    Raises `Forbidden` for one's own posting or an office out of reach, `Invalid` for a time that cannot be.
    """
    if role not in POSTED:
        raise ValueError(f"{role} is not held by posting")
    _require_reach(actor, "accounts.posting.make", user, office)
    since = _relieve(user, since, now, reason)
    try:
        with transaction.atomic():
            made = Posting.objects.create(
                user=user, role=role, office=office, period=DateTimeTZRange(since, None), reason=reason
            )
    except IntegrityError as error:
        said = _("Another posting of this officer begins after this day. End that one first.")
        raise Invalid(said, fields={"since": said}) from error
    record(
        events.POSTED,
        subject=user,
        actor=actor,
        at=now,
        reason=reason,
        posting=str(made.pk),
        role=role,
        office=office.code,
        since=since.isoformat(),
    )
    return made


@transaction.atomic
def end_posting(*, posting_id: UUID, at: datetime, actor: Actor, now: datetime, reason: str) -> Posting:
    """End a posting from a moment on; its rights are gone with the next request after it."""
    known = Posting.objects.select_for_update(of=("self",)).select_related("office", "user")
    found = known.filter(pk=posting_id).first()
    if found is None:
        raise NotFound("posting")
    _require_reach(actor, "accounts.posting.end", found.user, found.office)
    if found.period.upper is not None and found.period.upper <= now:
        raise Invalid(_("This posting has ended already."))
    if at < now:
        raise _past()
    if found.period.upper is not None and at > found.period.upper:
        said = _("This posting ends before that day already.")
        raise Invalid(said, fields={"at": said})
    # Called off before it began, a posting lasts a microsecond: an empty range would forget its time.
    end = max(at, found.period.lower + timedelta(microseconds=1))
    found.period, found.end_reason = DateTimeTZRange(found.period.lower, end), reason
    found.save(update_fields=["period", "end_reason"])
    record(
        events.UNPOSTED,
        subject=found.user,
        actor=actor,
        at=now,
        reason=reason,
        posting=str(found.pk),
        until=end.isoformat(),
    )
    return found


@transaction.atomic
def renew_sign_in(*, user: User, password: str, actor: Actor, now: datetime, reason: str) -> User:
    """Give somebody who is locked out a temporary password; second steps are removed, sessions end."""
    if actor.user_id == user.pk:
        raise _own()
    found = User.objects.select_for_update().get(pk=user.pk, is_staff_member=True)
    found.set_password(password)
    found.password_expires_at = now + TEMPORARY
    found.save(update_fields=["password", "password_expires_at"])
    Totp.objects.filter(user=found, removed_at=None).update(removed_at=now)
    Passkey.objects.filter(user=found, removed_at=None).update(removed_at=now)
    RecoveryCode.objects.filter(user=found, used_at=None, void_at=None).update(void_at=now)
    end_all(SignIn.objects.filter(user=found), ending=Ending.RESET, actor=actor, now=now)
    record(events.RENEWED, subject=found, actor=actor, at=now, reason=reason)
    return found


def _relieve(user: User, since: datetime, now: datetime, reason: str) -> datetime:
    """End the posting held at a moment, if any. Returns when the next one can begin."""
    held = Posting.objects.select_for_update().filter(user=user, period__contains=since).first()
    if held is None:
        return since
    if since < now:
        raise _past()
    # A range that ends where it begins is empty and would forget when that was.
    end: datetime = max(since, held.period.lower + timedelta(microseconds=1))
    held.period, held.end_reason = DateTimeTZRange(held.period.lower, end), reason
    held.save(update_fields=["period", "end_reason"])
    return end


def _require_reach(actor: Actor, permission: str, user: User, office: Office) -> None:
    """Nobody posts himself; an administrator posts within his territory, the program's set-up anywhere."""
    if actor.user_id == user.pk:
        raise _own()
    if actor.role == Role.SYSTEM:
        return
    scope = TABLE.require(actor, permission).scope
    if not within(actor, scope).filter(pk=office.pk).exists():
        raise Forbidden(_("This office is outside the territory of your posting."))


def _own() -> Forbidden:
    return Forbidden(_("Nobody changes his own posting or sign-in here. Another administrator has to do it."))


def _past() -> Invalid:
    said = _("A posting cannot be changed for a time that has passed. Choose today or a later day.")
    return Invalid(said, fields={"since": said, "at": said})
