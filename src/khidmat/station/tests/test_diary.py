"""The daily diary: numbered, late where it is late, struck and never edited, closed with its cash."""

from datetime import datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, transaction

from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.org.public import office
from khidmat.station.models import DiaryDay, DiaryEntry
from khidmat.station.operations import diary
from khidmat.station.queries import diary as queries

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "The constable's name was another one."


def write(actor, now: datetime, text: str = "سڑک پر درخت گر گیا۔", ago: timedelta = HOUR) -> DiaryEntry:
    return diary.write_own(
        kind="other", happened_at=now - ago, text=text, language="ur", actor=actor, now=now
    )


def refuses(act) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def test_the_clerk_opens_the_day_and_entries_follow_one_another(cast, now: datetime) -> None:
    day = diary.open_day(prisoners="محمد اکرم، 379 ت پ، صبح 6 بجے", actor=cast.rashid, now=now)
    second = write(cast.rashid, now + HOUR)
    third = write(cast.ali, now + 2 * HOUR)
    assert [one.number for one in queries.page(day)] == [1, second.number, third.number] == [1, 2, 3]
    assert "محمد اکرم" in queries.page(day)[0].text_ur
    assert (second.written_by_id, second.role) == (cast.rashid.user_id, "station_clerk")


def test_a_second_opening_is_refused_and_the_books_of_others_stay_shut(cast, now: datetime) -> None:
    day = diary.open_day(prisoners="", actor=cast.rashid, now=now)
    with pytest.raises(Stale):
        diary.open_day(prisoners="", actor=cast.ali, now=now)
    for stranger in (cast.aslam, cast.saima, cast.javed, cast.farah):
        with pytest.raises(Forbidden):
            write(stranger, now)
    with pytest.raises(NotFound):
        queries.day(cast.zahid, day.pk)
    assert queries.day(cast.javed, day.pk) == queries.day(cast.farah, day.pk) == day


def test_a_late_entry_shows_both_hours(cast, now: datetime) -> None:
    late, prompt = write(cast.rashid, now, ago=3 * HOUR), write(cast.rashid, now, ago=HOUR / 2)
    lines = {line.entry: line.late for line in queries.current(cast.rashid, "", now).lines}
    assert (lines[late], lines[prompt]) == (True, False)
    assert late.written_at - late.happened_at == 3 * HOUR
    with pytest.raises(Invalid):
        write(cast.rashid, now, ago=-HOUR)


def test_an_entry_is_struck_by_another_and_both_stay(cast, now: datetime) -> None:
    wrong = write(cast.rashid, now)
    right = diary.strike(
        entry_id=wrong.pk, reason=WHY, text="درخت نہیں، کھمبا گرا۔", language="ur", actor=cast.rashid, now=now
    )
    wrong.refresh_from_db()
    assert wrong.text_ur == "سڑک پر درخت گر گیا۔"
    assert (wrong.struck_by, right.reason, right.number) == (right, WHY, 3)
    with pytest.raises(Stale):
        diary.strike(entry_id=wrong.pk, reason=WHY, text="x", language="ur", actor=cast.ali, now=now)


def test_only_the_writer_or_the_sho_strikes_and_never_what_frames_the_day(cast, now: datetime) -> None:
    entry, opening = write(cast.ali, now), DiaryEntry.objects.get(number=1)
    said = {"reason": WHY, "text": "کچھ نہیں ہوا۔", "language": "ur", "now": now}
    with pytest.raises(Forbidden):
        diary.strike(entry_id=entry.pk, actor=cast.rashid, **said)
    with pytest.raises(Forbidden):
        diary.strike(entry_id=opening.pk, actor=cast.ali, **said)
    with pytest.raises(NotFound):
        diary.strike(entry_id=entry.pk, actor=cast.zahid, **said)
    assert diary.strike(entry_id=entry.pk, actor=cast.ali, **said).strikes == entry


def test_the_day_closes_in_the_evening_with_its_cash_and_takes_nothing_more(cast, now: datetime) -> None:
    write(cast.rashid, now)
    with pytest.raises(Invalid, match="18:00"):
        diary.close_day(cash=500, actor=cast.rashid, now=now)
    day = diary.close_day(cash=1500, actor=cast.rashid, now=now + 10 * HOUR)
    closing = queries.page(day).last()
    assert (closing.kind, day.cash) == ("closing", 1500)
    assert "1,500" in closing.text_ur
    after = write(cast.rashid, now + 11 * HOUR)
    assert (after.day.day, after.number) == (day.day + DAY, 2)


