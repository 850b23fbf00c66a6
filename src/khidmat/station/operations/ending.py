"""A case that ends without a trial: cancelled by the magistrate (r. 24.7), filed as untraced, opened again."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.roles import Role
from khidmat.kernel.transactions import as_one
from khidmat.station import court_words, events, policies
from khidmat.station.court_states import (
    SHORTEST_OPINION,
    SHORTEST_WORDS,
    Acknowledged,
    CaseState,
    ReportKind,
)
from khidmat.station.models import CaseStep, ComplainantTold
from khidmat.station.operations.desk import tell
from khidmat.station.operations.following import follow_cancellation
from khidmat.station.operations.locking import locked_fir
from khidmat.station.operations.stepping import (
    Said,
    meet_clocks,
    must_allow,
    need,
    need_words,
    state,
    step,
    tell_diary,
)
from khidmat.station.queries import court as queries
from khidmat.station.queries import fir as firs


@as_one
def tell_complainant(
    *, fir_id: UUID, told_on: date, how: str, actor: Actor, now: datetime
) -> ComplainantTold:
    """The complainant was told that his case is to be cancelled, and acknowledged it (2023 LHC 5767)."""
    fir = locked_fir(fir_id, actor, policies.REPORT_CASE)
    firs.require_investigator(actor, fir)
    paper = queries.last_report(fir)
    waits = state(fir).status == CaseState.PROPOSED
    if paper is None or paper.kind != ReportKind.CANCELLATION or not waits or queries.told(paper):
        raise Stale(_("No cancellation waits for the complainant's acknowledgment."))
    wrong = {}
    if how not in Acknowledged.values:
        wrong["how"] = _("Choose how he acknowledged it.")
    if told_on > localdate(now) or told_on < localdate(fir.registered_at):
        wrong["told_on"] = _("He was told after the FIR and not later than now. Check the date.")
    if wrong:
        raise Invalid(_("Nothing was done yet. What you wrote is kept."), fields=wrong)
    entry = tell_diary(fir, court_words.told(str(fir)), actor, now)
    made = ComplainantTold(report=paper, told_on=told_on, how=how, by_id=actor.user, at=now, entry=entry)
    made.save(force_insert=True)
    record(events.COMPLAINANT_TOLD, subject=paper, actor=actor, at=now, fir=str(fir), how=how)
    return made


@as_one
def close(*, fir_id: UUID, agrees: bool, words: str, heard: str, actor: Actor, now: datetime) -> CaseStep:
    """The district officer decides a proposal by his own opinion: sent on, filed as untraced, or declined."""
    fir = locked_fir(fir_id, actor, policies.CLOSE_CASE)
    paper = queries.last_report(fir)
    cancelling = paper is not None and paper.kind == ReportKind.CANCELLATION
    need(words=(words, SHORTEST_OPINION if agrees else SHORTEST_WORDS))
    if agrees and cancelling:
        need(heard=(heard, SHORTEST_WORDS))
    name = must_allow(fir, ("send" if cancelling else "file") if agrees else "decline")
    if name == "send" and (paper is None or queries.told(paper) is None):
        said = _("The complainant has not acknowledged it yet: the investigating officer records that first.")
        raise Invalid(said, fields={"heard": said})
    said_words = Said(words.strip(), heard=heard.strip())
    made = step(fir=fir, name=name, said=said_words, report=paper, actor=actor, now=now)
    if agrees:
        meet_clocks(fir, actor, now)
    if name == "file":
        tell(fir.complaint, None, "case_untraced", actor=actor, now=now, fir=str(fir))
    return made


@as_one
def rule(*, fir_id: UUID, agrees: bool, words: str, order_no: str, actor: Actor, now: datetime) -> CaseStep:
    """The magistrate orders the cancellation, or disagrees and the investigation goes on."""
    fir = locked_fir(fir_id, actor, policies.RECORD_COURT)
    need_words(words)
    if actor.role != Role.MAGISTRATE:
        need(order_no=(order_no, 1))
    name = must_allow(fir, "cancel" if agrees else "disagree")
    paper, said = queries.last_report(fir), Said(words.strip(), order_no.strip())
    made = step(fir=fir, name=name, said=said, report=paper, actor=actor, now=now)
    if agrees:
        court = fir.court_cases.order_by("-number").values_list("court", flat=True).first()
        follow_cancellation(fir, court or "", localdate(now), actor, now)
    template = "case_cancelled" if agrees else "case_reopened"
    tell(fir.complaint, None, template, actor=actor, now=now, fir=str(fir))
    return made


@as_one
def reopen(*, fir_id: UUID, words: str, order_no: str, actor: Actor, now: datetime) -> CaseStep:
    """Open an untraced or cancelled case again, with the reason; what a magistrate cancelled, by an order alone."""
    fir = locked_fir(fir_id, actor, policies.REOPEN_CASE)
    need_words(words)
    must_allow(fir, "reopen")
    if state(fir).status == CaseState.CANCELLED:
        need(order_no=(order_no, 1))
    made = step(fir=fir, name="reopen", said=Said(words.strip(), order_no.strip()), actor=actor, now=now)
    tell(fir.complaint, None, "case_reopened", actor=actor, now=now, fir=str(fir))
    return made
