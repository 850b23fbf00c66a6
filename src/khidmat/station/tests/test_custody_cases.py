"""One body and several cases: arrested where he is, on each its own basis, and held until the last one lets him go."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.station import arrest_paper
from khidmat.station.models import Arrest, Custody, CustodyClock, DiaryEntry
from khidmat.station.operations import accused as naming
from khidmat.station.operations import arresting, escaping, holding, remanding
from khidmat.station.operations import fir as firs
from khidmat.station.queries import custody as queries
from khidmat.station.tests.test_custody import HOUR, MAN, ORDER, PAPER, Case, refuses
from khidmat.station.tests.test_custody_ends import DAY, GONE
from khidmat.station.tests.test_desk import RAPE
from khidmat.station.tests.test_desk_pages import ask

CARD = {"cnic": "01234-5678903-1"}
COURT = replace(MAN, **{**PAPER, "basis": "court_order"})


#: Of B Division, which Tariq investigates and Zahid keeps the lock-up of.
THERE = ("zahid", "zahid", "tariq")


@pytest.fixture
def case(cast, now: datetime) -> Case:
    return Case(cast, now)


def again(one: Arrest, case: Case, **more) -> Arrest:
    """The same man in a further case."""
    made = case.arrest(COURT, case.name(**CARD), **more)
    assert made.custody == one.custody
    return made


def produced(case: Case, one: Arrest) -> None:
    """Before the magistrate in one case; he is at the court already."""
    how = {"magistrate": "مجسٹریٹ قصور", "actor": case.officer, "now": case.now}
    remanding.produce(arrest_id=one.pk, **how)


def where(one: Arrest) -> str:
    return Custody.objects.get(pk=one.custody_id).status


def test_who_is_held_is_arrested_in_a_second_case_and_stays_where_he_is(
    cast, case: Case, now: datetime
) -> None:
    one, other = case.arrest(one=case.name(**CARD)), Case(cast, now)
    case.move(one)
    second = again(one, other, now=now + HOUR)
    assert (where(second), second.custody.whereabouts.count()) == ("lock_up", 1)
    entry = DiaryEntry.objects.get(pk=second.entry_id)
    assert (entry.kind, entry.about_id, "پہلے سے زیر حراست" in entry.text_ur) == (
        "arrest",
        other.fir.pk,
        True,
    )
    clocks = CustodyClock.objects.filter(clock__rule="custody.produce").order_by("clock__due_at")
    assert [(row.arrest, row.clock.due_at) for row in clocks] == [
        (one, now + DAY),
        (second, now + HOUR + DAY),
    ]
    file = arresting.print_memo(arrest_id=second.pk, actor=cast.javed, now=now)
    assert (file.came_held, file.others, arrest_paper.words_of(file)["held"]) == (
        True,
        [one],
        one.station.name_ur,
    )


def test_each_case_has_its_own_production_days_and_release(cast, case: Case, now: datetime) -> None:
    one, other = case.arrest(one=case.name(**CARD)), Case(cast, now)
    second = again(one, other)
    case.produce(one)
    with pytest.raises(Stale):
        other.remand(second, 5)
    case.remand(one, 12)
    assert holding.open_clock(second, "custody.produce") is not None
    produced(other, second)
    other.remand(second, 15)
    assert (queries.days_left(one), queries.days_left(second)) == (3, 0)
    case.release(one)
    assert where(one) == "court"
    other.release(second)
    assert (where(second), queries.holding(second.custody)) == ("released", [])


@pytest.mark.parametrize("first", [0, 1])
def test_released_in_one_case_he_is_held_in_the_other_and_the_books_say_so(
    cast, case: Case, now: datetime, first: int
) -> None:
    ones = [case.arrest(one=case.name(**CARD))]
    case.move(ones[0])
    ones.append(again(ones[0], Case(cast, now)))
    gone, stays = ones[first], ones[1 - first]
    case.release(gone)
    assert (where(stays), Custody.objects.get().cell) == ("lock_up", "1")
    said = DiaryEntry.objects.filter(kind="release").get()
    assert (str(stays.fir) in said.text_ur, said.about_id) == (True, gone.fir_id)
    page = ask(cast.rashid, f"/duty/arrests/{gone.pk}/").content.decode()
    assert f"/duty/arrests/{stays.pk}/" in page
    with pytest.raises(Stale):
        case.move(gone, "court")
    assert [line.arrests for line in queries.lock_up(cast.ali, now).held] == [[stays]]
    case.release(stays)
    assert queries.lock_up(cast.ali, now).held == []


def test_the_database_lets_nobody_go_whom_a_case_holds(committed, cast, case: Case, now: datetime) -> None:
    one = case.arrest(one=case.name(**CARD))
    again(one, Case(cast, now))
    how = {"escort": "x", "by_women": False, "actor": cast.rashid, "now": now}
    with pytest.raises(DatabaseError, match="authority in every case"), transaction.atomic():
        holding.bring(one, "released", **how)
    monkey = pytest.MonkeyPatch()
    for ended in (one, Arrest.objects.exclude(pk=one.pk).get()):
        monkey.setattr(remanding, "_let_go", lambda *_all: None)
        if ended != one:
            with pytest.raises(DatabaseError, match="held in a case"):
                case.release(ended)
            monkey.undo()
        case.release(ended)
    assert where(one) == "released"


def test_arrests_of_one_body_are_of_one_person(cast, case: Case, now: datetime) -> None:
    one, other = case.arrest(one=case.name(**CARD)), Case(cast, now)
    stranger = other.name(cnic="01234-5678999-1")
    entry = holding.enter(one, "arrest", ("x", "x"), now, cast.aslam, now)
    fields = {
        field.attname: getattr(one, field.attname)
        for field in Arrest._meta.concrete_fields
        if field.name != "id"
    }
    row = {**fields, "fir_id": other.fir.pk, "accused_id": stranger.pk, "entry_id": entry.pk}
    refuses(lambda: Arrest(**row).save(force_insert=True), "one person who is held")
    body = {"station_id": one.station_id, "gender": "man", "since": now, "moved_at": now}
    twice = Custody(**body, person_id=one.custody.person_id)
    refuses(lambda: twice.save(force_insert=True), "one_of_a_person")
    Custody(**body).save(force_insert=True)
    with pytest.raises(DatabaseError, match="held in a case"), connection.cursor() as cursor:
        cursor.execute("set constraints station_custody_for_a_case immediate")


def test_a_physical_remand_in_one_case_outweighs_the_jail_of_another(cast, case: Case, now: datetime) -> None:
    one, other = case.arrest(one=case.name(**CARD)), Case(cast, now)
    second = again(one, other)
    case.produce(one)
    produced(other, second)
    case.remand(one, 5)
    other.remand(second, 14, "judicial")
    assert (where(one), queries.ordered_place(one.custody)) == ("court", "lock_up")
    with pytest.raises(Invalid):
        case.move(one, "jail")
    case.move(one)
    case.release(one)
    assert queries.ordered_place(one.custody) == "jail"
    with pytest.raises(Invalid):
        case.move(second, cell="2")
    case.move(second, "court")
    case.move(second, "jail")
    assert where(second) == "jail"


def test_from_the_jail_a_second_case_takes_him_by_its_own_order_only(cast, case: Case, now: datetime) -> None:
    one, other = case.arrest(one=case.name(**CARD)), Case(cast, now)
    case.produce(one)
    case.remand(one, 14, "judicial")
    second = again(one, other)
    case.produce(second)
    second.refresh_from_db()
    how = {"escort": "x", "by_women": False, "cell": "1", "actor": cast.rashid, "now": now}
    with pytest.raises(DatabaseError, match="last orders"), transaction.atomic():
        holding.bring(second, "lock_up", **how)
    other.remand(second, 3)
    case.move(second)
    assert where(one) == "lock_up"


def test_of_another_station_he_is_arrested_where_he_is_and_only_his_keeper_moves_him(
    cast, case: Case, now: datetime
) -> None:
    one, there = case.arrest(one=case.name(**CARD)), Case(cast, now, hands=THERE)
    case.move(one)
    second = again(one, there)
    with pytest.raises(Forbidden):
        there.move(second, "court")
    case.move(second, "court")
    produced(there, second)
    there.remand(second, 14, "judicial")
    assert where(one) == "court"
    case.move(second, "jail")
    case.release(one)
    with pytest.raises(Forbidden):
        there.release(second)
    case.release(second)
    assert (where(one), second.custody.whereabouts.last().entry.station_id) == ("released", one.station_id)


def test_the_station_of_a_case_records_its_release_while_another_holds_him(
    cast, case: Case, now: datetime
) -> None:
    one, there = case.arrest(one=case.name(**CARD)), Case(cast, now, hands=THERE)
    second = again(one, there)
    assert [line.custody.station for line in queries.lock_up(cast.zahid, now).held] == [one.station]
    with pytest.raises(NotFound):
        there.release(one)
    there.release(second)
    assert (where(one), queries.lock_up(cast.zahid, now).held) == ("with_officer", [])


def test_an_escape_ends_every_arrest(cast, case: Case, now: datetime) -> None:
    one = case.arrest(one=case.name(**CARD))
    second = again(one, Case(cast, now))
    escaping.escape(arrest_id=second.pk, actor=cast.rashid, now=now, **GONE)
    assert set(Arrest.objects.values_list("status", flat=True)) == {"escaped"}
    assert (where(one), len(queries.lock_up(cast.ali, now).at_large)) == ("escaped", 1)
    third = case.arrest(one=one.accused, now=now + HOUR)
    assert (third.custody == one.custody, queries.lock_up(cast.ali, now).at_large) == (False, [])


def test_a_child_in_one_case_is_a_child_in_all(cast, case: Case, now: datetime) -> None:
    one, other = case.arrest(one=case.name(**CARD)), Case(cast, now)
    case.move(one)
    with pytest.raises(Invalid) as refused:
        other.arrest(replace(COURT, age="16"), other.name(**CARD, age=""))
    assert "age" in refused.value.fields
    second = again(one, other)
    note = {"accused_id": second.accused_id, "stated": "16", "basis": "seen", "actor": cast.aslam, "now": now}
    naming.note_age(**note, cell="4")
    assert queries.is_child(one.accused_id)
    assert (Custody.objects.get().held_as, Custody.objects.get().cell) == ("juvenile", "4")
    assert holding.open_clock(one, "custody.guardian") is not None


def test_a_sealed_case_is_not_told_beside_the_name(cast, case: Case, now: datetime) -> None:
    one, shut = case.arrest(one=case.name(**CARD)), Case(cast, now, RAPE)
    case.move(one)
    second = again(one, shut)
    how = {"officer_id": cast.ali.user_id, "reason": "رخصت پر گیا ہے", "actor": cast.ali, "now": now}
    firs.designate(fir_id=shut.fir.pk, **how)
    (line,) = queries.lock_up(cast.aslam, now).held
    assert (line.arrests, line.who, line.more) == ([one], "محمد اکرم", True)
    file = arresting.look(arrest_id=one.pk, actor=cast.aslam, now=now)
    assert (file.others, file.withheld) == ([], 1)
    ((_english, said),) = queries.prisoners(one.station_id)
    assert ("محمد اکرم" in said, f"مقدمہ {shut.fir}" in said, ORDER["reference"] in said) == (
        True,
        False,
        False,
    )
    assert arresting.look(arrest_id=second.pk, actor=cast.aslam, now=now).withheld == 1


def test_the_page_of_an_arrest_says_where_he_is_held(cast, now: datetime) -> None:
    case = Case(cast, now - 3 * DAY)
    one, other = case.arrest(one=case.name(**CARD)), Case(cast, now - 3 * DAY, hands=THERE)
    who = other.name(**CARD)
    page = ask(cast.tariq, f"/duty/accused/{who.pk}/arrest/").content.decode()
    assert one.station.name in page
    second = other.arrest(COURT, who)
    for name, doors in (
        ("zahid", ["release/"]),
        ("tariq", ["inform/"]),
        ("rashid", ["move/", "release/", "escape/"]),
    ):
        page = ask(getattr(cast, name), f"/duty/arrests/{second.pk}/").content.decode()
        assert [door for door in ("move/", "inform/", "release/", "escape/") if door in page] == doors
