"""The registers in a real browser: axe-core at zero, nothing runs sideways, in both languages."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from khidmat.demo.loading.registers import load_registers
from khidmat.station import public as station
from khidmat.station.tests.test_desk import THEFT
from tests.browser.walking import walk

pytestmark = pytest.mark.browser


@pytest.fixture
def lines(cast) -> list[station.RegisterLine]:
    """A theft, and the demo's lines in every register that is entered."""
    now = timezone.now()
    for name in ("ali", "farah", "rabia"):
        assert getattr(cast, name).user_id
    complaint = station.take(told=THEFT, actor=cast.saima, now=now - timedelta(hours=3))
    typed = station.Typed("379 PPC", cast.aslam.user)
    station.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now - timedelta(hours=2))
    load_registers(now)
    return list(station.RegisterLine.objects.filter(register=5, struck_by__isnull=True).order_by("number"))


def shots(lines: list[station.RegisterLine]) -> Iterator[tuple[str, str, str]]:
    """Who opens which page, and the name of its picture."""
    here = "/duty/registers/"
    yield "rashid", here, "registers"
    yield "farah", f"{here}facts/", "register_facts"
    for number in (1, 5, 20, 25):
        yield "rashid", f"{here}{number}/", f"register_{number}"
    for number in (8, 10, 13):
        yield "ali", f"{here}{number}/", f"register_{number}"
    yield "farah", f"{here}16/?station=KSR-PS-01", "register_16"
    yield "rashid", f"{here}5/new/", "register_new"
    yield "rashid", f"{here}lines/{lines[-1].pk}/complete/", "register_complete"
    yield "rashid", f"{here}lines/{lines[-1].pk}/strike/", "register_strike"
    yield "rashid", "/duty/charge/new/", "charge_new"


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_every_page(language: str, width: int, cast, lines, chromium: Browser, request) -> None:
    assert walk(list(shots(lines)), (language, width), cast, chromium, request) == []
