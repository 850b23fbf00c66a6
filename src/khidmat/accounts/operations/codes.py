"""Citizens' sign-in: a code to the mobile number, and the session it opens.

A number that has never been here gets the same answer, after the same work, as one that has: the person's row
is made when the code comes back, not when it is asked for.
"""

import hmac
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khidmat.accounts import events, limits, proofs
from khidmat.accounts.models import MobileCode, SignIn, User
from khidmat.accounts.operations.sessions import open_session
from khidmat.accounts.states import Means, Place
from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, TooMany
from khidmat.notify.public import send
from khidmat.ui.formats import Language

VALID = timedelta(minutes=5)
TRIES = 5
#: Two presses of one button.
TWICE = timedelta(seconds=15)


@transaction.atomic
def request_code(*, mobile: str, language: Language, place: Place, actor: Actor, now: datetime) -> MobileCode:
    """Send a fresh code to +923XXXXXXXXX. Raises `TooMany` and says how long to wait."""
    limits.serialise("mobile", mobile)
    if wait := limits.code_wait(mobile, place.address, now):
        raise _too_soon(wait)
    secret = proofs.new_mobile_code()
    code = MobileCode(mobile=mobile, address=place.address, sent_at=now, expires_at=now + VALID)
    code.digest = _digest(code, secret)
    code.save(force_insert=True)
    send(
        template="otp",
        mobile=mobile,
        language=language,
        about=code.pk,
        params={},
        secret=secret,
        actor=actor,
        now=now,
    )
    record(events.CODE_SENT, subject=code, actor=actor, at=now)
    return code


def redeem_code(
    *, code_id: UUID, typed: str, language: Language, place: Place, actor: Actor, now: datetime
) -> SignIn:
    """Open the session of the citizen who got the code. Raises `Invalid`; a wrong try stays counted.

    A button pressed twice is one act: the right code again within seconds gives the session it has opened. The
    caller gives only a code that was asked for in the same browser.
    """
    with transaction.atomic():
        # No join here: after waiting for the lock it would show the session as the waiting statement saw it, none.
        code = MobileCode.objects.select_for_update().get(pk=code_id)
        right = hmac.compare_digest(_digest(code, proofs.tidy(typed)), code.digest)
        if right and (opened := _opened(code, now)):
            return opened
        if code.redeemed_at or code.expires_at <= now or code.tries >= TRIES:
            raise _expired()
        if right:
            return _open(code, language, place, actor.request_id, now)
        code.tries += 1
        code.save(update_fields=["tries"])
        record(events.CODE_REFUSED, subject=code, actor=actor, at=now, tries=code.tries)
    raise _wrong(TRIES - code.tries)


def _opened(code: MobileCode, now: datetime) -> SignIn | None:
    """Find the session that the code has opened a moment ago."""
    if code.opened_id is None:
        return None
    recent = SignIn.objects.filter(pk=code.opened_id, started_at__gt=now - TWICE)
    return recent.select_related("user").first()


def _open(code: MobileCode, language: Language, place: Place, request_id: str, now: datetime) -> SignIn:
    who = citizen(mobile=code.mobile, language=language, now=now)
    opened = open_session(who, Means.MOBILE, place, now, request_id)
    code.redeemed_at, code.opened = now, opened
    code.save(update_fields=["redeemed_at", "opened"])
    return opened


def _digest(code: MobileCode, secret: str) -> str:
    return proofs.digest("mobile code", str(code.pk), secret)


def citizen(*, mobile: str, language: Language, now: datetime) -> User:
    """The citizen of a number (+923XXXXXXXXX), made when seen first; two calls at the same moment make one."""
    fresh = User(username=mobile, mobile=mobile, language=language, date_joined=now)
    fresh.set_unusable_password()
    User.objects.bulk_create([fresh], ignore_conflicts=True)
    return User.objects.get(username=mobile, is_staff_member=False)


def _too_soon(wait: timedelta) -> TooMany:
    seconds = ceil(wait.total_seconds())
    if seconds <= 60:
        return TooMany(
            ngettext(
                "A code was just sent. Ask again in %(seconds)s second.",
                "A code was just sent. Ask again in %(seconds)s seconds.",
                seconds,
            )
            % {"seconds": seconds}
        )
    minutes = ceil(seconds / 60)
    return TooMany(
        ngettext(
            "Many codes were sent to this number. Ask again in %(minutes)s minute.",
            "Many codes were sent to this number. Ask again in %(minutes)s minutes.",
            minutes,
        )
        % {"minutes": minutes}
    )


def _expired() -> Invalid:
    said = _("The code is too old. Ask for a new one.")
    return Invalid(said, fields={"code": said})


def _wrong(left: int) -> Invalid:
    if left <= 0:
        return _expired()
    said = ngettext(
        "The code is not right. Write the 6-digit code sent to the mobile. %(count)s try is left.",
        "The code is not right. Write the 6-digit code sent to the mobile. %(count)s tries are left.",
        left,
    ) % {"count": left}
    return Invalid(said, fields={"code": said})
