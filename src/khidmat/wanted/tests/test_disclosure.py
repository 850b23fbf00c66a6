"""What may leave the record office: convictions and pending cases of adults, not expunged, as they stand now."""

from itertools import product
from uuid import UUID

import pytest

from khidmat.kernel.actor import Actor
from khidmat.kernel.names import Party
from khidmat.wanted import matching, operations, queries
from khidmat.wanted.models import CriminalRecord
from khidmat.wanted.operations import Decision
from khidmat.wanted.states import Stage
from khidmat.wanted.tests.samples import GOOD

pytestmark = pytest.mark.django_db

ASLAM = Party(
    name=GOOD["name"],
    name_ur=GOOD["name_ur"],
    father=GOOD["father"],
    father_ur=GOOD["father_ur"],
    cnic="0123456789012",
)
EVERY = list(product(Stage, (False, True), (False, True)))


def disclosed(*ids: UUID) -> list[UUID]:
    return [one.series for one in queries.disclosable(ids)]


@pytest.mark.parametrize(("stage", "juvenile", "expunged"), EVERY)
def test_only_convicted_and_pending_adults_are_disclosed_or_screened(
    take, nadia: Actor, now, *, stage: Stage, juvenile: bool, expunged: bool
) -> None:
    take({"stage": stage, "juvenile": "yes" if juvenile else "no"})
    record = CriminalRecord.objects.get()
    if expunged:
        operations.expunge(
            record_id=record.pk,
            order="Order 7 of the High Court",
            reason="The record was ordered closed",
            key=UUID(int=7),
            actor=nadia,
            now=now,
        )
    open_to_others = stage in (Stage.PENDING, Stage.CONVICTED) and not juvenile and not expunged
    assert disclosed(record.pk) == ([record.series] if open_to_others else [])
    assert bool(matching.alike(ASLAM)) == open_to_others
    current = CriminalRecord.objects.get(superseded_by=None)
    assert queries.opened(nadia, current.pk).disclosable == open_to_others


def test_what_was_found_earlier_is_disclosed_as_it_stands_now(take, aslam: CriminalRecord) -> None:
    assert disclosed(aslam.pk) == [aslam.series]
    take({"stage": "acquitted", "court": "Lahore High Court", "decided_on": "02-05-2016"})
    new = CriminalRecord.objects.get(superseded_by=None)
    assert disclosed(aslam.pk, new.pk) == []
    assert queries.compared([aslam.pk])[aslam.pk] == new


def test_a_conviction_on_appeal_is_disclosed_once_and_in_its_last_words(
    aslam: CriminalRecord, nadia: Actor, now
) -> None:
    decision = Decision(Stage.CONVICTED, "Lahore High Court", now.date())
    new = operations.change_stage(
        record_id=aslam.pk,
        decision=decision,
        reason="Appeal dismissed, sentence kept",
        key=UUID(int=8),
        actor=nadia,
        now=now,
    )
    (only,) = queries.disclosable([aslam.pk, new])
    assert (only.court, only.decided_on, only.station_ur) == (
        "Lahore High Court",
        now.date(),
        "تھانہ اے ڈویژن",
    )


def test_nothing_of_the_person_is_in_what_is_disclosed(aslam: CriminalRecord) -> None:
    (only,) = queries.disclosable([aslam.pk])
    assert not {aslam.name, aslam.name_ur, aslam.cnic, aslam.address} & {
        str(getattr(only, f)) for f in only.__slots__
    }
