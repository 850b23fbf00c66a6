"""The installation that is killed, the people who use it meanwhile, and the table at the end."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from khidmat.notify.tests.servers import Aggregator
from tests.crash.books import Books
from tests.crash.diary import Score, table
from tests.crash.people import Town
from tests.crash.victims import Database, Victims
from tests.installation import make

CITIZENS = 3
#: A killed worker's jobs are given back after this many seconds, not after thirty.
SILENT = "3"
ENGAGE = """
import django; django.setup()
from django.utils import timezone
from khidmat.demo.cast import OFFICERS
from khidmat.demo.loading.officers import engage
engage(OFFICERS, since=timezone.now())
"""
SCORES: list[Score] = []


@pytest.fixture(scope="session")
def scores() -> list[Score]:
    """The table that is printed at the end."""
    return SCORES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was killed, what was acknowledged, what was lost."""
    if SCORES:
        terminalreporter.section("kills")
        for line in table(SCORES):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder that the database's system user may enter; pytest's own are closed."""
    made = Path(tempfile.mkdtemp(prefix="khidmat-crash-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def aggregator() -> Iterator[tuple[Aggregator, str]]:
    """A message service on loopback, and its address; it outlives every kill."""
    service = Aggregator()
    with service.serve() as url:
        yield service, url


@pytest.fixture(scope="session")
def victims(place: Path, aggregator: tuple[Aggregator, str]) -> Iterator[Victims]:
    """Database, web and worker, with the cast's officers."""
    for name in ("site", "log", "tmp"):
        (place / name).mkdir()
    database = Database(place / "database")
    try:
        database.make()
        found = _installed(place, database, aggregator[1])
        found.installation.run("-c", ENGAGE)
    except BaseException:
        database.stop()
        raise
    try:
        found.revive()
        yield found
    finally:
        found.end()


def _installed(place: Path, database: Database, sms: str) -> Victims:
    more = {"KHIDMAT_SMS_HTTP_URL": sms, "KHIDMAT_SILENT_SECONDS": SILENT, "TMPDIR": str(place / "tmp")}
    installation = make(place / "site", database.urls, **more)
    (place / "site" / "secrets" / "sms_http").write_text("what the aggregator signs with", encoding="ascii")
    installation.run("-m", "khidmat.config.manage", "prepare", "--database-only")
    return Victims(database, installation, place / "log")


@pytest.fixture(scope="session")
def town(victims: Victims, aggregator: tuple[Aggregator, str]) -> Town:
    """Everybody signed in."""
    found = Town(victims)
    found.settle(CITIZENS, aggregator[0])
    return found


@pytest.fixture(scope="session")
def books(victims: Victims, aggregator: tuple[Aggregator, str]) -> Books:
    """What is in the database and in the files."""
    return Books(victims, aggregator[0])
