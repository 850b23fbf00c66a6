"""The paper's own fixtures: keys and one sealed certificate, made once."""

import pytest

from khidmat.documents.tests import samples


@pytest.fixture(scope="session")
def kasur(tmp_path_factory: pytest.TempPathFactory) -> samples.Office:
    """An installation with its keys."""
    return samples.office(tmp_path_factory.mktemp("kasur"))


@pytest.fixture(scope="session")
def forger(tmp_path_factory: pytest.TempPathFactory) -> samples.Office:
    """Another installation whose certificates bear the same names."""
    return samples.office(tmp_path_factory.mktemp("forger"))


@pytest.fixture(scope="session")
def sealed(kasur: samples.Office) -> bytes:
    """A genuine certificate."""
    return kasur.sealed(samples.facts())
