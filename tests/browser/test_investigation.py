"""The pages of an investigation in a real browser: axe-core at zero, nothing runs sideways, in both languages."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser

from khidmat.demo.loading.investigating import investigated
from khidmat.station import public as station
from tests.browser.walking import walk

pytestmark = pytest.mark.browser
TOLD = station.Told(
    told="رات دکان کا تالا توڑ کر نقدی اور دو موبائل لے گئے۔",
    matter=station.Matter.THEFT,
    name="بلال احمد",
    father="محمد اکرم",
    place_text="مین بازار قصور",
    occurred="20/11/2026 23:00",
)


@pytest.fixture
def closing() -> Iterator[None]:
    """A driver leaves its loop running in this thread, where Django opens a second connection: it is closed too."""
    yield
    connection.close()


@pytest.fixture
def case(cast) -> station.Fir:
    """A burglary of last week, investigated for three days."""
    now = timezone.now() - timedelta(days=6)
    complaint = station.take(told=TOLD, actor=cast.saima, now=now)
    typed = station.Typed("457/380 PPC", cast.aslam.user)
    made = station.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)
    for which in range(3):
        investigated(made.pk, cast.aslam, which)(now + timedelta(days=which, hours=5))
    return made


@pytest.fixture
def death(cast) -> station.Inquest:
    """An inquest without a case."""
    then = timezone.now() - timedelta(hours=3)
    seen = station.Seen(
        form="violence",
        deceased="نامعلوم مرد، عمر تقریباً 60 سال",
        place="نہر کنارے، کوٹ مراد خان",
        informed_at=then,
        magistrate="مجسٹریٹ درجہ اول قصور",
        told_at=then,
        began_at=then,
        first="محمد یوسف ولد غلام رسول",
        second="نذیر احمد ولد بشیر احمد",
        seen="لاش نہر کنارے پڑی ہے۔",
        wounds="سر پر زخم",
        weapon="کند آلہ",
        opinion="سر پر چوٹ سے موت",
        doctor="ڈاکٹر نعیم، ڈی ایچ کیو قصور",
    )
    return station.hold_inquest(seen=seen, fir_id=None, actor=cast.aslam, now=timezone.now())


def shots(case: station.Fir, death: station.Inquest) -> Iterator[tuple[str, str, str]]:
    """Who opens which page, and the name of its picture."""
    here = f"/duty/fir/{case.pk}/"
    yield "aslam", here, "fir_of_investigator"
    yield "aslam", f"{here}zimni/", "zimni"
    yield "aslam", f"{here}zimni/new/", "zimni_write"
    yield "aslam", f"{here}papers/", "case_papers"
    for sort in ("statement", "plan", "memo", "search", "warrant", "docket", "request"):
        yield "aslam", f"{here}papers/{sort}/", f"paper_{sort}"
    yield "aslam", f"{here}steps/mark/", "step_mark"
    yield "aslam", "/duty/investigation/", "my_cases"
    yield "aslam", "/duty/inquests/new/", "inquest_new"
    yield "javed", f"{here}zimni/call/", "zimni_call"
    yield "javed", "/duty/inquests/", "inquests"
    yield "javed", f"/duty/inquests/{death.pk}/", "inquest"
    yield "farah", "/duty/investigation/review/", "to_review"
    yield "farah", f"{here}review/", "review"


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_every_page(
    language: str, width: int, chromium: Browser, closing: None, cast, case, death, request
) -> None:
    assert walk(list(shots(case, death)), (language, width), cast, chromium, request) == []
