"""Loading the holidays: once is enough, and a list that changed its mind is followed."""

from datetime import date, datetime
from pathlib import Path

import pytest

from khidmat.clocks import loading, operations, queries
from khidmat.clocks.models import Holiday
from khidmat.kernel.actor import Actor

EID = "Eid-ul-Fitr, holiday 1"


@pytest.fixture
def _none_yet(db: None) -> None:
    Holiday.objects.update(counts=False, status="forgotten")


def test_the_list_is_loaded_whole_and_only_once(sho: Actor, now: datetime) -> None:
    operations.load_holidays(actor=sho, now=now)
    assert operations.load_holidays(actor=sho, now=now) == 0
    assert Holiday.objects.count() == 92
    assert not queries.calendar(date(2026, 1, 1)).works(date(2026, 12, 25))


@pytest.mark.usefixtures("_none_yet")
def test_what_was_changed_by_hand_is_mended(sho: Actor, now: datetime) -> None:
    assert operations.load_holidays(actor=sho, now=now) == 92
    assert Holiday.objects.filter(status="forgotten").count() == 0


def test_a_feast_that_the_moon_moved_no_longer_counts_on_the_old_day(
    sho: Actor, now: datetime, tmp_path: Path
) -> None:
    operations.load_holidays(actor=sho, now=now)
    moved = tmp_path / "holidays.csv"
    text = loading.FILE.read_text(encoding="utf-8")
    moved.write_text(text.replace('2027-03-10,Wednesday,"Eid', '2027-03-15,Monday,"Eid'), encoding="utf-8")
    assert operations.load_holidays(actor=sho, now=now, file=moved) == 2
    assert dict(Holiday.objects.filter(name=EID, day__year=2027).values_list("day", "counts")) == {
        date(2027, 3, 10): False,
        date(2027, 3, 15): True,
    }


def test_every_listed_weekday_is_the_weekday_of_its_date() -> None:
    lines = loading.FILE.read_text(encoding="utf-8").splitlines()[1:]
    assert all(f"{date.fromisoformat(line[:10]):%A}" == line.split(",")[1] for line in lines)
