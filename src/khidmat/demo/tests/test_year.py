"""The year of Kasur: the published column to the digit, told and registered through the books in its order."""

from collections import Counter
from datetime import date
from itertools import islice

import pytest
from django.utils import timezone

from khidmat.accounts.public import User, actor_for
from khidmat.demo import year
from khidmat.demo.loading import year as loading
from khidmat.demo.year import PRINTED
from khidmat.kernel.reports import Asked, by_code, sheet
from khidmat.law.public import heads
from khidmat.station.public import DiaryDay, Fir

STATION = "KSR-PS-09"


@pytest.mark.django_db
def test_the_table_adds_up_to_the_printed_column() -> None:
    found = year.by_head()
    assert [found[one.code] for one in heads()] == PRINTED
    assert sum(map(year.count, year.stations())) == sum(PRINTED) == 16_828


def test_a_year_is_the_same_for_the_same_seed_and_goes_forward() -> None:
    first, again = (list(year.cases(STATION, 2)) for _turn in range(2))
    assert first == again != list(year.cases(STATION, 3))
    assert [one.at for one in first] == sorted({one.at for one in first})
    assert {one.at.year for one in first} == {2022}


@pytest.mark.django_db
def test_cases_are_registered_under_their_heads_and_the_report_counts_them(cast) -> None:
    loading.engage(2)
    staff, wanted = loading.staff_of(STATION), list(islice(year.cases(STATION, 2), 8))
    firs = [loading.register(case, staff) for case in wanted]
    assert [str(one) for one in firs] == [f"{n}/22" for n in range(1, 9)]
    hina = actor_for(User.objects.get(username="hina"), now=timezone.now())
    asked = Asked(date(2022, 1, 1), date(2022, 12, 31), "KSR-DPO", "head", timezone.now())
    lines = sheet(by_code("crime-by-head", hina), hina, asked).lines
    found = {one.key: one.cells["registered"] for one in lines if one.cells["registered"]}
    assert found == Counter(case.head for case in wanted)


@pytest.mark.django_db
def test_it_is_not_played_behind_later_diaries(cast) -> None:
    assert loading.is_free()
    loading.engage(2)
    loading.register(next(year.cases(STATION, 2)), loading.staff_of(STATION))
    assert DiaryDay.objects.exists()
    assert not loading.is_free()
    assert Fir.objects.count() == 1
