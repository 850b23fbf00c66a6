"""Two record keepers at the same moment: each candidate is decided once, the check settled once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from khidmat.kernel.errors import Stale
from khidmat.screening import public
from khidmat.screening.models import Check, Verdict
from khidmat.screening.states import CheckState

MANY = 16


@pytest.fixture
def decide(committed, cast, now):
    """Answers for a candidate on a connection of its own; whether it was the first to answer."""
    keeper = cast.nadia

    def act(candidate_id: UUID) -> bool:
        values = {"same": True, "reason": "Compared at the same moment", "actor": keeper, "now": now}
        try:
            public.adjudicate(candidate_id=candidate_id, **values)
        except Stale:
            return False
        finally:
            connection.close()
        return True

    return act


def test_the_last_two_answers_at_once_settle_the_check_once(decide, register, screen, told) -> None:
    register({}, {"case_ref": "99/13"})
    both = list(screen().candidates.values_list("pk", flat=True))
    with ThreadPoolExecutor(MANY) as pool:
        assert sum(pool.map(decide, both * (MANY // 2))) == 2
    assert Verdict.objects.count() == 2
    assert Check.objects.get().status == CheckState.RESOLVED
    assert len(told) == 1


@pytest.mark.parametrize("office", ["KSR-DPO", "KSR-PS-01"])
def test_the_check_belongs_to_the_district_whichever_of_its_offices_is_named(
    register, screen, cast, office
) -> None:
    from khidmat.org.public import office as find
    from khidmat.screening import queries

    register({})
    screen(office_id=find(office).pk)
    assert queries.waiting_count(cast.nadia) == 1
    assert queries.waiting_count(cast.lubna) == 0
