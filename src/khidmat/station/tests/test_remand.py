"""Before the magistrate, in the lock-up and out of it: days in the whole, authority for release, words shut twice."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.station import arrest_paper
from khidmat.station.custody_states import CUSTODY, ENDED, Ground
from khidmat.station.models import (
    Arrest,
    ArrestText,
    CustodyClock,
    DiaryEntry,
    Informed,
    Note,
    Release,
    Remand,
)
from khidmat.station.operations import arresting, holding
from khidmat.station.operations import fir as firs
from khidmat.station.queries import custody as queries
from khidmat.station.tests.test_custody import HOUR, MAN, ORDER, Case, refuses
from khidmat.station.tests.test_desk import RAPE
from khidmat.station.tests.test_desk_pages import ask


@pytest.fixture
def case(cast, now: datetime) -> Case:
    return Case(cast, now)


def test_fifteen_days_in_the_whole_and_never_one_more(cast, case: Case, now: datetime) -> None:
    one = case.arrest()
    with pytest.raises(Stale):
        case.remand(one)
    case.produce(one, journey=40)
    assert holding.open_clock(one, "custody.produce") is None
    case.remand(one, 10)
    with pytest.raises(Invalid) as refused:
        case.remand(one, 6)
    assert "days" in refused.value.fields
    case.remand(one, 5)
    case.remand(one, 14, "judicial")
    one.refresh_from_db()
    assert (one.custody.status, holding.open_clock(one, "custody.remand")) == ("jail", None)


def test_the_database_counts_the_days_and_knows_who_investigates(cast, case: Case, now: datetime) -> None:
    one = case.arrest()
    case.produce(one)
    case.remand(one, 15)
    row = {"fir_id": one.fir_id, "arrest": one, "kind": "police", "days": 1, **ORDER, "at": now}
    row |= {"by_id": one.by_id, "entry_id": one.entry_id}
    refuses(lambda: Remand(**row).save(force_insert=True), "15 days in the whole")
    alien = {**row, "by_id": cast.ali.user_id}
    refuses(lambda: Remand(**alien).save(force_insert=True), "only who investigates")
    refuses(lambda: Remand.objects.filter(arrest=one).update(days=1), "Cannot")


def test_days_are_counted_over_every_arrest_in_the_case(case: Case) -> None:
    one = case.arrest()
    case.produce(one)
    case.remand(one, 12)
    case.release(one)
    again = case.arrest(one=one.accused)
    case.produce(again)
    assert queries.days_left(again) == 3
    with pytest.raises(Invalid):
        case.remand(again, 4)
    assert case.remand(again, 3).days == 3


def test_nobody_is_released_or_jailed_without_authority(cast, case: Case, now: datetime) -> None:
    one = case.arrest()
    for wrong in ({"authority": ""}, {"reference": " "}, {"returned_to": ""}):
        with pytest.raises(Invalid):
            case.release(one, **wrong)
    with pytest.raises(DatabaseError, match="without authority"), transaction.atomic():
        holding.bring(one, "released", escort="x", by_women=False, actor=cast.rashid, now=now)
    one.refresh_from_db()
    case.produce(one)
    one.refresh_from_db()
    with pytest.raises(DatabaseError, match="judicial remand only"), transaction.atomic():
        holding.bring(one, "jail", escort="x", by_women=False, actor=cast.rashid, now=now)
    case.release(one)
    assert Release.objects.get().returned_to == "خود"
    assert not CustodyClock.objects.filter(clock__met_at=None, clock__cancelled_at=None).exists()
    with pytest.raises(Stale):
        case.release(one)


def test_an_arrest_is_whole_or_not_there(committed, case: Case, monkeypatch) -> None:
    who = case.name()
    for part in ("_rows", "_clocks"):
        monkeypatch.setattr(arresting, part, lambda *_all: None)
        with pytest.raises(DatabaseError, match="whole"):
            case.arrest(MAN, who)
        monkeypatch.undo()
    assert Arrest.objects.count() == 0
    case.arrest(MAN, who)


def test_the_lock_up_register_and_its_diary(cast, case: Case, now: datetime) -> None:
    one = case.arrest()
    how = {"arrest_id": one.pk, "actor": cast.rashid, "now": now}
    with pytest.raises(Stale):
        holding.note(kind="meal", text="دوپہر کا کھانا", **how)
    case.move(one)
    for kind in ("meal", "visit", "medicine", "health", "check"):
        holding.note(kind=kind, text="درج", **how)
    holding.check(text="سب درست", actor=cast.rashid, now=now)
    with pytest.raises(Invalid):
        holding.check(text=" ", actor=cast.rashid, now=now)
    for stranger in (cast.aslam, cast.javed, cast.saima):
        with pytest.raises(Forbidden):
            holding.check(text="سب درست", actor=stranger, now=now)
    assert Note.objects.count() == 6
    assert DiaryEntry.objects.filter(kind="lock_up").count() == 7


def test_words_of_a_sealed_arrest_are_shut_by_query_and_by_the_database(cast, now: datetime) -> None:
    case = Case(cast, now, RAPE)
    one = case.arrest()
    case.move(one)
    holding.note(arrest_id=one.pk, kind="visit", text="والدہ ملیں", actor=cast.rashid, now=now)
    for model in (ArrestText, Informed, Note):
        assert not model.objects.exists(), model
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from station_arresttext where place <> ''")
        assert cursor.fetchone() == (0,)
    assert len(arresting.look(arrest_id=one.pk, actor=cast.aslam, now=now).notes) == 1
    reason = "رخصت پر گیا ہے"
    firs.designate(fir_id=case.fir.pk, officer_id=cast.ali.user_id, reason=reason, actor=cast.ali, now=now)
    file = arresting.look(arrest_id=one.pk, actor=cast.aslam, now=now)
    assert (file.text, file.informed, file.notes) == (None, [], [])
    assert queries.lock_up(cast.aslam, now).held[0].who == ""
    with pytest.raises(NotFound):
        arresting.print_memo(arrest_id=one.pk, actor=cast.aslam, now=now)


SHUT = ("accusedtext", "age", "arresttext", "informed", "note", "release")


def test_with_the_databases_wall_down_the_query_still_withholds(
    committed, cast, now: datetime, as_owner
) -> None:
    case = Case(cast, now, RAPE)
    one = case.arrest()
    how = {"officer_id": cast.ali.user_id, "reason": "رخصت پر گیا ہے", "actor": cast.ali, "now": now}
    firs.designate(fir_id=case.fir.pk, **how)
    with as_owner() as owner:
        for table in SHUT:
            owner.execute(f"alter table station_{table} disable row level security")
    try:
        assert ArrestText.objects.exists()
        file = arresting.look(arrest_id=one.pk, actor=cast.aslam, now=now)
        assert (file.text, file.informed, file.line.text) == (None, [], None)
        assert queries.lock_up(cast.aslam, now).held[0].who == ""
    finally:
        with as_owner() as owner:
            for table in SHUT:
                owner.execute(f"alter table station_{table} enable row level security")


def test_the_memo_is_set_on_paper(cast, case: Case, now: datetime) -> None:
    one = case.arrest(replace(MAN, ground=Ground.STOLEN))
    file = arresting.print_memo(arrest_id=one.pk, actor=cast.javed, now=now)
    words = arrest_paper.words_of(file)
    assert (words["belongings"], words["witnesses"]) == (
        ["موبائل فون", "500 روپے"],
        ["بشیر احمد", "خالد محمود"],
    )
    assert arrest_paper.pdf(file).startswith(b"%PDF-")


WAY = (
    ("rashid", "move/", {"to": "lock_up", "escort": "محرر 12", "cell": "1"}, 302),
    ("rashid", "move/", {"to": "moon", "escort": "محرر 12"}, 422),
    ("rashid", "note/", {"kind": "meal", "text": "چائے"}, 302),
    ("aslam", "inform/", {"kind": "lawyer", "whom": "وکیل", "how": "فون"}, 302),
    ("rashid", "move/", {"to": "court", "escort": "محرر 12"}, 302),
    ("aslam", "produce/", {"magistrate": "MFC", "journey": "9999999999"}, 422),
    ("aslam", "produce/", {"magistrate": "MFC", "journey": "20"}, 302),
    ("aslam", "remand/", {"kind": "police", "days": "16", **ORDER}, 422),
    ("aslam", "remand/", {"kind": "police", "days": "3", **ORDER}, 302),
    ("rashid", "release/", {"authority": "bail", "reference": "7/26", "returned_to": "خود"}, 302),
)


def test_the_pages_lead_from_the_accused_to_the_release(cast, now: datetime) -> None:
    who = Case(cast, now - 72 * HOUR).name()
    form = {
        name: getattr(MAN, name) for name in ("gender", "place", "medical", "men", "relative", "relative_how")
    }
    path = f"/duty/accused/{who.pk}/arrest/"
    assert ask(cast.aslam, path, {**form, "basis": "section_54"}).status_code == 422
    sent = {**form, "basis": "section_54", "ground": "concerned"}
    page = ask(cast.aslam, path, sent).headers["Location"]
    for name, act, said, status in WAY:
        assert ask(getattr(cast, name), page + act, said).status_code == status, (act, said)
    assert "محمد اکرم" in ask(cast.javed, page).content.decode()
    assert ask(cast.javed, page + "memo.pdf").content.startswith(b"%PDF-")
    assert ask(cast.ali, "/duty/lock-up/").status_code == 200


def test_the_table_of_moves_is_the_law(db: None) -> None:
    leads_to = {target for source, target in CUSTODY.pairs() if source == "jail"}
    assert leads_to == {"court", "released", "escaped"}
    assert {source for source, target in CUSTODY.pairs() if target == "jail"} == {"court", "hospital"}
    assert not [target for source, target in CUSTODY.pairs() if source in ENDED]
