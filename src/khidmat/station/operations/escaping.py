"""Somebody got away: the arrest ends without authority, a clock tells those above; who is caught is arrested again.

Locks: the FIR's complaint, the arrest, the diary, the ledger.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.urdu import clean
from khidmat.station import events, hours, policies
from khidmat.station.custody_states import AT_LARGE, ENDED, Where
from khidmat.station.models import Escape
from khidmat.station.operations import holding


@transaction.atomic
def escape(
    *, arrest_id: UUID, from_whom: str, told: str, hour: str = "", actor: Actor, now: datetime
) -> Escape:
    """Write down that somebody escaped, from whose hands and how. Raises `Invalid`, `NotFound`, `Stale`."""
    one = holding.locked_arrest(arrest_id, actor, policies.KEEP_LOCK_UP)
    if one.status in ENDED:
        raise Stale(_("This person is not held any more."))
    wrong = {}
    if not clean(from_whom):
        wrong["from_whom"] = _("Write from whose hands: name and number.")
    if not told.strip():
        wrong["told"] = _("Write how it happened.")
    if wrong:
        raise Invalid(_("Nothing was written."), fields=wrong)
    by_whom = clean(from_whom)[:200]
    at = max(hours.read(hour, now).at, one.moved_at)
    made = Escape(arrest=one, from_whom=by_whom, told=told.strip(), at=at, by_id=actor.user)
    made.save(force_insert=True)
    holding.bring(one, Where.ESCAPED, escort=by_whom, by_women=False, hour=hour, actor=actor, now=now)
    holding.end_clocks(one, actor, now, str(_("The person escaped.")))
    holding.run_clock(one, AT_LARGE, actor, now)
    holding.tell(events.ESCAPED, one, actor, now)
    return made
