"""The desk: everything told is taken down, decided in time and in writing, and never lost on the way."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from khidmat.clocks import jobs
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.notify.public import Message
from khidmat.org.public import office
from khidmat.station.models import Complaint, Decision, DiaryEntry, Duty, Telling
from khidmat.station.operations import deciding, desk
from khidmat.station.queries import clocks as clock_queries
from khidmat.station.queries import desk as queries
from khidmat.station.told import Told

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THEFT = Told(
    told="رات گھر کے باہر سے موٹر سائیکل چوری ہو گئی۔",
    matter="theft",
    name="بلال احمد",
    mobile="0300 0000001",
    offences="379 PPC",
    occurred="23/11/2026 22:00 - 24/11/2026 06:30",
)
CHILD = Told(told="بیٹا شام سے گھر نہیں آیا۔", matter="missing_child", name="عائشہ بی بی", child_age="7")
RAPE = replace(THEFT, matter="body", offences="376 PPC")
WHY = "The cheque was for a loan between partners and was never presented to a bank; it is a civil matter."


@pytest.fixture
def theft(cast, now: datetime) -> Complaint:
    return desk.take(told=THEFT, actor=cast.saima, now=now)


@pytest.fixture
def child(cast, now: datetime) -> Complaint:
    return desk.take(told=CHILD, actor=cast.saima, now=now)


def entries(complaint: Complaint) -> list[DiaryEntry]:
    return list(DiaryEntry.objects.filter(about_id=complaint.pk).order_by("written_at", "number"))


def refuse(complaint: Complaint, actor, now: datetime) -> Decision:
    return deciding.refuse(
        complaint_id=complaint.pk, ground="civil", reason=WHY, heard=True, actor=actor, now=now
    )


def test_a_complaint_gets_its_etag_diary_entry_clock_and_message(cast, theft: Complaint) -> None:
    second = desk.take(told=THEFT, actor=cast.saima, now=theft.taken_at)
    assert (str(theft), str(second)) == ("1/2026", "2/2026")
    assert [one.about_kind for one in entries(theft)] == ["complaint"]
    duty = theft.duties.get()
    assert (duty.clock.rule, duty.clock.due_at) == ("desk.theft", theft.taken_at + DAY)
    assert theft.occurred_to - theft.occurred_from == timedelta(hours=8, minutes=30)
    assert [one.template for one in Message.objects.filter(about=theft.pk)] == ["complaint"]


@pytest.mark.parametrize("who", ["aslam", "javed", "farah", "sana"])
def test_only_the_desk_the_clerk_and_the_sho_take_a_complaint(cast, now: datetime, who: str) -> None:
    with pytest.raises(Forbidden):
        desk.take(told=THEFT, actor=getattr(cast, who), now=now)


@pytest.mark.parametrize(
    "odd",
    [
        {"occurred": "31/02/2026"},
        {"occurred": "12 ربیع الاول 1448"},
        {"occurred": "01/01/2099"},
        {"occurred": "25/11/2026 - 23/11/2026"},
        {"occurred": "1850"},
        {"name": "", "described": "unknown, dark, tall"},
        {"cnic": "forgotten at home"},
        {"mobile": "no mobile"},
        {"property_text": "\n".join(f"bangle {n}" for n in range(300))},
        {"offences": "302/34 PPC, 9999 ABC"},
    ],
)
def test_odd_facts_are_taken_down_as_they_are_told(cast, now: datetime, odd: dict[str, str]) -> None:
    made = desk.take(told=replace(THEFT, **odd), actor=cast.saima, now=now)
    file = queries.file(cast.saima, made.pk, now)
    assert made.occurred_text == odd.get("occurred", THEFT.occurred)
    assert made.occurred_odd == ("occurred" in odd)
    assert file.telling.property_text == odd.get("property_text", "")
    assert bool(file.flags) == bool({"occurred", "name", "cnic"} & odd.keys())


def test_only_words_are_needed(cast, now: datetime) -> None:
    with pytest.raises(Invalid):
        desk.take(told=Told(told=" "), actor=cast.saima, now=now)
    assert not Complaint.objects.exists()
    assert desk.take(told=Told(told="کچھ ہوا"), actor=cast.saima, now=now).pk


def test_a_refusal_says_its_ground_and_reasons_and_that_the_person_was_told(
    cast, theft: Complaint, now: datetime
) -> None:
    for ground, reason, heard in (("", WHY, True), ("civil", "no offence", True), ("civil", WHY, False)):
        with pytest.raises(Invalid):
            deciding.refuse(
                complaint_id=theft.pk, ground=ground, reason=reason, heard=heard, actor=cast.ali, now=now
            )
    refuse(theft, cast.ali, now + HOUR)
    assert queries.followed(theft.code, "0001").decision.reason == WHY
    assert [line.complaint for line in queries.desk(cast.farah, "refused", now).lines] == [theft]
    deciding.note_seen(complaint_id=theft.pk, actor=cast.farah, now=now + DAY)
    assert not queries.desk(cast.farah, "refused", now).lines


def test_the_desk_and_the_clerk_do_not_decide_and_other_stations_do_not_see(
    cast, theft: Complaint, now: datetime
) -> None:
    for other in (cast.saima, cast.rashid, cast.aslam, cast.farah):
        with pytest.raises(Forbidden):
            refuse(theft, other, now)
    for stranger in (cast.zahid,):
        with pytest.raises(NotFound):
            refuse(theft, stranger, now)
        with pytest.raises(NotFound):
            queries.file(stranger, theft.pk, now)


def test_the_circle_officer_orders_it_to_be_taken_up_again(cast, theft: Complaint, now: datetime) -> None:
    refuse(theft, cast.ali, now)
    deciding.reopen(
        complaint_id=theft.pk, reason="A theft is told: register it.", actor=cast.farah, now=now + HOUR
    )
    theft.refresh_from_db()
    assert theft.status == "received"
    assert theft.duties.filter(clock__met_at=None).get().clock.due_at == now + HOUR + DAY
    assert [one.kind for one in theft.decisions.order_by("at")] == ["refused", "received"]


def test_another_stations_matter_is_taken_and_sent_on_whole(cast, theft: Complaint, now: datetime) -> None:
    there = deciding.transfer(
        complaint_id=theft.pk,
        station=office("KSR-PS-02"),
        reason="It happened at their bazaar.",
        actor=cast.ali,
        now=now,
    )
    assert (there.came_from, there.source, str(there)) == (theft, "other_station", "1/2026")
    assert queries.opened(there).told == THEFT.told
    assert queries.file(cast.zahid, there.pk, now).complaint == there
    assert (len(entries(theft)), len(entries(there))) == (2, 1)
    assert queries.followed(theft.code, "0001").next == there


def test_a_missing_child_is_registered_and_nothing_else(cast, child: Complaint, now: datetime) -> None:
    for act in (
        lambda: refuse(child, cast.ali, now),
        lambda: deciding.refer(
            complaint_id=child.pk, magistrate="MFC Kasur", reason="not an offence", actor=cast.ali, now=now
        ),
    ):
        with pytest.raises(Forbidden):
            act()
    Decision.objects.create(
        complaint=child, kind="refused", at=now, by_id=cast.ali.user_id, role="x", ground="civil", reason=WHY
    )
    with pytest.raises(IntegrityError, match="station_missing_child_has_fir"), transaction.atomic():
        Complaint.objects.filter(pk=child.pk).update(status="refused", decided_at=now)


def test_zarra_is_told_in_two_hours_and_then_every_day_until_the_child_is_found(
    cast, child: Complaint, now: datetime
) -> None:
    first = child.duties.get(kind="zarra").clock
    assert (first.rule, first.due_at) == ("zarra.first", now + 2 * HOUR)
    deciding.tell_zarra(complaint_id=child.pk, done="1099, number 77", actor=cast.saima, now=now + HOUR)
    daily = deciding.tell_zarra(
        complaint_id=child.pk, done="1099, number 78", actor=cast.rashid, now=now + DAY
    )
    assert daily.clock.due_at == now + 2 * DAY
    deciding.child_found(
        complaint_id=child.pk, done="at his aunt's in Lahore", actor=cast.saima, now=now + 2 * DAY
    )
    assert not child.duties.filter(kind="zarra", clock__met_at=None, clock__cancelled_at=None).exists()
    with pytest.raises(Stale):
        deciding.tell_zarra(complaint_id=child.pk, done="1099 once more", actor=cast.saima, now=now + 2 * DAY)


def test_what_is_neither_registered_nor_refused_rises_by_itself(
    cast, theft: Complaint, now: datetime
) -> None:
    assert not queries.desk(cast.farah, "late", now).lines
    for hours in (21, 25, 49):
        jobs.sweep(now + hours * HOUR)
    later = now + 50 * HOUR
    assert [line.complaint for line in queries.desk(cast.farah, "late", later).lines] == [theft]
    told = [move.office.code for move in clock_queries.turns_of(theft) if move.office]
    assert told == ["KSR-PS-01", "KSR-C1", "KSR-DPO"]
    assert [line.duty.complaint for line in clock_queries.clocks(cast.hina, "late", later).lines] == [theft]
    assert refuse(theft, cast.ali, later).pk  # late, and still done


def test_an_order_of_the_court_is_watched_till_its_report(cast, theft: Complaint, now: datetime) -> None:
    order = deciding.take_order(
        complaint_id=theft.pk,
        petition="123/2026",
        court="Sessions Judge Kasur",
        ordered_on=now.date(),
        report_by=now.date() + 5 * DAY,
        orders="Record the statement under section 154.",
        actor=cast.ali,
        now=now,
    )
    assert order.duty.clock.due_at == queries.end_of(now.date() + 5 * DAY)
    deciding.report_to_court(order_id=order.pk, done="Sent by hand, diary 9", actor=cast.ali, now=now + DAY)
    order.duty.clock.refresh_from_db()
    assert order.duty.clock.met_at == now + DAY
    with pytest.raises(Stale):
        deciding.report_to_court(order_id=order.pk, done="Sent once more", actor=cast.ali, now=now + DAY)


def test_a_sealed_name_is_read_only_by_the_posts_that_need_it(cast, now: datetime) -> None:
    sealed = desk.take(told=RAPE, actor=cast.saima, now=now)
    assert sealed.sensitive
    for knows in (cast.saima, cast.ali, cast.farah, cast.hina):
        assert queries.file(knows, sealed.pk, now).telling.name == "بلال احمد"
    for other in (cast.aslam, cast.rashid):
        assert queries.file(other, sealed.pk, now).telling is None
        assert not queries.desk(other, "open", now).lines[0].who
    texts = [one.text + one.text_ur for one in DiaryEntry.objects.all()]
    assert not any("بلال" in text for text in texts)


def test_the_database_hides_a_sealed_name_from_every_other_reading(cast, now: datetime) -> None:
    sealed = desk.take(told=RAPE, actor=cast.saima, now=now)
    plain = desk.take(told=THEFT, actor=cast.saima, now=now)
    assert [one.pk for one in Telling.objects.all()] == [plain.pk]
    assert queries.opened(sealed).name == "بلال احمد"
    assert not Telling.objects.filter(pk=sealed.pk).exists()


@pytest.mark.parametrize("change", [{"offences": "380 PPC"}, {"sensitive": False}, {"taken_at": None}])
def test_what_was_told_is_never_changed(cast, child: Complaint, change: dict[str, object]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Complaint.objects.filter(pk=child.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Complaint.objects.filter(pk=child.pk).delete()


def test_a_telling_and_a_decision_stay(cast, theft: Complaint, now: datetime) -> None:
    refuse(theft, cast.ali, now)
    for rows in (Telling.objects.all(), Decision.objects.all(), Duty.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    for rows, change in (
        (Telling.objects.all(), {"told": "x"}),
        (Decision.objects.all(), {"reason": WHY + "!"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_no_state_without_its_decision(cast, theft: Complaint, now: datetime) -> None:
    with pytest.raises(DatabaseError, match="decided by a decision"), transaction.atomic():
        Complaint.objects.filter(pk=theft.pk).update(status="referred", decided_at=now)


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "refused", "ground": "civil", "reason": "short"},
        {"kind": "refused", "ground": "", "reason": WHY},
        {"kind": "referred", "reason": WHY},
        {"kind": "transferred", "reason": WHY},
        {"kind": "received", "reason": ""},
    ],
)
def test_the_database_refuses_half_a_decision(
    cast, theft: Complaint, now: datetime, facts: dict[str, str]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(complaint=theft, at=now, by_id=cast.ali.user_id, role="x", **facts)


def test_a_complaint_is_followed_only_with_code_and_number(cast, theft: Complaint) -> None:
    assert queries.followed(theft.code.lower(), "۰۰۰۱").complaint == theft
    assert queries.followed(theft.code, "") is None
    assert queries.followed(theft.code, "0002") is None
    assert queries.followed("AAAAAAAA", "0001") is None
