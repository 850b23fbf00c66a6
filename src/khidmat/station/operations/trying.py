"""A case in court: its number, hearings, charges and verdicts, by the court's reader or from its certified order."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.files.public import receive
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.roles import Role
from khidmat.kernel.transactions import as_one
from khidmat.law.public import read
from khidmat.station import court_words, events, policies
from khidmat.station.court_states import CASE, SHORTEST_WORDS, Outcome
from khidmat.station.court_typed import Judged
from khidmat.station.models import Accused, Charge, CourtCase, DiaryEntry, Fir, Hearing, Verdict
from khidmat.station.operations.desk import tell
from khidmat.station.operations.following import follow_verdict
from khidmat.station.operations.locking import locked_fir
from khidmat.station.operations.stepping import need, state, step, tell_diary
from khidmat.station.queries import court as queries
from khidmat.station.queries import fir as firs
from khidmat.ui.formats import date_table

Wrong = dict[str, str | Promise]
#: A section as written is cut here in its own row, as in an FIR.
LONGEST_SECTION = 120


@as_one
def take_number(
    *, fir_id: UUID, case_no: str, court: str, received_on: date, actor: Actor, now: datetime
) -> CourtCase:
    """The number that the court gave to the case; a case that is sent on to another court gets another one."""
    fir = locked_fir(fir_id, actor, policies.RECORD_COURT)
    need(case_no=(case_no, 1), court=(court, 2))
    _not_ahead(fir, received_on, "received_on", now)
    if not queries.is_sent(fir):
        raise Stale(_("No report of this case is before a court yet."))
    entry = tell_diary(fir, court_words.received(str(fir), case_no.strip(), court.strip()), actor, now)
    made = CourtCase(
        fir=fir,
        number=fir.court_cases.count() + 1,
        case_no=case_no.strip(),
        court=court.strip(),
        received_on=received_on,
        **_signed(actor, now, entry),
    )
    made.save(force_insert=True)
    record(
        events.COURT_TOOK, subject=fir, actor=actor, at=now, fir=str(fir), case=made.case_no, court=made.court
    )
    return made


def _signed(actor: Actor, now: datetime, entry: DiaryEntry) -> dict[str, object]:
    return {"by_id": actor.user, "role": actor.role, "at": now, "entry": entry}


def _not_ahead(fir: Fir, day: date, name: str, now: datetime) -> None:
    if day > localdate(now) or day < localdate(fir.registered_at):
        said = _("It lies between the day of the FIR and today. Check the date.")
        raise Invalid(_("Nothing was done yet. What you wrote is kept."), fields={name: said})


@as_one
def hear(
    *,
    fir_id: UUID,
    held_on: date,
    what: str,
    ordered: str = "",
    next_on: date | None = None,
    corrects: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> Hearing:
    """A day in court: what happened, what was ordered, and the next date. A slip is corrected by another row."""
    fir = locked_fir(fir_id, actor, policies.RECORD_COURT)
    _check_hearing(fir, held_on, what, next_on, now)
    said_ur = court_words.heard(str(fir), date_table(held_on), date_table(next_on) if next_on else "")
    entry = tell_diary(fir, said_ur, actor, now)
    with firs.unsealed(fir):  # the database counts what is there, and shows it only so
        if corrects is not None and not _may_correct(fir, corrects):
            raise Stale(_("This hearing was corrected in the meantime."))
        made = Hearing(
            fir=fir,
            number=fir.hearings.count() + 1,
            held_on=held_on,
            what=what.strip(),
            ordered=ordered.strip(),
            next_on=next_on,
            corrects_id=corrects,
            **_signed(actor, now, entry),
        )
        made.save(force_insert=True)
    record(
        events.COURT_HEARD,
        subject=fir,
        actor=actor,
        at=now,
        fir=str(fir),
        day=held_on.isoformat(),
        number=made.number,
    )
    return made


def _check_hearing(fir: Fir, held_on: date, what: str, next_on: date | None, now: datetime) -> None:
    need(what=(what, SHORTEST_WORDS))
    _not_ahead(fir, held_on, "held_on", now)
    if next_on is not None and next_on < held_on:
        said = _("The next date follows the hearing. Check the date.")
        raise Invalid(_("Nothing was done yet. What you wrote is kept."), fields={"next_on": said})
    _in_court(fir)


def _may_correct(fir: Fir, hearing_id: UUID) -> bool:
    return fir.hearings.filter(pk=hearing_id, corrected_by=None).exists()


def _in_court(fir: Fir) -> CourtCase:
    found = fir.court_cases.order_by("-number").first()
    if found is None:
        raise Stale(_("Write the court's number of the case first."))
    return found


@as_one
def charge(
    *, fir_id: UUID, accused_id: UUID, sections: str, framed_on: date | None, actor: Actor, now: datetime
) -> Sequence[Charge]:
    """What one accused answers for, section by section; without a day as he was sent up for it."""
    fir = locked_fir(fir_id, actor, policies.RECORD_COURT)
    _in_court(fir)
    accused = _accused(fir, accused_id)
    if framed_on is not None:
        _not_ahead(fir, framed_on, "framed_on", now)
    cited = read(sections, localdate(fir.registered_at)).cited
    if not cited:
        said = _("Write the sections, as they stand in the charge.")
        raise Invalid(_("Nothing was done yet. What you wrote is kept."), fields={"sections": said})
    entry = tell_diary(fir, court_words.charged(str(fir), accused.number, sections.strip()), actor, now)
    first = fir.charges.count() + 1
    made = [
        Charge(
            id=uuid7(),
            fir=fir,
            accused=accused,
            number=number,
            written=one.written[:LONGEST_SECTION],
            section=one.section,
            framed_on=framed_on,
            **_signed(actor, now, entry),
        )
        for number, one in enumerate(cited, start=first)
    ]
    for row in made:  # one by one: the database wants each to follow the one before
        row.save(force_insert=True)
    record(
        events.COURT_CHARGED,
        subject=fir,
        actor=actor,
        at=now,
        fir=str(fir),
        accused=accused.number,
        sections=sections,
    )
    return made


def _accused(fir: Fir, accused_id: UUID) -> Accused:
    found = queries.on_trial(fir).select_related("fir").filter(pk=accused_id).first()
    if found is None:
        raise NotFound(_("This accused is not before the court."))
    return found


@as_one
def judge(
    *,
    fir_id: UUID,
    accused_id: UUID,
    judged: Judged,
    paper: UploadedFile[bytes] | None = None,
    actor: Actor,
    now: datetime,
) -> list[Verdict]:
    """The court's answers to charges against one accused. His record says it in the same transaction.

    With the last answer of the last accused the case is decided, and its complainant is told.
    """
    fir = locked_fir(fir_id, actor, policies.RECORD_COURT)
    accused = _accused(fir, accused_id)
    charges = {one.pk: one for one in accused.charges.all()}
    _check(fir, judged, charges, paper, actor, now)
    if not (CASE.may(state(fir).status, "decide") or fir.steps.filter(name="decide").exists()):
        raise Stale(_("This case is not under trial now."))
    blob = receive(upload=paper, kind="paper", now=now) if paper else None
    said = [(charges[key].written, outcome) for key, outcome, _sentence in judged.answers]
    entry = tell_diary(fir, court_words.judged(str(fir), accused.number, said), actor, now)
    made = _verdicts(judged, charges, {"paper": blob, **_signed(actor, now, entry)})
    follow_verdict(accused, made[-1], actor, now)
    _record(fir, accused, made, actor, now)
    _decide(fir, entry, actor, now)
    return made


def _verdicts(judged: Judged, charges: dict[UUID, Charge], signed: dict[str, object]) -> list[Verdict]:
    """The rows of the court's answers, each after the one before on its charge."""
    made = [
        Verdict(
            charge=charges[key],
            number=charges[key].verdicts.count() + 1,
            outcome=outcome,
            sentence=sentence.strip() if outcome == Outcome.CONVICTED else "",
            court=judged.court.strip(),
            order_no=judged.order_no.strip(),
            decided_on=judged.decided_on,
            reason=judged.reason.strip(),
            **signed,
        )
        for key, outcome, sentence in judged.answers
    ]
    for row in made:
        row.save(force_insert=True)
    return made


