"""An inquest (CrPC 174). Locks: its case's complaint, the diary, the inquest's number, the ledger."""

from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid
from khidmat.kernel.ids import uuid7
from khidmat.kernel.policy import TABLE
from khidmat.kernel.transactions import as_one
from khidmat.org.public import next_number
from khidmat.station import events, investigation_words, policies
from khidmat.station.deaths import Death, Seen
from khidmat.station.models import Inquest, InquestText
from khidmat.station.operations.diary import hold, write
from khidmat.station.operations.investigating import own_case
from khidmat.station.states import EntryKind

HOURS = ("informed_at", "told_at", "began_at")
NEEDED = ("deceased", "place", "magistrate", "first", "second", "seen", "opinion")


@as_one
def hold_inquest(*, seen: Seen, fir_id: UUID | None, actor: Actor, now: datetime) -> Inquest:
    """Take down an inquest at the officer's station, in its form; with a case or without one."""
    TABLE.require(actor, policies.HOLD_INQUEST)
    station = actor.office
    one = own_case(fir_id, actor, policies.HOLD_INQUEST) if fir_id else None
    _check(seen, now)
    hold(station_id=station, actor=actor, now=now)
    hours = {name: getattr(seen, name) for name in HOURS}
    made = Inquest(
        id=uuid7(), station_id=station, fir=one, by_id=actor.user, year=localdate(now).year, **hours
    )
    made.number = next_number(office_id=station, kind="inquest", year=made.year)
    said = investigation_words.inquest(str(made))
    made.entry = write(
        station_id=station,
        kind=EntryKind.OTHER,
        happened_at=seen.informed_at,
        text=said[0],
        text_ur=said[1],
        about_kind="inquest",
        about_id=made.pk,
        actor=actor,
        now=now,
    )
    made.at = made.entry.written_at
    made.save(force_insert=True)
    InquestText(inquest=made, **seen.texts()).save(force_insert=True)
    record(events.INQUEST_HELD, subject=made, actor=actor, at=now, inquest=str(made), form=seen.form)
    return made


def _check(seen: Seen, now: datetime) -> None:
    """What the law asks of an inquest, by field."""
    wrong: dict[str, str | Promise] = {
        name: _("It is empty. Write it.") for name in NEEDED if not getattr(seen, name).strip()
    }
    if seen.first.strip() == seen.second.strip():
        wrong["second"] = _("Two inhabitants of the place are needed (CrPC 174).")
    if seen.form == Death.VIOLENCE and not seen.wounds.strip():
        wrong["wounds"] = _("With violence the wounds and marks are described.")
    if seen.form == Death.POISON and not seen.poison.strip():
        wrong["poison"] = _("With poison its signs are described.")
    if seen.form != Death.NATURAL and not seen.doctor.strip():
        wrong["doctor"] = _("With violence or poison the body goes to a doctor. Write to whom.")
    if not seen.informed_at <= seen.told_at <= seen.began_at <= now:
        wrong["told"] = _("The magistrate is told first: informed, told, begun. Look at the hours again.")
    if wrong:
        raise Invalid(_("The inquest is not written yet. What you wrote is still here."), fields=wrong)
