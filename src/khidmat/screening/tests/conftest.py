"""What the tests of screening share: a register with Aslam in it, and a check of somebody like him."""

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from khidmat.kernel.actor import Actor
from khidmat.kernel.names import Party
from khidmat.org.public import office
from khidmat.screening import hooks, operations
from khidmat.screening.models import Candidate, Check
from khidmat.wanted.public import CriminalRecord, import_file

ROW = {
    "station": "A Division",
    "case_ref": "354/12",
    "sections": "379/411 PPC",
    "stage": "convicted",
    "court": "Judicial Magistrate, Kasur",
    "decided_on": "14-03-2014",
    "juvenile": "no",
    "name": "Muhammad Aslam",
    "name_ur": "محمد اسلم",
    "father": "Ghulam Rasool",
    "father_ur": "غلام رسول",
    "cnic": "01234-5678901-2",
    "birth_year": "1984",
    "address": "کوٹ مراد خان، قصور",
    "district": "Kasur",
}
ASLAM = Party(
    name="Mohd Aslam",
    name_ur="محمد اسلم",
    father="Ghulam Rasul",
    father_ur="غلام رسول",
    birth_year=1985,
    district="KSR-DPO",
    cnic="0123456789012",
)

Register = Callable[..., list[CriminalRecord]]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Sentences are asserted in English; that none lacks its Urdu is another test's."""
    with translation.override("en"):
        yield


@pytest.fixture
def register(tmp_path: Path, cast: object, now: datetime) -> Register:
    """Takes rows (changes to Aslam's) into Kasur's records and returns those that are current."""

    def act(*rows: dict[str, str], actor: Actor | None = None) -> list[CriminalRecord]:
        path = tmp_path / f"{uuid4()}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ROW)
            writer.writeheader()
            writer.writerows(ROW | one for one in rows)
        keeper = actor or cast.nadia
        batch = import_file(path=path, file_name=path.name, encoding="utf-8", actor=keeper, now=now)
        assert batch.refused == 0
        return list(CriminalRecord.objects.filter(superseded_by=None).order_by("id"))

    return act


@pytest.fixture
def screen(cast: object, now: datetime) -> Callable[..., Check]:
    """Screens a person for Bilal's application in Kasur, or as somebody else."""

    def act(party: Party = ASLAM, **changes: object) -> Check:
        values = {
            "party": party,
            "about": UUID(int=1),
            "office_id": office("KSR-DPO").pk,
            "purpose": "services.application",
            "actor": cast.bilal,
            "now": now,
        }
        return operations.screen(**(values | changes))

    return act


@pytest.fixture
def told() -> Iterator[list[tuple[UUID, Actor, datetime]]]:
    """What the hook was told."""
    heard: list[tuple[UUID, Actor, datetime]] = []
    before = list(hooks.hit_resolved)
    hooks.hit_resolved[:] = [lambda *news: heard.append(news)]
    yield heard
    hooks.hit_resolved[:] = before


@pytest.fixture
def hit(register: Register, screen: Callable[..., Check]) -> Candidate:
    """The one candidate of a check of somebody like Aslam."""
    register({})
    return screen().candidates.get()
