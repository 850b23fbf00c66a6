"""The figures of the stations, the team and register IV in a real browser: axe-core at zero, nothing sideways."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from khidmat.demo.loading.courts import load_courts
from khidmat.station.models import AbsconderOrder, Fir
from tests.browser.walking import walk

pytestmark = pytest.mark.browser
NAMES = ("ali", "rashid", "saima", "aslam", "javed", "noreen", "farah", "hina")
REPORTS = ("pendency", "outcomes-of-cases", "statutory-clocks", "recovery")


@pytest.fixture
def declared(cast) -> AbsconderOrder:
    """The demo's cases in court, one of a proclaimed offender."""
    for name in NAMES:
        assert getattr(cast, name).office_id
    load_courts(timezone.now())
    return AbsconderOrder.objects.get(kind="declare")


def shots(declared: AbsconderOrder) -> Iterator[tuple[str, str, str]]:
    """Who opens which page, and the name of its picture."""
    open_case = Fir.objects.filter(steps__status="in_court", steps__current=True).last()
    for code in REPORTS:
        yield "hina", f"/duty/reports/{code}/", f"report_{code.replace('-', '_')}"
    yield "ali", "/duty/registers/4/", "register_absconders"
    yield "javed", f"/duty/fir/{declared.fir_id}/court/", "court_absconder"
    yield "rashid", f"/duty/absconders/{declared.absconder_id}/order/", "absconder_order"
    yield "rashid", f"/duty/accused/{declared.absconder.accused_id}/proclamation/", "proclamation"
    yield "farah", "/duty/charge/absent/", "charge_absent"
    yield "hina", f"/duty/fir/{open_case.pk if open_case else declared.fir_id}/team/", "team"


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280), ("ur", 320)])
def test_every_page(language: str, width: int, cast, declared, chromium: Browser, request) -> None:
    assert walk(list(shots(declared)), (language, width), cast, chromium, request) == []
