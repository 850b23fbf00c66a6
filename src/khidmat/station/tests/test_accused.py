"""Who is accused: named or described, numbered, never removed; a sealed one and a child only for who needs the name."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.people.public import Person
from khidmat.station import ages, fir_paper
from khidmat.station.models import Accused, AccusedText, Age, DiaryEntry, Fir, FirText, Struck, Telling
from khidmat.station.operations import accused as operations
from khidmat.station.operations import desk
from khidmat.station.operations import fir as firs
from khidmat.station.queries import accused as queries
from khidmat.station.queries import desk as desk_queries
from khidmat.station.queries import fir as fir_queries
from khidmat.station.states import Copy
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.typed import Typed, Who

AKRAM = Who(
    name="محمد اکرم", father="اللہ دتہ", cnic="01234-5678903-1", gender="man", age="30", address="گلی 4"
)
BOY = Who(name="علی حسن", father="حسن دین", age="15", gender="man")


@pytest.fixture
def case(cast, now: datetime):
    """Register a case of A Division that Aslam investigates."""

    def make(told=THEFT, officer=cast.aslam, **more) -> Fir:
        complaint = desk.take(told=told, actor=cast.saima, now=now)
        typed = Typed(told.offences, officer.user_id, **more)
        return firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)

    return make


@pytest.fixture
def name(cast, now: datetime):
    """Let Aslam name somebody."""

    def make(fir: Fir, who: Who = AKRAM, actor=None) -> Accused:
        return operations.add(fir_id=fir.pk, typed=who, actor=actor or cast.aslam, now=now)

    return make


def refuses(act, match: str | None = None) -> None:
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        act()


def test_an_accused_is_named_with_his_number_entry_and_person(cast, case, name) -> None:
    fir = case()
    one, second = name(fir), name(fir, Who(described="نامعلوم، سانولا، لمبا"), cast.ali)
    assert (one.number, second.number, second.person) == (1, 2, None)
    assert one.person == Person.objects.get(cnic="0123456789031")
    lines = queries.of(cast.aslam, fir)
    assert [line.text.name_ur for line in lines] == ["محمد اکرم", ""]
    assert [age.years for age in lines[0].ages] == [30]
    entry = DiaryEntry.objects.get(pk=one.entry_id)
    assert (entry.about_id, "اکرم" in entry.text_ur) == (fir.pk, False)
    assert Event.objects.filter(code="station.accused.named").count() == 2


def test_forty_accused_told_at_registering_are_forty_accused(cast, case) -> None:
    fir = case(accused="\n".join(f"نامعلوم نمبر {n}" for n in range(1, 41)))
    lines = queries.of(cast.javed, fir)
    assert [line.accused.number for line in lines] == list(range(1, 41))
    assert (lines[39].text.described, lines[39].accused.entry_id) == ("نامعلوم نمبر 40", fir.entry_id)
    page = ask(cast.aslam, f"/duty/fir/{fir.pk}/accused/").content.decode()
    assert "نامعلوم نمبر 40" in page


def test_only_who_registers_or_investigates_names_somebody(cast, case, name) -> None:
    fir = case(officer=cast.ali)
    assert cast.tariq.user_id
    for stranger, said in ((cast.aslam, Forbidden), (cast.saima, Forbidden), (cast.tariq, NotFound)):
        with pytest.raises(said):
            name(fir, AKRAM, stranger)
    with pytest.raises(Invalid):
        name(fir, Who(father="اللہ دتہ"), cast.ali)
    assert fir.accused.count() == 0
    assert name(fir, AKRAM, cast.rashid).number == 1


def test_an_unknown_one_gets_a_name_and_both_stay(cast, case, name, now: datetime) -> None:
    fir = case(accused="نامعلوم")
    unknown = fir.accused.get()
    with pytest.raises(Invalid):
        name(fir, Who(name="اکرم", instead=unknown.pk))
    known = name(fir, Who(name="اکرم", instead=unknown.pk, reason="شناخت پریڈ میں پہچانا گیا"))
    assert Struck.objects.get().instead == known
    with pytest.raises(Stale):
        operations.strike(accused_id=unknown.pk, reason="named by mistake", actor=cast.aslam, now=now)
    operations.strike(accused_id=known.pk, reason="named by mistake", actor=cast.aslam, now=now)
    assert [line.struck is not None for line in queries.of(cast.aslam, fir)] == [True, True]
    assert queries.replaceable(cast.aslam, fir) == []


@pytest.mark.parametrize(
    ("text", "years", "odd"),
    [
        ("30", 30, False),
        ("۱۷ سال", 17, False),
        ("about 17", 17, False),
        ("16-17", 16, True),
        ("12/5/2010", 16, False),
        ("25/11/2008", 17, False),
        ("2008", 17, True),
        ("2027", None, True),
        ("31/2/2010", None, True),
        ("1/1/2030", None, True),
        ("1431 ھ", None, True),
        ("جوان", None, True),
        ("9" * 50, None, True),
    ],
)
def test_an_age_is_read_or_kept_as_it_is_said(text: str, years, odd) -> None:
    read = ages.read(text, date(2026, 11, 24))
    assert (read.years, read.odd) == (years, odd)


def test_a_child_stays_a_child_until_it_is_proved(cast, case, name, now: datetime) -> None:
    one = name(case(), BOY)
    how = {"accused_id": one.pk, "actor": cast.aslam, "now": now}
    said = operations.note_age(stated="19", basis="seen", **how)
    assert (said.child, said.disputed, said.years) == (True, True, 19)
    with pytest.raises(Invalid):
        operations.note_age(stated="19", basis="medical", **how)
    proved = operations.note_age(stated="19", basis="medical", paper="DHQ 44/26", **how)
    assert (proved.child, proved.number) == (False, 3)
    disputed = operations.note_age(stated="19", basis="stated", disputed=True, **how)
    assert disputed.child
    assert len(queries.line(cast.aslam, one).ages) == 4


def test_a_child_among_the_accused_seals_who_it_is_for_the_rest_of_the_station(
    cast, case, name, now: datetime
) -> None:
    fir = case(officer=cast.ali)
    name(fir, AKRAM, cast.ali)
    name(fir, BOY, cast.ali)
    for reader, knows in (
        ("ali", True),
        ("rashid", True),
        ("javed", True),
        ("farah", True),
        ("aslam", False),
    ):
        first, second = queries.of(getattr(cast, reader), fir)
        assert (first.text is not None, second.text is not None, second.child) == (True, knows, True), reader
        assert (firs.open_fir(fir_id=fir.pk, actor=getattr(cast, reader), now=now).words is not None) is knows
    assert [row.who for row in fir_queries.register(cast.aslam, "", "").rows] == [""]
    page = ask(cast.aslam, f"/duty/fir/{fir.pk}/accused/").content.decode()
    assert "علی حسن" not in page
    assert "حسن دین" not in page
    assert not desk_queries.may_know_who(cast.aslam, fir.complaint)


def test_opening_a_sealed_name_stands_in_the_ledger(cast, case, name, now: datetime) -> None:
    fir = case(RAPE)
    name(fir)
    for reader in (cast.aslam, cast.ali):
        operations.look(fir_id=fir.pk, actor=reader, now=now)
    plain = case()
    name(plain)
    operations.look(fir_id=plain.pk, actor=cast.aslam, now=now)
    assert Event.objects.filter(code="station.accused.opened").count() == 2


def test_with_the_first_wall_down_the_second_stands(cast, case, name) -> None:
    """A query that forgets who reads finds no sealed accused and no child, nor the words of a child's case."""
    sealed, open_one = case(RAPE), case()
    name(sealed)
    name(open_one)
    name(open_one, BOY)
    assert [text.name_ur for text in AccusedText.objects.all()] == ["محمد اکرم"]
    assert [age.years for age in Age.objects.all()] == [30]
    assert not FirText.objects.filter(fir__in=[sealed, open_one]).exists()
    assert not Telling.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from station_accusedtext t where t.father = 'حسن دین'")
        assert cursor.fetchone() == (0,)


