"""The day of an office: its counts open their rows, and another's day is not shown."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone

from khidmat.command.day import day
from khidmat.config.tests.visits import visit
from khidmat.kernel.errors import NotFound
from khidmat.services import public as services

pytestmark = pytest.mark.django_db
ROW = re.compile(r"<tr><td data-label")


@pytest.fixture
def now() -> datetime:
    """The page reads the clock on the wall; what waits has waited for ten days."""
    return timezone.now() - timedelta(days=10)


def counts(actor: object, office: str = "") -> dict[str, int]:
    found = day(actor, chosen=office, now=timezone.now())
    return {str(tile.label): tile.count for group in found.counts for tile in group.tiles}


@pytest.mark.parametrize(
    ("who", "office"), [("hina", ""), ("kamran", ""), ("asad", "KSR-DPO"), ("farah", ""), ("ali", "")]
)
def test_each_count_of_the_day_opens_so_many_rows(
    cast: object, now: datetime, sent: object, verified: object, who: str, office: str
) -> None:
    services.approve(application_id=verified().pk, actor=cast.kamran, now=timezone.now())
    sent(cast.ayesha)
    page = visit(getattr(cast, who), f"/duty/today/?office={office}", language="en").content.decode()
    tiles = re.findall(r'<a href="([^"]+)" class="count-tile[^>]*>\s*<bdi[^>]*>(\d+)<', page)
    assert [int(count) for _url, count in tiles] == [1, 1, 1, 1, 1]
    for url, count in tiles:
        rows = visit(getattr(cast, who), unescape(url), language="en").content.decode()
        assert len(ROW.findall(rows)) == int(count)


def test_exceptions_stand_first_and_the_day_is_the_offices_own(
    cast: object, now: datetime, sent: object
) -> None:
    sent()
    for who, waiting in (("hina", 1), ("ali", 1), ("zahid", 0), ("omar", 0)):
        found = counts(getattr(cast, who))
        assert (next(iter(found.values())), sum(found.values())) == (waiting, 3 * waiting)


@pytest.mark.parametrize(
    ("who", "office"),
    [("ali", "KSR-PS-02"), ("omar", "KSR-DPO"), ("hina", "PB-LHR"), ("asad", "PB-LHR"), ("asad", "X")],
)
def test_another_offices_day_is_not_found(cast: object, who: str, office: str) -> None:
    with pytest.raises(NotFound):
        counts(getattr(cast, who), office)
    assert visit(getattr(cast, who), f"/duty/today/?office={office}").status_code == 404


def test_the_cash_of_a_centre_is_on_its_page_and_the_districts_and_on_nobody_elses(
    cast: object, now: datetime, sent: object
) -> None:
    sent()
    shown = {
        who: day(getattr(cast, who), chosen="", now=timezone.now()).cash
        for who in ("waseem", "hina", "kamran", "ali", "asad")
    }
    assert [shown["kamran"], shown["ali"], shown["asad"]] == [None, None, None]
    assert shown["waseem"] == shown["hina"]
    (till,) = shown["waseem"] or []
    assert (till.receipts, till.refunded, till.difference, till.tone) == (1, 0, None, "warn")
    page = visit(cast.waseem, "/duty/today/", language="en").content.decode()
    assert f"/duty/cash/days/{till.id}/" in page
    assert "Rs\u00a0500" in page
