"""What leaves the malkhana: on a road certificate, by two people where it is dangerous, and back by weight."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from khidmat.clocks import jobs as clock_jobs
from khidmat.kernel.errors import DomainError, Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.station import road_paper
from khidmat.station.articles import Article
from khidmat.station.models import (
    Bond,
    Countersign,
    Discrepancy,
    DiscrepancyTurn,
    Item,
    Movement,
    RoadArticle,
    RoadCertificate,
    RoadSign,
)
from khidmat.station.operations import differing, returning, roads
from khidmat.station.queries import roads as queries
from khidmat.station.removing import Holder, Leaving, Returned, Road
from khidmat.station.tests.test_property import HEROIN, NOTES, PISTOL

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BICYCLE = Article("vehicle", "سائیکل سہراب، سیاہ")
ORDER = {"court": "مجسٹریٹ قصور", "order_no": "12/2026", "ordered_on": date(2026, 11, 20)}
WHY = "The laboratory used two grams for its test."


def road(*things: tuple[str, int | None], purpose: str = "laboratory", **more) -> Road:
    leaving = [Leaving(number, weight) for number, weight in things]
    return Road(purpose, "PFSA لاہور", "سپاہی راشد 412", leaving, **more)


def refuses(act) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


@pytest.fixture
def signed(cast, deposit, now: datetime):
    """Things in the store that two keepers have signed for, the clerk first."""

    def make(*articles: Article) -> list[Item]:
        items = deposit(*articles)
        for one in items:
            if one.kind in ("narcotic", "cash", "weapon"):
                differing.countersign(item_id=one.pk, weight_mg=one.weight_mg, actor=cast.ali, now=now)
        return items

    return make


@pytest.fixture
def sent(cast, signed, now: datetime):
    """Let things go: prepared by the clerk, signed by the SHO where two must."""

    def make(*articles: Article, weight: int | None = None, **more) -> RoadCertificate:
        items = signed(*articles)
        things = [(str(one), weight or one.weight_mg) for one in items]
        made = roads.prepare(road=road(*things, **more), actor=cast.rashid, now=now)
        if made.status == "prepared":
            made = roads.sign(certificate_id=made.pk, actor=cast.ali, now=now)
        return made

    return make


def receive(made: RoadCertificate, cast, at: datetime, name: str = "ڈاکٹر عثمان") -> RoadCertificate:
    how = {"name": name, "post": "کیمسٹ", "happened_at": at, "actor": cast.rashid, "now": at}
    return returning.receive(certificate_id=made.pk, **how)


def bring_back(item: Item, cast, at: datetime, **said) -> Movement:
    returned = Returned(**{"quantity": item.quantity, "weight_mg": item.weight_mg, **said})
    return returning.bring_back(item_id=item.pk, returned=returned, happened_at=at, actor=cast.rashid, now=at)


def test_a_bicycle_goes_to_court_by_one_signature_and_comes_back(cast, sent, now: datetime) -> None:
    made = sent(BICYCLE, purpose="court")
    item = Item.objects.get()
    assert (str(made), made.status, item.status, made.entry.kind) == (
        "1/26",
        "issued",
        "away",
        "property_out",
    )
    assert [(one.kind, one.balance) for one in item.movements.order_by("number")] == [
        ("deposit", 1),
        ("send", 0),
    ]
    receive(made, cast, now + HOUR)
    bring_back(item, cast, now + DAY, place="خانہ 2")
    item.refresh_from_db()
    last = item.movements.order_by("-number").first()
    assert (item.status, last.balance, last.place, last.certificate) == ("stored", 1, "خانہ 2", made)
    assert all(clock.met_at for clock in queries.sheet(cast.ali, made.pk).clocks)
    assert Discrepancy.objects.count() == 0
    with pytest.raises(Stale):
        bring_back(item, cast, now + DAY)


def test_what_is_kept_under_two_keys_leaves_by_clerk_and_sho(cast, deposit, now: datetime) -> None:
    item = deposit(HEROIN)[0]
    asked = {"road": road(("1/26", HEROIN.weight_mg)), "now": now}
    unsigned = roads.prepare(**asked, actor=cast.rashid)
    with pytest.raises(Stale):
        roads.sign(certificate_id=unsigned.pk, actor=cast.ali, now=now)
    with pytest.raises(Forbidden):
        differing.countersign(item_id=item.pk, weight_mg=1, actor=cast.rashid, now=now)
    with pytest.raises(Invalid):
        differing.countersign(item_id=item.pk, weight_mg=None, actor=cast.ali, now=now)
    differing.countersign(item_id=item.pk, weight_mg=HEROIN.weight_mg, actor=cast.ali, now=now)
    made = roads.prepare(**asked, actor=cast.rashid)
    assert (made.status, made.number, Item.objects.get().status) == ("prepared", None, "stored")
    with pytest.raises(Forbidden):
        roads.sign(certificate_id=made.pk, actor=cast.rashid, now=now)
    assert roads.sign(certificate_id=made.pk, actor=cast.ali, now=now).number == 1
    with pytest.raises(Stale):
        roads.sign(certificate_id=made.pk, actor=cast.ali, now=now)


def test_the_database_keeps_what_came_in_by_one_signature(cast, deposit, now, monkeypatch) -> None:
    deposit(PISTOL)
    made = roads.prepare(road=road(("1/26", None)), actor=cast.rashid, now=now)
    monkeypatch.setattr(queries, "lacks_second", lambda _item: False)
    with pytest.raises(DatabaseError, match="one signature"), transaction.atomic():
        roads.sign(certificate_id=made.pk, actor=cast.ali, now=now)


def test_only_keepers_of_the_store_move_anything(cast, signed, sent, now: datetime) -> None:
    made, item = sent(BICYCLE), Item.objects.get()
    for name, said in (
        ("aslam", Forbidden),
        ("saima", Forbidden),
        ("hina", Forbidden),
        ("zahid", DomainError),
    ):
        other = getattr(cast, name)
        for act in (
            lambda other=other: roads.prepare(road=road(("1/26", None)), actor=other, now=now),
            lambda other=other: roads.sign(certificate_id=made.pk, actor=other, now=now),
            lambda other=other: returning.withdraw(
                certificate_id=made.pk, reason="x" * 20, actor=other, now=now
            ),
            lambda other=other: differing.countersign(item_id=item.pk, weight_mg=1, actor=other, now=now),
        ):
            with pytest.raises(said), transaction.atomic():
                act()
    with pytest.raises(NotFound):
        queries.sheet(cast.zahid, made.pk)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"purpose": "holiday"}, "purpose"),
        ({"destination": ""}, "destination"),
        ({"carrier": ""}, "carrier"),
        ({"purpose": "owner"}, "court"),
        ({"purpose": "owner", **ORDER, "order_no": ""}, "order_no"),
        ({"purpose": "state", **ORDER, "ordered_on": date(2027, 1, 1)}, "ordered_on"),
        ({"purpose": "destroyed", **ORDER, "witnesses": ("الف",)}, "witnesses"),
        ({"purpose": "holder", **ORDER}, "holder"),
        ({"things": []}, "things"),
        ({"things": [Leaving("9/26")]}, "things"),
        ({"things": [Leaving("1/26"), Leaving("1/26")]}, "things"),
        ({"things": [Leaving("x")]}, "things"),
        ({"things": [Leaving("2/26")]}, "things"),
    ],
)
def test_a_certificate_that_cannot_be_is_refused_beside_its_field(cast, signed, now, change, field) -> None:
    from dataclasses import replace

    signed(BICYCLE, HEROIN)
    with pytest.raises(Invalid) as refused:
        roads.prepare(road=replace(road(("1/26", None)), **change), actor=cast.rashid, now=now)
    assert field in refused.value.fields
    assert RoadCertificate.objects.count() == 0


def test_a_weight_that_differs_beyond_the_scales_becomes_a_case(cast, sent, now: datetime) -> None:
    made = sent(HEROIN, weight=HEROIN.weight_mg - 400)
    item = Item.objects.get()
    assert Discrepancy.objects.count() == 0  # within what scales and drying explain
    receive(made, cast, now + HOUR)
    bring_back(
        item, cast, now + DAY, weight_mg=1_200_000, quantity=Decimal(1190), intact=False, seals="broken"
    )
    kinds = sorted(Discrepancy.objects.values_list("kind", flat=True))
    assert kinds == ["quantity", "seals", "weight"]
    one = Discrepancy.objects.get(kind="weight")
    assert (one.expected, one.found) == ("1,261.600", "1,200.000")
    assert Item.objects.get().movements.order_by("-number").first().balance == 1190


def test_the_station_answers_and_the_circle_officer_sees(cast, sent, now: datetime) -> None:
    made = sent(HEROIN)
    receive(made, cast, now)
    bring_back(Item.objects.get(), cast, now, weight_mg=1_000_000)
    case = Discrepancy.objects.get()
    how = {"discrepancy_id": case.pk, "now": now}
    with pytest.raises(Stale):
        differing.judge(**how, accepted=True, text=WHY, actor=cast.farah)
    with pytest.raises(Invalid):
        differing.answer(**how, text="short", actor=cast.rashid)
    for accepted, status in ((False, "open"), (True, "seen")):
        differing.answer(**how, text=WHY, actor=cast.rashid)
        for other in (cast.rashid, cast.ali, cast.hina):
            with pytest.raises(Forbidden):
                differing.judge(**how, accepted=True, text=WHY, actor=other)
        differing.judge(**how, accepted=accepted, text=WHY, actor=cast.farah)
        case.refresh_from_db()
        assert case.status == status
    assert case.turns.count() == 4
    refuses(lambda: Discrepancy.objects.filter(pk=case.pk).update(status="open"))
    refuses(lambda: Discrepancy.objects.filter(pk=case.pk).update(found="0"))
    refuses(lambda: DiscrepancyTurn.objects.update(text="x"))


def test_a_holder_takes_it_by_order_and_brings_it_back(cast, sent, now: datetime) -> None:
    holder = Holder("اکرم", "اسلم", "01234-5678901-2", "قصور", 50_000)
    made = sent(BICYCLE, purpose="holder", holder=holder, **ORDER)
    item = Item.objects.get()
    with pytest.raises(Invalid):
        receive(made, cast, now, name="کوئی اور")
    receive(made, cast, now, name="اکرم")
    item.refresh_from_db()
    assert (item.status, queries.sheet(cast.javed, made.pk).bond.rupees) == ("held", 50_000)
    bring_back(item, cast, now + DAY)
    assert Item.objects.get().status == "stored"


def test_who_holds_a_thing_of_a_sealed_case_is_sealed(cast, sealed_case, deposit, now: datetime) -> None:
    deposit(BICYCLE, fir=sealed_case)
    asked = road(("1/26", None), purpose="holder", holder=Holder("نورین"), **ORDER)
    made = roads.prepare(road=asked, actor=cast.rashid, now=now)
    assert queries.sheet(cast.ali, made.pk).bond.name == "نورین"
    assert queries.sheet(cast.aslam, made.pk).bond is None
    assert not Bond.objects.filter(certificate=made).exists()
    roads.sign(certificate_id=made.pk, actor=cast.ali, now=now)
    receive(made, cast, now, name="نورین")
    assert RoadSign.objects.get(certificate=made, kind="received").name == "سپردار"


def test_an_owner_of_a_sealed_case_is_sealed_too(cast, sealed_case, deposit, now: datetime) -> None:
    deposit(BICYCLE, fir=sealed_case)
    made = roads.prepare(road=road(("1/26", None), purpose="owner", **ORDER), actor=cast.rashid, now=now)
    roads.sign(certificate_id=made.pk, actor=cast.ali, now=now)
    receive(made, cast, now, name="نورین")
    assert RoadSign.objects.get(certificate=made, kind="received").name == "مالک"
    assert queries.sheet(cast.ali, made.pk).bond.name == "نورین"
    assert queries.sheet(cast.aslam, made.pk).bond is None
    assert not Bond.objects.filter(name="نورین").exists()


def test_a_destruction_is_by_order_with_witnesses_and_two_signatures(cast, sent, now: datetime) -> None:
    made = sent(BICYCLE, purpose="destroyed", witnesses=("الف", "ب"), **ORDER)
    with pytest.raises(Invalid):
        receive(made, cast, now, name="سپاہی  راشد 412")
    receive(made, cast, now)
    item = Item.objects.get()
    assert (item.status, item.movements.count()) == ("gone", 3)
    with pytest.raises(Stale):
        bring_back(item, cast, now)
    with pytest.raises(Stale):
        receive(made, cast, now)


def test_one_keeper_cannot_prepare_what_the_court_ordered_and_sign_it(cast, signed, now: datetime) -> None:
    signed(BICYCLE)
    made = roads.prepare(road=road(("1/26", None), purpose="owner", **ORDER), actor=cast.ali, now=now)
    with pytest.raises(Forbidden):
        roads.sign(certificate_id=made.pk, actor=cast.ali, now=now)
    with pytest.raises(Invalid):
        returning.withdraw(certificate_id=made.pk, reason="no", actor=cast.ali, now=now)
    returning.withdraw(certificate_id=made.pk, reason="The order was set aside.", actor=cast.ali, now=now)
    with pytest.raises(Stale):
        roads.sign(certificate_id=made.pk, actor=cast.rashid, now=now)
    again = roads.prepare(road=road(("1/26", None)), actor=cast.ali, now=now)
    assert again.number == 1  # the withdrawn one never had a number


def test_two_certificates_cannot_carry_one_thing(cast, signed, now: datetime) -> None:
    signed(PISTOL)
    both = [roads.prepare(road=road(("1/26", None)), actor=cast.rashid, now=now) for _n in range(2)]
    roads.sign(certificate_id=both[0].pk, actor=cast.ali, now=now)
    with pytest.raises(Stale):
        roads.sign(certificate_id=both[1].pk, actor=cast.ali, now=now)
    with pytest.raises(Invalid):
        roads.prepare(road=road(("1/26", None)), actor=cast.rashid, now=now)


def test_what_is_not_received_in_time_rises(cast, sent, now: datetime) -> None:
    made = sent(BICYCLE)
    later = now + timedelta(days=5)
    clock_jobs.sweep(later)
    found = queries.listed(cast.farah, "late", later)
    assert [(line.road, line.late, line.count) for line in found.lines] == [(made, True, 1)]
    receive(made, cast, later)
    assert not queries.listed(cast.farah, "late", later).lines
    assert queries.listed(cast.farah, "late", later + timedelta(days=70)).lines


def test_the_paper_bears_no_name_and_every_number(cast, sent, now: datetime) -> None:
    made = sent(HEROIN, PISTOL, NOTES)
    said = road_paper.words(queries.road(cast.rashid, made.pk), queries.articles(made), queries.signs(made))
    assert [row["number"] for row in said["rows"]] == ["1/26", "2/26", "3/26"]
    assert HEROIN.description not in str(said)
    paper = returning.print_road(certificate_id=made.pk, actor=cast.rashid, now=now)
    assert paper.startswith(b"%PDF-")


def test_each_guard_of_a_certificate(cast, signed, sent, now: datetime) -> None:
    made = sent(BICYCLE)
    pistol = signed(PISTOL)[0]
    waiting = roads.prepare(road=road(("2/26", None)), actor=cast.rashid, now=now)
    paper = RoadCertificate.objects.filter(pk=waiting.pk)
    refuses(lambda: paper.update(status="issued"))
    refuses(lambda: paper.update(number=2, year=2026, entry=made.entry_id))
    refuses(lambda: paper.update(destination="elsewhere"))
    refuses(lambda: RoadCertificate.objects.filter(pk=made.pk).update(number=7))
    refuses(lambda: RoadArticle(certificate=made, item=pistol).save(force_insert=True))
    refuses(lambda: RoadArticle.objects.all().delete())
    refuses(lambda: RoadSign.objects.update(by=cast.ali.user_id))
    sign = {"certificate": waiting, "kind": "issued", "happened_at": now, "at": now}
    for who in (cast.rashid, cast.aslam):
        refuses(lambda who=who: RoadSign(**sign, by_id=who.user, role=who.role).save(force_insert=True))
    same_post = {"by_id": cast.ali.user, "role": "station_clerk"}
    refuses(lambda: RoadSign(**sign, **same_post).save(force_insert=True))
    received = {
        **sign,
        "certificate": made,
        "kind": "received",
        "by_id": cast.ali.user,
        "role": "station_head",
    }
    refuses(lambda: RoadSign(**received, name=made.carrier).save(force_insert=True))


def test_nothing_moves_but_on_its_certificate(cast, signed, sent, now: datetime) -> None:
    made = sent(BICYCLE)
    pistol = signed(PISTOL)[0]
    last = pistol.movements.get()
    row = {field.attname: getattr(last, field.attname) for field in Movement._meta.concrete_fields}
    out = {**row, "id": uuid7(), "number": 2, "kind": "send", "balance": 0, "entry_id": made.entry_id}
    refuses(lambda: Movement(**out).save(force_insert=True))
    refuses(lambda: Movement(**{**out, "certificate_id": made.pk}).save(force_insert=True))
    waiting = roads.prepare(road=road(("2/26", None)), actor=cast.rashid, now=now)
    refuses(lambda: Movement(**{**out, "certificate_id": waiting.pk}).save(force_insert=True))
    gone = {**out, "item_id": Item.objects.get(number=1).pk, "number": 3, "quantity": 0}
    for kind in ("settle", "entrust"):
        refuses(
            lambda kind=kind: Movement(**{**gone, "kind": kind, "certificate_id": made.pk}).save(
                force_insert=True
            )
        )
    refuses(lambda: Countersign(movement=last, by_id=cast.aslam.user, role="station_officer", at=now).save())
    refuses(lambda: Countersign.objects.update(at=now))
