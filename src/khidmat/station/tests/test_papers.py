"""The papers of an investigation: what the law asks of each, what they take into the malkhana, who reads them."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.kernel.errors import Forbidden, Invalid, NotFound
from khidmat.kernel.ids import uuid7
from khidmat.station.articles import Article
from khidmat.station.articles_typed import Unreadable, read_articles
from khidmat.station.evidence import Somebody
from khidmat.station.models import Fir, Item, Memo, Search, Statement, Witness
from khidmat.station.models.papers import Paper
from khidmat.station.operations import papers
from khidmat.station.queries import papers as queries
from khidmat.station.queries.fir import unsealed

HOUR = timedelta(hours=1)
NOREEN = Somebody(kind="victim", woman=True, name="نورین")
AKRAM, BASHIR = Somebody(kind="memo", name="اکرم"), Somebody(kind="memo", name="بشیر")


@pytest.fixture
def memo(cast, now: datetime):
    """Make a memo."""

    def make(case: Fir, *articles: Article, witnesses=(AKRAM, BASHIR), kind: str = "recovery") -> Memo:
        said = {"kind": kind, "place": "سبزی منڈی", "from_whom": "ملزم", "text": "برآمد ہوا۔"}
        when = {"happened_at": now + HOUR, "now": now + 2 * HOUR}
        return papers.memo(
            fir_id=case.pk, articles=articles, witnesses=witnesses, actor=cast.aslam, **said, **when
        )

    return make


def refuses(act, match: str | None = None) -> None:
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        act()


def copied(paper: Paper, **changes: Any) -> Paper:
    """The same paper again under the next number, for the database to judge."""
    row = {field.attname: getattr(paper, field.attname) for field in paper._meta.concrete_fields}
    return type(paper)(**{**row, "id": uuid7(), "number": paper.number + 1, **changes})


def test_a_witness_enters_the_file_once_and_is_heard_again(case: Fir, hear) -> None:
    first = hear(case, AKRAM)
    second = hear(case, Somebody(known=first.witness_id), text="یہ بھی دیکھا۔")
    assert (first.number, second.number, second.witness_id) == (1, 2, first.witness_id)
    assert [one.name for one in queries.witnesses(case)] == ["اکرم"]
    assert first.entry.about_id == case.pk
    assert "اکرم" not in first.entry.text_ur


def test_a_woman_tells_it_with_somebody_at_her_side(rape: Fir, hear) -> None:
    with pytest.raises(Invalid) as refused:
        hear(rape, NOREEN)
    assert "presence" in refused.value.fields
    made = hear(rape, NOREEN, presence="relative", present="والدہ")
    with unsealed(rape):
        refuses(lambda: copied(made, presence="", present="").save(force_insert=True), "at her side")
        copied(made, presence="officer", present="سب انسپکٹر").save(force_insert=True)


def test_the_victim_is_heard_by_the_magistrate_once_and_on_film(rape: Fir, hear) -> None:
    before = {"law": "164", "court": "مجسٹریٹ درجہ اول"}
    with pytest.raises(Invalid) as refused:
        hear(rape, NOREEN, **before)
    assert "recorded" in refused.value.fields
    made = hear(rape, NOREEN, **before, recorded="video")
    with pytest.raises(Invalid) as again:
        hear(rape, Somebody(known=made.witness_id), **before, recorded="video")
    assert "known" in again.value.fields
    with unsealed(rape):
        refuses(lambda: copied(made).save(force_insert=True), "once only")
        fresh = copied(Witness.objects.get(pk=made.witness_id))
        fresh.save(force_insert=True)
        other = copied(made, witness_id=fresh.pk, recorded="")
        refuses(lambda: other.save(force_insert=True), "is filmed")


@pytest.mark.parametrize("name", ["نورین", "نورين", " نورین "])
def test_the_victim_entered_again_under_her_name_is_not_heard_again(rape: Fir, hear, name: str) -> None:
    filmed = {"law": "164", "court": "مجسٹریٹ درجہ اول", "recorded": "video"}
    made = hear(rape, NOREEN, **filmed)
    for kind in ("victim", "eyewitness"):
        with pytest.raises(Invalid) as refused:
            hear(rape, Somebody(kind=kind, woman=True, name=name), **filmed)
        assert "known" in refused.value.fields
    with unsealed(rape):
        twin = copied(made.witness)
        twin.save(force_insert=True)
        refuses(lambda: copied(made, witness_id=twin.pk).save(force_insert=True), "once only")
    assert hear(rape, Somebody(kind="victim", woman=True, name="شازیہ"), **filmed).number == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "text"),
        ({"language": ""}, "language"),
        ({"law": "164"}, "court"),
        ({"recorded": "audio"}, "consent"),
        ({"presence": "choice"}, "present"),
        ({"taken_at": timedelta(hours=3)}, "hour"),
        ({"who": Somebody()}, "name"),
        ({"who": Somebody(known=uuid7())}, "known"),
    ],
)
def test_what_cannot_be_is_sent_back_and_nothing_is_written(case, hear, now, wrong, field) -> None:
    moved = {name: now + by if isinstance(by, timedelta) else by for name, by in wrong.items()}
    with pytest.raises(Invalid) as refused:
        hear(case, moved.pop("who", AKRAM), **moved)
    assert field in refused.value.fields
    assert queries.witnesses(case) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"by": "ali"}, "only who investigates"),
        ({"number": 7}, "in its order"),
        ({"text": ""}, "says_something"),
        ({"court": "مجسٹریٹ"}, "before_whom"),
        ({"recorded": "video"}, "with_consent"),
        ({"presence": "officer"}, "presence_named"),
        ({"witness_id": uuid7()}, "witness of its own case"),
        ({"taken_at": HOUR}, "after_its_hour"),
    ],
)
def test_the_database_refuses_a_statement_that_cannot_be(cast, case, hear, change, said) -> None:
    made = hear(case, AKRAM)
    row: dict[str, Any] = {}
    for name, value in change.items():
        moved = made.at + value if isinstance(value, timedelta) else value
        row |= {"by_id": getattr(cast, value).user_id} if name == "by" else {name: moved}
    refuses(lambda: copied(made, **row).save(force_insert=True), said)
    refuses(lambda: Statement.objects.filter(pk=made.pk).update(text="x"), "Cannot update")
    copied(made).save(force_insert=True)


def test_what_a_memo_takes_lies_in_the_malkhana(case: Fir, memo) -> None:
    made = memo(case, Article("weapon", "پستول 30 بور"), Article("weapon", "گولیاں", Decimal(5), "rounds"))
    lying = [one.item for one in made.articles.select_related("item").order_by("number")]
    assert [(one.fir_id, one.number, one.status) for one in lying] == [
        (case.pk, 1, "stored"),
        (case.pk, 2, "stored"),
    ]
    assert made.entry.number < lying[0].entry.number
    assert lying[0].entry == lying[1].entry


def test_a_memo_has_two_witnesses_and_takes_what_its_kind_takes(case: Fir, memo) -> None:
    pistol = Article("weapon", "پستول 30 بور")
    known = Somebody(known=memo(case, pistol).first_id)
    for wrong, field in (
        ({"witnesses": (known, known)}, "second_known"),
        ({"witnesses": (AKRAM, Somebody())}, "second_name"),
        ({"kind": "pointing"}, "articles"),
    ):
        with pytest.raises(Invalid) as refused:
            memo(case, pistol, **wrong)
        assert field in refused.value.fields
    with pytest.raises(Invalid):
        memo(case)
    assert Item.objects.count() == 1


def test_the_database_refuses_a_memo_with_one_witness_or_a_strangers(case: Fir, rape: Fir, memo) -> None:
    made, other = memo(case, Article("weapon", "پستول")), memo(rape, Article("other", "چادر"))
    for change, said in (
        ({"second_id": made.first_id}, "two witnesses"),
        ({"second_id": other.first_id}, "two witnesses"),
        ({"kind": "gift"}, "memo_kind"),
        ({"place": ""}, "says_something"),
    ):
        refuses(lambda row=change: copied(made, **row).save(force_insert=True), said)
    moved = made.articles.get()
    moved.pk, moved.memo_id, moved.number = uuid7(), other.pk, 9
    refuses(lambda: moved.save(force_insert=True))


def test_reasons_come_before_a_search(cast, case: Fir, now: datetime) -> None:
    said = {
        "ground": "reasons",
        "reasons": "خدشہ ہے کہ مال چھپا دیا جائے گا۔",
        "place": "مکان 4",
        "occupant": "",
    }
    hours = {"reasoned_at": now + HOUR, "began_at": now + HOUR, "ended_at": now + 2 * HOUR}
    how = {"fir_id": case.pk, "found": "کچھ نہیں ملا۔", "witnesses": (AKRAM, BASHIR), "actor": cast.aslam}
    made = papers.search(**how, **said, **hours, now=now + 3 * HOUR)
    for wrong in ({"began_at": now}, {"reasoned_at": now + 2 * HOUR, "began_at": now + HOUR}):
        with pytest.raises(Invalid):
            papers.search(**how, **said, **{**hours, **wrong}, now=now + 3 * HOUR)
        refuses(lambda row=wrong: copied(made, **row).save(force_insert=True), "after_its_reasons")
    refuses(lambda: copied(made, reasons="").save(force_insert=True), "says_something")
    assert Search.objects.count() == 1


def test_a_plan_shows_something_and_a_warrant_is_older_than_its_execution(cast, case, now) -> None:
    how = {"fir_id": case.pk, "actor": cast.aslam, "now": now + 2 * HOUR}
    with pytest.raises(Invalid):
        papers.plan(**how, drawn_at=now, scaled=False, text="", paper=None)
    plan = papers.plan(**how, drawn_at=now, scaled=False, text="دروازے سے تالا 2 فٹ", paper=None)
    refuses(lambda: copied(plan, text="").save(force_insert=True), "shows_something")
    order = {
        "kind": "search",
        "court": "مجسٹریٹ",
        "reference": "12",
        "result": "executed",
        "text": "تعمیل ہوئی",
    }
    with pytest.raises(Invalid):
        papers.warrant(**how, **order, issued_on=now.date() + timedelta(days=1), done_at=now)
    made = papers.warrant(**how, **order, issued_on=now.date(), done_at=now)
    refuses(lambda: copied(made, court="").save(force_insert=True), "says_something")


def test_only_who_investigates_writes_and_few_read(cast, case: Fir, rape: Fir, hear, now: datetime) -> None:
    for stranger in (cast.ali, cast.rashid, cast.farah, cast.javed):
        with pytest.raises(Forbidden):
            hear(case, AKRAM, actor=stranger)
    hear(rape, NOREEN, presence="relative", present="والدہ")
    for reader in (cast.ali, cast.aslam, cast.rashid, cast.farah, cast.hina):
        found = papers.open_file(fir_id=rape.pk, actor=reader, now=now)
        assert found.statements[0].witness.name == "نورین"
    for stranger, said in ((cast.javed, NotFound), (cast.zahid, NotFound)):
        with pytest.raises(said):
            papers.open_file(fir_id=rape.pk, actor=stranger, now=now)


def test_the_database_hides_the_papers_of_a_sealed_case(rape: Fir, hear, memo) -> None:
    hear(rape, NOREEN, presence="relative", present="والدہ")
    memo(rape, Article("other", "چادر"))
    for table in ("witness", "statement", "memo"):
        with connection.cursor() as cursor:
            cursor.execute(f"select count(*) from station_{table}")
            assert cursor.fetchone() == (0,), table


def test_a_list_of_things_is_read_or_sent_back_with_its_line() -> None:
    found = read_articles("pistol 30 bore, 1\n\nگولیاں، ۵ راؤنڈ، مہر MA", "weapon")
    assert [(one.description, one.quantity, one.unit, one.seals) for one in found] == [
        ("pistol 30 bore", Decimal(1), "pieces", ""),
        ("گولیاں", Decimal(5), "rounds", "مہر MA"),
    ]
    assert read_articles("chars, 1200.5 grams", "narcotic")[0].unit == "grams"
    worth = read_articles("سائیکل، مالیت ۱۲۰۰۰ روپے، مہر MA\nمکئی, worth: Rs. 900", "other")
    assert [(one.value, one.seals, one.quantity) for one in worth] == [(12000, "مہر MA", 1), (900, "", 1)]
    odd = (
        ("chars", "narcotic"),
        ("notes, 5", "cash"),
        (", 3", "other"),
        ("x, 1.5", "other"),
        ("x, worth 0", "other"),
    )
    for typed, kind in (*odd, ("notes, 5 rupees, worth 5", "cash")):
        with pytest.raises(Unreadable, match="1"):
            read_articles(typed, kind)
    with pytest.raises(Unreadable, match="300"):
        read_articles("x\n" * 301, "other")
