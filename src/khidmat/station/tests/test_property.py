"""What comes into the malkhana: a serial without a gap, its diary entry, its words sealed with its case."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid, NotFound
from khidmat.kernel.ids import uuid7
from khidmat.services.tests.answering import picture
from khidmat.station import label
from khidmat.station.articles import Article
from khidmat.station.models import DiaryEntry, Item, ItemText, Movement
from khidmat.station.operations import property as operations
from khidmat.station.queries import property as queries

HOUR = timedelta(hours=1)
HEROIN = Article("narcotic", "ہیروئن، ایک پیکٹ", Decimal("1250.5"), "grams", 1_262_000, "3 × AR", "الماری 2")
PISTOL = Article("weapon", "پستول 30 بور، نمبر 4471", seals="2 × AR")
NOTES = Article("cash", "نقد رقم وٹک", Decimal(85000), "rupees")


def refuses(act) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def test_a_thing_comes_in_with_serial_diary_entry_and_balance(
    cast, theft_case, deposit, now: datetime
) -> None:
    heroin, pistol = deposit(HEROIN, PISTOL)
    assert [str(heroin), str(pistol)] == ["1/26", "2/26"]
    assert heroin.entry == pistol.entry
    entry = heroin.entry
    assert (entry.kind, entry.about_id, entry.station_id) == (
        "property_in", theft_case.pk, theft_case.station_id,
    )  # fmt: skip
    assert "1/26 – 2/26" in entry.text_ur
    assert "اکرم" not in entry.text_ur
    first = heroin.movements.get()
    assert (first.kind, first.balance, first.weight_mg, first.place) == (
        "deposit", Decimal("1250.5"), 1_262_000, "الماری 2",
    )  # fmt: skip
    assert deposit(NOTES, at=now + timedelta(days=60))[0].number == 1
    assert Event.objects.filter(code="station.property.in", subject_id=heroin.pk).count() == 1


def test_three_hundred_articles_of_one_memo_are_one_entry(deposit) -> None:
    before = DiaryEntry.objects.count()
    made = deposit(*[replace(PISTOL, description=f"پرزہ {n}") for n in range(300)])
    assert [one.number for one in made] == list(range(1, 301))
    assert DiaryEntry.objects.count() == before + 1
    assert Movement.objects.filter(item__in=made).count() == ItemText.objects.filter(item__in=made).count()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quantity": Decimal(-1)}, "quantity"),
        ({"quantity": Decimal("1e30")}, "quantity"),
        ({"quantity": Decimal("0.5")}, "quantity"),
        ({"unit": "rupees"}, "unit"),
        ({"unit": "bushels"}, "unit"),
        ({"kind": "spell"}, "kind"),
        ({"kind": "narcotic"}, "weight"),
        ({"description": " "}, "description"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_half_received(deposit, wrong, field) -> None:
    with pytest.raises(Invalid) as refused:
        deposit(replace(PISTOL, **wrong))
    assert field in refused.value.fields
    with pytest.raises(Invalid) as refused:
        deposit(PISTOL, replace(PISTOL, **wrong), HEROIN)
    assert refused.value.fields["articles"].startswith("2: ")
    assert Item.objects.count() == 0


def test_property_of_a_case_names_it_and_of_nobody_does_not(deposit) -> None:
    for fir, basis in ((None, "case"), (None, "magic")):
        with pytest.raises(Invalid):
            deposit(PISTOL, fir=fir, basis=basis)
    with pytest.raises(Invalid):
        deposit(PISTOL, basis="unclaimed")
    assert deposit(PISTOL, fir=None, basis="suspected")[0].fir is None


def test_the_clerk_and_the_sho_take_in_and_nobody_else(cast, theft_case, now: datetime) -> None:
    how = {"fir": "۱/۲۶", "basis": "case", "article": PISTOL, "from_whom": "", "happened_at": now, "now": now}
    assert operations.take_in(**how, actor=cast.rashid).fir == theft_case
    assert operations.take_in(**how, actor=cast.ali).number == 2
    for other in (cast.aslam, cast.saima, cast.javed, cast.farah, cast.hina):
        with pytest.raises(Forbidden):
            operations.take_in(**how, actor=other)
    for written in ("2/26", "1", "x", "1/27", "9" * 20):
        with pytest.raises(Invalid):
            operations.take_in(**{**how, "fir": written}, actor=cast.rashid)
    with pytest.raises(Invalid):
        operations.take_in(**{**how, "happened_at": now + HOUR}, actor=cast.rashid)
    with pytest.raises(Invalid):
        operations.take_in(**how, actor=cast.zahid)  # B Division has no such FIR


def test_of_a_sealed_case_only_who_needs_it_reads_the_words(
    cast, sealed_case, deposit, now: datetime
) -> None:
    shirt = deposit(Article("other", "قمیض"), fir=sealed_case)[0]
    for name in ("ali", "rashid", "farah", "hina", "javed"):
        assert operations.look(item_id=shirt.pk, actor=getattr(cast, name), now=now).text, name
    found = operations.look(item_id=shirt.pk, actor=cast.aslam, now=now)
    assert (found.text, list(found.photos)) == (None, [])
    for name in ("aslam", "ali"):
        assert [one.text for one in queries.shelf(getattr(cast, name), "all", "", "").lines] == [None]
    assert Event.objects.filter(code="station.property.opened", subject_id=shirt.pk).count() == 5
    assert not ItemText.objects.filter(item=shirt).exists()  # the database alone, whatever a query forgets
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from station_itemtext")
        assert cursor.fetchone() == (0,)


def test_with_the_database_wall_down_the_program_still_withholds(
    committed, cast, sealed_case, deposit, now: datetime, as_owner
) -> None:
    shirt = deposit(Article("other", "قمیض"), fir=sealed_case)[0]
    with as_owner() as owner:
        owner.execute("alter table station_itemtext disable row level security")
    try:
        assert ItemText.objects.filter(item=shirt).exists()
        assert operations.look(item_id=shirt.pk, actor=cast.aslam, now=now).text is None
        assert queries.shelf(cast.ali, "all", "", "").lines[0].text is None
    finally:
        with as_owner() as owner:
            owner.execute("alter table station_itemtext enable row level security")


def test_photographs_follow_one_another_and_nobody_outside_sees_them(cast, deposit, now: datetime) -> None:
    pistol = deposit(PISTOL)[0]
    how = {"item_id": pistol.pk, "now": now}
    for n in (1, 2):
        assert operations.photograph(**how, upload=picture(), actor=cast.rashid).number == n
    assert queries.photo(cast.farah, pistol.pk, 2).number == 2
    for actor, number in ((cast.zahid, 1), (cast.ali, 3)):
        with pytest.raises(NotFound):
            queries.photo(actor, pistol.pk, number)
    with pytest.raises(NotFound):
        operations.photograph(**how, upload=picture(), actor=cast.zahid)


def test_the_label_bears_number_kind_and_barcode_and_no_name(cast, deposit, now: datetime) -> None:
    heroin = deposit(HEROIN)[0]
    said = label.words(queries.item(cast.rashid, heroin.pk))
    assert (said["number"], said["fir"], said["weight"]) == ("1/26", "1/26", "1,262.000")
    assert HEROIN.description not in str(said)
    assert operations.print_label(item_id=heroin.pk, actor=cast.rashid, now=now).startswith(b"%PDF-")
    with pytest.raises(NotFound):
        operations.print_label(item_id=heroin.pk, actor=cast.zahid, now=now)


def test_the_database_refuses_what_the_rule_forbids(cast, deposit) -> None:
    heroin, pistol = deposit(HEROIN, PISTOL)
    row = {field.attname: getattr(pistol, field.attname) for field in Item._meta.concrete_fields}
    fresh = {**row, "id": uuid7(), "number": 3}
    wrong = (
        {"number": 2}, {"number": 4}, {"year": 2025}, {"entry_id": DiaryEntry.objects.first().pk},
        {"fir_id": None}, {"basis": "unclaimed"}, {"kind": "spell"}, {"unit": "bushels"}, {"quantity": -1},
        {"quantity": Decimal("1.5")}, {"kind": "cash"}, {"kind": "narcotic"}, {"status": "gone"},
        {"deposited_at": row["recorded_at"] + HOUR}, {"station_id": cast.zahid.office},
    )  # fmt: skip
    for change in wrong:
        refuses(lambda change=change: Item(**{**fresh, **change}).save(force_insert=True))
    Item(**fresh).save(force_insert=True)
    refuses(lambda: Item.objects.filter(pk=heroin.pk).update(quantity=1))
    refuses(lambda: Item.objects.filter(pk=heroin.pk).update(status="away"))
    refuses(lambda: heroin.delete())
    refuses(lambda: ItemText.objects.filter(item=heroin).update(description="x"))
    refuses(lambda: Movement.objects.filter(item=heroin).update(balance=0))


def test_each_guard_of_a_movement(deposit) -> None:
    heroin = deposit(HEROIN)[0]
    first = heroin.movements.get()
    row = {field.attname: getattr(first, field.attname) for field in Movement._meta.concrete_fields}
    fresh = {**row, "id": uuid7(), "number": 2}
    wrong = (
        {}, {"kind": "back"}, {"kind": "settle", "quantity": 0}, {"kind": "entrust", "quantity": 0},
        {"kind": "send"}, {"kind": "send", "balance": 0, "weight_mg": None}, {"kind": "send", "balance": 0},
        {"number": 1}, {"kind": "send", "quantity": 1, "balance": first.balance - 1},
    )  # fmt: skip
    for change in wrong:
        refuses(lambda change=change: Movement(**{**fresh, **change}).save(force_insert=True))
    refuses(lambda: first.delete())


def test_a_thing_is_whole_or_not_there(committed, cast, deposit, monkeypatch) -> None:
    for model in (ItemText, Movement):
        with monkeypatch.context() as patch:
            patch.setattr(model.objects, "bulk_create", list)
            with pytest.raises(DatabaseError, match="whole"):
                deposit(PISTOL)
    assert Item.objects.count() == 0
    assert deposit(PISTOL)[0].number == 1


def test_not_even_the_owner_moves_a_thing_back_in_time(committed, deposit, as_owner) -> None:
    deposit(PISTOL)
    with as_owner() as owner, pytest.raises(psycopg.Error, match="Cannot update or delete"):
        owner.execute("update station_movement set place = 'elsewhere'")
