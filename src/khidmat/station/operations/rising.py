"""What rises by itself: each morning every circle hears how many complaints of its stations are past their time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, localtime

from khidmat.accounts.public import officers
from khidmat.audit.public import effect, record
from khidmat.clocks.public import keeper
from khidmat.kernel.roles import Role
from khidmat.notify.public import send
from khidmat.org.public import Office
from khidmat.station import events
from khidmat.station.queries import desk as queries

#: From this hour on the list of a day goes up.
FROM_HOUR = 8


def raise_late(*, now: datetime) -> int:
    """Raise the day's list to each circle that has one, once a day. Returns how many circles heard."""
    if localtime(now).hour < FROM_HOUR:
        return 0
    return sum(_raise(circle, etags, now) for circle, etags in queries.late_by_circle(now).items())


@transaction.atomic
def _raise(circle: Office, late: list[UUID], now: datetime) -> bool:
    if not effect(job="station.rise", key=f"{circle.pk}:{localdate(now)}", at=now):
        return False
    actor = keeper(circle)
    told = [one for one in officers(office_id=circle.pk, role=Role.CIRCLE_OFFICER, now=now) if one.mobile]
    for officer in told:
        send(
            template="complaints_late",
            mobile=officer.mobile,
            language="ur",
            about=None,
            params={"n": str(len(late))},
            actor=actor,
            now=now,
        )
    record(
        events.LIST_RAISED,
        subject=circle,
        actor=actor,
        at=now,
        office=circle.code,
        complaints=len(late),
        messages=len(told),
    )
    return True
