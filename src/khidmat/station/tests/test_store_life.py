"""Any order of receiving, sending, signing, returning and disposing: a thing is in one place, and the sums hold."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from khidmat.kernel.errors import DomainError
from khidmat.station.articles import Article
from khidmat.station.models import Countersign, Item, Movement, RoadCertificate, RoadSign
from khidmat.station.operations import differing, returning, roads
from khidmat.station.operations import property as store
from khidmat.station.removing import Holder, Leaving, Returned, Road
from khidmat.station.stores import HIGH_RISK, LEADS_TO, Move
from khidmat.station.tests.machines import Undone

pytestmark = pytest.mark.django_db
WHO = st.sampled_from(["rashid", "ali", "aslam", "zahid", "saima"])
KINDS = st.sampled_from(["narcotic", "weapon", "cash", "vehicle", "other"])
PURPOSES = st.sampled_from(["laboratory", "court", "station", "holder", "owner", "destroyed"])
WHICH = st.integers(0, 30)
AT_COMMIT = "station_item_is_whole, station_movement_in_one_place"
ORDER = {"court": "MFC", "order_no": "1", "ordered_on": date(2026, 11, 20), "witnesses": ("a", "b")}


class Malkhana(Undone):
    """A store with honest and dishonest keepers; after every step the books are compared with themselves."""

    def attempt(self, act: Any) -> Any:
        """What the program does, or None when it refuses; a refusal by the database alone would be a fault."""
        self.now += timedelta(minutes=7)
        try:
            with transaction.atomic():
                done = act()
                with connection.cursor() as cursor:  # what a commit would look at
                    cursor.execute(f"set constraints {AT_COMMIT} immediate")
                    cursor.execute(f"set constraints {AT_COMMIT} deferred")
                return done
        except DomainError:
            return None

    def one(self, model: Any, which: int) -> Any:
        found = list(model.objects.order_by("pk"))
        return found[which % len(found)] if found else None

    @rule(who=WHO, kind=KINDS, quantity=st.integers(1, 9))
    def receives(self, who: str, kind: str, quantity: int) -> None:
        unit = {"cash": "rupees", "narcotic": "grams"}.get(kind, "pieces")
        article = Article(kind, "x", Decimal(quantity), unit)
        asked = {"fir": "", "basis": "personal", "article": article, "from_whom": ""}
        actor = self.people[who]
        done = self.attempt(lambda: store.take_in(**asked, happened_at=self.now, actor=actor, now=self.now))
        assert done is None or who in ("rashid", "ali", "zahid")

    @rule(who=WHO, purpose=PURPOSES, which=WHICH, scale=st.sampled_from(["", "read"]))
    def prepares(self, who: str, purpose: str, which: int, scale: str) -> None:
        if item := self.one(Item, which):
            asked = Road(
                purpose,
                "there",
                "carrier",
                [Leaving(str(item), item.weight_mg if scale else None)],
                holder=Holder("a holder"),
                **ORDER,
            )
            actor = self.people[who]
            self.attempt(lambda: roads.prepare(road=asked, actor=actor, now=self.now))

    @rule(who=WHO, which=WHICH)
    def signs(self, who: str, which: int) -> None:
        if made := self.one(RoadCertificate, which):
            self.attempt(lambda: roads.sign(certificate_id=made.pk, actor=self.people[who], now=self.now))

    @rule(who=WHO, which=WHICH, name=st.sampled_from(["receiver", "carrier", ""]))
    def receives_there(self, who: str, which: int, name: str) -> None:
        if made := self.one(RoadCertificate, which):
            how = {"name": name, "post": "", "happened_at": self.now, "actor": self.people[who]}
            self.attempt(lambda: returning.receive(certificate_id=made.pk, **how, now=self.now))

    @rule(who=WHO, which=WHICH, quantity=st.integers(0, 9), weight=st.none() | st.integers(0, 9000))
    def returns(self, who: str, which: int, quantity: int, weight: int | None) -> None:
        if item := self.one(Item, which):
            returned = Returned(Decimal(quantity), weight_mg=weight)
            how = {"returned": returned, "happened_at": self.now, "actor": self.people[who]}
            self.attempt(lambda: returning.bring_back(item_id=item.pk, **how, now=self.now))

    @rule(who=WHO, which=WHICH, weight=st.none() | st.integers(1, 9000))
    def countersigns(self, who: str, which: int, weight: int | None) -> None:
        if item := self.one(Item, which):
            how = {"weight_mg": weight, "actor": self.people[who]}
            self.attempt(lambda: differing.countersign(item_id=item.pk, **how, now=self.now))

    @rule(which=WHICH, kind=st.sampled_from(list(Move)))
    def thieves_write_in_the_books(self, which: int, kind: Move) -> None:
        """Past every operation: a status, or a movement of somebody's own."""
        if item := self.one(Item, which):
            last = item.movements.order_by("-number").first()
            row = {field.attname: getattr(last, field.attname) for field in Movement._meta.concrete_fields}
            forged = Movement(**{**row, "id": None, "kind": kind, "number": last.number + 1, "balance": 0})
            forged.pk = Movement._meta.pk.get_default()
            for act in (
                lambda: Item.objects.filter(pk=item.pk).update(status=LEADS_TO[kind]),
                lambda: forged.save(force_insert=True),
            ):
                if LEADS_TO[kind] != item.status:
                    with pytest.raises(DatabaseError), transaction.atomic():
                        act()

    @invariant()
    def each_thing_is_in_one_place_and_the_sums_hold(self) -> None:
        for item in Item.objects.all():
            moves = list(item.movements.order_by("number"))
            assert [one.number for one in moves] == list(range(1, len(moves) + 1))
            assert item.status == LEADS_TO[Move(moves[-1].kind)]
            came = sum(one.quantity for one in moves if one.kind in ("deposit", "back"))
            went = sum(one.quantity for one in moves if one.kind == "send")
            assert moves[-1].balance == came - went >= 0
            assert (moves[-1].balance > 0) == (item.status == "stored")

    @invariant()
    def numbers_run_without_a_gap(self) -> None:
        for model in (Item, RoadCertificate):
            for station in {one.office for one in self.people.values()}:
                numbered = model.objects.filter(station_id=station, number__isnull=False)
                numbers = sorted(numbered.values_list("number", flat=True))
                assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def what_is_dangerous_left_by_two_people(self) -> None:
        for move in Movement.objects.filter(kind="send", item__kind__in=HIGH_RISK).select_related(
            "certificate"
        ):
            let_go = RoadSign.objects.get(certificate=move.certificate, kind="issued")
            assert let_go.by_id != move.certificate.prepared_by_id
            before = move.item.movements.get(number=move.number - 1)
            assert Countersign.objects.get(movement=before).by_id != before.by_id


@pytest.mark.parametrize("steps", [40])
def test_the_malkhana_is_whole_whatever_happens_in_whatever_order(cast, now: datetime, steps: int) -> None:
    people = {name: getattr(cast, name) for name in ("rashid", "ali", "aslam", "zahid", "saima")}
    run_state_machine_as_test(
        type("Bound", (Malkhana,), {"people": people, "start": now}),
        settings=settings(
            max_examples=8,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
