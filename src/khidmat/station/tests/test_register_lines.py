"""Registers that are entered once: numbered without a gap, never edited, completed once, struck and legible."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.station import registers as definitions
from khidmat.station.models import DiaryEntry, RegisterCell, RegisterLine
from khidmat.station.models.registers import IN_DIARY
from khidmat.station.operations import registers
from khidmat.station.queries import books

DAY = timedelta(days=1)
LETTER = {
    "letter": "114/R",
    "dated": date(2026, 11, 20),
    "sender": "DPO office",
    "subject": "Patrol",
    "action": "Ali",
}
MINUTE = {"visited": date(2026, 11, 24), "remarks": "The lock-up is to be whitewashed."}


@pytest.fixture
def letter(cast, now: datetime) -> RegisterLine:
    """A letter in the receipt part of register V."""
    return registers.write_line(register=5, part="received", values=LETTER, actor=cast.rashid, now=now)


def received(cast, now: datetime) -> books.Shown:
    """The first part of register V as Rashid sees it."""
    return books.book(cast.rashid, 5, "", "", now).parts[0]


def test_lines_are_numbered_by_station_register_and_year(cast, letter: RegisterLine, now: datetime) -> None:
    sent = {"letter": "9", "receiver": "SP", "subject": "Return", "how": "Post"}
    second = registers.write_line(register=5, part="sent", values=sent, actor=cast.ali, now=now + DAY)
    other = registers.write_line(register=5, part="received", values=LETTER, actor=cast.zahid, now=now)
    assert [str(one) for one in (letter, second, other)] == ["1/26", "2/26", "1/26"]
    assert letter.entry_id is None


def test_a_line_shows_what_was_written_and_waits_for_what_comes_later(
    cast, letter: RegisterLine, now: datetime
) -> None:
    line = received(cast, now).lines[0]
    assert [box.text for box in line.boxes][2:7] == ["114/R", "20-11-2026", "DPO office", "Patrol", "Ali"]
    assert line.complete_url
    registers.complete_line(line_id=letter.pk, values={"disposal": "Filed"}, actor=cast.ali, now=now + DAY)
    line = received(cast, now).lines[0]
    assert "Filed" in [box.text for box in line.boxes]
    assert not line.complete_url
    with pytest.raises(Invalid):
        registers.complete_line(line_id=letter.pk, values={"disposal": "No"}, actor=cast.ali, now=now + DAY)


def test_a_wrong_line_is_struck_and_stays_legible(cast, letter: RegisterLine, now: datetime) -> None:
    right = {**LETTER, "sender": "Circle officer", "disposal": "Filed"}
    act = {"line_id": letter.pk, "values": right, "actor": cast.rashid, "now": now + DAY}
    with pytest.raises(Invalid):
        registers.strike_line(reason="wrong", **act)
    made = registers.strike_line(reason="The sender was another.", **act)
    newest, struck = received(cast, now).lines
    assert (struck.struck, newest.struck, str(made)) == (True, False, "2/26")
    assert "DPO office" in [box.text for box in struck.boxes]
    assert struck.boxes[-1].text.endswith("2/26: The sender was another.")
    with pytest.raises(Stale):
        registers.strike_line(reason="The sender was another.", **act)


def test_what_is_missing_or_cannot_be_is_refused_beside_its_column(cast, now: datetime) -> None:
    wrong = {**LETTER, "sender": "  ", "dated": now.date() + DAY}
    with pytest.raises(Invalid) as refused:
        registers.write_line(register=5, part="received", values=wrong, actor=cast.rashid, now=now)
    assert set(refused.value.fields) == {"sender", "dated"}
    assert not RegisterLine.objects.exists()


def test_nobody_types_into_a_view_or_another_s_register(cast, now: datetime) -> None:
    act = {"values": LETTER, "now": now}
    for register, part in ((1, "firs"), (4, "own"), (19, "items")):
        with pytest.raises(Forbidden):
            registers.write_line(register=register, part=part, actor=cast.ali, **act)
    for actor in (cast.aslam, cast.javed, cast.farah, cast.saima):
        with pytest.raises(Forbidden):
            registers.write_line(register=5, part="received", actor=actor, **act)
    with pytest.raises(NotFound):
        registers.write_line(register=5, part="received", station="KSR-PS-02", actor=cast.ali, **act)


def test_a_gazetted_officer_s_minute_stands_in_the_diary_and_the_station_answers_it(
    cast, now: datetime
) -> None:
    at = {"register": 13, "part": "minutes", "station": "KSR-PS-01"}
    made = registers.write_line(**at, values=MINUTE, actor=cast.farah, now=now)
    assert DiaryEntry.objects.get(pk=made.entry_id).kind == "visit"
    assert "whitewashed" not in made.entry.text
    registers.complete_line(line_id=made.pk, values={"compliance": "Done"}, actor=cast.ali, now=now + DAY)
    with pytest.raises(Forbidden):
        registers.write_line(**at, values=MINUTE, actor=cast.ali, now=now)


def test_surveillance_is_for_the_head_and_those_above(cast, now: datetime) -> None:
    order = {"order": "44/S", "dated": date(2026, 11, 1), "reasons": "Two convictions for burglary."}
    who = {"ground": "ordered", "who": "Somebody", "address": "Kasur", "review": date(2027, 5, 1)}
    registers.write_line(register=10, part="watched", values={**order, **who}, actor=cast.ali, now=now)
    for actor in (cast.rashid, cast.aslam, cast.javed):
        with pytest.raises(Forbidden):
            books.book(actor, 10, "", "", now)
    assert len(books.book(cast.hina, 10, "KSR-PS-01", "", now).parts[0].lines) == 1


def test_the_cash_account_keeps_its_balance(cast, now: datetime) -> None:
    for more in ({"received": 900}, {"paid": 250}, {"received": 50}):
        said = {"whom": "District accounts", "purpose": "Contingencies", **more}
        last = registers.write_line(register=20, part="account", values=said, actor=cast.rashid, now=now)
    right = {"whom": "District accounts", "purpose": "Diet", "received": 60}
    why = "It was sixty and for the diet."
    registers.strike_line(line_id=last.pk, reason=why, values=right, actor=cast.rashid, now=now)
    account, counted = books.book(cast.rashid, 20, "", "", now).parts
    assert [line.boxes[-3].value for line in account.lines] == [710, None, 650, 900]
    assert not counted.lines
    with pytest.raises(Invalid):
        registers.write_line(
            register=20, part="account", values={"whom": "A", "purpose": "B"}, actor=cast.ali, now=now
        )


def test_the_database_keeps_a_line_as_it_was_written(cast, letter: RegisterLine, now: datetime) -> None:
    cell = letter.cells.get(code="sender")
    late = RegisterCell(line=letter, code="more", text="x", later=False, by_id=letter.by_id, at=letter.at)
    gap = RegisterLine.objects.get(pk=letter.pk)
    gap.pk, gap.number = None, 3
    for attempt in (
        lambda: RegisterCell.objects.filter(pk=cell.pk).update(text="other"),
        lambda: RegisterCell.objects.filter(pk=cell.pk).delete(),
        lambda: late.save(force_insert=True),
        lambda: gap.save(force_insert=True),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_the_definition_and_the_database_agree_on_what_stands_in_the_diary() -> None:
    every = definitions.every()
    assert tuple(one.number for one in every if one.diary) == IN_DIARY
    typed = {one.number for one in every if one.writes}
    assert not {1, 2, 8, 9, 19, 21, 25} & typed
    assert len(typed) == 18
