"""Every register's page and print say what its facts say; of a sealed case they name nobody."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.station import book_paper, registers
from khidmat.station.articles import Article
from khidmat.station.models import DiaryEntry, Fir, Inquest, Item
from khidmat.station.operations import diary, inquest
from khidmat.station.operations import registers as operations
from khidmat.station.pages import registers as pages
from khidmat.station.queries import books
from khidmat.station.tests.casework import AKRAM, Work
from khidmat.station.tests.test_supervising import seen

__all__ = ["seen"]

HOUR = timedelta(hours=1)
VALUES: dict[str, Any] = {
    "text": "متن", "lines": "متن کی سطر", "mark": "A-1", "date": date(2026, 11, 20), "count": 3, "rupees": 90,
}  # fmt: skip


def value(column: registers.Column) -> Any:
    """Something that stands in a column."""
    return column.options[0].code if column.options else VALUES[column.kind]


@pytest.fixture
def lived(cast, deposit, sealed_case: Fir, seen, now: datetime) -> None:
    """A station with something in nearly every register."""
    deposit(Article("other", "قمیض"), fir=sealed_case)
    deposit(Article("other", "گھڑی"))
    inquest.hold_inquest(seen=seen, fir_id=None, actor=cast.aslam, now=now + 2 * HOUR)
    Work(cast, now + 3 * HOUR).case().in_court("absent", "absent")
    convicted = Work(cast, now + 4 * HOUR).case().in_court()
    convicted.charge()
    convicted.judge()
    for one in registers.every():
        for part in one.parts:
            if part.fact is None:
                actor = cast.farah if one.writes == registers.MINUTES else cast.ali
                values = {column.code: value(column) for column in part.first}
                at = {"register": one.number, "part": part.code, "station": "KSR-PS-01"}
                operations.write_line(**at, values=values, actor=actor, now=now + 5 * HOUR)
    diary.close_day(cash=4250, actor=cast.rashid, now=now + 9 * HOUR)


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("number", range(1, 26))
def test_page_and_print_of_a_register_agree(cast, number: int, now: datetime) -> None:
    request = RequestFactory().get("/")
    request.actor = cast.ali
    with override("ur"):
        shown = books.book(cast.ali, number, "", "2026", now)
        page = pages.book(request, register=number).content.decode()
    found = book_paper.read(cast.ali, number, "", "2026", now)
    words = book_paper.words(found)
    for part, on_page, printed in zip(found.parts, shown.parts, words["parts"], strict=True):
        assert [line.boxes for line in on_page.lines] == [line.boxes for line in part.lines][::-1]
        assert [[one["text"] for one in row] for row in printed["rows"]] == [
            [box.text for box in line.boxes] for line in part.lines
        ]
        assert all(len(line.boxes) == len(part.heads) for line in part.lines)
    assert page.count("<tr>") == sum(len(one.lines) + 1 for one in shown.parts if one.lines)
    assert book_paper.pdf(found, cast.ali).startswith(b"%PDF-")


@pytest.mark.usefixtures("lived")
def test_a_view_has_a_line_for_each_fact(cast, now: datetime) -> None:
    def of(number: int, part: int = 0) -> list[dict[str, str]]:
        shown = books.book(cast.ali, number, "", "", now).parts[part]
        codes = [one.code for one in shown.part.columns]
        return [dict(zip(codes, (box.text for box in line.boxes), strict=True)) for line in shown.lines]

    assert [one["number"] for one in of(1)] == [str(one) for one in Fir.objects.order_by("-number")]
    assert [one["number"] for one in of(19)] == [str(one) for one in Item.objects.order_by("-number")]
    assert [one["number"] for one in of(6)] == [str(one) for one in Inquest.objects.all()]
    assert [one["entries"] for one in of(2)] == [str(DiaryEntry.objects.count())]
    assert [one["cash"] for one in of(20, 1)] == ["4,250"]
    assert [AKRAM.name in one["who"] for one in of(4)] == [True]
    assert [one["fir"] for one in of(9, 1)] == ["4/26"]
    assert len(of(16)) == 6


@pytest.mark.usefixtures("lived")
def test_of_a_sealed_case_no_register_names_anybody(cast, sealed_case: Fir, now: datetime) -> None:
    for number in (1, 19):
        with override("ur"):
            part = books.book(cast.ali, number, "", "", now).parts[0]
        lines = [line for line in part.lines if any(box.text == str(sealed_case) for box in line.boxes)]
        said = " ".join(box.text for line in lines for box in line.boxes)
        assert lines
        assert "پوشیدہ" in said
        assert "قمیض" not in said


def test_another_station_and_another_post_are_refused(cast, now: datetime) -> None:
    with pytest.raises(NotFound):
        books.book(cast.rashid, 5, "KSR-PS-02", "", now)
    with pytest.raises(NotFound):
        books.book(cast.hina, 26, "", "", now)
    with pytest.raises(Forbidden):
        books.book(cast.saima, 5, "", "", now)
    assert books.book(cast.hina, 5, "KSR-PS-02", "۲۰۲۵", now).year == 2025


def test_opening_a_restricted_register_stands_in_the_ledger(cast, now: datetime) -> None:
    from khidmat.audit.models import Event

    for number, events in ((5, 0), (10, 1)):
        operations.look(register=number, code="", year="", actor=cast.ali, now=now)
        assert Event.objects.filter(code="station.register.opened").count() == events
