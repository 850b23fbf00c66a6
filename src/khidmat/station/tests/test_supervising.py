"""Doctor and laboratory, the steps that wait, the fortnight's review, the inquest's three forms."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from khidmat.kernel.errors import Forbidden, Invalid
from khidmat.law.public import heads
from khidmat.org.public import office
from khidmat.station import tasks
from khidmat.station.deaths import Seen
from khidmat.station.evidence import Somebody
from khidmat.station.models import Docket, Fir, InquestText
from khidmat.station.operations import examining, inquest, supervising, zimni
from khidmat.station.operations import fir as firs
from khidmat.station.queries import inquest as inquests
from khidmat.station.queries import investigation as queries
from khidmat.station.queries.fir import unsealed
from khidmat.station.tests.test_papers import NOREEN, copied, refuses

HOUR = timedelta(hours=1)
SENT = {
    "name": "نورین", "woman": True, "consent": True, "consented_by": "خود", "hospital": "ڈی ایچ کیو قصور",
    "escort": "لیڈی کانسٹیبل شازیہ", "text": "معائنہ کیا جائے۔",
}  # fmt: skip


@pytest.fixture
def act(cast, now: datetime):
    """Who investigates, two hours later."""
    return {"actor": cast.aslam, "now": now + 2 * HOUR}


@pytest.fixture
def result(act, now: datetime):
    """The doctor's answer to a docket."""

    def make(case: Fir, docket: Docket, **more):
        said = {
            "doctor": "ڈاکٹر سعدیہ",
            "female": True,
            "certificate": "MLC 77",
            "text": "نتیجہ",
            "paper": None,
        }
        hours = {"began_at": now + HOUR, "ended_at": now + HOUR}
        return examining.docket_result(
            fir_id=case.pk, docket_id=docket.pk, **{**said, **hours, **more}, **act
        )

    return make


def test_a_woman_is_examined_by_a_woman_and_nobody_against_his_will(rape, act, result, now) -> None:
    docket = examining.docket(fir_id=rape.pk, sent_at=now, **SENT, **act)
    unwilling = examining.docket(fir_id=rape.pk, sent_at=now, **{**SENT, "consent": False}, **act)
    for asked, change, field in (
        (docket, {"female": False}, "female"),
        (docket, {"began_at": now - HOUR}, "began"),
        (unwilling, {}, "docket"),
    ):
        with pytest.raises(Invalid) as refused:
            result(rape, asked, **change)
        assert field in refused.value.fields
    made = result(rape, docket)
    with pytest.raises(Invalid):
        result(rape, docket)
    with unsealed(rape):
        refuses(lambda: copied(made, docket_id=unwilling.pk).save(force_insert=True), "without consent")
        fresh = copied(docket, number=3)
        fresh.save(force_insert=True)
        refuses(lambda: copied(made, docket_id=fresh.pk, female=False).save(force_insert=True), "by a woman")
        refuses(
            lambda: copied(made, docket_id=fresh.pk, began_at=now - HOUR).save(force_insert=True), "follows"
        )


def test_a_laboratory_is_asked_on_a_clock_that_its_result_meets(case, act, now: datetime) -> None:
    said = {"article": "پستول 30 بور", "laboratory": "پی ایف ایس اے", "question": "کیا گولی اسی سے چلی؟"}
    asked = examining.request(fir_id=case.pk, sent_at=now + HOUR, **said, **act)
    assert (asked.clock.rule, asked.clock.met_at) == ("forensic.result", None)
    answer = {"fir_id": case.pk, "report": "12/26", "text": "جی ہاں", "paper": None, **act}
    with pytest.raises(Invalid) as refused:
        examining.result(request_id=asked.pk, received_at=now, **answer)
    assert "hour" in refused.value.fields
    made = examining.result(request_id=asked.pk, received_at=now + 2 * HOUR, **answer)
    asked.clock.refresh_from_db()
    assert asked.clock.met_at is not None
    other = examining.request(fir_id=case.pk, sent_at=now + HOUR, **said, **act)
    refuses(lambda: copied(made, request_id=other.pk, received_at=now).save(force_insert=True), "follows its")


