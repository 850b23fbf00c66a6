"""What the tests of the record office share: its keepers, files, records."""

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import translation

from khidmat.kernel.actor import Actor
from khidmat.wanted import operations
from khidmat.wanted.models import CriminalRecord, ImportBatch
from khidmat.wanted.tests.samples import HEADING, row


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Sentences are asserted in English; that none lacks its Urdu is another test's."""
    with translation.override("en"):
        yield


@pytest.fixture
def nadia(cast: object) -> Actor:
    """Record keeper of Kasur."""
    return cast.nadia


@pytest.fixture
def lubna(cast: object) -> Actor:
    """Record keeper of Lahore."""
    return cast.lubna


Write = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path) -> Write:
    """Writes rows (dictionaries over a good one) as a CSV file and returns its path."""

    def write(*rows: dict[str, str], name: str = "register.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADING)
            writer.writeheader()
            writer.writerows(row(**one) for one in rows)
        return path

    return write


Take = Callable[..., ImportBatch]


@pytest.fixture
def take(table: Write, nadia: Actor, now: datetime) -> Take:
    """Takes rows in as a file of Nadia's, or of another actor's."""

    def act(*rows: dict[str, str], actor: Actor = nadia) -> ImportBatch:
        path = table(*rows)
        return operations.import_file(path=path, file_name=path.name, encoding="utf-8", actor=actor, now=now)

    return act


@pytest.fixture
def aslam(take: Take) -> CriminalRecord:
    """Muhammad Aslam, convicted in case 354/12 of A Division."""
    return CriminalRecord.objects.get(batch=take({}))
