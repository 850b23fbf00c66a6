"""Arrest and lock-up: no arrest without its basis, nobody held with others, longer, or let go against the law."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.station.custody_states import Basis
from khidmat.station.models import (
    Arrest,
    ArrestText,
    Custody,
    CustodyClock,
    DiaryEntry,
    Hand,
    Remand,
    Whereabouts,
)
from khidmat.station.operations import accused as naming
from khidmat.station.operations import arresting, desk, diary, holding, remanding
from khidmat.station.operations import fir as firs
from khidmat.station.queries import custody as queries
from khidmat.station.tests.test_desk import THEFT
from khidmat.station.typed import Typed, Who
from khidmat.station.typed_custody import Taken

HOUR = timedelta(hours=1)
MAN = Taken(
    gender="man", place="سبزی منڈی", medical="کوئی زخم نہیں", men="کانسٹیبل ارشد 1122", relative="بھائی اسلم",
    relative_how="ٹیلی فون، 10:15", witness_1="بشیر احمد", witness_2="خالد محمود", belongings="موبائل فون\n500 روپے",
)  # fmt: skip
WOMAN = replace(MAN, gender="woman", men="", women="لیڈی کانسٹیبل ثمینہ 87")
ORDER = {
    "court": "مجسٹریٹ قصور",
    "reference": "12/26",
    "reasons": "برآمدگی مال مسروقہ",
    "asked": "چالان، ضمنی 1",
}


class Case:
    """A case of A Division that Aslam investigates, or of other hands, and what he and the clerk do in it."""

    def __init__(self, cast, now: datetime, told=THEFT, hands=("saima", "rashid", "aslam")) -> None:
        self.cast, self.now = cast, now
        desk_clerk, self.keeper, self.officer = (getattr(cast, name) for name in hands)
        complaint = desk.take(told=told, actor=desk_clerk, now=now - 2 * HOUR)
        typed = Typed(told.offences, self.officer.user_id)
        self.fir = firs.register(complaint_id=complaint.pk, typed=typed, actor=self.keeper, now=now - HOUR)

    def name(self, **who):
        typed = Who(**{"name": "محمد اکرم", "father": "اللہ دتہ", "age": "30", **who})
        return naming.add(fir_id=self.fir.pk, typed=typed, actor=self.officer, now=self.now - HOUR)

    def arrest(self, taken: Taken = MAN, one=None, **more) -> Arrest:
        how = {"taken": taken, "actor": self.officer, "now": self.now, **more}
        return arresting.arrest(accused_id=(one or self.name()).pk, **how)

    def move(self, one: Arrest, to: str = "lock_up", **more):
        how = {
            "cell": "1",
            "escort": "محرر 12",
            "by_women": one.custody.gender == "woman",
            "actor": self.keeper,
        }
        return holding.move(arrest_id=one.pk, to=to, now=self.now, **{**how, **more})

    def produce(self, one: Arrest, **more):
        self.move(one, "court")
        how = {"magistrate": "مجسٹریٹ قصور", "actor": self.officer, "now": self.now, **more}
        return remanding.produce(arrest_id=one.pk, **how)

    def remand(self, one: Arrest, days: int = 5, kind: str = "police", **more):
        how = {**ORDER, "actor": self.officer, "now": self.now, **more}
        return remanding.remand(arrest_id=one.pk, kind=kind, days=days, **how)

    def release(self, one: Arrest, **more):
        how = {"authority": "bail", "reference": "حکم 7", "returned_to": "خود", "actor": self.keeper}
        return remanding.release(arrest_id=one.pk, now=self.now, **{**how, **more})


@pytest.fixture
def case(cast, now: datetime) -> Case:
    return Case(cast, now)


def refuses(act, match: str) -> None:
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        act()


def copied(one: Arrest, **change) -> Arrest:
    row = {field.attname: getattr(one, field.attname) for field in Arrest._meta.concrete_fields}
    return Arrest(**{**row, "id": uuid7(), **change})


def put(case: Case, one: Arrest, row: dict[str, object], now: datetime) -> None:
    """Write a movement and its state past the application."""
    entry = holding.enter(one, "lock_up", ("x", "x"), now, case.cast.rashid, now)
    Whereabouts(**row, by_id=one.by_id, entry=entry).save(force_insert=True)
    where = {"cell": row["cell"], "held_as": row["held_as"], "status": "lock_up"}
    Custody.objects.filter(pk=one.custody_id).update(moves=1, moved_at=now, **where)


def test_an_arrest_has_its_entry_clock_witnesses_and_who_was_told(cast, case: Case, now: datetime) -> None:
    one = case.arrest(replace(MAN, hour="24/11/2026 09:30"))
    assert (one.custody.status, one.ground, one.arrested_at) == ("with_officer", "concerned", now - HOUR / 2)
    entry = DiaryEntry.objects.get(pk=one.entry_id)
    assert (entry.kind, entry.happened_at, "اکرم" in entry.text_ur) == ("arrest", one.arrested_at, False)
    clocks = {row.clock.rule: row.clock.due_at for row in CustodyClock.objects.select_related("clock")}
    assert clocks["custody.produce"] == one.arrested_at + 24 * HOUR
    assert set(clocks) == {"custody.produce", "bail.man"}
    file = arresting.look(arrest_id=one.pk, actor=cast.javed, now=now)
    assert (file.text.witness_2, file.informed[0].whom) == ("خالد محمود", "بھائی اسلم")
    assert queries.lock_up(cast.ali, now).held[0].due.rule.code == "custody.produce"


PAPER = {
    "basis": Basis.WARRANT,
    "ground": "",
    "paper_number": "9",
    "paper_court": "MFC",
    "paper_date": "1/11/2026",
}
MISSING = (
    ({"basis": ""}, "basis"),
    ({"ground": ""}, "ground"),
    ({"hour": "24/11/2026 07:00"}, "hour"),
    ({**PAPER, "paper_number": ""}, "paper_number"),
    ({**PAPER, "paper_court": " "}, "paper_court"),
    ({**PAPER, "paper_date": ""}, "paper_date"),
    ({**PAPER, "hour": "24/10/2026 10:00"}, "paper_date"),
    ({"witness_2": ""}, "witness_2"),
    ({"relative": ""}, "relative"),
    ({"medical": ""}, "medical"),
    ({"men": ""}, "men"),
    ({"gender": ""}, "gender"),
)


def test_no_arrest_without_its_basis(case: Case) -> None:
    who = case.name()
    for wrong, field in MISSING:
        with pytest.raises(Invalid) as refused:
            case.arrest(replace(MAN, **wrong), who)
        assert field in refused.value.fields
    assert (Arrest.objects.count(), DiaryEntry.objects.filter(kind="arrest").count()) == (0, 0)
    assert case.arrest(replace(MAN, **PAPER), who).paper_on.isoformat() == "2026-11-01"


@pytest.mark.parametrize(
    ("paper_date", "hour"),
    [("1448 ہجری", ""), ("2026", "کل شام"), ("1/11/2026", "31/12/2030 10:00"), ("x" * 90, "")],
)
def test_odd_hours_and_dates_are_kept_and_flagged(
    case: Case, now: datetime, paper_date: str, hour: str
) -> None:
    paper = {"basis": Basis.WARRANT, "ground": "", "paper_number": "9", "paper_court": "MFC"}
    one = case.arrest(replace(MAN, **paper, paper_date=paper_date, hour=hour))
    assert (one.odd, one.paper_text, one.hour_text) == (True, paper_date[:60], hour)
    assert one.arrested_at <= now


def test_only_who_investigates_arrests(cast, case: Case) -> None:
    who = case.name()
    assert cast.tariq.user_id
    for stranger, said in ((cast.ali, Forbidden), (cast.rashid, Forbidden), (cast.tariq, NotFound)):
        with pytest.raises(said):
            case.arrest(MAN, who, actor=stranger)


LATER = {"basis": "warrant", "ground": "", "paper_number": "1", "paper_court": "1", "paper_text": "1"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ground": ""}, "has_its_basis"),
        ({"basis": "warrant", "ground": ""}, "has_its_basis"),
        ({"arrested_at": -3 * HOUR}, "before its basis"),
        ({"arrested_at": HOUR}, "before its basis"),
        ({**LATER, "paper_on": date(2026, 11, 26)}, "before its basis"),
        ({"by_id": "ali"}, "only who investigates"),
        ({"entry_id": None}, "before its basis"),
        ({"status": "released"}, "not a first state"),
        ({"custody_id": "ended"}, "one person who is held"),
        ({"accused_id": None}, "is accused in the case"),
    ],
)
def test_the_database_refuses_an_arrest_without_basis_by_another_or_before_it(
    cast, case, now, change, said
) -> None:
    one = case.arrest()
    case.release(one)
    body = Custody(station_id=one.station_id, gender="man", since=now - HOUR, moved_at=now - HOUR)
    body.save(force_insert=True)
    entry = holding.enter(one, "arrest", ("x", "x"), now, cast.aslam, now)
    if "arrested_at" in change:
        change = {"arrested_at": now + change["arrested_at"]}
    if "entry_id" in change:
        change = {"entry_id": holding.enter(one, "other", ("x", "x"), now, cast.aslam, now).pk}
    if "by_id" in change:
        change = {"by_id": cast.ali.user_id}
    if "accused_id" in change:
        change = {"accused_id": Case(cast, now).name().pk}
    if "custody_id" in change:
        change = {"custody_id": one.custody_id}
    fresh = {"entry_id": entry.pk, "status": "held", "custody_id": body.pk}
    refuses(lambda: copied(one, **{**fresh, **change}).save(force_insert=True), said)


def test_an_arrest_stays_as_it_was(case: Case) -> None:
    one = case.arrest()
    refuses(lambda: Arrest.objects.filter(pk=one.pk).update(ground="tools"), "Cannot update")
    refuses(lambda: Arrest.objects.filter(pk=one.pk).delete(), "Cannot delete|permission")
    refuses(lambda: ArrestText.objects.filter(arrest=one).update(place="x"), "Cannot")
    refuses(lambda: Hand.objects.filter(arrest=one).update(female=True), "Cannot")


def test_nobody_is_held_twice_in_one_case(cast, case: Case, now: datetime, monkeypatch) -> None:
    card = {"cnic": "01234-5678903-1"}
    one = case.arrest(one=case.name(**card))
    for again in (one.accused, case.name(**card)):
        with pytest.raises(Stale):
            case.arrest(one=again)
    entry = holding.enter(one, "arrest", ("x", "x"), now, cast.aslam, now)
    refuses(lambda: copied(one, entry_id=entry.pk).save(force_insert=True), "held_once|once_in_a_case")
    strike = {"accused_id": one.accused_id, "reason": "named by mistake", "actor": cast.aslam, "now": now}
    with pytest.raises(Stale):
        naming.strike(**strike)
    monkeypatch.setattr(naming.custody, "open_arrest", lambda _which: None)
    refuses(lambda: naming.strike(**strike), "released first")


def test_a_woman_is_taken_and_held_by_women_only(case: Case, now: datetime) -> None:
    who = case.name(name="شازیہ بی بی")
    with pytest.raises(Invalid) as refused:
        case.arrest(replace(WOMAN, men="کانسٹیبل ارشد"), who)
    assert "men" in refused.value.fields
    one = case.arrest(WOMAN, who)
    refuses(
        lambda: Hand(arrest=one, number=2, name="ارشد", female=False).save(force_insert=True),
        "female officials",
    )
    with pytest.raises(Invalid):
        case.move(one, by_women=False)
    case.move(one)
    row = {
        "custody": one.custody,
        "number": 2,
        "place_kind": "court",
        "escort": "x",
        "at": now,
        "by_id": one.by_id,
    }
    bad = Whereabouts(**row, by_women=False, entry_id=case.fir.entry_id)
    refuses(lambda: bad.save(force_insert=True), "female officials")


def test_a_woman_goes_into_police_custody_only_by_an_order_in_qatl_or_dacoity(case: Case, now) -> None:
    one = case.arrest(WOMAN, case.name(name="شازیہ بی بی"))
    case.produce(one)
    with pytest.raises(Invalid) as refused:
        case.remand(one, 2)
    assert "exceptional" in refused.value.fields
    row = {
        "fir_id": one.fir_id,
        "arrest": one,
        "kind": "police",
        "days": 1,
        **ORDER,
        "at": now,
        "by_id": one.by_id,
    }
    refuses(lambda: Remand(**row, entry_id=one.entry_id).save(force_insert=True), "woman")
    made = case.remand(one, 2, exceptional="dacoity")
    assert (made.exceptional, queries.days_left(one)) == ("dacoity", 13)


def test_men_women_children_and_khwaja_sira_persons_are_held_apart(cast, case: Case, now: datetime) -> None:
    man, woman = case.arrest(), case.arrest(WOMAN, case.name(name="شازیہ"))
    boy = case.arrest(replace(MAN, age="15"), case.name(name="علی", age=""))
    other = case.arrest(replace(MAN, gender="transgender"), case.name(name="نیلم", age="25"))
    for n, one in enumerate((man, woman, boy, other), start=1):
        case.move(one, cell=str(n))
    held = Custody.objects.order_by("cell").values_list("held_as", flat=True)
    assert list(held) == ["men", "women", "juvenile", "transgender"]
    with pytest.raises(Invalid) as refused:
        case.move(boy, cell="1")
    assert "cell" in refused.value.fields
    opened = diary.open_day(prisoners="", actor=cast.rashid, now=now + 24 * HOUR)
    text = opened.entries.get(number=1).text_ur
    assert "محمد اکرم" in text
    assert "علی" not in text
    assert text.count("مقدمہ") == 4


def test_the_database_keeps_the_cells_apart_and_everybody_in_one_place(case: Case, now: datetime) -> None:
    man, boy = case.arrest(), case.arrest(replace(MAN, age="15"), case.name(name="علی", age=""))
    case.move(man)
    row = {
        "custody": boy.custody,
        "number": 1,
        "place_kind": "lock_up",
        "escort": "x",
        "by_women": False,
        "at": now,
    }
    for cell, held_as in (("1", "juvenile"), ("2", "men")):
        how = {**row, "cell": cell, "held_as": held_as}
        refuses(lambda how=how: put(case, boy, how, now), "held apart")
    moved, body = {"moves": 2, "moved_at": now}, Custody.objects.filter(pk=man.custody_id)
    refuses(
        lambda: body.update(status="court", cell="", held_as="", **moved),
        "last mov",
    )
    refuses(lambda: body.update(cell="9", **moved), "last movement")
    refuses(lambda: body.update(status="jail", **moved), "no step")
    refuses(lambda: Whereabouts.objects.filter(custody=man.custody).delete(), "permission denied")


def test_who_turns_out_to_be_a_child_moves_apart_in_the_same_act(
    committed, cast, case: Case, now: datetime
) -> None:
    one = case.arrest()
    case.move(one)
    how = {"accused_id": one.accused_id, "stated": "16", "basis": "stated", "actor": cast.aslam, "now": now}
    with pytest.raises(Invalid) as refused:
        naming.note_age(**how)
    assert "cell" in refused.value.fields
    monkey = pytest.MonkeyPatch()
    monkey.setattr(naming, "rehouse", lambda **_all: None)
    with pytest.raises(DatabaseError, match="apart from adults"):
        naming.note_age(**how)
    monkey.undo()
    naming.note_age(**how, cell="4")
    body = Custody.objects.get()
    assert (body.held_as, body.cell) == ("juvenile", "4")
    rules = set(CustodyClock.objects.values_list("clock__rule", flat=True))
    assert {"custody.guardian", "custody.probation", "custody.legal_aid"} <= rules


def test_a_childs_guardian_probation_officer_and_legal_aid_are_clocks_that_are_met(
    cast, case: Case, now
) -> None:
    one = case.arrest(replace(MAN, age="15"), case.name(age=""))
    for kind in ("guardian", "probation", "legal_aid"):
        clock = holding.open_clock(one, f"custody.{kind}")
        assert clock.due_at == now + 24 * HOUR
        how = {"arrest_id": one.pk, "kind": kind, "actor": cast.aslam, "now": now + HOUR}
        arresting.inform(whom="", how="", why_not="فون بند", **how)
        assert holding.open_clock(one, f"custody.{kind}") is not None
        arresting.inform(whom="حسن دین", how="ٹیلی فون", **how)
        assert holding.open_clock(one, f"custody.{kind}") is None
