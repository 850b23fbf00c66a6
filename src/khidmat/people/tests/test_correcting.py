"""Setting right what the index says: the earlier row stays in the history, and the ledger says who and why."""

import pytest

from khidmat.audit.public import disagreements
from khidmat.kernel.errors import Forbidden, Invalid
from khidmat.org.public import office
from khidmat.people import operations
from khidmat.people.models import Person
from khidmat.people.tests.conftest import identity


def correct(person: Person, actor: object, now: object, *, parts: tuple[str, ...] = ("name",)) -> Person:
    return operations.correct(
        person_id=person.pk,
        identity=identity(name="Usman Ghani", name_ur="عثمان غنی"),
        parts=list(parts),
        district_id=office("KSR-DPO").pk,
        reason="The card says Usman.",
        actor=actor,
        now=now,
    )


def test_history_and_ledger_tell_alike_of_a_correction(committed: None, known, cast, now) -> None:
    corrected = correct(known(), cast.kamran, now)
    assert (corrected.name, corrected.relation_name) == ("Usman Ghani", "Muhammad Akram")
    assert disagreements() == []
    Person.objects.filter(pk=corrected.pk).update(name="Somebody Else")
    assert [one.row for one in disagreements()] == [corrected.pk]


@pytest.mark.django_db
def test_what_is_so_already_and_another_districts_entry_are_refused(known, cast, now) -> None:
    with pytest.raises(Invalid):
        correct(known(), cast.kamran, now, parts=("father", "birth"))
    with pytest.raises(Forbidden):
        correct(known("PB-LHR", cnic="0123456789099"), cast.kamran, now)
