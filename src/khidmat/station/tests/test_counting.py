"""Counts by a lot that anybody can draw again; six months for an owner before what nobody claims is disposed of."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.org.public import office
from khidmat.station.articles import Article
from khidmat.station.counts import Found, draw
from khidmat.station.models import Count, CountFind, CountLine, Discrepancy, Item, Proclamation
from khidmat.station.operations import counting, roads
from khidmat.station.queries import counting as queries
from khidmat.station.tests.test_property import HEROIN, NOTES, PISTOL
from khidmat.station.tests.test_roads import BICYCLE, ORDER, refuses, road

WATCH = Article("valuables", "گھڑی")
DAY = timedelta(days=1)


@pytest.fixture
def begin(cast, now: datetime):
    """Begin a count at A Division."""

    def make(kind: str = "full", size: int = 3, actor=None, at: datetime = now) -> Count:
        who = actor or cast.rashid
        return counting.begin(station=office("KSR-PS-01"), kind=kind, size=size, actor=who, now=at)

    return make


def look_for(made: Count, cast, at: datetime, **found: str) -> None:
    """Everything is there, but what is named by its number."""
    finds = [
        Found(line.pk, found.get(f"n{line.item.number}", "present"), line.item.weight_mg)
        for line in made.lines.select_related("item")
    ]
    counting.find(count_id=made.pk, finds=finds, actor=cast.rashid, now=at)


def test_a_lot_is_drawn_again_from_its_seed_and_the_books_as_they_stood(cast, deposit, begin, now) -> None:
    deposit(*[BICYCLE] * 30)
    made = begin("random", 7)
    drawn = set(made.lines.values_list("item_id", flat=True))
    roads.prepare(road=road(("1/26", None), ("2/26", None)), actor=cast.rashid, now=now + DAY)
    deposit(*[BICYCLE] * 5, at=now + DAY)
    assert len(drawn) == 7
    assert queries.drawn_again(made) == drawn
    assert draw("another seed", list(Item.objects.values_list("pk", flat=True)), 7) != list(drawn)
    assert made.seed in Event.objects.get(code="station.count.begun").body


def test_a_count_of_the_dangerous_looks_for_them_all_and_for_nothing_else(deposit, begin) -> None:
    deposit(HEROIN, PISTOL, NOTES, BICYCLE)
    kinds = begin("high_risk", 1).lines.values_list("item__kind", flat=True)
    assert sorted(kinds) == ["cash", "narcotic", "weapon"]


def test_what_differs_becomes_a_case_when_the_count_is_closed(cast, deposit, begin, now: datetime) -> None:
    deposit(HEROIN, PISTOL, BICYCLE)
    made = begin()
    how = {"count_id": made.pk, "actor": cast.rashid, "now": now}
    with pytest.raises(Invalid):
        counting.close(**how)
    heroin = made.lines.get(item__kind="narcotic")
    with pytest.raises(Invalid):
        counting.find(**how, finds=[Found(heroin.pk, "present")])
    counting.find(**how, finds=[Found(heroin.pk, "present", 900_000)])
    look_for(made, cast, now, n2="missing", n3="broken")
    closed = counting.close(**how)
    assert (closed.status, closed.entry.kind) == ("closed", "visit")
    found = {(one.item.number, one.kind) for one in Discrepancy.objects.select_related("item")}
    assert found == {(1, "weight"), (2, "missing"), (3, "seals")}
    with pytest.raises(Stale):
        counting.close(**how)


def test_keepers_and_the_circle_officer_count_their_own(cast, deposit, begin, now: datetime) -> None:
    deposit(BICYCLE)
    for other in (cast.aslam, cast.saima, cast.hina, cast.javed):
        with pytest.raises(Forbidden):
            begin(actor=other)
    with pytest.raises(NotFound):
        begin(actor=cast.zahid)
    made = begin(actor=cast.farah)
    with pytest.raises(Stale):
        begin()
    look_for(made, cast, now)
    counting.close(count_id=made.pk, actor=cast.farah, now=now)
    assert Discrepancy.objects.count() == 0
    for kind, size in (("spell", 1), ("random", 0), ("random", 10**6)):
        with pytest.raises(Invalid):
            begin(kind, size)
    with pytest.raises(Invalid):
        begin("high_risk")


def test_the_database_keeps_a_count_as_it_was_drawn(cast, deposit, begin, now: datetime) -> None:
    deposit(BICYCLE, PISTOL)
    made = begin("random", 1)
    line = made.lines.get()
    other = Item.objects.exclude(pk=line.item_id).get()
    refuses(lambda: Count.objects.filter(pk=made.pk).update(seed="0" * 32))
    for at in (now, now + DAY):
        refuses(lambda at=at: CountLine(count=made, item=other, drawn_at=at).save(force_insert=True))
    refuses(lambda: CountLine.objects.all().delete())
    refuses(lambda: Count.objects.filter(pk=made.pk).update(status="closed", closed_at=now))
    look_for(made, cast, now)
    counting.close(count_id=made.pk, actor=cast.rashid, now=now)
    refuses(lambda: CountFind.objects.update(found="missing"))
    refuses(lambda: CountLine(count=made, item=other, drawn_at=now).save(force_insert=True))
    refuses(
        lambda: CountFind(line=line, found="present", by_id=cast.ali.user, at=now).save(force_insert=True)
    )


def proclaim(item: Item, cast, at: datetime, **days: date) -> Proclamation:
    when = {"reported_on": date(2026, 11, 24), "proclaimed_on": date(2026, 11, 24), **days}
    order = {"court": "مجسٹریٹ قصور", "order_no": "14/2026"}
    return counting.proclaim(item_id=item.pk, **when, **order, actor=cast.rashid, now=at)


def test_what_nobody_claims_waits_six_months_after_the_proclamation(cast, deposit, now: datetime) -> None:
    watch = deposit(WATCH, fir=None, basis="unclaimed")[0]
    later = now + timedelta(days=200)
    asked = road(("1/26", None), purpose="state", **ORDER)
    made = roads.prepare(road=asked, actor=cast.rashid, now=now)
    with pytest.raises(Stale):
        roads.sign(certificate_id=made.pk, actor=cast.ali, now=later)  # it was never proclaimed
    clock = proclaim(watch, cast, now).clock
    assert (clock.rule, clock.due_at.date()) == ("property.claim", date(2027, 5, 24))
    with pytest.raises(Stale):
        roads.sign(certificate_id=made.pk, actor=cast.ali, now=now + timedelta(days=150))
    assert roads.sign(certificate_id=made.pk, actor=cast.ali, now=later).status == "issued"


def test_the_database_itself_keeps_the_six_months(cast, deposit, now: datetime, monkeypatch) -> None:
    watch = deposit(WATCH, fir=None, basis="unclaimed")[0]
    proclaim(watch, cast, now)
    made = roads.prepare(
        road=road(("1/26", None), purpose="destroyed", witnesses=("الف", "ب"), **ORDER),
        actor=cast.rashid,
        now=now,
    )
    monkeypatch.setattr(roads, "check_claims", lambda *_all: None)
    with pytest.raises(DatabaseError, match="six months"), transaction.atomic():
        roads.sign(certificate_id=made.pk, actor=cast.ali, now=now + DAY)


def test_an_owner_gets_it_back_by_order_at_any_time(cast, deposit, now: datetime) -> None:
    deposit(WATCH, fir=None, basis="unclaimed")
    made = roads.prepare(road=road(("1/26", None), purpose="owner", **ORDER), actor=cast.rashid, now=now)
    assert roads.sign(certificate_id=made.pk, actor=cast.ali, now=now).status == "issued"


@pytest.mark.parametrize(
    "days",
    [
        {"reported_on": date(2026, 11, 23)},
        {"reported_on": date(2026, 11, 25)},
        {"proclaimed_on": date(2026, 11, 25)},
    ],
)
def test_a_proclamation_follows_the_report_and_the_report_the_find(cast, deposit, now, days) -> None:
    watch, case = deposit(WATCH, fir=None, basis="unclaimed")[0], deposit(PISTOL)[0]
    with pytest.raises(Invalid):
        proclaim(watch, cast, now, **days)
    with pytest.raises(Stale):
        proclaim(case, cast, now)
    made = proclaim(watch, cast, now)
    with pytest.raises(Stale):
        proclaim(watch, cast, now)
    refuses(lambda: Proclamation.objects.filter(pk=made.pk).update(court="x"))


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2027, 8, 29), date(2028, 2, 29)),
    ],
)
def test_six_months_end_on_a_day_that_exists(day: date, until: date) -> None:
    assert queries.claimed_until(day).date() == until
