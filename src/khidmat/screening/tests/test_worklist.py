"""The worklist: oldest first, late ones marked, one district's only."""

from datetime import timedelta

import pytest

from khidmat.kernel.names import Party
from khidmat.screening import operations, public, queries

pytestmark = pytest.mark.django_db


def test_the_oldest_is_first_and_late_after_the_next_working_day(register, screen, cast, now) -> None:
    register({})
    old, new = screen(), screen(now=now + timedelta(hours=1))
    later = now + timedelta(days=1, hours=8)
    first, second = queries.worklist(queries.open_checks(cast.nadia), later)
    assert (first.check, first.late, first.candidates) == (old, True, 1)
    assert second.check == new
    assert not queries.worklist(queries.open_checks(cast.nadia), now)[0].late


def test_a_settled_check_leaves_the_list(hit, cast, now) -> None:
    assert queries.waiting_count(cast.nadia) == 1
    public.adjudicate(
        candidate_id=hit.pk, same=False, reason="Another father altogether", actor=cast.nadia, now=now
    )
    assert queries.waiting_count(cast.nadia) == 0
    assert queries.next_open(cast.nadia, hit) is None


def test_the_next_to_compare_is_of_the_same_person_first(register, screen, cast, now) -> None:
    register({}, {"case_ref": "99/13"})
    screen(Party(name="Muhammad Aslam", father="Ghulam Rasool", birth_year=1984))
    mine = screen().candidates.order_by("-score", "id")
    done = operations.adjudicate(
        candidate_id=mine[0].pk,
        same=True,
        reason="The same card and father",
        tell=[],
        actor=cast.nadia,
        now=now,
    )
    assert queries.next_open(cast.nadia, done) == mine[1].pk
