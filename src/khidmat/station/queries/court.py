"""Reading a case after its FIR: where it stands, its reports, its court, and whose hands it is in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock
from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import isolate
from khidmat.station import policies
from khidmat.station.court_states import (
    OPEN,
    CaseState,
    ReportKind,
    Standing,
)
from khidmat.station.court_typed import COLUMNS
from khidmat.station.models import (
    Accused,
    CaseStep,
    Charge,
    ComplainantTold,
    CourtCase,
    FinalReport,
    Fir,
    Hearing,
    ReportAccused,
    ReportWords,
    StepWords,
    Verdict,
    Witness,
)
from khidmat.station.queries import absconding, papers
from khidmat.station.queries import accused as people
from khidmat.station.queries import fir as firs
from khidmat.station.queries.desk import Door
from khidmat.station.queries.sealed import is_sealed
from khidmat.ui.formats import bilingual, date_table


def state_of(fir: Fir) -> CaseState:
    """Where a case stands."""
    return CaseState(CaseStep.objects.values_list("status", flat=True).get(fir=fir, current=True))


def last_report(fir: Fir) -> FinalReport | None:
    """The report that counts."""
    return fir.reports.order_by("-number").first()


def told(paper: FinalReport) -> ComplainantTold | None:
    """How the complainant acknowledged a proposed cancellation."""
    return ComplainantTold.objects.filter(report=paper).first()


def reportable(fir: Fir) -> QuerySet[Accused]:
    """The accused that a report can name: nobody who was struck."""
    return Accused.objects.filter(fir=fir, struck__isnull=True).order_by("number")


def on_trial(fir: Fir) -> QuerySet[Accused]:
    """Those whom a report that passed has sent to the court."""
    sent = ReportAccused.objects.filter(
        accused=OuterRef("pk"), report__steps__name__in=["pass", "pass_interim"]
    )
    return reportable(fir).filter(Exists(sent.exclude(standing=Standing.RELEASED)))


def is_sent(fir: Fir) -> bool:
    """Whether a report of the case has ever come before a court."""
    return fir.steps.filter(name__in=["pass", "pass_interim", "pass_cancellation"]).exists()


def answer(charge: Charge) -> Verdict | None:
    """What the court says to a charge now: the last verdict."""
    return charge.verdicts.order_by("-number").first()


def nobody_waits(fir: Fir) -> bool:
    """Whether all who stand trial have charges, and all charges their answers."""
    paper = last_report(fir)
    there = [Standing.CUSTODY, Standing.BAIL]
    sent = paper.accused.filter(standing__in=there, accused__struck__isnull=True) if paper else None
    uncharged = sent is None or sent.exclude(accused__charges__isnull=False).exists()
    return not uncharged and not fir.charges.filter(verdicts__isnull=True).exists()


@dataclass(frozen=True, slots=True)
class Paper:
    """A final report; `words` is None where they are sealed from the reader. `named`: (accused, how he stands)."""

    report: FinalReport
    words: ReportWords | None
    named: Sequence[tuple[people.Line, Standing]]
    told: ComplainantTold | None


@dataclass(frozen=True, slots=True)
class Answered:
    """A charge with the court's answers, the last of which counts."""

    charge: Charge
    verdicts: Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class Tried:
    """An accused before the court and his charges."""

    line: people.Line
    charges: Sequence[Answered]


@dataclass(frozen=True, slots=True)
class CourtFile:
    """A case from its first report to its verdict, as far as the reader may know it."""

    fir: Fir
    sealed: bool
    may_know: bool
    state: CaseState
    steps: Sequence[tuple[CaseStep, StepWords | None]]
    papers: Sequence[Paper]
    courts: Sequence[CourtCase]
    hearings: Sequence[Hearing]
    tried: Sequence[Tried]
    nameable: Sequence[people.Line]
    sought: Sequence[absconding.Sought]
    callable: Sequence[people.Line]
    clocks: Sequence[Clock]
    doors: Sequence[Door]


