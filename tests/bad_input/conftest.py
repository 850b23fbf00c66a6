"""A citizen with a draft, officers with their work, each at a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.rights.entering import enter_citizen, enter_staff
from tests.rights.posts import A
from tests.rights.world import APPLICANTS, World

Browser = Callable[..., Client]


@pytest.fixture
def town(db: None, settings: object, tmp_path: Path) -> World:
    """Kasur and Lahore without anybody in them yet; files go to the test's own folder."""
    settings.FILES = tmp_path
    return World(tmp_path)


@pytest.fixture
def bilal(town: World) -> Client:
    """Bilal at his phone, who reads Urdu."""
    client = Client()
    client.cookies["language"] = "ur"
    enter_citizen(client, APPLICANTS[A].mobile)
    return client


@pytest.fixture
def staffed(town: World) -> World:
    """The same with every officer at his post."""
    town.engage()
    return town


@pytest.fixture
def officer(staffed: World) -> Browser:
    """An officer of the cast at his desk."""

    def make(username: str, language: str = "ur") -> Client:
        client = Client()
        client.cookies["language"] = language
        enter_staff(client, username)
        return client

    return make
