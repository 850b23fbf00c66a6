"""The figures of the station's own rule stand in a file, and nothing else does."""

from datetime import time

import pytest
from pydantic import ValidationError

from khidmat.station.removals import differs
from khidmat.station.rules import Rules, rules


def test_a_difference_of_weight_is_one_beyond_the_file_of_rules() -> None:
    assert rules().diary_closes_from == time(18)
    assert [differs(10_000, found) for found in (10_500, 10_501, 9_499)] == [False, True, True]
    assert [differs(1_000_000, found) for found in (1_005_000, 1_005_001)] == [False, True]


@pytest.mark.parametrize("wrong", [{"weight_tolerance_mg": -1}, {"diary_closes_from": "25:00"}, {"more": 1}])
def test_a_rule_that_cannot_be_stops_at_the_file(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Rules.model_validate({**rules().model_dump(), **wrong})
