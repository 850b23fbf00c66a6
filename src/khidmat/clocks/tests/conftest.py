"""What the tests of the clocks share: an office, somebody who acts there, and a running clock."""

from datetime import datetime

import pytest

from khidmat.clocks import operations
from khidmat.clocks.models import Clock
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import Office, office


@pytest.fixture
def station(db: None) -> Office:
    return office("KSR-PS-01")


@pytest.fixture
def sho(station: Office) -> Actor:
    return Actor(role=Role.STATION_HEAD, chain=station.pk, office_id=station.pk)


@pytest.fixture
def clock(station: Office, sho: Actor, now: datetime) -> Clock:
    """Two working days from Tuesday, ten in the morning: due on Thursday at five."""
    return operations.start(rule="verification.station", office_id=station.pk, actor=sho, now=now)