def file(actor: Actor, fir_id: UUID, permission: str = policies.READ_COURT) -> CourtFile:
    """One case for a reader, or for who acts in it. Raises `NotFound`."""
    fir = firs.fir(actor, fir_id, permission)
    may_know = firs.may_know_who(actor, fir)
    lines = {line.accused.pk: line for line in people.of(actor, fir)}
    steps = list(fir.steps.select_related("by", "report").order_by("number"))
    with firs.unsealed(fir):
        said = {one.step_id: one for one in StepWords.objects.filter(step__fir=fir)} if may_know else {}
        words = (
            {one.report_id: one for one in ReportWords.objects.filter(report__fir=fir)} if may_know else {}
        )
        hearings = (
            list(fir.hearings.select_related("by", "corrected_by").order_by("number")) if may_know else []
        )
    sought = absconding.sought(fir, lines)
    return CourtFile(
        fir=fir,
        sealed=is_sealed(fir),
        may_know=may_know,
        state=CaseState(steps[-1].status),
        steps=[(one, said.get(one.pk)) for one in steps],
        papers=_papers(fir, lines, words),
        courts=list(fir.court_cases.order_by("number")),
        hearings=hearings,
        tried=_tried(fir, lines),
        nameable=[line for line in lines.values() if line.struck is None],
        sought=sought,
        callable=absconding.callable_now(fir, lines, sought),
        clocks=list(Clock.objects.filter(pk__in=fir.clocks.values("clock")).order_by("started_at", "pk")),
        doors=_doors(actor, fir, steps[-1]),
    )


Lines = Mapping[UUID, people.Line]


def _papers(fir: Fir, lines: Lines, words: Mapping[UUID, ReportWords]) -> list[Paper]:
    found = fir.reports.select_related("by", "told__by").prefetch_related("accused").order_by("number")
    return [
        Paper(
            report=one,
            words=words.get(one.pk),
            named=[
                (lines[row.accused_id], Standing(row.standing))
                for row in sorted(one.accused.all(), key=lambda row: lines[row.accused_id].accused.number)
            ],
            told=getattr(one, "told", None),
        )
        for one in found
    ]


def _tried(fir: Fir, lines: Lines) -> list[Tried]:
    charges: dict[UUID, list[Answered]] = {}
    for one in fir.charges.select_related("section__act").prefetch_related("verdicts__by").order_by("number"):
        verdicts = sorted(one.verdicts.all(), key=lambda verdict: verdict.number)
        charges.setdefault(one.accused_id, []).append(Answered(one, verdicts))
    return [Tried(lines[one.pk], charges.get(one.pk, [])) for one in on_trial(fir)]


def paper(actor: Actor, fir_id: UUID, number: int) -> tuple[CourtFile, Paper] | None:
    """A final report by its number. Raises `NotFound` for a case out of reach."""
    found = file(actor, fir_id)
    return next(((found, one) for one in found.papers if one.report.number == number), None)


#: What a state lets those do who have the right to it: (route, right, states, words, kind of button).
DOORS: Sequence[tuple[str, str, Sequence[CaseState], Promise, str]] = (
    ("report_case", policies.REPORT_CASE, OPEN, _("Write the final report"), ""),
    ("told", policies.REPORT_CASE, [CaseState.PROPOSED], _("The complainant was told"), ""),
    ("forward", policies.FORWARD_REPORT, [CaseState.REPORTED], _("Send to the prosecutor or give back"), ""),
    (
        "scrutiny",
        policies.SCRUTINISE,
        [CaseState.WITH_PROSECUTOR, CaseState.CANCELLATION_SENT],
        _("Pass to the court or return"),
        "",
    ),
    ("close", policies.CLOSE_CASE, [CaseState.PROPOSED], _("Decide the proposal"), ""),
    (
        "ruling",
        policies.RECORD_COURT,
        [CaseState.CANCELLATION_IN_COURT],
        _("The magistrate's order on the cancellation"),
        "",
    ),
    (
        "reopen_case",
        policies.REOPEN_CASE,
        [CaseState.UNTRACED, CaseState.CANCELLED],
        _("Open the case again"),
        "plain",
    ),
)


