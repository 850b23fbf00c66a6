"""Handing over the charge of a station or of its clerk's office (r. 22.76).

The counts are those of the books at that minute: the diary is held, so that nothing is written meanwhile, and the
database counts again. Locks: the diary, the report's number, the ledger.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import Posting, User
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
from khidmat.station.models.registers import COUNTED, COUNTS, SHORTEST_REASON
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
    made = _paper(actor.office, actor.role, keys, remarks, actor, now)
    _sign(made, register_words.handed, actor, now)
    record(register_events.CHARGE_HANDED, subject=made, actor=actor, at=now, charge=str(made), post=made.role)
    return made


@as_one
def hand_over_for(
    *,
    posting_id: UUID | None,
    keys: str,
    because: str,
    witness_1: str,
    witness_2: str,
    remarks: str,
    actor: Actor,
    now: datetime,
) -> ChargeReport:
    """Hand over the charge of an officer who cannot sign: his superior signs as himself, before two witnesses."""
    TABLE.require(actor, policies.HAND_OVER_FOR)
    posting = queries.of_absent(actor, now).filter(pk=posting_id).first() if posting_id else None
    _check_absence(posting, keys, because, clean(witness_1), clean(witness_2))
    if posting is None:
        raise NotFound(_("This officer was not found."))
    made = _paper(posting.office_id, posting.role, keys, remarks, actor, now)
    made.absent, made.signed_as, made.because = posting.user, actor.role, clean(because)
    made.witness_1, made.witness_2 = clean(witness_1), clean(witness_2)
    absent = (posting.user.name, posting.user.name_ur or posting.user.name)
    _sign(made, lambda no, role, name: register_words.handed_for(no, role, name, absent), actor, now)
    record(
        register_events.CHARGE_SIGNED_FOR,
        subject=made,
        actor=actor,
        at=now,
        reason=made.because,
        charge=str(made),
        post=made.role,
        absent=str(posting.user_id),
    )
    return made


def _check_absence(posting: Posting | None, keys: str, because: str, first: str, second: str) -> None:
    wrong: dict[str, str | Promise] = {}
    if posting is None:
        wrong["posting"] = _("Choose whose charge it is.")
    if not clean(keys):
        wrong["keys"] = _("Write which keys are handed over.")
    if len(clean(because)) < SHORTEST_REASON:
        wrong["because"] = _("Write in at least 10 letters why this officer cannot sign.")
    if not first:
        wrong["witness_1"] = _("Two witnesses see it. Write name and post.")
    if not second or second == first:
        wrong["witness_2"] = _("Two different witnesses see it. Write name and post of the second.")
    if wrong:
        raise Invalid(_("The charge is not handed over yet."), fields=wrong)


def _paper(
    station: UUID | None, role: str, keys: str, remarks: str, actor: Actor, now: datetime
) -> ChargeReport:
    """A report of the counts of this minute; the diary is held."""
    if station is None:
        raise NotFound(_("This station was not found."))
    hold(station_id=station, actor=actor, now=now)
    return ChargeReport(
        id=uuid7(),
        station_id=station,
        year=localdate(now).year,
        keys=clean(keys),
        remarks=clean(remarks),
        by_id=actor.user,
        role=role,
        **counts(station),
    )


def _sign(made: ChargeReport, say: Say, actor: Actor, now: datetime) -> None:
    made.number = next_number(office_id=made.station_id, kind="charge", year=made.year)
    made.entry = _enter(made, say, actor, now)
    made.at = made.entry.written_at
    made.save(force_insert=True)


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
