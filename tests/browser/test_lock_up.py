"""The pages of custody in a real browser, with the demo's people in the lock-up: axe-core at zero, nothing sideways."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from khidmat.demo.loading.courts import load_courts
from khidmat.demo.loading.desk import load_desk
from khidmat.demo.loading.lock_up import held
from khidmat.demo.loading.officers import Desks
from khidmat.station.models import Arrest
from khidmat.station.operations import escaping
from tests.browser.walking import walk

pytestmark = pytest.mark.browser
NAMES = ("ali", "rashid", "saima", "aslam", "javed", "noreen", "zahid", "farah", "hina")
GONE = {"from_whom": "سپاہی ارشد 1122", "told": "کچہری کے باہر ہتھکڑی چھڑا کر بھاگ گیا۔ پیچھا کیا، نہ ملا۔"}


@pytest.fixture
def arrests(cast) -> list[Arrest]:
    """Who is held now, the longest first; the first for two cases, the second escaped a moment ago."""
    for name in NAMES:
        assert getattr(cast, name).office_id
    now = timezone.now()
    load_courts(now)
    load_desk(now=now, beside=held(Desks(now)))
    found = list(Arrest.objects.order_by("arrested_at"))
    escaping.escape(arrest_id=found[1].pk, **GONE, actor=cast.rashid, now=now)
    return found


def shots(arrests: list[Arrest]) -> Iterator[tuple[str, str, str]]:
    """Who opens which page, and the name of its picture."""
    man, gone, further, woman, child = (f"/duty/arrests/{one.pk}/" for one in arrests)
    yield "rashid", "/duty/lock-up/", "lock_up"
    yield "rashid", gone, "custody_escaped"
    yield "rashid", further, "custody_further_case"
    yield "rashid", man, "custody"
    yield "rashid", f"{man}move/", "custody_move"
    yield "rashid", f"{man}release/", "custody_release"
    yield "rashid", f"{man}escape/", "custody_escape"
    yield "aslam", child, "custody_child"
    yield "aslam", f"{man}produce/", "custody_produce"
    yield "aslam", f"{woman}remand/", "custody_remand"
    yield "aslam", f"/duty/accused/{arrests[1].accused_id}/arrest/", "arrest"
    yield "aslam", f"/duty/accused/{arrests[0].accused_id}/arrest/", "arrest_of_who_is_held"
    yield "javed", woman, "custody_of_court"
    yield "hina", "/duty/cases/", "cases_of_district"


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_every_page(language: str, width: int, cast, arrests, chromium: Browser, request) -> None:
    assert walk(list(shots(arrests)), (language, width), cast, chromium, request) == []
