"""Many at the same moment: one file makes one batch, one record is changed by one of them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from khidmat.audit.models import Event
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Stale
from khidmat.wanted import operations
from khidmat.wanted.models import CriminalRecord, ImportBatch
from khidmat.wanted.operations import Decision
from khidmat.wanted.states import Stage

MANY = 32


@pytest.fixture
def keeper(committed: None, cast: object) -> Actor:
    """Nadia, committed, so that other connections see her."""
    return cast.nadia


def together(act: object) -> list[object]:
    def alone(number: int) -> object:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(alone, range(MANY)))


def test_thirty_two_senders_of_one_file_make_one_batch(keeper: Actor, table, now) -> None:
    path: Path = table({}, {"case_ref": "355/12"})
    batches = together(
        lambda _n: (
            operations.import_file(path=path, file_name="a.csv", encoding="utf-8", actor=keeper, now=now).pk
        )
    )
    assert len(set(batches)) == 1
    assert ImportBatch.objects.count() == 1
    assert CriminalRecord.objects.count() == 2
    assert Event.objects.filter(code="wanted.imported").count() == 1


def test_files_that_overlap_make_each_record_once(keeper: Actor, table, now) -> None:
    paths = [table({}, {"case_ref": f"{n}/12"}, name=f"{n}.csv") for n in range(1, MANY + 1)]
    together(
        lambda n: (
            operations.import_file(path=paths[n], file_name="x", encoding="utf-8", actor=keeper, now=now).pk
        )
    )
    assert ImportBatch.objects.count() == MANY
    assert CriminalRecord.objects.filter(case_key="354").count() == 1


def test_of_many_decisions_on_one_version_one_is_recorded(keeper: Actor, table, now) -> None:
    path = table({})
    operations.import_file(path=path, file_name="a.csv", encoding="utf-8", actor=keeper, now=now)
    seen = CriminalRecord.objects.get()

    def decide(_number: int) -> bool:
        try:
            operations.change_stage(
                record_id=seen.pk,
                decision=Decision(Stage.ACQUITTED),
                reason="Acquitted on appeal",
                key=uuid4(),
                actor=keeper,
                now=now,
            )
        except Stale:
            return False
        return True

    assert sum(together(decide)) == 1
    assert CriminalRecord.objects.filter(superseded_by=None).count() == 1
