"""What the tests of the station's books share."""

from collections.abc import Callable
from datetime import datetime

import pytest

from khidmat.kernel.actor import Actor
from khidmat.station.articles import Article
from khidmat.station.models import Fir, Item
from khidmat.station.operations import desk
from khidmat.station.operations import fir as of_firs
from khidmat.station.operations import property as of_property
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.typed import Typed


@pytest.fixture
def desk_officer(cast) -> Actor:
    """Saima at the desk of A Division."""
    return cast.saima


@pytest.fixture
def theft_case(cast, now: datetime) -> Fir:
    complaint = desk.take(told=THEFT, actor=cast.saima, now=now)
    typed = Typed("379 PPC", cast.aslam.user_id)
    return of_firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)


@pytest.fixture
def sealed_case(cast, now: datetime) -> Fir:
    complaint = desk.take(told=RAPE, actor=cast.saima, now=now)
    typed = Typed("376 PPC", cast.ali.user_id)
    return of_firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)


@pytest.fixture
def deposit(cast, theft_case: Fir, now: datetime) -> Callable[..., list[Item]]:
    """Put things of the theft into the store."""

    def make(
        *articles: Article, fir: Fir | None = theft_case, at: datetime = now, basis: str = "case"
    ) -> list[Item]:
        return of_property.deposit_all(
            station_id=theft_case.station_id,
            fir_id=fir.pk if fir else None,
            articles=articles,
            from_whom="اکرم ولد اسلم",
            happened_at=at,
            actor=cast.rashid,
            now=at,
            basis=basis,
        )

    return make
