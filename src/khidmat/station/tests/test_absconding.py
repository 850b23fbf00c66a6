"""Who cannot be found: proclaimed after his warrant came back, declared by a court alone, recalled by it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import override

from khidmat.clocks.public import Clock
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.station.court_typed import Called
from khidmat.station.evidence import WarrantKind
from khidmat.station.models import Absconder, AbsconderOrder, Warrant
from khidmat.station.operations import absconding, court_reading, papers
from khidmat.station.operations import accused as people
from khidmat.station.queries import absconding as queries
from khidmat.station.queries import books
from khidmat.station.tests.casework import AKRAM, COURT, UNKNOWN, Work
from khidmat.station.tests.test_custody import Case
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.tests.test_trial import copied
from khidmat.station.tests.test_zimni import refuses

DAY = timedelta(days=1)


class Hunt(Work):
    """A case whose accused is looked for."""

    def warrant(self, **more: Any) -> Warrant:
        """Aslam brings a warrant back."""
        how = {"kind": "non_bailable", "court": COURT, "reference": "12/2026", "result": "returned", **more}
        when = {"issued_on": localdate(self.now), "done_at": self.now}
        text = "He has left his house, nobody knows where to."
        return papers.warrant(
            fir_id=self.fir.pk, **how, **when, text=text, actor=self.cast.aslam, now=self.now
        )

    def days(self) -> dict[str, date]:
        """Ordered and published today."""
        today = localdate(self.now)
        named = dict.fromkeys(("ordered_on", *queries.PUBLISHED), today)
        return {**named, "appear_on": today + 30 * DAY}

    def call(self, number: int = 1, actor: Any = None, **more: Any) -> Absconder:
        """The court's proclamation, written by its reader."""
        warrant = Warrant.objects.values_list("pk", flat=True).first()
        said = {"warrant_id": warrant, "court": COURT, "order_no": "31/2026", **self.days(), **more}
        who = {"accused_id": self.accused(number).pk, "actor": actor or self.cast.javed, "now": self.now}
        return absconding.call(typed=Called(**said), **who)

    def order(self, one: Absconder, kind: str, actor: Any = None, **more: Any) -> AbsconderOrder:
        """What the court orders then."""
        how = {"court": COURT, "order_no": f"{kind} 7/2026", "ordered_on": localdate(self.now), **more}
        attached = {"attached": "immovable"} if kind == "attach" else {}
        who = {"absconder_id": one.pk, "actor": actor or self.cast.rashid, "now": self.now}
        return absconding.order(kind=kind, **{**attached, **how}, **who)

    def register(self) -> list[dict[str, str]]:
        """The proclaimed offenders of register IV as its page shows them."""
        with override("ur"):
            part = books.book(self.cast.ali, 4, "", "", self.now).parts[1]
        codes = [one.code for one in part.part.columns]
        return [dict(zip(codes, (box.text for box in line.boxes), strict=True)) for line in part.lines]


@pytest.fixture
def hunt(cast, now: datetime) -> Hunt:
    made = Hunt(cast, now)
    made.case(THEFT, AKRAM, UNKNOWN)
    made.warrant()
    made.later(days=1)
    return made


def test_a_court_declares_after_warrant_publication_and_thirty_days(hunt: Hunt) -> None:
    one = hunt.call()
    assert hunt.register() == []
    hunt.later(days=30).order(one, "declare")
    (line,) = hunt.register()
    assert (line["fir"], line["order"]) == ("1/26", f"{COURT}، declare 7/2026")
    assert AKRAM.name in line["who"]
    assert (line["published"], line["declared"], line["attached"]) == ("25-11-2026", "25-12-2026", "")
    hunt.later(days=1).order(one, "attach")
    hunt.order(one, "attach", attached="movable", order_no="8/2026")
    assert hunt.register()[0]["attached"] == "26-12-2026، 26-12-2026"
    (sought,) = court_reading.look(fir_id=hunt.fir.pk, actor=hunt.cast.ali, now=hunt.now).sought
    assert (sought.declared, [each.kind for each in sought.orders]) == (True, ["declare", "attach", "attach"])


