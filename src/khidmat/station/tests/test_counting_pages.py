"""The pages of a count: drawn by the program, found line by line, closed once; and of a proclamation."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from khidmat.kernel.errors import Forbidden, NotFound, Stale
from khidmat.org.public import office
from khidmat.station.models import Count, Discrepancy, Item, Proclamation
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.tests.test_property_pages import WATCH

NARCOTIC = {**WATCH, "kind": "narcotic", "unit": "grams", "quantity": "12.5", "weight": "13"}


def today(name: str) -> dict[str, str]:
    day = timezone.localdate()
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


@pytest.fixture
def begin(cast) -> Callable[..., str]:
    """Begin a count; its page."""

    def make(kind: str = "full", **more: str) -> str:
        sent = {"station": str(office("KSR-PS-01").pk), "kind": kind, **more}
        return ask(cast.farah, "/duty/malkhana/counts/new/", sent).headers["Location"]

    return make


def test_a_count_is_found_line_by_line_and_closed(cast, begin) -> None:
    for what in (WATCH, NARCOTIC):
        ask(cast.rashid, "/duty/malkhana/new/", what)
    page = begin()
    assert ask(cast.farah, f"{page}close/", {}).status_code == 302  # it says what is left and stays open
    lines = {line.item.kind: line.pk for line in Count.objects.get().lines.select_related("item")}
    heroin, watch = f"found_{lines['narcotic']}", f"found_{lines['other']}"
    assert ask(cast.rashid, page, {heroin: "present"}).status_code == 422
    assert ask(cast.rashid, page, {heroin: "stolen"}).status_code == 422
    assert ask(cast.rashid, page, {heroin: "present", f"weight_{lines['narcotic']}": "13"}).status_code == 302
    assert ask(cast.rashid, page, {watch: "missing"}).status_code == 302
    assert ask(cast.farah, f"{page}close/", {}).status_code == 302
    assert [one.kind for one in Discrepancy.objects.all()] == ["missing"]
    assert Count.objects.get().seed in ask(cast.javed, page).content.decode()
    with pytest.raises(Stale):
        ask(cast.farah, f"{page}close/", {})


def test_who_may_not_count_reads_what_was_counted(cast, begin) -> None:
    ask(cast.rashid, "/duty/malkhana/new/", WATCH)
    page = begin()
    for other in (cast.aslam, cast.hina, cast.javed):
        assert ask(other, page).status_code == 200
        with pytest.raises(Forbidden):
            ask(other, page, {})
    with pytest.raises(NotFound):
        ask(cast.zahid, page)


@pytest.mark.parametrize(
    "wrong", [{"kind": "spell"}, {"station": "x"}, {"size": "-1"}, {"size": "1.5"}, {"size": "9" * 9}]
)
def test_a_count_that_cannot_be_is_a_422(cast, wrong) -> None:
    ask(cast.rashid, "/duty/malkhana/new/", WATCH)
    sent = {"station": str(office("KSR-PS-01").pk), "kind": "random", "size": "1", **wrong}
    assert ask(cast.rashid, "/duty/malkhana/counts/new/", sent).status_code == 422
    assert Count.objects.count() == 0


def test_a_proclamation_is_noted_on_the_page_of_what_nobody_claimed(cast) -> None:
    page = ask(cast.rashid, "/duty/malkhana/new/", {**WATCH, "basis": "unclaimed"}).headers["Location"]
    assert f"{page}proclaimed/" in ask(cast.rashid, page).content.decode()
    said = {"court": "مجسٹریٹ", "order_no": "3/26", **today("reported_on"), **today("proclaimed_on")}
    assert ask(cast.rashid, f"{page}proclaimed/", {**said, "court": ""}).status_code == 422
    assert ask(cast.rashid, f"{page}proclaimed/", said).status_code == 302
    assert Proclamation.objects.get().item == Item.objects.get()
    assert f"{page}proclaimed/" not in ask(cast.rashid, page).content.decode()
