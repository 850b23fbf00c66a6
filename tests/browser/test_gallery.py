"""Every page that a post of the demo begins from, looked at: axe-core at zero, nothing runs sideways, no link broken.

With `--pictures FOLDER` each is kept as a picture; `tests/take_pictures.py` takes those of all tests.
"""

import pytest
from playwright.sync_api import Browser

from tests.browser.actors import Citizen, Look, Officer, Person
from tests.browser.gallery import CITIZENS, OFFICERS, VISITOR, Shot
from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LAYOUTS = [("ur", 390), ("en", 1280)]


def go_through(person: Person, shots: tuple[Shot, ...], look: Look) -> None:
    for one in shots:
        one.open(person.page)
        look(person.page, one.name)


def not_looked_at(_page: object, _name: str) -> None:
    """Signing in is looked at elsewhere."""


@pytest.mark.parametrize(("language", "width"), LAYOUTS)
def test_every_page_of_every_post(
    language: str, width: int, installation: Installation, browser: Browser, request: pytest.FixtureRequest
) -> None:
    problems: list[str] = []
    look = watch(problems, album(request, language, width))
    around = (browser, installation.base, language, width, not_looked_at)
    go_through(Person(*around), VISITOR, look)
    for mobile, shots in CITIZENS.items():
        citizen = Citizen(*around)
        citizen.go("/mobile/", "mobile")
        citizen.sign_in(mobile)
        go_through(citizen, shots, look)
    for username, shots in OFFICERS.items():
        officer = Officer(*around)
        officer.sign_in(username)
        go_through(officer, shots, look)
        officer.context.close()
    assert sorted(set(problems)) == []