def test_nobody_is_declared_a_day_too_early(hunt: Hunt) -> None:
    one = hunt.call()
    hunt.later(days=29)
    with pytest.raises(Invalid) as caught:
        hunt.order(one, "declare")
    assert "ordered_on" in caught.value.fields
    made = hunt.order(one, "attach")
    refuses(lambda: copied(made, kind="declare", attached="").save(force_insert=True), "time to appear")
    assert hunt.later(days=1).order(one, "declare").kind == "declare"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"warrant_id": None}, "warrant"),
        ({"court": " "}, "court"),
        ({"order_no": ""}, "order_no"),
        ({"ordered_on": date(2026, 11, 23)}, "ordered_on"),
        ({"village_on": date(2026, 11, 24)}, "village_on"),
        ({"residence_on": date(2026, 11, 26)}, "residence_on"),
        ({"courthouse_on": date(1896, 1, 1)}, "courthouse_on"),
        ({"appear_on": date(2026, 12, 24)}, "appear_on"),
    ],
)
def test_what_a_proclamation_cannot_be_without_is_said(hunt: Hunt, wrong, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        hunt.call(**wrong)
    assert set(caught.value.fields) == {field}
    assert (Absconder.objects.count(), Clock.objects.filter(rule="wanted.proclamation").count()) == (0, 0)
    assert hunt.call().number == 1


def test_the_database_refuses_a_proclamation_without_its_way(hunt: Hunt) -> None:
    one, other = hunt.call(), Hunt(hunt.cast, hunt.now)
    second = {"accused_id": hunt.accused(2).pk, "number": 2}
    search = hunt.warrant(kind="search", reference="13")
    served = hunt.warrant(result="executed", reference="14")
    late = Warrant.objects.get(pk=one.warrant_id)
    other.case(THEFT, AKRAM)
    for wrong, said in (
        ({"number": 2}, "one proclamation at a time"),
        ({**second, "accused_id": other.accused().pk}, "one proclamation at a time"),
        ({**second, "warrant_id": search.pk}, "warrant of arrest"),
        ({**second, "warrant_id": served.pk}, "warrant of arrest"),
        ({**second, "ordered_on": localdate(late.done_at) - DAY}, "warrant of arrest"),
        ({**second, "village_on": one.ordered_on - DAY}, "three ways"),
        ({**second, "residence_on": one.ordered_on + DAY}, "three ways"),
        ({**second, "appear_on": one.appear_on - DAY}, "three ways"),
        ({**second, "order_no": ""}, "by_order"),
        ({**second, "role": "station_officer"}, "by its reader or the station"),
        ({**second, "number": 3}, "follows in its order"),
    ):
        refuses(lambda row=wrong: copied(one, **row).save(force_insert=True), said)
    refuses(lambda: Absconder.objects.update(appear_on=one.ordered_on), "Cannot update")


def test_the_database_refuses_orders_out_of_their_way(hunt: Hunt) -> None:
    one = hunt.call()
    declared = hunt.later(days=40).order(one, "declare")
    attached = hunt.order(one, "attach")
    for row, wrong, said in (
        (declared, {}, "declared_once"),
        (attached, {"attached": ""}, "absconderorder_kind"),
        (attached, {"kind": "recall"}, "absconderorder_kind"),
        (attached, {"court": ""}, "of_a_court"),
        (attached, {"ordered_on": one.ordered_on - DAY}, "until its recall"),
        (attached, {"ordered_on": localdate(hunt.now) + DAY}, "until its recall"),
        (attached, {"role": "prosecutor"}, "by its reader or the station"),
        (attached, {"entry_id": Hunt(hunt.cast, hunt.now).case(THEFT, AKRAM).fir.entry_id}, "diary entry"),
    ):
        fresh = {"entry_id": one.fir.entry_id, "clock_id": None}
        refuses(lambda row=row, new={**fresh, **wrong}: copied(row, **new).save(force_insert=True), said)
    hunt.order(one, "recall")
    refuses(lambda: copied(attached, clock_id=None).save(force_insert=True), "until its recall")
    refuses(lambda: AbsconderOrder.objects.update(attached=""), "Cannot update")


def test_a_recall_ends_it_and_he_may_be_called_once_more(hunt: Hunt) -> None:
    one = hunt.call()
    with pytest.raises(Stale):
        hunt.call()
    hunt.later(days=31).order(one, "declare")
    with pytest.raises(Stale):
        hunt.order(one, "declare")
    hunt.later(days=2).order(one, "recall")
    assert hunt.register()[0]["ended"] == "28-12-2026"
    for kind in ("attach", "recall", "flog"):
        with pytest.raises(Stale):
            hunt.order(one, kind)
    assert queries.standing(hunt.accused().pk) is None
    assert hunt.later(days=1).call().number == 2


def test_the_clocks_of_the_court_run_until_it_acts(hunt: Hunt) -> None:
    one = hunt.call()
    assert (one.clock.rule, localdate(one.clock.due_at)) == ("wanted.proclamation", one.appear_on)
    attached = hunt.later(days=2).order(one, "attach")
    assert (attached.clock.rule, localdate(attached.clock.due_at)) == (
        "wanted.attach_claim",
        date(2027, 5, 27),
    )
    hunt.later(days=30).order(one, "declare")
    assert Clock.objects.get(pk=one.clock_id).met_at == hunt.now
    assert Clock.objects.get(pk=attached.clock_id).cancelled_at is None
    hunt.order(one, "recall")
    assert Clock.objects.get(pk=attached.clock_id).cancelled_at == hunt.now
    late = hunt.later(days=60).days()
    past = {name: day - 40 * DAY for name, day in late.items()}
    assert hunt.call(number=2, **past).clock is None


def test_who_is_held_or_struck_is_not_called(cast, now: datetime) -> None:
    hunt = Hunt(cast, now)
    hunt.fir = Case(cast, now).arrest().fir
    with override("en"), pytest.raises(Stale, match="custody"):
        hunt.call(warrant_id=None)
    struck = Hunt(cast, now)
    struck.case(THEFT, AKRAM)
    struck.warrant()
    reason = "It was his cousin of the same name."
    people.strike(accused_id=struck.accused().pk, reason=reason, actor=cast.aslam, now=now)
    with pytest.raises(Stale):
        struck.call()


def test_only_the_court_and_the_station_write_it(hunt: Hunt) -> None:
    for stranger, said in (
        (hunt.cast.aslam, Forbidden),
        (hunt.cast.hina, Forbidden),
        (hunt.cast.zahid, NotFound),
    ):
        with pytest.raises(said):
            hunt.call(actor=stranger)
    one = hunt.call(actor=hunt.cast.ali)
    for stranger, said in ((hunt.cast.noreen, Forbidden), (hunt.cast.zahid, NotFound)):
        with pytest.raises(said):
            hunt.order(one, "attach", actor=stranger)
    assert "اکرم" not in one.entry.text_ur


def test_of_a_sealed_case_register_four_names_nobody(cast, now: datetime) -> None:
    hunt = Hunt(cast, now)
    hunt.case(RAPE, AKRAM)
    hunt.warrant(kind=WarrantKind.ARREST)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from station_warrant")
        assert cursor.fetchone() == (0,)
    ((warrant, said),) = queries.warrants(hunt.fir)
    assert said == f"12/2026 · {COURT}"
    one = hunt.call(warrant_id=UUID(warrant))
    hunt.later(days=30).order(one, "declare")
    (line,) = hunt.register()
    assert "پوشیدہ" in line["who"]
    assert line["address"] == ""


def asked(days: dict[str, date]) -> dict[str, str]:
    """Days as a form sends them."""
    parts = {name: (str(day.day), str(day.month), str(day.year)) for name, day in days.items()}
    boxes = ("day", "month", "year")
    return {
        f"{name}_{box}": one for name, each in parts.items() for box, one in zip(boxes, each, strict=True)
    }


def test_the_pages_lead_from_the_warrant_to_the_recall(cast) -> None:
    hunt = Hunt(cast, timezone.now() - 40 * DAY)
    hunt.case()
    path, who = f"/duty/fir/{hunt.fir.pk}/court/", hunt.accused().pk
    assert f"{who}/proclamation/" not in ask(cast.ali, path).content.decode()
    warrant = hunt.warrant()
    assert f"{who}/proclamation/" in ask(cast.ali, path).content.decode()
    assert f"{who}/proclamation/" not in ask(cast.aslam, path).content.decode()
    said = {"warrant": str(warrant.pk), "court": COURT, "order_no": "31", **asked(hunt.days())}
    sheet = f"/duty/accused/{who}/proclamation/"
    assert ask(cast.javed, sheet, {**said, "appear_on_year": "2001"}).status_code == 422
    assert ask(cast.javed, sheet, {**said, "warrant": str(uuid7())}).status_code == 422
    assert ask(cast.javed, sheet, said).status_code == 302
    order = f"/duty/absconders/{Absconder.objects.get().pk}/order/"
    declared = {"kind": "declare", "court": COURT, "order_no": "44", **asked({"ordered_on": localdate()})}
    assert ask(cast.rashid, order, {**declared, "kind": "attach"}).status_code == 422
    assert ask(cast.rashid, order, declared).status_code == 302
    assert "Proclaimed offender" in ask(cast.aslam, path).content.decode()
    assert ask(cast.javed, order, {**declared, "kind": "recall"}).status_code == 302
    assert "Recalled" in ask(cast.ali, path).content.decode()
