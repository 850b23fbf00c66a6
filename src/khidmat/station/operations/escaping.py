"""Somebody got away: every arrest ends without authority, a clock tells those above; who is caught is arrested again.

Locks: the custody, the diary, the ledger.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid
from khidmat.kernel.urdu import clean
from khidmat.station import events, hours
from khidmat.station.custody_states import ARREST, AT_LARGE, Where
from khidmat.station.models import Escape
from khidmat.station.operations import holding
from khidmat.station.queries import custody as queries


@transaction.atomic
def escape(
    *, arrest_id: UUID, from_whom: str, told: str, hour: str = "", actor: Actor, now: datetime
) -> Escape:
    """Write down that somebody escaped, from whose hands and how. Raises `Invalid`, `NotFound`, `Stale`."""
    one = holding.in_my_keeping(arrest_id, actor)
    wrong = {}
    if not clean(from_whom):
        wrong["from_whom"] = _("Write from whose hands: name and number.")
    if not told.strip():
        wrong["told"] = _("Write how it happened.")
    if wrong:
        raise Invalid(_("Nothing was written."), fields=wrong)
    by_whom = clean(from_whom)[:200]
    at = max(hours.read(hour, now).at, one.custody.moved_at)
    made = Escape(custody=one.custody, from_whom=by_whom, told=told.strip(), at=at, by_id=actor.user)
    made.save(force_insert=True)
    holding.bring(one, Where.ESCAPED, escort=by_whom, by_women=False, hour=hour, actor=actor, now=now)
    for each in queries.holding(one.custody):
        ARREST.move(each, "escape")
        each.save(update_fields=["status"])
        holding.end_clocks(each, actor, now, str(_("The person escaped.")))
        holding.tell(events.ESCAPED, each, actor, now)
    holding.run_clock(one, AT_LARGE, actor, now)
    return made
