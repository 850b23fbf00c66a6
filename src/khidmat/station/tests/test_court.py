"""The final report: the investigating officer's alone, through SHO and prosecutor, in its time; its state a chain."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from khidmat.audit.models import Event
from khidmat.clocks import jobs
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.notify.public import Message
from khidmat.station import challan_paper
from khidmat.station.court_states import BY_WHOM, CASE, ENDED
from khidmat.station.models import CaseStep, DiaryEntry, FinalReport, ReportWords, StepWords
from khidmat.station.operations import court_reading
from khidmat.station.operations import fir as firs
from khidmat.station.queries import court as queries
from khidmat.station.queries import pending
from khidmat.station.tests.casework import AT_THE_END, OPINION, UNKNOWN, Work
from khidmat.station.tests.test_desk import RAPE

DAY = timedelta(days=1)


@pytest.fixture
def work(cast, now: datetime) -> Work:
    return Work(cast, now).case()


def test_no_investigation_is_closed_while_a_mandatory_step_is_open(cast, now: datetime) -> None:
    open_case = Work(cast, now).case(spared=False)
    for kind, standing in (("full", "custody"), ("untraced", "released")):
        with pytest.raises(Invalid) as caught, translation.override("en"):
            open_case.report(kind, standing)
        assert "The case diary is written" in str(caught.value.fields["kind"])
    assert open_case.report("interim").kind == "interim"
    assert open_case.state == "reported"


def refuses(act) -> None:
    def whole() -> None:
        act()
        with connection.cursor() as cursor:
            cursor.execute(f"set constraints {AT_THE_END} immediate")

    with pytest.raises(DatabaseError), transaction.atomic():
        whole()


def test_a_challan_goes_from_its_officer_by_sho_and_prosecutor_to_the_court(cast, work: Work) -> None:
    assert work.state == "investigating"
    paper = work.report()
    assert (str(paper), work.state) == ("1", "reported")
    work.forward()
    assert work.state == "with_prosecutor"
    work.scrutinise()
    assert work.state == "in_court"
    steps = list(work.fir.steps.order_by("number").values_list("name", "role", "current"))
    assert steps == [
        ("begin", "station_head", False),
        ("report", "station_officer", False),
        ("forward", "station_head", False),
        ("pass", "prosecutor", True),
    ]
    told = [one.template for one in Message.objects.filter(about=work.fir.complaint_id)]
    assert told[-1] == "case_sent"
    assert Event.objects.filter(code="station.case.stepped").count() == 3


def test_only_the_investigating_officer_reports(cast, work: Work) -> None:
    for stranger, said in ((cast.ali, Forbidden), (cast.rashid, Forbidden), (cast.tariq, NotFound)):
        with pytest.raises(said):
            work.report(actor=stranger)
    firs.designate(
        fir_id=work.fir.pk,
        officer_id=cast.ali.user_id,
        reason="Aslam is on leave.",
        actor=cast.ali,
        now=work.now,
    )
    with pytest.raises(Forbidden):
        work.report()
    assert work.report(actor=cast.ali).by_id == cast.ali.user_id


def test_what_a_report_cannot_be_without_is_said_and_nothing_is_written(cast, work: Work) -> None:
    wrong = (
        {"facts": "x"},
        {"opinion": ""},
        {"kind": "poem"},
        {"kind": "absent"},
        {"kind": "untraced"},
        {"kind": "cancellation", "ground": ""},
        {"standings": {}},
        {"standings": {uuid7(): "custody"}},
    )
    for more in wrong:
        with pytest.raises(Invalid):
            work.report(**more)
    assert (FinalReport.objects.count(), work.state) == (0, "investigating")


def test_the_prosecutor_returns_it_and_it_comes_again(cast, work: Work) -> None:
    work.report()
    with pytest.raises(Invalid):
        work.forward(agrees=False)
    work.forward(agrees=False, words="The recovery memo has no second witness.")
    assert work.state == "investigating"
    work.report()
    work.forward()
    with pytest.raises(Invalid):
        work.scrutinise(agrees=False)
    work.scrutinise(agrees=False, words="The laboratory's report is missing.")
    assert work.state == "objected"
    assert work.report().number == 3
    work.forward()
    work.scrutinise()
    assert (work.state, StepWords.objects.count()) == ("in_court", 2)


def test_who_may_not_does_not(cast, work: Work) -> None:
    work.report()
    for stranger, said in ((cast.aslam, Forbidden), (cast.noreen, Forbidden), (cast.zahid, NotFound)):
        with pytest.raises(said):
            work.forward(stranger)
    work.forward()
    for stranger in (cast.ali, cast.javed, cast.hina, cast.aslam):
        with pytest.raises(Forbidden):
            work.scrutinise(stranger)
    with pytest.raises(Stale):
        work.forward()


def test_the_fourteen_days_end_with_the_challan_and_the_three_begin_without_it(cast, work: Work) -> None:
    (clock,) = queries.file(cast.ali, work.fir.pk).clocks
    assert clock.due_at.date() == (work.now + 14 * DAY).date()
    work.later(days=15)
    jobs.sweep(work.now)
    final, interim = queries.file(cast.ali, work.fir.pk).clocks
    assert (interim.rule, interim.due_at) == ("challan.interim", final.due_at + 3 * DAY)
    work.report("interim")
    work.forward()
    final.refresh_from_db()
    interim.refresh_from_db()
    assert (interim.met_at, final.met_at) == (work.now, None)
    work.scrutinise()
    assert work.state == "interim"
    work.report()
    work.forward()
    final.refresh_from_db()
    assert final.met_at == work.now


def test_an_absent_accused_is_reported_under_512(cast, now: datetime) -> None:
    work = Work(cast, now).case()
    assert work.in_court("absent", "absent").state == "in_court"
    assert list(queries.on_trial(work.fir)) == [work.accused()]


def test_each_sees_what_waits_for_him(cast, work: Work) -> None:
    Work(cast, work.now).case()
    assert [one.days for one in pending.cases(cast.aslam, "", work.now + 3 * DAY).lines] == [3, 3]
    assert pending.cases(cast.tariq, "", work.now).lines == []
    work.later(days=16).report()
    work.forward()
    (line,) = pending.cases(cast.noreen, "", work.now).lines
    assert (line.fir, line.state) == (work.fir, "with_prosecutor")
    (late,) = pending.cases(cast.hina, "late", work.now).lines
    assert (late.late, late.days, late.officer) == (True, 16, "Muhammad Aslam")
    (load,) = pending.cases(cast.farah, "", work.now).loads
    assert (load.cases, load.in_time, load.interim, load.over) == (1, 0, 1, 0)
    assert pending.cases(cast.omar, "", work.now).lines == []


def test_a_report_goes_to_paper_and_a_sealed_one_without_names(cast, now: datetime) -> None:
    work = Work(cast, now).case(RAPE)
    work.report()
    found, paper = court_reading.note_print(fir_id=work.fir.pk, number=1, actor=cast.noreen, now=now)
    assert challan_paper.words_of(found, paper)["custody"].startswith("1 محمد اکرم")
    assert challan_paper.pdf(found, paper).startswith(b"%PDF-")
    hidden = court_reading.note_print(fir_id=work.fir.pk, number=1, actor=cast.rashid, now=now)
    assert OPINION not in str(challan_paper.words_of(*hidden))
    assert "اکرم" not in str(challan_paper.words_of(*hidden))
    assert Event.objects.filter(code="station.case.printed").count() == 2


def test_the_words_of_a_sealed_report_are_shut_by_the_database_too(cast, now: datetime) -> None:
    work = Work(cast, now).case(RAPE)
    work.report()
    work.forward(agrees=False, words="Ask the doctor again.")
    assert ReportWords.objects.count() == 0
    assert StepWords.objects.count() == 0
    assert queries.file(cast.ali, work.fir.pk).papers[0].words.opinion == OPINION


def test_the_table_of_moves_is_the_law() -> None:
    steps = {one.name for one in CASE.steps}
    assert steps - set(BY_WHOM) == {"transfer"}
    assert BY_WHOM["send"] == BY_WHOM["file"] == ("district_officer",)
    assert {source for source, target in CASE.pairs() if target == "cancelled"} == {"cancellation_in_court"}
    assert {source for source, _target in CASE.pairs()} & set(ENDED) == {"untraced", "cancelled"}


def step_of(work: Work, **changes: object) -> CaseStep:
    """A next step as somebody with the serving role's password would write it."""
    last = work.fir.steps.get(current=True)
    entry = DiaryEntry.objects.filter(about_id=work.fir.pk).order_by("-written_at", "-number")[0]
    values = {"fir": work.fir, "station_id": work.fir.station_id, "number": last.number + 1, "at": work.now}
    return CaseStep(**{**values, "entry": entry, "report": last.report, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "pass", "status": "in_court", "role": "prosecutor", "who": "noreen"},
        {"name": "forward", "status": "with_prosecutor", "role": "station_head", "who": "aslam"},
        {"name": "forward", "status": "with_prosecutor", "role": "station_clerk", "who": "rashid"},
        {"name": "forward", "status": "with_prosecutor", "role": "station_head", "who": "zahid"},
        {"name": "forward", "status": "in_court", "role": "station_head", "who": "ali"},
        {"name": "forward", "status": "with_prosecutor", "role": "station_head", "who": "ali", "number": 9},
        {
            "name": "forward",
            "status": "with_prosecutor",
            "role": "station_head",
            "who": "ali",
            "report": None,
        },
        {"name": "give_back", "status": "investigating", "role": "station_head", "who": "ali"},
    ],
)
def test_the_database_refuses_a_step_that_the_law_does_not_know(cast, work: Work, changes) -> None:
    work.report()
    work.name(UNKNOWN)  # an entry of the diary that no step has used
    by = getattr(cast, changes["who"]).user_id
    facts = {name: value for name, value in changes.items() if name != "who"}
    made = step_of(work, **facts, by_id=by)

    def act() -> None:
        work.fir.steps.filter(current=True).update(current=False)
        made.save(force_insert=True)

    refuses(act)
    assert work.state == "reported"


def test_the_database_keeps_steps_and_reports_as_they_were(cast, work: Work) -> None:
    paper = work.report()
    refuses(lambda: work.fir.steps.filter(current=True).update(current=False))
    refuses(lambda: work.fir.steps.filter(current=True).update(status="in_court"))
    refuses(lambda: work.fir.steps.filter(number=1).update(current=True))
    refuses(lambda: work.fir.steps.all().delete())
    refuses(lambda: FinalReport.objects.update(kind="untraced"))
    refuses(lambda: ReportWords.objects.update(opinion="x"))
    refuses(lambda: paper.accused.update(standing="released"))
    again = {field.attname: getattr(paper, field.attname) for field in FinalReport._meta.concrete_fields}
    entry = DiaryEntry.objects.filter(about_id=work.fir.pk).exclude(pk=paper.entry_id)[0]
    fresh = {**again, "id": uuid7(), "number": 2, "entry_id": entry.pk}
    refuses(lambda: FinalReport(**fresh).save(force_insert=True))  # one is on its way
