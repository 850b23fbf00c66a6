"""What the tests of the station's books share."""

import pytest

from khidmat.kernel.actor import Actor


@pytest.fixture
def desk_officer(cast) -> Actor:
    """Saima at the desk of A Division."""
    return cast.saima