def test_with_the_second_wall_down_the_first_stands(committed, cast, case, name, now, as_owner) -> None:
    """The database shows everything; list, FIR, register and paper still withhold."""
    fir = case(officer=cast.ali)
    name(fir, BOY, cast.ali)
    tables = ("station_accusedtext", "station_age", "station_firtext", "station_telling")
    with as_owner() as owner:
        for table in tables:
            owner.execute(f"alter table {table} disable row level security")
    try:
        assert AccusedText.objects.filter(name_ur="علی حسن").exists()
        (line,) = queries.of(cast.aslam, fir)
        case_seen = firs.open_fir(fir_id=fir.pk, actor=cast.aslam, now=now)
        paper = fir_paper.words_of(case_seen, Copy.STATION)
        assert (line.text, list(line.ages), case_seen.words) == (None, [], None)
        assert THEFT.name not in str(paper) + str(fir_queries.register(cast.aslam, "", "").rows)
    finally:
        with as_owner() as owner:
            for table in tables:
                owner.execute(f"alter table {table} enable row level security")


def test_the_database_refuses_what_the_books_forbid(cast, case, name, now: datetime) -> None:
    fir, other = case(), case()
    one = name(fir)
    row = {"fir": fir, "added_at": now, "by_id": cast.aslam.user_id, "entry_id": one.entry_id}
    refuses(lambda: Accused(id=uuid7(), number=3, **row).save(force_insert=True), "follow one another")
    alien = {**row, "fir": other}
    refuses(
        lambda: Accused(id=uuid7(), number=1, **alien).save(force_insert=True), "rests on his diary entry"
    )
    refuses(lambda: one.delete())
    refuses(lambda: Accused.objects.filter(pk=one.pk).update(gender="woman"))
    refuses(lambda: AccusedText.objects.filter(accused=one).update(name="x"))
    refuses(lambda: Age.objects.filter(accused=one).update(years=40))
    bare = Accused(id=uuid7(), number=2, **row)
    bare.save(force_insert=True)
    refuses(lambda: AccusedText(accused=bare).save(force_insert=True), "named_or_described")


