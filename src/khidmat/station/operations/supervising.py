"""Steps marked by who investigates, and the review from above. Locks: the complaint, the diary, the ledger."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid
from khidmat.kernel.transactions import as_one
from khidmat.station import events, investigation_words, policies
from khidmat.station.models import Fir, Review, TaskMark
from khidmat.station.operations.investigating import enter, own_case
from khidmat.station.operations.locking import locked_fir
from khidmat.station.queries import investigation as queries
from khidmat.station.queries.fir import may_know_who
from khidmat.station.states import SHORTEST_REASON


@as_one
def mark(*, fir_id: UUID, code: str, note: str, actor: Actor, now: datetime) -> TaskMark:
    """Who investigates says how a step was done that no paper shows."""
    one = own_case(fir_id, actor, policies.WRITE_PAPERS)
    return _mark(one, code, note, spared=False, actor=actor, now=now)


@as_one
def spare(*, fir_id: UUID, code: str, note: str, actor: Actor, now: datetime) -> TaskMark:
    """An officer above spares a step of a case, and says why."""
    one = locked_fir(fir_id, actor, policies.REVIEW_CASE)
    return _mark(one, code, note, spared=True, actor=actor, now=now)


def _mark(one: Fir, code: str, note: str, *, spared: bool, actor: Actor, now: datetime) -> TaskMark:
    step = next((step for step in queries.steps([one])[one.pk] if step.task.code == code), None)
    wrong = {}
    if step is None or step.done:
        wrong["code"] = _("Choose a step that is still open.")
    elif not spared and step.task.met_by:
        wrong["code"] = _("This step is done by its paper. Put the paper into the file.")
    if len(note.strip()) < SHORTEST_REASON:
        wrong["note"] = _("Write in at least 10 letters how it was done, or why it is spared.")
    if wrong:
        raise Invalid(_("The step was not marked."), fields=wrong)
    words = investigation_words.marked(str(one), spared=spared)
    made = TaskMark(fir=one, code=code, spared=spared, note=note.strip(), by_id=actor.user, role=actor.role)
    made.entry = enter(one, "task", words, happened_at=now, actor=actor, now=now)
    made.at = made.entry.written_at
    made.save(force_insert=True)
    event = events.TASK_SPARED if spared else events.TASK_MARKED
    record(event, subject=one, actor=actor, at=now, reason=made.note, fir=str(one), step=code)
    return made


@as_one
def review(*, fir_id: UUID, remarks: str, directions: str, actor: Actor, now: datetime) -> Review:
    """An officer above has looked at the investigation: what he saw and ordered."""
    one = locked_fir(fir_id, actor, policies.REVIEW_CASE)
    if not may_know_who(actor, one):
        raise Forbidden(_("This case is sealed: its papers are for those who need the name."))
    if len(remarks.strip()) < SHORTEST_REASON:
        said = _("Write in at least 10 letters what you saw.")
        raise Invalid(_("The review is not written yet."), fields={"remarks": said})
    made = Review(fir=one, remarks=remarks.strip(), directions=directions.strip(), by_id=actor.user)
    made.role, made.number = actor.role, one.reviews.count() + 1
    words = investigation_words.reviewed(str(one))
    made.entry = enter(one, "review", words, happened_at=now, actor=actor, now=now)
    made.at = made.entry.written_at
    made.save(force_insert=True)
    record(events.CASE_REVIEWED, subject=one, actor=actor, at=now, fir=str(one), number=made.number)
    return made
