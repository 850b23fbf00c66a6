"""What the tests of the station's books share."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from khidmat.kernel.actor import Actor
from khidmat.station.articles import Article
from khidmat.station.evidence import Somebody
from khidmat.station.models import Fir, Item, Statement
from khidmat.station.operations import desk, papers
from khidmat.station.operations import fir as of_firs
from khidmat.station.operations import property as of_property
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.typed import Typed

HOUR = timedelta(hours=1)
HEARD = {
    "law": "161", "language": "پنجابی", "presence": "", "present": "", "recorded": "", "consent": False, "court": "",
    "text": "میں نے دیکھا۔",
}  # fmt: skip


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


@pytest.fixture
def case(theft_case: Fir) -> Fir:
    """A theft of A Division that Aslam investigates."""
    return theft_case


@pytest.fixture
def rape(cast, now: datetime) -> Fir:
    """A sealed case that Aslam investigates."""
    complaint = desk.take(told=RAPE, actor=cast.saima, now=now)
    typed = Typed("376 PPC", cast.aslam.user_id)
    return of_firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)


@pytest.fixture
def hear(cast, now: datetime) -> Callable[..., Statement]:
    """Take a statement down."""

    def make(case: Fir, who: Somebody, actor=None, **more: Any) -> Statement:
        said = {**HEARD, "taken_at": now + HOUR, **more}
        return papers.statement(
            fir_id=case.pk, who=who, actor=actor or cast.aslam, now=now + 2 * HOUR, **said
        )

    return make
