"""A number known under another name: found when an application is sent, settled by an officer before he decides."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, Stale
from khidmat.kernel.policy import TABLE
from khidmat.people.public import Identity, Person, contradicted, correct
from khidmat.services import events, queries
from khidmat.services.identity import stated
from khidmat.services.models import Application, Discrepancy
from khidmat.services.operations.deciding import DECIDE, locked
from khidmat.services.operations.reasons import check_length
from khidmat.services.states import DISCREPANCY, OPEN, DiscrepancyStatus

STEPS = {DiscrepancyStatus.STANDS: "stand", DiscrepancyStatus.CORRECTED: "correct"}
PARTS = ("name", "father", "birth")
STATED = ("name", "name_ur", "relation", "relation_name", "relation_name_ur", "birth_date", "birth_year")


def note(application: Application, person: Person, said: Identity, now: datetime) -> None:
    """Keep what the statement says otherwise than the index; nothing when they agree or the person is new."""
    if all(getattr(person, name) == getattr(said, name) for name in STATED):
        return  # a new person, or one who says what he said: as good as all of them
    if parts := contradicted(person, said):
        found = {part: part in parts for part in PARTS}
        Discrepancy.objects.create(application=application, found_at=now, **found)


@transaction.atomic
def settle(*, application_id: UUID, how: str, reason: str, actor: Actor, now: datetime) -> Application:
    """Let the statement stand as what this paper carries (`stands`), or correct the index by it (`corrected`).

    Raises `NotFound` outside the territory, `Forbidden` for one's own entry or another district's person, `Stale` when
    it is settled or decided already, `Invalid` without a reason. The third way, asking the applicant, is `ask`.
    """
    TABLE.require(actor, DECIDE)
    application = locked(application_id, actor)
    found = Discrepancy.objects.select_for_update().filter(application=application).first()
    if found is None or found.status != DiscrepancyStatus.OPEN or application.status not in OPEN:
        raise Stale(_("This was changed in the meantime. Look at it as it is now, then decide."))
    if queries.took_part(application, actor.user_id):
        raise Forbidden(_("The entry or verification is your own; another officer decides."))
    if how not in STEPS:
        said = _("Nothing is chosen yet. Choose one of these.")
        raise Invalid(_("This is not settled yet."), fields={"how": said})
    check_length(reason, "reason", _("Write which papers you saw and what they say."))
    DISCREPANCY.move(found, STEPS[DiscrepancyStatus(how)])
    parts = [part for part in PARTS if getattr(found, part)]
    if found.status == DiscrepancyStatus.CORRECTED:
        _correct(application, parts, reason.strip(), actor, now)
    found.settled_by_id, found.settled_posting_id = actor.user, actor.posting_id
    found.settled_at, found.reason = now, reason.strip()
    found.save(update_fields=["status", "settled_by", "settled_posting", "settled_at", "reason"])
    record(
        events.SETTLED,
        subject=application,
        actor=actor,
        at=now,
        reason=found.reason,
        how=how,
        parts=" ".join(parts),
    )
    return application


def _correct(application: Application, parts: list[str], reason: str, actor: Actor, now: datetime) -> None:
    said, person, district = stated(application), application.person_id, application.district_id
    if said is None or person is None or district is None:
        raise AssertionError("a sent application states its person")
    correct(
        person_id=person,
        identity=said,
        parts=parts,
        district_id=district,
        reason=reason,
        actor=actor,
        now=now,
    )
