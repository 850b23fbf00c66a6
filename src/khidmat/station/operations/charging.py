"""Handing over the charge of a station or of its clerk's office (r. 22.76).

The counts are those of the books at that minute: the diary is held, so that nothing is written meanwhile, and the
database counts again. Locks: the diary, the report's number, the ledger.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import User
from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.kernel.urdu import clean
from khidmat.org.public import next_number
from khidmat.station import policies, register_events, register_words
from khidmat.station.models import ChargeReport, ChargeTaken, DiaryEntry
from khidmat.station.models.registers import COUNTED, COUNTS
from khidmat.station.operations.diary import hold, write
from khidmat.station.queries import charges as queries
from khidmat.station.states import EntryKind
from khidmat.station.words import Both

Say = Callable[[str, str, Both], Both]


@as_one
def hand_over(*, keys: str, remarks: str, actor: Actor, now: datetime) -> ChargeReport:
    """Hand over the charge of the actor's own post: the first signature, under the counts of this minute."""
    TABLE.require(actor, policies.HAND_OVER)
    if not clean(keys):
        said = _("Write which keys are handed over.")
        raise Invalid(_("The charge is not handed over yet."), fields={"keys": said})
    station = actor.office
    hold(station_id=station, actor=actor, now=now)
    made = ChargeReport(
        id=uuid7(),
        station_id=station,
        year=localdate(now).year,
        keys=clean(keys),
        remarks=clean(remarks),
        by_id=actor.user,
        role=actor.role,
        **counts(station),
    )
    made.number = next_number(office_id=station, kind="charge", year=made.year)
    made.entry = _enter(made, register_words.handed, actor, now)
    made.at = made.entry.written_at
    made.save(force_insert=True)
    record(register_events.CHARGE_HANDED, subject=made, actor=actor, at=now, charge=str(made), post=made.role)
    return made


@as_one
def take_over(*, report_id: UUID, remarks: str, actor: Actor, now: datetime) -> ChargeTaken:
    """Take the charge over: the second signature, of somebody else of the same post, while the counts still hold."""
    TABLE.require(actor, policies.HAND_OVER)
    report = queries.report(actor, report_id)
    if (not_mine := queries.why_not_mine(report, actor)) is not None:
        raise Forbidden(not_mine)
    if (not_now := queries.why_not_now(report)) is not None:
        raise Stale(not_now)
    hold(station_id=report.station_id, actor=actor, now=now)
    if counts(report.station_id) != {name: getattr(report, name) for name in COUNTS}:
        raise Stale(
            _("The books have changed since the report was written. Who hands over counts once more.")
        )
    made = ChargeTaken(report=report, remarks=clean(remarks), by_id=actor.user, role=actor.role)
    made.entry = _enter(report, register_words.taken, actor, now)
    made.at = made.entry.written_at
    made.save(force_insert=True)
    record(
        register_events.CHARGE_TAKEN,
        subject=report,
        actor=actor,
        at=now,
        charge=str(report),
        post=report.role,
    )
    return made


def counts(station_id: UUID) -> dict[str, int]:
    """What the books of a station say at this minute, as the database counts it in its own guard."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(station="%(station)s"), {"station": station_id})
        row = cursor.fetchone()
    if row is None:
        raise NotFound(_("This station was not found."))
    return {name: int(value) for name, value in zip(COUNTS, row, strict=True)}


def _enter(report: ChargeReport, say: Say, actor: Actor, now: datetime) -> DiaryEntry:
    user = User.objects.get(pk=actor.user)
    said = say(str(report), report.role, (user.name, user.name_ur or user.name))
    return write(
        station_id=report.station_id,
        kind=EntryKind.OTHER,
        happened_at=now,
        text=said[0],
        text_ur=said[1],
        about_kind="charge",
        about_id=report.pk,
        actor=actor,
        now=now,
    )
