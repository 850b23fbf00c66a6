"""Each guard of the desk's tables by itself: taken away, one of these fails."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from khidmat.audit.models import Event
from khidmat.clocks import jobs as clock_jobs
from khidmat.kernel.machine import IllegalMove
from khidmat.notify.public import Message
from khidmat.org.public import office
from khidmat.station.models import Complaint, CourtOrder, Decision, Duty, Sight, Telling
from khidmat.station.operations import deciding, desk, rising
from khidmat.station.queries import desk as queries
from khidmat.station.told import Told

HOUR = timedelta(hours=1)
WHY = "The cheque was for a loan between partners and was never presented to a bank; it is a civil matter."
SEALED = Told(told="زیادتی کی شکایت", matter="body", name="نورین", offences="376 PPC")


@pytest.fixture
def theft(cast, now: datetime) -> Complaint:
    return desk.take(told=Told(told="چوری", matter="theft"), actor=cast.saima, now=now)


@pytest.fixture
def refusal(cast, theft: Complaint, now: datetime) -> Decision:
    return deciding.refuse(
        complaint_id=theft.pk, ground="civil", reason=WHY, heard=True, actor=cast.ali, now=now
    )


def refused(act) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def test_a_missing_child_is_sealed_by_the_database(theft: Complaint) -> None:
    fresh = {name: getattr(theft, name) for name in ("station", "year", "source", "taken_at")}
    with pytest.raises(IntegrityError, match="station_missing_child_is_sealed"), transaction.atomic():
        Complaint.objects.create(code="ZZZZZZZZ", number=99, matter="missing_child", **fresh)


def test_a_complaint_begins_as_received_and_moves_only_along_its_table(
    cast, theft: Complaint, refusal: Decision, now: datetime
) -> None:
    Decision.objects.create(complaint=theft, kind="registered", at=now, by_id=cast.ali.user_id, role="x")
    refused(lambda: Complaint.objects.filter(pk=theft.pk).update(status="registered", decided_at=now + HOUR))
    refused(lambda: Complaint.objects.filter(pk=theft.pk).update(status="registered", decided_at=now))
    theft.refresh_from_db()
    with pytest.raises(IllegalMove):
        deciding.registered(complaint=theft, actor=cast.ali, now=now)


def test_a_decision_keeps_its_hour(theft: Complaint, refusal: Decision, now: datetime) -> None:
    refused(lambda: Complaint.objects.filter(pk=theft.pk).update(decided_at=now + HOUR))


def test_two_complaints_of_a_station_and_year_have_two_etags(theft: Complaint) -> None:
    fresh = {
        name: getattr(theft, name) for name in ("station", "number", "year", "source", "matter", "taken_at")
    }
    with pytest.raises(IntegrityError, match="station_complaint_etag"), transaction.atomic():
        Complaint.objects.create(code="ZZZZZZZZ", **fresh)


def test_a_reading_a_duty_and_an_order_stay_as_they_are(
    cast, theft: Complaint, refusal: Decision, now: datetime
) -> None:
    order = deciding.take_order(
        complaint_id=theft.pk,
        petition="1/2026",
        court="SJ",
        ordered_on=now.date(),
        report_by=now.date(),
        orders=WHY,
        actor=cast.ali,
        now=now,
    )
    deciding.note_seen(complaint_id=theft.pk, actor=cast.farah, now=now)
    refused(lambda: CourtOrder.objects.filter(pk=order.pk).update(court="another"))
    refused(lambda: Sight.objects.all().delete())
    refused(lambda: Duty.objects.update(kind="zarra"))
    assert Duty.objects.filter(pk=order.duty_id).update(done="sent") == 1


@pytest.fixture
def without_the_second_wall(committed: None, as_owner) -> Iterator[None]:
    """The database's own wall, switched off by its owner."""
    with as_owner() as owner:
        owner.execute("alter table station_telling disable row level security")
    yield
    with as_owner() as owner:
        owner.execute("alter table station_telling enable row level security")


@pytest.mark.usefixtures("without_the_second_wall")
def test_the_program_alone_keeps_a_sealed_name(cast, now: datetime) -> None:
    sealed = desk.take(told=SEALED, actor=cast.saima, now=now)
    assert Telling.objects.filter(pk=sealed.pk).exists()  # the wall is off
    for other in (cast.aslam, cast.rashid):
        assert queries.file(other, sealed.pk, now).telling is None
        assert not queries.desk(other, "open", now).lines[0].who
    assert not queries.desk(cast.ali, "open", now).lines[0].who


def test_the_database_alone_keeps_a_sealed_name_from_a_forgotten_filter(cast, now: datetime) -> None:
    sealed = desk.take(told=SEALED, actor=cast.saima, now=now)
    assert list(Telling.objects.raw("select * from station_telling")) == []
    assert not Telling.objects.filter(name="نورین").exists()
    assert not Complaint.objects.filter(telling__name="نورین").exists()
    assert queries.opened(sealed).name == "نورین"
    assert not Telling.objects.filter(pk=sealed.pk).exists()  # unsealed for that one reading only


def test_the_list_of_a_day_goes_up_once_and_by_message_where_there_is_a_number(
    cast, theft: Complaint, now: datetime
) -> None:
    morning = now + timedelta(days=2, hours=-3)  # seven o'clock: not yet
    clock_jobs.sweep(morning)
    assert rising.raise_late(now=morning) == 0
    assert rising.raise_late(now=morning + 2 * HOUR) == 1
    assert rising.raise_late(now=morning + 3 * HOUR) == 0
    assert queries.late_by_circle(morning) == {office("KSR-C1"): [theft.pk]}
    assert not Message.objects.filter(template="complaints_late").exists()  # nobody left a number
    from khidmat.accounts.models import User

    User.objects.filter(pk=cast.farah.user_id).update(mobile="+923000000099")
    assert rising.raise_late(now=morning + timedelta(days=1, hours=3)) == 1
    assert Message.objects.get(template="complaints_late").mobile == "+923000000099"
    assert Event.objects.filter(body__contains="station.list.raised").count() == 2


def test_how_a_duty_was_done_stays_as_it_was_written(theft: Complaint) -> None:
    duty = Duty.objects.get(complaint=theft)
    for said in ("", "Told by telephone, number 77."):
        Duty.objects.filter(pk=duty.pk).update(done=said)
    refused(lambda: Duty.objects.filter(pk=duty.pk).update(done="Told later."))
    refused(lambda: Duty.objects.filter(pk=duty.pk).update(done=""))