def test_a_day_that_nobody_closed_is_closed_by_the_clock_and_says_so(cast, now: datetime) -> None:
    yesterday = write(cast.rashid, now).day
    entry = write(cast.rashid, now + DAY)
    yesterday.refresh_from_db()
    assert (entry.day.day, entry.number) == (yesterday.day + DAY, 2)
    assert (yesterday.cash, yesterday.closed_by) == (None, None)
    assert "Nobody closed" in queries.page(yesterday).last().text


def test_every_entry_stands_in_the_ledger_with_its_digest(cast, now: datetime) -> None:
    entry = write(cast.rashid, now)
    event = Event.objects.get(code="station.diary.written", subject_id=entry.pk)
    assert '"number":2' in event.body
    assert "درخت" not in event.body


def test_the_database_refuses_edits_gaps_and_entries_out_of_order(cast, now: datetime) -> None:
    entry = write(cast.rashid, now)
    row = {field.attname: getattr(entry, field.attname) for field in DiaryEntry._meta.concrete_fields}
    fresh = {**row, "id": office("KSR-PS-02").pk}
    refuses(lambda: DiaryEntry.objects.filter(pk=entry.pk).update(text="another"))
    refuses(lambda: entry.delete())
    refuses(lambda: DiaryEntry(**fresh).save(force_insert=True))
    refuses(lambda: DiaryEntry(**{**fresh, "number": 4}).save(force_insert=True))
    earlier = {"number": 3, "written_at": now - HOUR, "happened_at": now - HOUR}
    refuses(lambda: DiaryEntry(**{**fresh, **earlier}).save(force_insert=True))
    other = {"number": 3, "station_id": office("KSR-PS-02").pk}
    refuses(lambda: DiaryEntry(**{**fresh, **other}).save(force_insert=True))
    refuses(lambda: DiaryEntry(**{**fresh, "number": 3, "kind": "opening"}).save(force_insert=True))
    refuses(lambda: DiaryEntry(**{**fresh, "number": 3, "happened_at": now + HOUR}).save(force_insert=True))
    DiaryEntry(**{**fresh, "number": 3}).save(force_insert=True)


def test_the_database_closes_a_day_once_and_only_by_its_last_entry(cast, now: datetime) -> None:
    write(cast.rashid, now)
    found = DiaryDay.objects.filter(station=office("KSR-PS-01"))
    closed = {"closed_at": now, "closed_by": cast.rashid.user_id, "cash": 0}
    refuses(lambda: found.update(**closed))
    day = diary.close_day(cash=0, actor=cast.rashid, now=now + 10 * HOUR)
    refuses(lambda: found.update(cash=5))
    refuses(lambda: found.update(closed_at=None, closed_by=None, cash=None))
    row = {
        field.attname: getattr(queries.page(day)[0], field.attname)
        for field in DiaryEntry._meta.concrete_fields
    }
    after = {**row, "id": day.pk, "number": 4, "kind": "other", "written_at": now + 11 * HOUR}
    refuses(lambda: DiaryEntry(**after).save(force_insert=True))


def test_nothing_is_struck_twice_or_across_stations(cast, now: datetime) -> None:
    wrong, other = write(cast.rashid, now), write(cast.zahid, now)
    diary.strike(entry_id=wrong.pk, reason=WHY, text="نہیں۔", language="ur", actor=cast.rashid, now=now)
    row = {field.attname: getattr(wrong, field.attname) for field in DiaryEntry._meta.concrete_fields}
    strikes = {**row, "id": other.day_id, "number": 4, "kind": "correction", "reason": WHY}
    refuses(lambda: DiaryEntry(**{**strikes, "strikes_id": wrong.pk}).save(force_insert=True))
    refuses(lambda: DiaryEntry(**{**strikes, "strikes_id": other.pk}).save(force_insert=True))
    refuses(lambda: DiaryEntry(**{**strikes, "strikes_id": None}).save(force_insert=True))


def test_not_even_the_owner_of_the_database_edits_an_entry(cast, committed, now: datetime, as_owner) -> None:
    write(cast.rashid, now)
    with as_owner() as owner, pytest.raises(psycopg.Error, match="Cannot update or delete"):
        owner.execute("update station_diaryentry set text = 'another'")
    assert DiaryEntry.objects.filter(text="another").count() == 0
