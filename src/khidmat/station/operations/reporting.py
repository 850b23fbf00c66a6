"""The final reports of section 173: written by the investigating officer, sent by the SHO, passed by the prosecutor."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid
from khidmat.kernel.ids import uuid7
from khidmat.kernel.transactions import as_one
from khidmat.station import court_words, events, policies
from khidmat.station.court_states import (
    CHALLANS,
    SHORTEST_WORDS,
    CancelGround,
    ReportKind,
    Standing,
)
from khidmat.station.court_typed import COLUMNS, Reported
from khidmat.station.models import CaseStep, FinalReport, Fir, ReportAccused, ReportWords
from khidmat.station.operations.desk import tell
from khidmat.station.operations.following import enter_records
from khidmat.station.operations.locking import locked_fir
from khidmat.station.operations.stepping import (
    FINAL,
    INTERIM,
    Said,
    meet_clocks,
    must_allow,
    need_words,
    step,
    tell_diary,
)
from khidmat.station.queries import court as queries
from khidmat.station.queries import fir as firs
from khidmat.station.queries import investigation

Wrong = dict[str, str | Promise]
#: Who is before the court in a report of this kind, besides those released.
SENT_UP = {Standing.CUSTODY, Standing.BAIL, Standing.ABSENT}
#: What the complainant is told when a report is before its court.
TOLD_OF = {"pass": "case_sent", "pass_interim": "case_interim", "pass_cancellation": "case_cancelling"}


@as_one
def report(*, fir_id: UUID, typed: Reported, actor: Actor, now: datetime) -> FinalReport:
    """Write a final report of one's own case. A challan goes to the SHO, a proposal to the district officer."""
    fir = locked_fir(fir_id, actor, policies.REPORT_CASE)
    firs.require_investigator(actor, fir)
    _check(fir, typed)
    name = must_allow(fir, "report" if typed.kind in CHALLANS else "propose")
    entry = tell_diary(fir, court_words.reported(str(fir), typed.kind), actor, now)
    made = FinalReport(
        fir=fir,
        number=fir.reports.count() + 1,
        kind=typed.kind,
        ground=typed.ground if typed.kind == ReportKind.CANCELLATION else "",
        sections=typed.sections.strip() or fir.sections,
        by_id=actor.user,
        at=now,
        entry=entry,
    )
    made.save(force_insert=True)
    with firs.unsealed(fir):
        words = {column: getattr(typed, column).strip() for column in COLUMNS}
        ReportWords(report=made, **words).save(force_insert=True)
    ReportAccused.objects.bulk_create(
        ReportAccused(id=uuid7(), report=made, accused_id=key, standing=standing)
        for key, standing in typed.standings.items()
    )
    digest = sha256(repr(typed).encode()).hexdigest()
    record(
        events.CASE_REPORTED,
        subject=made,
        actor=actor,
        at=now,
        fir=str(fir),
        what=made.kind,
        number=made.number,
        digest=digest,
    )
    step(fir=fir, name=name, report=made, entry=entry, actor=actor, now=now)
    return made


def _check(fir: Fir, typed: Reported) -> None:
    wrong: Wrong = {}
    if typed.kind not in ReportKind.values:
        wrong["kind"] = _("Choose which report it is.")
    if typed.kind == ReportKind.CANCELLATION and typed.ground not in CancelGround.values:
        wrong["ground"] = _("Choose the ground of the cancellation (rule 24.7).")
    for column in ("facts", "opinion"):
        if len(getattr(typed, column).strip()) < SHORTEST_WORDS:
            wrong[column] = _("Write at least %(n)s letters here.") % {"n": SHORTEST_WORDS}
    wrong |= _open_steps(fir, typed) | _wrong_accused(fir, typed)
    if wrong:
        raise Invalid(_("The report is not written yet. What you wrote is kept."), fields=wrong)


def _open_steps(fir: Fir, typed: Reported) -> Wrong:
    """No investigation is closed before its mandatory steps are done, or spared by an officer above."""
    left = [] if typed.kind == ReportKind.INTERIM else investigation.open_steps(fir)
    if not left:
        return {}
    said = _(
        "These steps are still open: %(steps)s. Put their papers in, or ask the officer above to spare them."
    )
    return {"kind": said % {"steps": "; ".join(step.title for step in left)}}


def _wrong_accused(fir: Fir, typed: Reported) -> Wrong:
    """What the standings of the accused say against the kind of the report."""
    known = set(queries.reportable(fir).values_list("pk", flat=True))
    said = set(typed.standings.values())
    if set(typed.standings) - known or said - set(Standing.values):
        return {"kind": _("An accused was struck or added in the meantime. Load the page again.")}
    if typed.kind in CHALLANS and not said & SENT_UP:
        return {"kind": _("A challan names an accused. Name one first, or report the case as untraced.")}
    if typed.kind == ReportKind.ABSENT and said & {Standing.CUSTODY, Standing.BAIL}:
        return {"kind": _("A challan under section 512 is of absent accused. Choose the complete challan.")}
    if typed.kind == ReportKind.UNTRACED and said & {Standing.CUSTODY, Standing.BAIL}:
        return {"kind": _("Somebody is in custody or on bail: the case is not untraced.")}
    return {}


@as_one
def forward(*, fir_id: UUID, agrees: bool, words: str, actor: Actor, now: datetime) -> CaseStep:
    """The SHO sends a challan to the prosecutor, or gives it back to its officer with the reason."""
    fir = locked_fir(fir_id, actor, policies.FORWARD_REPORT)
    paper = queries.last_report(fir)
    if not agrees:
        need_words(words)
    name = must_allow(fir, "forward" if agrees else "give_back")
    made = step(fir=fir, name=name, said=Said(words.strip()), report=paper, actor=actor, now=now)
    if agrees and paper is not None:
        meet_clocks(fir, actor, now, [INTERIM] if paper.kind == ReportKind.INTERIM else [FINAL, INTERIM])
    return made


@as_one
def scrutinise(*, fir_id: UUID, agrees: bool, words: str, actor: Actor, now: datetime) -> CaseStep:
    """The prosecutor passes a report to the court, or returns it with objections. Records follow a challan at once."""
    fir = locked_fir(fir_id, actor, policies.SCRUTINISE)
    paper = queries.last_report(fir)
    if not agrees:
        need_words(words)
    name = must_allow(fir, *(("pass_cancellation", _passing(paper)) if agrees else ("object",)))
    made = step(fir=fir, name=name, said=Said(words.strip()), report=paper, actor=actor, now=now)
    if paper is not None and name in ("pass", "pass_interim"):  # after the diary, as a verdict does
        enter_records(fir, paper, actor, now)
    if agrees:
        tell(fir.complaint, None, TOLD_OF[name], actor=actor, now=now, fir=str(fir))
    return made


def _passing(paper: FinalReport | None) -> str:
    """How a report passes: on an interim one the investigation goes on."""
    return "pass_interim" if paper is not None and paper.kind == ReportKind.INTERIM else "pass"
