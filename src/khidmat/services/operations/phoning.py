"""The phone line: somebody says the short number of his slip and hears where it stands, in the words of a status."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.documents.public import Limit, count
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, TooMany
from khidmat.kernel.policy import TABLE
from khidmat.services import events
from khidmat.services.models import Application
from khidmat.services.voice import holds

ANSWER = "services.phone.answer"
#: Calls of one officer; and of them those whose number nobody has: ninety million can be given, few are.
ASKED = Limit(8, 120, timedelta(minutes=10))
MISSED = Limit(9, 20, timedelta(minutes=10))


def say_status(*, number: str, actor: Actor, now: datetime) -> Application:
    """The application of a short number; the caller says its status and nothing else. Asking is in the ledger.

    Raises `Invalid` for a number that nobody has, `TooMany` for one who tries numbers.
    """
    TABLE.require(actor, ANSWER)
    # Counted outside the transaction that a refusal takes back.
    if count(ASKED, str(actor.user), now) > ASKED.most:
        raise TooMany(_("Many numbers were asked in these minutes. Wait ten minutes, then go on."))
    found = _asked(number, actor, now)
    if found is None:
        if count(MISSED, str(actor.user), now) > MISSED.most:
            raise TooMany(_("Many numbers were wrong in these minutes. Wait ten minutes, then go on."))
        said = _("Nothing has this number. Let the caller read it once more: nine digits, from the slip.")
        raise Invalid(said, fields={"number": said})
    return found


@transaction.atomic
def _asked(number: str, actor: Actor, now: datetime) -> Application | None:
    found = Application.objects.filter(assisted__voice=number).first() if holds(number) else None
    record(events.PHONED, subject=found, actor=actor, at=now, found=found is not None)
    return found
