"""A case of another station's territory: cancelled by the Superintendent, registered there anew (r. 25.7)."""

from dataclasses import replace
from datetime import datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid, Stale
from khidmat.notify.public import Message
from khidmat.org.public import office
from khidmat.station import fir_paper
from khidmat.station.models import AccusedText, DiaryEntry, Fir, FirTransfer
from khidmat.station.operations import accused, deciding, desk, diary, sending
from khidmat.station.operations import fir as operations
from khidmat.station.queries import court
from khidmat.station.queries import desk as complaints
from khidmat.station.queries import fir as queries
from khidmat.station.states import Copy
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.typed import Typed, Who

HOUR = timedelta(hours=1)
REASON = "It happened in the bazaar of Sadar, as the site plan shows."
B_DIVISION = "KSR-PS-02"


@pytest.fixture
def register(cast, now: datetime):
    """Register what was told at A Division."""
    assert cast.aslam.user_id

    def act(told=THEFT, at: datetime = now) -> Fir:
        complaint = desk.take(told=told, actor=cast.saima, now=at)
        typed = Typed(told.offences, cast.aslam.user_id, accused="نامعلوم، لمبا", brief="چوری")
        return operations.register(complaint_id=complaint.pk, typed=typed, actor=cast.ali, now=at)

    return act


@pytest.fixture
def send(cast, now: datetime):
    """Hina, the district's Superintendent, sends a case to B Division."""

    def act(fir: Fir, actor=None, **more) -> FirTransfer:
        how = {
            "station": office(B_DIVISION),
            "reason": REASON,
            "actor": actor or cast.hina,
            "now": now + HOUR,
        }
        return sending.send(fir_id=fir.pk, **{**how, **more})

    return act


@pytest.fixture
def register_there(cast, now: datetime):
    """Zahid of B Division registers what was sent, as it stands on his form."""

    def act(order: FirTransfer) -> Fir:
        there = complaints.one(cast.zahid, order.complaint_id, "station.fir.register")
        typed = queries.sheet(there, now).typed
        officer = Typed(
            **{name: getattr(typed, name) for name in typed.__slots__} | {"officer_id": cast.tariq.user_id}
        )
        return operations.register(complaint_id=there.pk, typed=officer, actor=cast.zahid, now=now + 2 * HOUR)

    return act


def test_a_case_gets_the_other_stations_own_next_number_and_both_state_each_other(
    cast, register, send, register_there
) -> None:
    first, order = register(), send(register())
    second = register_there(order)
    assert (str(order.fir), str(second)) == ("2/26", "1/26")
    assert second.station == office(B_DIVISION)
    assert [court.state_of(one) for one in (order.fir, second)] == ["transferred", "investigating"]
    assert not order.fir.clocks.filter(clock__cancelled_at=None).exists()
    assert (second.sections, queries.words(second).text.accused) == (first.sections, "نامعلوم، لمبا")
    here, there = (
        operations.open_fir(fir_id=one.pk, actor=cast.hina, now=order.at) for one in (order.fir, second)
    )
    assert (here.moves.there, there.moves.came) == (second, order)
    with override("ur"):
        papers = [fir_paper.words_of(case, Copy.STATION)["moved"] for case in (here, there)]
    assert "1/26" in papers[0][0]
    assert "2/26" in papers[1][0]


def test_who_is_accused_goes_with_the_case_as_he_is_known_by_then(
    cast, register, send, register_there, now: datetime
) -> None:
    fir = register()
    unknown = fir.accused.get()
    boy = Who(name="محمد اکرم", cnic="01234-5678903-1", age="16", gender="man")
    boy = replace(boy, instead=unknown.pk, reason="مدعی نے پہچان لیا")
    named = accused.add(fir_id=fir.pk, typed=boy, actor=cast.aslam, now=now)
    assert named.person_id
    second = register_there(send(fir))
    one = second.accused.get()
    assert (one.number, one.person_id, one.gender) == (1, named.person_id, "man")
    assert not AccusedText.objects.filter(accused=one).exists()  # a child is sealed there too
    with queries.unsealed(second):
        assert (one.text.name_ur, one.ages.get().stated) == ("محمد اکرم", "16")
    assert one.entry_id == second.entry_id


