"""Trying numbers: the warning is for the honest, counted for the others."""

import json
from datetime import timedelta

import pytest

from khidmat.audit.models import Event
from khidmat.people import operations
from khidmat.people.models import Comparison
from khidmat.people.operations import looking
from khidmat.people.tests.conftest import identity

pytestmark = pytest.mark.django_db


def other(number: int = 2, **changes: object) -> object:
    """A statement of somebody else under a number."""
    return identity(name="Usman Ghani", name_ur="عثمان غنی", cnic=f"012345678901{number}", **changes)


def test_a_warning_is_in_the_ledger_once_for_what_it_is_about(known, cast, now) -> None:
    known()
    for _again in range(3):
        assert operations.check_statement(stated=other(), actor=cast.bilal, now=now)
    assert operations.check_statement(
        stated=other(birth_date=None, birth_year=1950), actor=cast.bilal, now=now
    )
    noted = Event.objects.filter(code="people.contradicted").order_by("pk")
    assert [json.loads(one.body)["data"]["parts"] for one in noted] == ["name", "name birth"]


def test_who_tries_number_after_number_learns_no_more_that_day(known, cast, now) -> None:
    known()
    for number in range(3, 3 + looking.MOST_COMPARED):
        assert not operations.check_statement(stated=other(number), actor=cast.bilal, now=now)
    assert not operations.check_statement(stated=other(), actor=cast.bilal, now=now)
    assert operations.check_statement(stated=other(), actor=cast.ayesha, now=now)
    assert operations.check_statement(stated=other(), actor=cast.bilal, now=now + timedelta(days=1))
    assert Comparison.objects.filter(user=cast.bilal.user_id).count() == looking.MOST_COMPARED + 1


def test_a_counter_compares_all_day(known, cast, now) -> None:
    known()
    for number in range(3, 3 + looking.MOST_COMPARED):
        operations.check_statement(stated=other(number), actor=cast.sana, now=now)
    assert operations.check_statement(stated=other(), actor=cast.sana, now=now)