def test_the_database_keeps_a_child_a_child(cast, case, name, now: datetime) -> None:
    one = name(case(), BOY)
    row = {"accused": one, "number": 2, "stated": "30", "years": 30, "odd": False, "disputed": False}
    by = {"by_id": cast.aslam.user_id, "at": now}
    refuses(lambda: Age(basis="seen", child=False, **row, **by).save(force_insert=True), "until proved")
    refuses(lambda: Age(basis="court", child=False, **row, **by).save(force_insert=True), "names_its_proof")
    young = {**row, "years": 12, "paper": "1"}
    refuses(lambda: Age(basis="court", child=False, **young, **by).save(force_insert=True), "of_a_child")
    gap = {**row, "number": 4, "paper": "1"}
    refuses(
        lambda: Age(basis="court", child=False, **gap, **by).save(force_insert=True), "follow one another"
    )
    assert Age(basis="court", paper="Order 7", child=False, **row, **by).save(force_insert=True) is None


def test_an_accused_without_words_is_not_there(committed, cast, case, name, monkeypatch) -> None:
    fir = case()
    monkeypatch.setattr(operations, "_words", lambda *_all: None)
    with pytest.raises(DatabaseError, match="named or described"):
        name(fir)
    assert Accused.objects.count() == 0


def test_somebody_known_in_another_case_is_found_by_name_and_chosen(cast, case, name) -> None:
    first, second = case(), case()
    one = name(first)
    name(case(RAPE), Who(name="محمد اکرم خان", cnic="01234-5678904-1"))
    assert [person.pk for person in queries.known(cast.aslam, "اکرم")] == [one.person_id]
    assert list(queries.known(cast.zahid, "اکرم")) == []
    page = ask(cast.aslam, f"/duty/fir/{second.pk}/accused/name/?q=اکرم").content.decode()
    assert f"?person={one.person_id}" in page
    chosen = name(second, Who(name="محمد اکرم", known=one.person_id))
    assert chosen.person_id == one.person_id
    with pytest.raises(Invalid):
        name(second, Who(name="محمد اکرم", known=uuid7()))


def test_the_form_says_what_is_missing_and_keeps_what_is_odd(cast, case) -> None:
    fir = case()
    path = f"/duty/fir/{fir.pk}/accused/name/"
    assert ask(cast.aslam, path, {"father": "اللہ دتہ"}).status_code == 422
    assert ask(cast.aslam, path, {"described": "نامعلوم", "gender": "none"}).status_code == 422
    odd = {"name": "اکرم", "cnic": "12 abc", "age": "1431 ہجری"}
    assert ask(cast.aslam, path, odd).status_code == 302
    (line,) = queries.of(cast.aslam, fir)
    assert (line.text.cnic, line.ages[0].stated, len(line.flags)) == ("12 abc", "1431 ہجری", 2)
    strike = f"/duty/accused/{line.accused.pk}/strike/"
    assert ask(cast.aslam, strike, {"reason": "x"}).status_code == 422
    assert ask(cast.aslam, strike, {"reason": "غلط نام لکھا گیا تھا"}).status_code == 302
    assert timedelta(0) <= Struck.objects.get().at - line.accused.added_at