def test_the_steps_are_of_heads_that_there_are(db) -> None:
    known = {one.code for one in heads()}
    assert {head for task in tasks.every() for head in task.heads} <= known
    assert {task.met_by for task in tasks.every() if task.met_by} <= set(queries.SHOWN)


def test_a_step_is_open_until_its_paper_is_in_the_file(cast, rape, hear, act, result, now) -> None:
    def waits() -> set[str]:
        return {step.task.code for step in queries.open_steps(rape)}

    assert {"diary", "complainant", "magistrate", "injuries", "crisis_cell", "laboratory"} <= waits()
    told = hear(rape, NOREEN, presence="officer", present="سب انسپکٹر ثمینہ")
    hear(rape, Somebody(known=told.witness_id), law="164", court="مجسٹریٹ", recorded="video")
    result(rape, examining.docket(fir_id=rape.pk, sent_at=now, **SENT, **act))
    hours = {"informed_at": now, "began_at": now, "ended_at": now + HOUR}
    zimni.write(fir_id=rape.pk, places="", circumstances="بیان لیا۔", **hours, **act)
    assert not {"diary", "complainant", "magistrate", "injuries"} & waits()
    supervising.mark(fir_id=rape.pk, code="crisis_cell", note="فون پر بتایا، حوالہ 12", **act)
    above = {"actor": cast.farah, "now": now + 3 * HOUR}
    supervising.spare(fir_id=rape.pk, code="laboratory", note="کوئی مواد نہیں ملا تھا۔", **above)
    assert not {"crisis_cell", "laboratory"} & waits()


def test_a_step_is_marked_by_who_investigates_and_spared_from_above(cast, case, act, now: datetime) -> None:
    for code, note, field in (
        ("site", "موقع دیکھا گیا", "code"),
        ("x", "موقع دیکھا گیا", "code"),
        ("cameras", "ok", "note"),
    ):
        with pytest.raises(Invalid) as refused:
            supervising.mark(fir_id=case.pk, code=code, note=note, **act)
        assert field in refused.value.fields
    made = supervising.mark(fir_id=case.pk, code="cameras", note="چار کیمرے دیکھے گئے", **act)
    with pytest.raises(Forbidden):
        supervising.spare(fir_id=case.pk, code="site", note="ضرورت نہیں ہے", **act)
    row = {field.attname: getattr(made, field.attname) for field in made._meta.concrete_fields}
    row |= {"id": None, "code": "site", "entry_id": case.entry_id}
    refuses(lambda: type(made)(**{**row, "spared": True}).save(force_insert=True), "officer above")
    refuses(
        lambda: type(made)(**{**row, "by_id": cast.ali.user_id}).save(force_insert=True), "says what is done"
    )


def test_every_fortnight_an_officer_above_looks_at_a_case(cast, case: Fir, now: datetime) -> None:
    later = now + timedelta(days=15)
    assert [one.fir for one in queries.to_review(cast.farah, later).lines] == [case]
    assert queries.to_review(cast.farah, now).lines == []
    said = {"fir_id": case.pk, "remarks": "گواہ کا بیان نہیں ہوا۔", "directions": "تین دن میں لیں۔"}
    for stranger in (cast.ali, cast.aslam):
        with pytest.raises(Forbidden):
            supervising.review(**said, actor=stranger, now=later)
    made = supervising.review(**said, actor=cast.farah, now=later)
    assert queries.to_review(cast.hina, later).lines == []
    row = {field.attname: getattr(made, field.attname) for field in made._meta.concrete_fields}
    row |= {"id": None, "number": 2, "entry_id": case.entry_id}
    refuses(lambda: type(made)(**{**row, "role": "station_head"}).save(force_insert=True), "from_above")


def test_my_cases_are_those_i_investigate_now(cast, case: Fir, rape: Fir, now: datetime) -> None:
    later = now + timedelta(days=20)
    lines = queries.mine(cast.aslam, later).lines
    assert [(one.fir, one.days, one.late) for one in lines] == [(case, 20, True), (rape, 20, True)]
    reason = "حکم ڈی پی او نمبر 12"
    firs.designate(fir_id=case.pk, officer_id=cast.ali.user_id, reason=reason, actor=cast.ali, now=now)
    assert [one.fir for one in queries.mine(cast.aslam, later).lines] == [rape]
    assert [one.fir for one in queries.mine(cast.ali, later).lines] == [case]


