"""The journey of the issue, in Urdu on a phone and in English at a desk, axe-core at zero on every page met."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.journey import Stage, whole
from tests.browser.namesake import TRAVELLERS
from tests.browser.pictures import album, take
from tests.installation import Installation

pytestmark = pytest.mark.browser


def watch(problems: list[str], pictures: Path | None) -> Callable[[Page, str], None]:
    """Run axe on every page and note what it finds; take a picture where asked."""

    def look(page: Page, name: str) -> None:
        results = Axe().run(page)
        problems.extend(
            f"{name}: {v['id']}: {v['nodes'][0]['html'][:120]}" for v in results.response["violations"]
        )
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append(f"{name}: scrolls sideways")
        if pictures:
            take(page, pictures / f"{name}.png")

    return look


@pytest.mark.parametrize(("language", "width"), [("ur", 390), ("en", 1280)])
def test_from_a_phone_to_a_verified_paper(
    language: str,
    width: int,
    installation: Installation,
    browser: Browser,
    papers: Path,
    request: pytest.FixtureRequest,
) -> None:
    problems: list[str] = []
    stage = Stage(
        browser, installation.base, language, width, watch(problems, album(request, language, width))
    )
    paper = whole(stage, TRAVELLERS[language], papers)
    done = installation.run("-m", "khidmat.documents.verify", str(paper))
    assert "This certificate is genuine" in done.stdout
    assert sorted(set(problems)) == []