def _doors(actor: Actor, fir: Fir, last: CaseStep) -> list[Door]:
    status = CaseState(last.status)
    found = [
        Door(label, reverse(f"station:{name}", args=[fir.pk]), kind)
        for name, right, states, label, kind in DOORS
        if status in states and _mine(actor, fir, right, name, last)
    ]
    if _reaches(actor, fir, policies.RECORD_COURT) and is_sent(fir):
        found.append(_door("number", fir, _("Number of the court")))
        if fir.court_cases.exists():
            found.append(_door("hearing", fir, _("Write a hearing")))
    return found


def _door(name: str, fir: Fir, label: Promise) -> Door:
    return Door(label, reverse(f"station:{name}", args=[fir.pk]), "plain")


def _reaches(actor: Actor, fir: Fir, right: str) -> bool:
    return TABLE.may(actor, right) and firs.firs(actor, right).filter(pk=fir.pk).exists()


def _mine(actor: Actor, fir: Fir, right: str, name: str, last: CaseStep) -> bool:
    """Whether a door is this reader's: his right, his case, and nothing done that is done once."""
    if not _reaches(actor, fir, right):
        return False
    if right == policies.REPORT_CASE and not firs.investigates(actor, fir):
        return False
    cancelling = last.report is not None and last.report.kind == ReportKind.CANCELLATION
    return name != "told" or (cancelling and last.report is not None and told(last.report) is None)


def may_record(actor: Actor, fir: Fir) -> bool:
    """Whether the reader writes down what the court does."""
    return _reaches(actor, fir, policies.RECORD_COURT)


def called(line: people.Line) -> str:
    """What an accused is called on a form: his number and, for who may know it, his name or description."""
    said = (line.text.name_ur or line.text.name or line.text.described[:60]) if line.text else ""
    return f"{line.accused.number} · {said}" if said else str(line.accused.number)


def first_words(found: CourtFile) -> dict[str, str]:
    """What the form of a report begins with: the last report's words, or those of the FIR and its papers."""
    last = found.papers[-1] if found.papers else None
    if last is not None and last.words is not None:
        return {"sections": last.report.sections, **{name: getattr(last.words, name) for name in COLUMNS}}
    first = {"sections": found.fir.sections}
    if not found.may_know:
        return first
    said = firs.words(found.fir)
    who = " ".join(
        part for part in (said.telling.name or said.telling.described, said.telling.father) if part
    )
    return {
        **first,
        "parties": "\n".join(part for part in (who, said.telling.address) if part),
        "witnesses": "\n".join(_named(one) for one in papers.witnesses(found.fir)),
        "property_text": "\n".join(papers.recovered(found.fir)) or said.telling.property_text,
        "facts": said.text.brief or said.telling.told,
    }


def _named(one: Witness) -> str:
    """A witness as the report lists him."""
    who = " ".join(part for part in (one.name or one.described, one.father) if part)
    return "، ".join(part for part in (who, one.address, str(one.get_kind_display())) if part)


def correctable(found: CourtFile) -> list[tuple[str, str]]:
    """The hearings that a later row may correct, as choices."""
    return [
        (str(one.pk), f"{one.number} · {date_table(one.held_on)}")
        for one in found.hearings
        if not hasattr(one, "corrected_by")
    ]


def asked(tried: Tried) -> list[tuple[int, UUID, str]]:
    """The charges of an accused for the form of the verdict: number, key, what is written and what that is."""
    found = [one.charge for one in tried.charges]
    return [
        (
            one.number,
            one.pk,
            f"{isolate(one.written)} {bilingual(one.section) if one.section else ''}".strip(),
        )
        for one in found
    ]


def last_court(found: CourtFile) -> str:
    """The court that has the case."""
    return found.courts[-1].court if found.courts else ""
