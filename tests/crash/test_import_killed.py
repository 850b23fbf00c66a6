"""The worker killed in the middle of a register of records: taken in once, whole, with one event."""

import csv
import io
import time

import pytest

from khidmat.wanted.tests.samples import HEADING, row
from tests.crash.books import Books
from tests.crash.people import Person, Town
from tests.crash.victims import Victims, until

pytestmark = pytest.mark.slow
ROWS = 20_000
#: What the record office of a district brings, and how long it may take.
MANY, SECONDS = 100_000, 120
STATUS = "select status, part from wanted_upload where id = %(key)s"
TAKEN = """
    select b.rows, b.new, (select count(*) from wanted_criminalrecord r where r.batch_id = b.id),
           (select count(*) from audit_event e where e.subject_id = b.id and e.code = 'wanted.imported'),
           (select count(*) from wanted_importbatch twin where twin.sha256 = b.sha256)
    from wanted_upload u join wanted_importbatch b on b.id = u.batch_id where u.id = %(key)s
"""


def register(year: int, rows: int) -> bytes:
    """A register of that many cases of a year, one of them not to be taken."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADING)
    writer.writeheader()
    cases = (
        {"case_ref": str(number), "year": str(year), "cnic": "", "birth_year": "1960"}
        for number in range(1, rows + 1)
    )
    writer.writerows(row(**one, decided_on=f"01-02-{year + 1}") for one in cases)
    writer.writerow(row(stage="unheard of"))
    return out.getvalue().encode()


@pytest.fixture(scope="module")
def keeper(town: Town) -> Person:
    """Nadia at her desk; a code of her app opens once."""
    found = Person(town.victims.installation.base)
    found.sign_in_as_officer("nadia")
    return found


def looked_at(keeper: Person, books: Books, year: int, rows: int = ROWS) -> str:
    """A register that was sent and looked at; its key. The order is the test's."""
    file = {"file": (f"{year}.csv", register(year, rows), "text/csv")}
    where = keeper.post("/duty/records/imports/new/", {"encoding": "utf-8"}, file).headers["Location"]
    key = where.rstrip("/").rpartition("/")[2]
    until(lambda: state(books, key)[0] == "weighed", "the worker looks at the rows")
    return key


def state(books: Books, key: str) -> tuple[str, str]:
    """Where the file is, and what the worker does with it."""
    status, part = books.ask(STATUS, {"key": key})[0]
    return str(status), str(part)


def finished(victims: Victims, books: Books, key: str) -> tuple[object, ...]:
    """A worker begins again; what stands in the books when the file is taken in."""
    victims.start("worker")
    until(lambda: state(books, key)[0] == "taken", "the file is taken in")
    return books.ask(TAKEN, {"key": key})[0]


@pytest.mark.parametrize(("point", "year"), [("import.stored", 2001), ("import.taken", 2002)])
def test_a_worker_killed_at_a_failpoint_takes_a_file_in_once(
    victims: Victims, books: Books, keeper: Person, point: str, year: int
) -> None:
    victims.revive()
    key = looked_at(keeper, books, year)
    victims.start("worker", f"{point}@1")
    keeper.post(f"/duty/records/imports/check/{key}/", {})
    until(lambda: victims.worker.killed_itself_at(point), f"the worker comes to {point}")
    assert finished(victims, books, key) == (ROWS + 1, ROWS, ROWS, 1, 1)


@pytest.mark.parametrize(("part", "year"), [("rows", 2003), ("compare", 2004), ("store", 2005)])
def test_a_worker_killed_from_outside_takes_a_file_in_once(
    victims: Victims, books: Books, keeper: Person, part: str, year: int
) -> None:
    victims.revive()
    key = looked_at(keeper, books, year)
    keeper.post(f"/duty/records/imports/check/{key}/", {})
    until(lambda: state(books, key) == ("ordered", part), f"the worker comes to {part}")
    victims.worker.kill()
    assert state(books, key)[0] == "ordered"
    assert finished(victims, books, key) == (ROWS + 1, ROWS, ROWS, 1, 1)


def test_a_hundred_thousand_rows_are_looked_at_and_taken_in_within_two_minutes_each(
    victims: Victims, books: Books, keeper: Person
) -> None:
    victims.revive()
    since = time.monotonic()
    key = looked_at(keeper, books, 2006, MANY)
    ordered = time.monotonic()
    keeper.post(f"/duty/records/imports/check/{key}/", {})
    until(lambda: state(books, key)[0] == "taken", "the file is taken in", pause=0.5)
    assert max(ordered - since, time.monotonic() - ordered) < SECONDS
    assert books.ask(TAKEN, {"key": key})[0] == (MANY + 1, MANY, MANY, 1, 1)