def test_both_diaries_and_the_complainant_are_told(register, send, register_there) -> None:
    order = send(register())
    second = register_there(order)
    assert order.entry.station_id == order.fir.station_id
    there = DiaryEntry.objects.filter(about_id=order.complaint_id, station=office(B_DIVISION)).get()
    assert "دوسرے تھانے سے موصول" in there.text_ur
    assert str(order.fir) in second.entry.text_ur
    told = Message.objects.filter(about=order.fir.complaint_id, template="fir_sent").get()
    assert told.mobile == "+923000000001"
    assert Message.objects.filter(about=order.complaint_id, template="fir").exists()
    assert REASON in Event.objects.get(code="station.fir.sent").body


def test_only_the_superintendent_cancels_and_only_with_a_reason_and_another_station(
    cast, register, send
) -> None:
    fir = register()
    for other in (cast.ali, cast.rashid, cast.farah, cast.aslam):
        with pytest.raises(Forbidden):
            send(fir, actor=other)
    for wrong in ({"reason": "there"}, {"station": fir.station}):
        with pytest.raises(Invalid):
            send(fir, **wrong)
    assert FirTransfer.objects.count() == 0


def test_a_case_that_was_sent_has_no_more_acts_here(cast, register, send, now: datetime) -> None:
    fir = register()
    send(fir)
    after = {"actor": cast.ali, "now": now + 2 * HOUR}
    with pytest.raises(Stale):
        send(fir)
    with pytest.raises(Stale):
        operations.designate(fir_id=fir.pk, officer_id=cast.ali.user_id, reason="The SHO himself.", **after)
    with pytest.raises(Stale):
        operations.add(fir_id=fir.pk, kind="supplementary", stated_by="Akram", text="It was blue.", **after)
    labels = [str(door.label) for door in queries.doors(cast.ali, fir)]
    assert "Add a statement" not in labels


def test_what_was_sent_can_only_be_registered(cast, register, send, now: datetime) -> None:
    order = send(register())
    refusal = {"ground": "civil", "reason": REASON * 2, "heard": True}
    with pytest.raises(Forbidden):
        deciding.refuse(complaint_id=order.complaint_id, **refusal, actor=cast.zahid, now=now + 2 * HOUR)
    with pytest.raises(Forbidden):
        deciding.refer(
            complaint_id=order.complaint_id,
            magistrate="MFC",
            reason=REASON,
            actor=cast.zahid,
            now=now + 2 * HOUR,
        )
    doors = complaints.file(cast.zahid, order.complaint_id, now + 2 * HOUR).doors
    assert [str(one.url).split("/")[-2] for one in doors if one.kind in ("", "danger")] == ["fir"]


def test_a_sealed_case_stays_sealed_on_its_way(cast, register, send, register_there) -> None:
    order = send(register(RAPE))
    assert order.complaint.sensitive
    second = register_there(order)
    assert second.sealed
    assert queries.words(second).telling.name == RAPE.name
    told = str(list(DiaryEntry.objects.values_list("text", "text_ur"))) + str(
        list(Event.objects.values_list())
    )
    assert RAPE.name not in told


def test_the_database_knows_it_too(cast, register, send, now: datetime) -> None:
    order, other = send(register()), register()
    columns = "reason, by_id, role, at, complaint_id, to_station_id"
    again = f"insert into station_firtransfer (id, fir_id, entry_id, {columns}) select gen_random_uuid(), %s, %s, "
    rows = (
        "update station_firtransfer set reason = 'other'",
        "delete from station_firtransfer",
        "update station_complaint set status = 'refused' where id = %s",
        f"{again}{columns} from station_firtransfer",
    )
    for sql, with_these in zip(rows, ([], [], [order.complaint_id], [other.pk, other.entry_id]), strict=True):
        with (
            pytest.raises((DatabaseError, psycopg.Error)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, with_these)
    with pytest.raises(DatabaseError, match="sent to another station"), transaction.atomic():
        diary.write(
            station_id=order.fir.station_id, kind="other", happened_at=now, text="An act.",
            about_kind="fir", about_id=order.fir_id, actor=cast.ali, now=now + 2 * HOUR,
        )  # fmt: skip


def test_the_page_sends_it_and_bad_input_is_told_beside_its_field(cast, register) -> None:
    fir = register(at=timezone.now() - HOUR)
    path, station = f"/duty/fir/{fir.pk}/send/", str(office(B_DIVISION).pk)
    for wrong in ({"station": station, "reason": "x"}, {"station": "nowhere", "reason": REASON}, {}):
        assert ask(cast.hina, path, wrong).status_code == 422
    assert ask(cast.hina, path, {"station": station, "reason": REASON}).status_code == 302
    page = ask(cast.ali, f"/duty/fir/{fir.pk}/").content.decode()
    assert "sent to another station" in page
    assert "not registered there yet" in page
