"""The pages of cases on their way to the court in a real browser: axe-core at zero, nothing runs sideways."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from khidmat.station.operations import trying
from khidmat.station.tests.casework import AKRAM, UNKNOWN, Work
from khidmat.station.tests.test_desk import THEFT
from tests.browser.walking import walk

pytestmark = pytest.mark.browser
MORE = {
    "parties": "بلال احمد ولد محمد اکرم، کوٹ مراد خان",
    "witnesses": "بلال احمد، مدعی\nعبدالستار، گواہ برآمدگی",
    "property_text": "موٹر سائیکل 70 سی سی، مال خانہ نمبر 12",
}


@pytest.fixture
def cases(cast) -> dict[str, Work]:
    """A case that was decided, one with its report, one proposed for cancellation."""
    now = timezone.now() - timedelta(days=16)
    tried, written, proposed = (Work(cast, now).case(THEFT, AKRAM, UNKNOWN) for _n in range(3))
    tried.report(**MORE)
    tried.forward()
    tried.scrutinise(words="شہادت مکمل ہے۔")
    tried.number().charge(sections="379/411 PPC")
    following = timezone.localdate(now + timedelta(days=20))
    heard = {
        "held_on": timezone.localdate(now),
        "what": "دو گواہوں کے بیان قلم بند ہوئے۔",
        "next_on": following,
    }
    trying.hear(fir_id=tried.fir.pk, **heard, actor=cast.javed, now=now)
    tried.judge(
        "convicted", answers=[(tried.accused().charges.first().pk, "convicted", "قید با مشقت ایک سال")]
    )
    written.report(**MORE)
    proposed.propose()
    return {"tried": tried, "written": written, "proposed": proposed}


def shots(cases: dict[str, Work]) -> Iterator[tuple[str, str, str]]:
    """Who opens which page, and the name of its picture."""
    tried, written, proposed = (
        f"/duty/fir/{cases[name].fir.pk}/court/" for name in ("tried", "written", "proposed")
    )
    yield "ali", "/duty/cases/", "cases_of_sho"
    yield "noreen", "/duty/cases/", "cases_of_prosecutor"
    yield "javed", tried, "court_tried"
    yield "javed", f"{tried}hearing/", "court_hearing"
    yield "javed", f"{tried}charge/", "court_charge"
    yield "rashid", f"/duty/accused/{cases['tried'].accused().pk}/verdict/", "court_verdict"
    yield "rashid", f"{tried}number/", "court_number"
    yield "ali", f"{written}forward/", "court_forward"
    yield "hina", proposed, "court_proposed"
    yield "hina", f"{proposed}close/", "court_close"
    yield "aslam", f"{proposed}told/", "court_told"
    yield "farah", f"{proposed}reopen/", "court_reopen"
    yield "aslam", f"{tried}report/", "court_report"


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_every_page(language: str, width: int, cast, cases, chromium: Browser, request) -> None:
    assert walk(list(shots(cases)), (language, width), cast, chromium, request) == []
