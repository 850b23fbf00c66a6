"""The reports of the station's books as pages: every way of dividing, every figure and every file opens."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from khidmat.config.tests.visits import visit
from khidmat.kernel.reports import by_code
from khidmat.station.tests.casework import Work

pytestmark = pytest.mark.django_db
CODES = ["crime-by-head", "outcomes-of-cases", "pendency", "statutory-clocks", "recovery"]


@pytest.mark.parametrize("language", ["ur", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_figure_and_file_of_a_page_opens(cast, code: str, language: str) -> None:
    fir = Work(cast, timezone.now() - timedelta(hours=2)).case().fir
    rows = 0
    for by in by_code(code, cast.hina).by:
        page = visit(cast.hina, f"/duty/reports/{code}/?by={by.code}", language=language)
        assert page.status_code == 200
        for url in re.findall(r'href="(/duty/reports/[^"]+\?[^"]+)"', page.content.decode()):
            answer = visit(cast.hina, unescape(url), language=language)
            assert answer.status_code == 200, url
            if "/rows/" in url:
                rows += 1
                text = answer.content.decode()
                assert str(fir) in text or str(fir.complaint) in text
    assert rows or code == "recovery"
