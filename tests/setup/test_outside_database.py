"""A database of somebody else: two URLs, and no cluster of ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from khidmat.launch import running
from khidmat.launch.cluster import Cluster
from khidmat.launch.credentials import APP, OWNER
from khidmat.launch.data import Data
from khidmat.launch.tests.house import House
from khidmat.launch.users import accounts

pytestmark = pytest.mark.slow


@pytest.fixture
def server(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A server with roles and extensions, as an administrator would have made it."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.delenv(name, raising=False)
    data = Data(place / "server", accounts())
    with running.database(data):
        yield data.cluster


def url(server: Cluster, role: str) -> str:
    word = server.secrets.password(role)
    return f"postgresql://{role}:{word}@/khidmat?host={server.socket}"


def test_a_start_on_an_outside_database_makes_no_cluster(server: Cluster, place: Path) -> None:
    house = House(place / "guest")
    house.environment |= {"DATABASE_URL": url(server, APP), "DATABASE_OWNER_URL": url(server, OWNER)}
    house.up("--no-demo")
    try:
        assert house.answers()
        assert house.children("postgres") == set()
        assert not house.cluster.pgdata.exists()
        assert server.sql("SELECT count(*) > 0 FROM django_migrations", "khidmat") == "t"
    finally:
        assert house.stop() == 0
    assert server.ready()
