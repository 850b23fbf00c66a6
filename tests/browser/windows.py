"""A window of somebody who has signed in already, on the program as it serves one test."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.rights.entering import enter_staff
from tests.serving import serving


def signed_in(username: str) -> str:
    """The session of somebody who has signed in, before the program serves: a test client ends its connections."""
    client = Client()
    enter_staff(client, username)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def window_of(username: str, chromium: Browser, *, width: int = 1280) -> Iterator[Page]:
    """The window, in Urdu; what is done in it is taken back."""
    key = signed_in(username)
    with serving() as (address, _program):
        window = chromium.new_context(base_url=address, viewport={"width": width, "height": 800})
        cookies = {settings.SESSION_COOKIE_NAME: key, "language": "ur"}
        window.add_cookies([{"name": name, "value": text, "url": address} for name, text in cookies.items()])
        yield window.new_page()
        window.close()
