"""Some pages as their officers open them, each looked at: what axe-core finds, and what runs sideways."""

from collections.abc import Sequence

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from tests.browser.pictures import album
from tests.browser.test_journey import watch
from tests.browser.windows import signed_in
from tests.serving import serving

#: Who opens it, its path, the name of its picture.
Shot = tuple[str, str, str]


def walk(
    shots: Sequence[Shot],
    shape: tuple[str, int],
    cast: object,
    chromium: Browser,
    request: pytest.FixtureRequest,
) -> list[str]:
    """Open each page in a language and a width; gives the problems that were seen."""
    language, width = shape
    problems: list[str] = []
    look = watch(problems, album(request, language, width))
    people = {who for who, _path, _name in shots}
    assert all(getattr(cast, username).user_id for username in people)
    keys = {username: signed_in(username) for username in people}
    with serving() as (address, _program):
        for username, path, name in shots:
            window = chromium.new_context(viewport={"width": width, "height": 800})
            cookies = {settings.SESSION_COOKIE_NAME: keys[username], "language": language}
            window.add_cookies(
                [{"name": key, "value": text, "url": address} for key, text in cookies.items()]
            )
            page = window.new_page()
            answer = page.goto(address + path)
            assert answer is not None
            assert (answer.status, page.url) == (200, address + path), name
            look(page, name)
            window.close()
    return sorted(set(problems))
