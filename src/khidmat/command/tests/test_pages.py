"""The pages of reports: every link on them leads somewhere, and bad parameters are answered with what to mend."""

import re
from datetime import datetime
from html import unescape

import pytest
from django.utils import timezone

from khidmat.config.tests.visits import visit

pytestmark = pytest.mark.django_db
REPORT = "/duty/reports/statement-of-services/"
PERIOD = "since_day=1&since_month=11&since_year=2026&until_day=30&until_month=11&until_year=2026"


@pytest.fixture
def now() -> datetime:
    """The pages read the clock on the wall."""
    return timezone.now()


def text(response: object) -> str:
    return response.content.decode()


def links(page: str) -> list[str]:
    return [unescape(url) for url in re.findall(r'href="(/duty/reports/[^"]+)"', page)]


@pytest.mark.parametrize("language", ["ur", "en"])
def test_every_figure_and_file_of_the_page_opens(cast: object, sent: object, language: str) -> None:
    application = sent()
    assert REPORT in links(text(visit(cast.hina, "/duty/reports/", language=language)))
    page = visit(cast.hina, REPORT, language=language)
    found = [url for url in links(text(page)) if "?" in url]
    assert page.status_code == 200
    assert sum("/export/" in url for url in found) == 3
    for url in found:
        answer = visit(cast.hina, url, language=language)
        assert answer.status_code == 200
        if "/rows/" in url:
            assert application.ref in text(answer)


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        (f"{PERIOD}&until_day=31", 422),
        (f"{PERIOD}&since_day=30&until_day=1", 422),
        (f"{PERIOD}&since_year=1026", 422),
        (f"{PERIOD}&since_year=x", 422),
        (f"{PERIOD}&until_year=9999", 422),
        (f"{PERIOD}&by=sect", 422),
        (f"{PERIOD}&office=PB-LHR", 404),
        (f"{PERIOD}&office=%00", 404),
    ],
)
def test_parameters_that_cannot_be_are_refused_on_every_page(cast: object, changed: str, status: int) -> None:
    for path in (REPORT, f"{REPORT}rows/", f"{REPORT}export/csv/"):
        assert visit(cast.hina, f"{path}?{changed}").status_code == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/duty/reports/no-such-report/", 404),
        (f"{REPORT}rows/", 404),
        (f"{REPORT}rows/?column=median", 404),
        (f"{REPORT}rows/?column=received&line=PCC'--", 404),
        (f"{REPORT}rows/?column=received&after=x~y", 200),
        (f"{REPORT}export/exe/", 404),
    ],
)
def test_what_is_not_there_is_not_found(cast: object, path: str, status: int) -> None:
    assert visit(cast.hina, path).status_code == status
