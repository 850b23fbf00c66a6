"""Numbers and dates in words."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from khidmat.ui import formats

NINE_IN_KARACHI = datetime(2026, 3, 15, 4, 0, tzinfo=UTC)


def test_a_cnic_is_shown_as_on_the_card() -> None:
    assert formats.cnic("0123456789012") == "01234-5678901-2"


@pytest.mark.parametrize("odd", ["", "123", "01234567890123", "۰۱۲۳۴۵۶۷۸۹۰۱۲", "AB34567890123"])
def test_what_is_no_cnic_is_shown_as_it_is(odd: str) -> None:
    assert formats.cnic(odd) == odd


def test_a_mobile_number_has_a_form_to_read_and_a_form_to_dial() -> None:
    assert formats.mobile("+923001234567") == "0300-1234567"
    assert formats.mobile_plain("+923001234567") == "03001234567"


def test_a_foreign_number_is_left_alone() -> None:
    assert formats.mobile("+4915112345678") == "+4915112345678"


def test_a_date_in_words_in_both_languages() -> None:
    assert formats.date_words(date(2026, 3, 15), "ur") == "15 مارچ 2026"
    assert formats.date_words(date(2026, 3, 15), "en") == "15 March 2026"
    assert formats.short_date(date(2026, 10, 31), "ur") == "31 اکتوبر"


def test_a_moment_late_in_the_utc_evening_is_the_next_day_in_karachi() -> None:
    late = datetime(2026, 3, 15, 20, 30, tzinfo=UTC)
    assert formats.date_table(late) == "16-03-2026"
    assert formats.date_words(late, "en") == "16 March 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "urdu", "english"),
    [
        (9, 0, "صبح 9 بجے", "9 am"),
        (12, 30, "دوپہر 12:30 بجے", "12:30 pm"),
        (17, 0, "شام 5 بجے", "5 pm"),
        (21, 0, "رات 9 بجے", "9 pm"),
        (0, 5, "رات 12:05 بجے", "12:05 am"),
        (3, 59, "رات 3:59 بجے", "3:59 am"),
    ],
)
def test_the_hour_is_said_with_the_part_of_the_day(hour: int, minute: int, urdu: str, english: str) -> None:
    moment = datetime(2026, 3, 15, hour, minute, tzinfo=formats.KARACHI)
    assert formats.time_words(moment, "ur") == urdu
    assert formats.time_words(moment, "en") == english


def test_date_and_time_together() -> None:
    assert formats.datetime_words(NINE_IN_KARACHI, "ur") == "15 مارچ 2026، صبح 9 بجے"
    assert formats.datetime_words(NINE_IN_KARACHI, "en") == "15 March 2026, 9 am"


def test_rupees_are_whole_and_grouped_by_thousands() -> None:
    assert formats.rupees(1500, "ur") == "1,500 روپے"
    assert formats.rupees(1500, "en") == "Rs 1,500"
    assert formats.number(170031) == "170,031"


@pytest.mark.parametrize(
    ("due", "urdu", "english"),
    [
        (date(2026, 3, 18), "3 دن باقی", "3 days left"),
        (date(2026, 3, 16), "1 دن باقی", "1 day left"),
        (date(2026, 3, 15), "آج آخری دن", "due today"),
        (date(2026, 3, 13), "2 دن دیر", "2 days late"),
    ],
)
def test_days_left_count_calendar_days(due: date, urdu: str, english: str) -> None:
    assert formats.days_left(due, NINE_IN_KARACHI, "ur") == urdu
    assert formats.days_left(due, NINE_IN_KARACHI, "en") == english


def test_a_name_is_given_in_the_readers_language_or_else_in_the_other() -> None:
    both = SimpleNamespace(name="Kasur", name_ur="قصور")
    roman_only = SimpleNamespace(name="Kasur", name_ur="")
    assert formats.bilingual(both, "ur") == "قصور"
    assert formats.bilingual(both, "en") == "Kasur"
    assert formats.bilingual(roman_only, "ur") == "Kasur"


@pytest.mark.usefixtures("english")
def test_without_a_language_the_readers_is_taken() -> None:
    assert formats.rupees(5) == "Rs 5"
