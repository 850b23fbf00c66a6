"""Whatever is told is taken down: odd dates, nobody's name, forty accused, three hundred things."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from khidmat.station.articles import Article
from khidmat.station.evidence import Somebody
from khidmat.station.models import Fir, Item, MemoItem, Telling
from khidmat.station.operations import accused, desk, papers
from khidmat.station.operations import fir as firs
from khidmat.station.queries.fir import unsealed
from khidmat.station.told import Told
from khidmat.station.typed import Typed, Who

HOURS = ("31/12/2035 10:00", "1/1/1790", "5 جمادی الاول 1448 ہجری", "2026", "۱۴۴۸", "x" * 200)


def registered(cast: Any, now: datetime, told: Told, **more: str) -> Fir:
    complaint = desk.take(told=told, actor=cast.saima, now=now)
    typed = Typed("379 PPC", cast.aslam.user_id, **more)
    return firs.register(complaint_id=complaint.pk, typed=typed, actor=cast.rashid, now=now)


@pytest.mark.parametrize("hour", HOURS)
def test_an_odd_hour_is_kept_as_it_was_said_and_flagged(cast: Any, now: datetime, hour: str) -> None:
    fir = registered(cast, now, Told(told="چوری ہوئی", occurred=hour))
    assert (fir.complaint.occurred_text, fir.number) == (hour, 1)
    assert fir.complaint.occurred_odd or fir.complaint.occurred_from is not None


def test_without_name_and_card_it_is_an_fir_all_the_same(cast: Any, now: datetime) -> None:
    fir = registered(
        cast, now, Told(told="چوری ہوئی", described="نامعلوم عورت"), accused="نامعلوم، سانولا، لمبا"
    )
    assert fir.accused.get().text.described == "نامعلوم، سانولا، لمبا"
    assert (Telling.objects.get().name, Telling.objects.get().cnic) == ("", "")


@pytest.mark.parametrize("age", ["پیدائش 2035", "1448 ہجری", "2010", "-3", "نامعلوم"])
def test_an_age_before_birth_or_of_another_calendar_is_kept_and_flagged(
    cast: Any, now: datetime, age: str
) -> None:
    fir = registered(cast, now, Told(told="چوری ہوئی"))
    one = accused.add(fir_id=fir.pk, typed=Who(name="اکرم", age=age), actor=cast.aslam, now=now)
    with unsealed(fir):
        said = one.ages.get()
    assert said.stated == age
    assert said.odd or said.years is not None


def test_forty_accused_have_forty_numbers(cast: Any, now: datetime) -> None:
    lines = "\n".join(f"ملزم {n}" for n in range(1, 41))
    fir = registered(cast, now, Told(told="ہجوم نے حملہ کیا"), accused=lines)
    assert list(fir.accused.order_by("number").values_list("number", flat=True)) == list(range(1, 41))


def test_three_hundred_things_of_one_memo_are_three_hundred_numbers_of_register_xix(
    cast: Any, now: datetime
) -> None:
    fir, later = registered(cast, now, Told(told="گودام لوٹا گیا")), now + timedelta(hours=1)
    papers.memo(
        fir_id=fir.pk, kind="recovery", happened_at=later, place="گودام", from_whom="", text="برآمد ہوا",
        articles=[Article("other", f"بوری {n}") for n in range(300)],
        witnesses=(Somebody(name="الف"), Somebody(name="ب")), actor=cast.aslam, now=later,
    )  # fmt: skip
    assert list(Item.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 301))
    assert (MemoItem.objects.count(), Item.objects.values("entry").distinct().count()) == (300, 1)
