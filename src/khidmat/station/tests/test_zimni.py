"""The case diary: written by who investigates, leaf chained to leaf, never edited, read by few."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid, NotFound
from khidmat.kernel.ids import uuid7
from khidmat.station import digests, zimni_paper
from khidmat.station.models import DiaryEntry, Fir, Zimni, ZimniCall
from khidmat.station.operations import desk, zimni
from khidmat.station.operations import fir as firs
from khidmat.station.queries import zimni as queries
from khidmat.station.queries.fir import unsealed
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.typed import Typed

HOUR = timedelta(hours=1)


@pytest.fixture
def case(cast, now: datetime) -> Fir:
    """A theft of A Division that Aslam investigates."""
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    typed = Typed("379 PPC", cast.aslam.user_id)
    return firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)


@pytest.fixture
def leaf(cast, case: Fir, now: datetime):
    """Write a leaf of the case's diary."""

    def make(actor=None, at: datetime = now + 3 * HOUR, fir: Fir = case, **more) -> Zimni:
        said = {
            "informed_at": at - 2 * HOUR,
            "began_at": at - HOUR,
            "ended_at": at,
            "places": "سبزی منڈی",
            "circumstances": "موقع ملاحظہ کیا۔",
            **more,
        }
        return zimni.write(fir_id=fir.pk, actor=actor or cast.aslam, now=at, **said)

    return make


def refuses(act, match: str | None = None) -> None:
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        act()


def test_leaves_follow_one_another_and_each_holds_the_digest_before(cast, case, leaf, now: datetime) -> None:
    first, second = leaf(), leaf(at=now + 8 * HOUR, circumstances='گواہ سے پوچھا۔\nنہیں ملا۔ "?\\\t€')
    assert (first.number, second.number, first.previous, second.previous) == (1, 2, "", first.digest)
    book = zimni.open_book(fir_id=case.pk, actor=cast.ali, now=now)
    assert [one.number for one in book.leaves] == [2, 1]
    assert book.proof.agrees
    entry = second.entry
    assert (entry.about_kind, entry.about_id) == ("zimni", case.pk)
    assert "گواہ" not in entry.text_ur
    assert second.digest in Event.objects.get(code="station.zimni.written", subject_id=second.pk).body


def test_only_who_investigates_now_writes(cast, case, leaf, now: datetime) -> None:
    for stranger in (cast.ali, cast.rashid, cast.farah, cast.javed, cast.saima):
        with pytest.raises(Forbidden):
            leaf(actor=stranger)
    with pytest.raises(NotFound):
        leaf(actor=cast.tariq)
    reason = "حکم ڈی پی او نمبر 12"
    firs.designate(fir_id=case.pk, officer_id=cast.ali.user_id, reason=reason, actor=cast.ali, now=now)
    with pytest.raises(Forbidden):
        leaf()
    assert leaf(actor=cast.ali).by_id == cast.ali.user_id


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"circumstances": " \n"}, "circumstances"),
        ({"ended_at": timedelta(hours=4)}, "ended"),
        ({"began_at": timedelta(hours=-4)}, "began"),
        ({"informed_at": timedelta(hours=1)}, "began"),
    ],
)
def test_what_cannot_be_is_sent_back_and_nothing_is_written(case, leaf, now: datetime, wrong, field) -> None:
    before = DiaryEntry.objects.count()
    moved = {name: now + 3 * HOUR + by if isinstance(by, timedelta) else by for name, by in wrong.items()}
    with pytest.raises(Invalid) as refused:
        leaf(**moved)
    assert field in refused.value.fields
    assert DiaryEntry.objects.count() == before


def test_no_leaf_is_edited_or_taken_away(case, leaf) -> None:
    first = leaf()
    with unsealed(case):
        refuses(lambda: Zimni.objects.filter(pk=first.pk).update(circumstances="x"), "Cannot update")
        refuses(lambda: first.delete(), "permission denied")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"by": "ali"}, "only who investigates"),
        ({"number": 5}, "in its order"),
        ({"previous": "0" * 64}, "digest of the one before"),
        ({"digest": "0" * 64}, "of its own words"),
        ({"fir_id": uuid7()}, None),
        ({"ended_at": HOUR}, "hours_in_order"),
        ({"began_at": -9 * HOUR}, "hours_in_order"),
        ({"circumstances": ""}, "says_something"),
    ],
)
def test_the_database_refuses_every_way_round_the_program(cast, case, leaf, now, change, said) -> None:
    first = leaf()
    row = {field.attname: getattr(first, field.attname) for field in Zimni._meta.concrete_fields}
    row |= {"id": uuid7(), "number": 2, "previous": first.digest, "entry_id": case.entry_id}
    for name, value in change.items():
        moved = first.at + value if isinstance(value, timedelta) else value
        row |= {"by_id": getattr(cast, value).user_id} if name == "by" else {name: moved}
    made = Zimni(**row)
    made.digest = change.get("digest", digests.of_zimni(made))
    with unsealed(case):
        refuses(lambda: made.save(force_insert=True), said)
    row |= {"by_id": cast.aslam.user_id, "number": 2, "previous": first.digest, "fir_id": case.pk}
    same = Zimni(**row | {name: getattr(first, name) for name in ("began_at", "ended_at", "circumstances")})
    same.digest = digests.of_zimni(same)
    with unsealed(case):
        same.save(force_insert=True)


