"""Out of the jail and back, out of custody by nobody's word, and the days that are counted under every name."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from khidmat.clocks.public import Clock
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.org.public import office
from khidmat.station.models import Arrest, DiaryEntry, Escape, Remand
from khidmat.station.operations import accused as naming
from khidmat.station.operations import escaping, holding, sending
from khidmat.station.queries import custody as queries
from khidmat.station.queries import fir as firs
from khidmat.station.tests.test_custody import HOUR, MAN, ORDER, WOMAN, Case, refuses
from khidmat.station.tests.test_desk import RAPE
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.typed import Who

DAY = 24 * HOUR
GONE = {"from_whom": "سپاہی ارشد 1122", "told": "کچہری کے باہر ہتھکڑی چھڑا کر بھاگ گیا۔"}


@pytest.fixture
def case(cast, now: datetime) -> Case:
    return Case(cast, now)


def jailed(case: Case, days: int = 5) -> Arrest:
    """Somebody who was with the police for some days and is in jail now."""
    one = case.arrest()
    case.produce(one)
    case.remand(one, days)
    case.remand(one, 14, "judicial")
    one.refresh_from_db()
    assert one.custody.status == "jail"
    return one


def escape(case: Case, one: Arrest, **more) -> Escape:
    how = {"arrest_id": one.pk, "actor": case.cast.rashid, "now": case.now, **GONE, **more}
    return escaping.escape(**how)


def test_from_jail_to_his_trial_and_back(case: Case) -> None:
    one = jailed(case)
    case.now += 20 * DAY
    case.produce(one)
    with pytest.raises(Invalid) as refused:
        case.move(one)
    assert "to" in refused.value.fields
    case.move(one, "jail")
    one.refresh_from_db()
    assert (one.custody.status, one.custody.whereabouts.count()) == ("jail", 4)
    with pytest.raises(Invalid):
        case.move(case.arrest(one=case.name(name="دوسرا")), "jail")


def test_from_jail_to_the_police_only_from_the_court_and_in_the_first_fifteen_days(case: Case) -> None:
    one = jailed(case)
    case.now += 14 * DAY
    with pytest.raises(Stale):
        case.remand(one, 2)
    case.move(one, "court")
    with pytest.raises(Stale):
        case.remand(one, 2)
    case.move(one, "hospital")
    case.produce(one)
    case.remand(one, 2)
    case.move(one)
    assert queries.days_left(one) == 8
    case.produce(one)
    case.remand(one, 14, "judicial")
    case.now += DAY
    case.produce(one)
    with pytest.raises(Stale):
        case.remand(one, 1)


def test_the_database_lets_nobody_out_of_the_jail_otherwise(case: Case) -> None:
    one = jailed(case)
    case.now += 15 * DAY
    case.produce(one)
    row = {"fir_id": one.fir_id, "arrest": one, "kind": "police", "days": 1, **ORDER, "by_id": one.by_id}
    row["entry_id"] = one.entry_id
    refuses(lambda: Remand(**row, at=case.now).save(force_insert=True), "first 15 days")
    refuses(lambda: Remand(**row, at=case.now - 16 * DAY).save(force_insert=True), "follow")
    one.refresh_from_db()
    how = {"escort": "x", "by_women": False, "cell": "1", "actor": case.cast.rashid, "now": case.now}
    with pytest.raises(DatabaseError, match="last order"), transaction.atomic():
        holding.bring(one, "lock_up", **how)


def test_days_are_counted_under_the_name_he_had_before(case: Case) -> None:
    before = case.name(name="", described="unknown, dark, tall")
    one = case.arrest(one=before)
    case.produce(one)
    case.remand(one, 12)
    case.release(one)
    known = Who(name="محمد اکرم", instead=before.pk, reason="His name is known now.")
    after = naming.add(fir_id=case.fir.pk, typed=known, actor=case.cast.aslam, now=case.now)
    again = case.arrest(one=after)
    case.produce(again)
    assert queries.days_left(again) == 3
    row = {"fir_id": one.fir_id, "arrest": again, "kind": "police", "days": 4, **ORDER, "by_id": one.by_id}
    row |= {"entry_id": one.entry_id, "at": case.now}
    refuses(lambda: Remand(**row).save(force_insert=True), "15 days in the whole")


def test_another_in_the_place_of_who_was_named_wrongly_has_days_of_his_own(case: Case) -> None:
    wrong = case.name()
    one = case.arrest(one=wrong)
    case.produce(one)
    case.remand(one, 12)
    case.release(one)
    right = Who(name="خالد محمود", instead=wrong.pk, reason="Another person was meant.")
    after = naming.add(fir_id=case.fir.pk, typed=right, actor=case.cast.aslam, now=case.now)
    assert queries.days_left(case.arrest(one=after)) == 15


def test_an_escape_is_told_above_at_once_and_ends_when_he_is_caught(cast, case: Case, now: datetime) -> None:
    one = case.arrest()
    case.move(one)
    made = escape(case, one, hour="24/11/2026 09:50")
    one.refresh_from_db()
    entry = DiaryEntry.objects.get(pk=one.custody.whereabouts.get(place_kind="escaped").entry_id)
    assert (one.status, "فرار" in entry.text_ur, "اکرم" in entry.text_ur) == ("escaped", True, False)
    clock = Clock.objects.get(rule="custody.escape")
    assert (clock.due_at - clock.started_at, clock.alert_at <= now) == (DAY, True)
    assert holding.open_clock(one, "custody.produce") is None
    found = queries.lock_up(cast.ali, now)
    assert (found.held, found.at_large[0].arrests, made.from_whom) == ([], [one], GONE["from_whom"])
    again = case.arrest(one=one.accused, now=now + HOUR)
    clock.refresh_from_db()
    assert (clock.met_at, queries.lock_up(cast.ali, now).at_large) == (now + HOUR, [])
    assert queries.open_arrest(one.accused_id) == again


def test_an_escape_is_told_by_the_keeper_and_in_words(cast, case: Case, now: datetime) -> None:
    one = case.arrest()
    for wrong in ({"from_whom": " "}, {"told": ""}):
        with pytest.raises(Invalid):
            escape(case, one, **wrong)
    with pytest.raises(NotFound):
        escape(case, one, actor=cast.aslam)
    how = {"escort": "x", "by_women": False, "actor": cast.rashid, "now": now}
    with pytest.raises(DatabaseError, match="without a word"), transaction.atomic():
        holding.bring(one, "escaped", **how)
    one.refresh_from_db()
    escape(case, one)
    for act in (lambda: escape(case, one), lambda: case.release(one)):
        with pytest.raises(Stale):
            act()
    refuses(lambda: Escape.objects.update(told="x"), "Cannot")


def test_a_woman_who_escapes_and_a_sealed_case_keep_their_rules(cast, now: datetime) -> None:
    case = Case(cast, now, RAPE)
    one = case.arrest(WOMAN, case.name(name="شازیہ"))
    escape(case, one)
    assert not Escape.objects.exists()
    with firs.unsealed(case.fir):
        assert Escape.objects.get().told == GONE["told"]


def test_an_arrest_that_is_written_days_later_is_late_from_its_first_minute(cast, case: Case) -> None:
    who = case.name()
    one = case.arrest(replace(MAN, hour="24/11/2026 09:30"), who, now=case.now + 3 * DAY)
    clock = holding.open_clock(one, "custody.produce")
    assert (clock.started_at, clock.due_at) == (one.arrested_at, one.arrested_at + DAY)
    assert queries.lock_up(cast.ali, case.now + 3 * DAY).held[0].due.late


def test_days_go_on_after_an_escape(case: Case) -> None:
    one = case.arrest()
    case.produce(one)
    case.remand(one, 13)
    escape(case, one)
    again = case.arrest(one=one.accused)
    case.produce(again)
    with pytest.raises(Invalid):
        case.remand(again, 3)
    assert case.remand(again, 2).days == 2


def test_a_case_is_not_sent_away_from_who_is_held_in_it(cast, case: Case, now: datetime, monkeypatch) -> None:
    one, there = case.arrest(), office("KSR-PS-02")
    how = {"fir_id": case.fir.pk, "station": there, "reason": "It happened in their territory."}
    with pytest.raises(Stale):
        sending.send(**how, actor=cast.hina, now=now)
    monkeypatch.setattr(sending, "held_in", lambda _fir: False)
    refuses(lambda: sending.send(**how, actor=cast.hina, now=now), "where its people are held")
    case.release(one)
    assert sending.send(**how, actor=cast.hina, now=now).to_station == there


def test_a_form_calls_nothing_optional_that_it_needs(cast, now: datetime) -> None:
    one = Case(cast, now - 3 * DAY).arrest()
    page = ask(cast.rashid, f"/duty/arrests/{one.pk}/escape/").content.decode()
    assert page.count("not necessary") == 1  # the hour


def test_the_page_of_an_escape(cast, now: datetime) -> None:
    case = Case(cast, now - 3 * DAY)
    one = case.arrest()
    page = f"/duty/arrests/{one.pk}/"
    assert ask(cast.rashid, page + "escape/").status_code == 200
    assert ask(cast.rashid, page + "escape/", {**GONE, "told": ""}).status_code == 422
    with pytest.raises(Forbidden):
        ask(cast.aslam, page + "escape/", GONE)
    assert not Arrest.objects.filter(status="escaped").exists()
    assert ask(cast.rashid, page + "escape/", GONE).status_code == 302
    assert GONE["told"] in ask(cast.ali, page).content.decode()
    assert "محمد اکرم" in ask(cast.ali, "/duty/lock-up/").content.decode()
    assert "escape/" not in ask(cast.ali, page).content.decode()