@pytest.fixture
def seen(now: datetime) -> Seen:
    """A natural death."""
    words = {
        "deceased": "نامعلوم، عمر تقریباً 60",
        "place": "بس اڈہ",
        "seen": "کوئی زخم نہیں",
        "opinion": "طبعی موت",
    }
    hours = {"informed_at": now, "told_at": now + HOUR, "began_at": now + HOUR}
    return Seen(
        form="natural",
        magistrate="مجسٹریٹ قصور",
        first="اکرم، بس اڈہ",
        second="بشیر، بس اڈہ",
        **words,
        **hours,
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"second": "اکرم، بس اڈہ"}, "second"),
        ({"form": "violence", "doctor": "ڈاکٹر"}, "wounds"),
        ({"form": "poison", "doctor": "ڈاکٹر"}, "poison"),
        ({"form": "violence", "wounds": "سر پر زخم"}, "doctor"),
        ({"told_at": timedelta(hours=9)}, "told"),
        ({"told_at": timedelta(hours=-1)}, "told"),
        ({"deceased": ""}, "deceased"),
    ],
)
def test_what_the_law_asks_of_an_inquest(cast, seen: Seen, now: datetime, change, field) -> None:
    moved = {name: now + by if isinstance(by, timedelta) else by for name, by in change.items()}
    with pytest.raises(Invalid) as refused:
        inquest.hold_inquest(seen=replace(seen, **moved), fir_id=None, actor=cast.aslam, now=now + 2 * HOUR)
    assert field in refused.value.fields


def test_inquests_are_numbered_and_read_by_the_magistrate_who_was_told(cast, seen, now: datetime) -> None:
    act = {"fir_id": None, "actor": cast.aslam, "now": now + 2 * HOUR}
    hanged = replace(seen, form="violence", wounds="گلے پر نشان", weapon="رسی", doctor="ڈاکٹر نعیم")
    first, second = (inquest.hold_inquest(seen=one, **act) for one in (seen, hanged))
    assert [str(first), str(second)] == ["1/26", "2/26"]
    assert [str(one.inquest) for one in inquests.register(cast.javed)] == ["2/26", "1/26"]
    assert inquests.inquest(cast.javed, second.pk).text.weapon == "رسی"
    row = {field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields}
    for change, said in (
        ({"number": 9}, "numbered"),
        ({"station_id": office("KSR-PS-02").pk}, "numbered|rests"),
    ):
        refuses(lambda more=change: type(first)(**{**row, "id": None, **more}).save(force_insert=True), said)
    text = InquestText.objects.get(inquest=second)
    rows = {field.attname: getattr(text, field.attname) for field in text._meta.concrete_fields}
    for change in ({"wounds": ""}, {"doctor": ""}, {"second": text.first}):
        refuses(lambda more=change: InquestText(**{**rows, **more}).save(force_insert=True), "inquesttext")


def test_an_inquest_in_a_sealed_case_is_sealed(cast, rape: Fir, seen: Seen, now: datetime) -> None:
    made = inquest.hold_inquest(seen=seen, fir_id=rape.pk, actor=cast.aslam, now=now + 2 * HOUR)
    assert not InquestText.objects.filter(inquest=made).exists()
    assert inquests.register(cast.javed)[0].text is None
    assert inquests.inquest(cast.javed, made.pk).text.deceased == seen.deceased
    with pytest.raises(Forbidden):
        inquest.hold_inquest(seen=seen, fir_id=rape.pk, actor=cast.ali, now=now + 2 * HOUR)


def test_a_long_list_of_cases_goes_on_after_its_first_page(
    cast, case, rape, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khidmat.kernel.paging.ROWS", 1)
    first = queries.mine(cast.aslam, now + HOUR)
    second = queries.mine(cast.aslam, now + HOUR, first.following)
    assert {one.fir for page in (first, second) for one in page.lines} == {case, rape}
    assert (len(first.lines), len(second.lines), second.following) == (1, 1, "")
