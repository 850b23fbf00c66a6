"""The operator's drawer: opened on a day, counted at its end."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.payments import events
from khidmat.payments.models import Day, Pieces, Shift
from khidmat.payments.queries import drawer
from khidmat.payments.states import NOTES

#: More change than this is not handed out in the morning; a number above it is a slip of the finger.
MOST_CHANGE = 100_000
#: More pieces of one value than a drawer can hold.
MOST_PIECES = 100_000
#: Letters below which an explanation explains nothing.
SHORTEST_EXPLANATION = 10


@transaction.atomic
def open_shift(*, began_with: int, actor: Actor, now: datetime) -> Shift:
    """Open the operator's drawer for today, with the change it begins with."""
    TABLE.require(actor, "payments.cash.take")
    if actor.office_id is None:
        raise Forbidden(_("Only an officer who is posted at an office takes money."))
    if not 0 <= began_with <= MOST_CHANGE:
        said = _("Write the change in the drawer in whole rupees, from 0 to %(most)s.") % {
            "most": MOST_CHANGE
        }
        raise Invalid(said, fields={"began_with": said})
    day = open_day(actor.office_id, now)
    fresh = Shift(day=day, operator_id=actor.user, opened_at=now, began_with=began_with)
    Shift.objects.bulk_create([fresh], ignore_conflicts=True)
    shift = Shift.objects.get(operator_id=actor.user, closed_at=None)
    if shift.pk != fresh.pk:
        if (shift.day_id, shift.began_with) == (day.pk, began_with):
            return shift  # the same button, pressed in another window
        raise Stale(_("Your drawer is open already. Count it before you open another."))
    record(events.OPENED, subject=shift, actor=actor, at=now, rupees=began_with)
    return shift


def open_day(office_id: UUID, now: datetime) -> Day:
    """Today's row of the office, locked: a drawer is not opened while the day is being closed, nor after."""
    today = localdate(now)
    fresh = Day(office_id=office_id, day=today, opened_at=now)
    Day.objects.bulk_create([fresh], ignore_conflicts=True)
    day = Day.objects.select_for_update().get(office_id=office_id, day=today)
    if day.closed_at is not None:
        raise Stale(_("The cash of today is closed. No more money is taken until tomorrow."))
    return day


@transaction.atomic
def close_shift(
    *, shift_id: UUID, pieces: Mapping[int, int], explanation: str, actor: Actor, now: datetime
) -> Shift:
    """Close the operator's own drawer as counted, note by note; a difference needs words.

    Raises `Invalid` with the difference when it has none.
    """
    TABLE.require(actor, "payments.cash.take")
    shift = Shift.objects.select_for_update().filter(pk=shift_id, operator_id=actor.user).first()
    if shift is None:
        raise NotFound(_("This drawer was not found."))
    if shift.closed_at is not None:
        raise Stale(_("This drawer is counted already."))
    _check_pieces(pieces)
    shift.taken, shift.counted = drawer(shift)[1], sum(value * count for value, count in pieces.items())
    shift.closed_at, shift.explanation = now, explanation.strip()
    difference = shift.counted - shift.began_with - shift.taken
    if difference and len(shift.explanation) < SHORTEST_EXPLANATION:
        raise Invalid(difference_said(difference), fields={"explanation": difference_said(difference)})
    Pieces.objects.bulk_create(
        Pieces(shift=shift, value=value, count=count) for value, count in sorted(pieces.items()) if count
    )
    shift.save(update_fields=["taken", "counted", "closed_at", "explanation"])
    record(
        events.COUNTED,
        subject=shift,
        actor=actor,
        at=now,
        reason=shift.explanation,
        taken=shift.taken,
        counted=shift.counted,
        difference=difference,
    )
    return shift


def _check_pieces(pieces: Mapping[int, int]) -> None:
    wrong = [value for value, count in pieces.items() if value not in NOTES or not 0 <= count <= MOST_PIECES]
    if wrong:
        said = _("There are no such notes, or too many of them. Count again.")
        raise Invalid(said, fields={f"note_{value}": said for value in wrong})


def difference_said(rupees: int) -> str:
    """Said with the figure, so that a slip in counting is found before it is explained away."""
    if rupees < 0:
        text = _("Rs %(rupees)s are missing. Count again; if it stays so, write how it came.")
    else:
        text = _("Rs %(rupees)s are too many. Count again; if it stays so, write how it came.")
    return text % {"rupees": abs(rupees)}
