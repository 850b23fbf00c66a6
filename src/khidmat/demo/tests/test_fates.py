"""What becomes of the cases of the year: each end is reached by the hands the law names, the same from one seed."""

from collections import Counter
from datetime import timedelta
from itertools import islice
from random import Random

import pytest

from khidmat.demo import fates, year
from khidmat.demo.fates import OF_CAUGHT, End, Fate
from khidmat.demo.loading import year as loading
from khidmat.demo.loading.fates import Followed
from khidmat.station.public import CaseState, DiaryDay, Fir
from khidmat.station.queries.court import state_of

STATION = "KSR-PS-02"
STANDS = {
    End.OPEN: CaseState.INVESTIGATING,
    End.IN_COURT: CaseState.IN_COURT,
    End.CONVICTED: CaseState.DECIDED,
    End.ACQUITTED: CaseState.DECIDED,
    End.CANCELLED: CaseState.CANCELLED,
    End.UNTRACED: CaseState.UNTRACED,
}


def test_fates_are_the_same_from_one_seed_and_every_case_of_arms_has_its_arrest() -> None:
    first, again = ([fates.fate(rng, "ARMS") for _n in range(300)] for rng in (Random(2), Random(2)))
    assert first == again
    assert all(one.caught and one.thing for one in first)
    weapons = Counter(one.thing for one in first)
    assert weapons.most_common(1)[0][0] == "پستول 30 بور معہ میگزین"
    assert sum(fates.WEAPONS.values()) == 1931


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("end", "caught"), [(end, False) for end in End] + [(end, True) for end in OF_CAUGHT]
)
def test_every_end_is_reached_through_the_hands_of_the_law(cast, end: End, *, caught: bool) -> None:
    loading.engage(2, (STATION,))
    staff = loading.staff_of(STATION, goes_on=True)
    fir = loading.register(next(year.cases(STATION, 2)), staff)
    what = Fate(end, timedelta(days=9), timedelta(days=60), caught, "چرس", 900)
    for at, act in Followed(fir, what, staff.hands).acts():
        act(at)
    assert state_of(fir) == STANDS[end]
    assert fir.property.count() == caught


@pytest.mark.django_db
def test_a_followed_station_plays_its_year_in_the_order_of_the_hours(cast, monkeypatch) -> None:
    some = list(islice(year.cases(STATION, 2), 4))
    monkeypatch.setattr(year, "cases", lambda _code, _seed: iter(some))
    loading.engage(2, (STATION,))
    made = list(loading.play(STATION, 2, goes_on=True))
    assert [str(one) for one in made] == [f"{n}/22" for n in range(1, 5)]
    assert not DiaryDay.objects.filter(closed_at=None).exists()
    reached = Counter(state_of(one) for one in Fir.objects.all())
    assert reached.total() == 4
    assert set(reached) - {CaseState.INVESTIGATING}