def _record(fir: Fir, accused: Accused, made: Sequence[Verdict], actor: Actor, now: datetime) -> None:
    record(
        events.COURT_JUDGED,
        subject=fir,
        actor=actor,
        at=now,
        reason=made[0].reason,
        fir=str(fir),
        accused=accused.number,
        outcomes=", ".join(one.outcome for one in made),
        court=made[0].court,
        order=made[0].order_no,
        decided_on=made[0].decided_on.isoformat(),
    )


def _decide(fir: Fir, entry: DiaryEntry, actor: Actor, now: datetime) -> None:
    if CASE.may(state(fir).status, "decide") and queries.nobody_waits(fir):
        step(fir=fir, name="decide", entry=entry, actor=actor, now=now)
        tell(fir.complaint, None, "case_decided", actor=actor, now=now, fir=str(fir))


def _check(
    fir: Fir,
    judged: Judged,
    charges: dict[UUID, Charge],
    paper: UploadedFile[bytes] | None,
    actor: Actor,
    now: datetime,
) -> None:
    wrong: Wrong = {}
    if not judged.answers:
        wrong["court"] = _("Say of at least one charge what the court decided.")
    if len(judged.court.strip()) < 2:
        wrong["court"] = _("Write which court.")
    if judged.decided_on > localdate(now) or judged.decided_on < localdate(fir.registered_at):
        wrong["decided_on"] = _("It lies between the day of the FIR and today. Check the date.")
    if actor.role != Role.MAGISTRATE and not judged.order_no.strip():
        wrong["order_no"] = _("Write the number of the court's order.")
    if actor.role != Role.MAGISTRATE and paper is None:
        wrong["paper"] = _("Put in the certified copy of the order.")
    wrong |= _wrong_answers(judged, charges)
    if wrong:
        raise Invalid(_("The verdict is not written yet. What you wrote is kept."), fields=wrong)


def _wrong_answers(judged: Judged, charges: dict[UUID, Charge]) -> Wrong:
    wrong: Wrong = {}
    for key, outcome, sentence in judged.answers:
        if key not in charges or outcome not in Outcome.values:
            wrong["court"] = _("The charges changed in the meantime. Load the page again.")
        elif outcome == Outcome.CONVICTED and not sentence.strip():
            wrong[f"sentence_{charges[key].number}"] = _("Write the sentence.")
        elif queries.answer(charges[key]) is not None and len(judged.reason.strip()) < SHORTEST_WORDS:
            wrong["reason"] = _(
                "This charge was answered already. Write why another answer stands in its place."
            )
    return wrong