def test_another_cases_entry_carries_no_leaf(cast, case, leaf, now: datetime, monkeypatch) -> None:
    write = zimni.enter
    monkeypatch.setattr(
        zimni,
        "enter",
        lambda one, *rest, **how: write(Fir(id=uuid7(), station_id=one.station_id), *rest, **how),
    )
    refuses(leaf, "rests on its diary entry")


def test_what_was_changed_behind_the_program_is_located(committed, cast, case, leaf, now, as_owner) -> None:
    for hours in (3, 5, 7):
        leaf(at=now + hours * HOUR)
    with as_owner() as owner:
        owner.execute("alter table station_zimni disable trigger user")
        owner.execute("update station_zimni set circumstances = 'کچھ نہیں' where number = 2")
        owner.execute("alter table station_zimni enable trigger user")
    assert queries.prove(case, queries.leaves(case)).altered == (2, 3)
    with as_owner() as owner:
        owner.execute("alter table station_zimni disable trigger user")
        owner.execute("delete from station_zimni where number = 3")
        owner.execute("alter table station_zimni enable trigger user")
    proof = zimni.open_book(fir_id=case.pk, actor=cast.hina, now=now).proof
    assert (proof.altered, proof.gone, proof.agrees) == ((2,), 1, False)


def test_a_rewritten_chain_disagrees_with_the_ledger(committed, case, leaf, as_owner) -> None:
    made = leaf()
    made.circumstances = "کچھ نہیں"
    with as_owner() as owner:
        owner.execute("alter table station_zimni disable trigger user")
        said = [made.circumstances, digests.of_zimni(made)]
        owner.execute("update station_zimni set circumstances = %s, digest = %s", said)
        owner.execute("alter table station_zimni enable trigger user")
    assert queries.prove(case, queries.leaves(case)).altered == (1,)


def test_the_court_reads_it_after_it_has_called_for_it(cast, case, leaf, now: datetime) -> None:
    leaf()
    look = {"fir_id": case.pk, "actor": cast.javed, "now": now}
    with pytest.raises(Forbidden, match=r"طلب|calls"):
        zimni.open_book(**look)
    with pytest.raises(Invalid):
        zimni.call(**look, reason="bail")
    with pytest.raises(Forbidden):
        zimni.call(fir_id=case.pk, actor=cast.ali, now=now, reason="For the bail petition.")
    made = zimni.call(**look, reason="درخواست ضمانت نمبر 12")
    assert made.entry.about_id == case.pk
    assert len(zimni.open_book(**look).leaves) == 1
    assert Event.objects.filter(code="station.zimni.opened", subject_id=case.pk).count() == 1
    refuses(lambda: ZimniCall.objects.filter(pk=made.pk).update(reason="x"), "Cannot update")


def test_nobody_else_reads_it(cast, case, leaf, now: datetime) -> None:
    leaf()
    for reader in (cast.ali, cast.rashid, cast.aslam, cast.farah, cast.hina):
        assert len(zimni.open_book(fir_id=case.pk, actor=reader, now=now).leaves) == 1
    with pytest.raises(NotFound):
        zimni.open_book(fir_id=case.pk, actor=cast.zahid, now=now)
    reason = "حکم ڈی پی او نمبر 12"
    firs.designate(fir_id=case.pk, officer_id=cast.ali.user_id, reason=reason, actor=cast.ali, now=now)
    with pytest.raises(Forbidden, match=r"تفتیشی افسر|investigating officer"):
        zimni.open_book(fir_id=case.pk, actor=cast.aslam, now=now)


def test_the_database_shows_it_to_no_query_that_did_not_unseal_it(cast, case, leaf) -> None:
    leaf()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from station_zimni")
        assert cursor.fetchone() == (0,)


def test_with_the_second_wall_down_the_first_stands(committed, cast, leaf, now: datetime, as_owner) -> None:
    complaint = desk.take(told=RAPE, actor=cast.saima, now=now)
    typed = Typed("376 PPC", cast.ali.user_id)
    sealed = firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.ali, now=now)
    leaf(actor=cast.ali, fir=sealed)
    with as_owner() as owner:
        owner.execute("alter table station_zimni disable row level security")
    try:
        assert Zimni.objects.count() == 1
        for reader in (cast.rashid, cast.aslam, cast.javed):
            with pytest.raises(Forbidden):
                zimni.open_book(fir_id=sealed.pk, actor=reader, now=now)
    finally:
        with as_owner() as owner:
            owner.execute("alter table station_zimni enable row level security")


def test_it_is_set_on_paper_leaf_by_leaf(cast, case, leaf, now: datetime) -> None:
    leaf()
    leaf(at=now + 9 * HOUR)
    book = zimni.print_book(fir_id=case.pk, actor=cast.aslam, now=now)
    assert [one["number"] for one in zimni_paper.words_of(book)["leaves"]] == [1, 2]
    assert zimni_paper.pdf(book).startswith(b"%PDF-")
    assert Event.objects.filter(code="station.zimni.printed").count() == 1
