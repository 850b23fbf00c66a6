"""Arithmetic of codes."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings

from khidmat.accounts import proofs

#: RFC 6238, appendix B, SHA-1: the last six of its eight digits.
RFC = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(("seconds", "code"), RFC)
def test_the_code_of_a_moment_is_the_one_in_the_standard(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert proofs.code_at(SECRET, proofs.step(at)) == code


def test_a_code_is_good_one_step_early_or_late_and_never_two() -> None:
    at = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    here = proofs.step(at)
    good = [proofs.code_at(SECRET, here + shift) for shift in (-2, -1, 0, 1, 2)]
    found = [proofs.matching_step(SECRET, code, at=at, after=0) for code in good]
    assert found == [None, here - 1, here, here + 1, None]


def test_a_code_of_a_step_that_was_used_is_not_taken_again_nor_an_older_one() -> None:
    at = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    here = proofs.step(at)
    assert proofs.matching_step(SECRET, proofs.code_at(SECRET, here), at=at, after=here) is None
    assert proofs.matching_step(SECRET, proofs.code_at(SECRET, here - 1), at=at, after=here) is None
    assert proofs.matching_step(SECRET, proofs.code_at(SECRET, here + 1), at=at, after=here) == here + 1


def test_a_sealed_secret_survives_a_new_key_and_is_worth_nothing_without_the_old_one() -> None:
    sealed = proofs.seal(SECRET)
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=["a key for tests only" * 3]):
        assert proofs.unseal(sealed) == SECRET
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):
        assert proofs.unseal(sealed) == ""
        assert proofs.matching_step("", "000000", at=datetime.now(UTC), after=0) is None


def test_a_digest_differs_by_use_and_does_not_run_its_parts_together() -> None:
    marks = {proofs.digest("a", "1", "23"), proofs.digest("a", "12", "3"), proofs.digest("b", "1", "23")}
    assert len(marks) == 3
