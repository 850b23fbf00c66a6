"""The index of the 25 registers: complete, in order, a link only where something opens; their files read again."""

import csv
import io
from datetime import date, datetime

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from khidmat.audit.models import Event
from khidmat.command import operations, pages
from khidmat.command.registers import index
from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.station.public import every_register, register_book, strike_line, write_line

LETTER = {"letter": "=1+1", "dated": date(2026, 11, 20), "sender": "DPO", "subject": "گشت", "action": "Ali"}


def test_a_link_is_there_only_for_who_may_open_it(cast) -> None:
    lines = {line.register.roman: line.url for line in index(cast.rashid)}
    assert len(lines) == 25
    assert lines["XIX"] == "/duty/registers/19/"
    assert lines["IX"] == lines["X"] == lines["XI"] == lines["XII"] == ""
    assert {line.url != "" for line in index(cast.ali)} == {True}
    assert {line.url for line in index(cast.saima)} == {""}


def test_the_pages_have_a_line_for_each_register_and_for_each_part(cast) -> None:
    request = RequestFactory().get("/duty/registers/")
    request.actor = cast.farah
    assert pages.registers(request).content.decode().count("<tr>") == 26
    parts = sum(max(1, len(one.parts)) for one in every_register())
    assert pages.register_facts(request).content.decode().count("<tr>") == parts + 1


@pytest.fixture
def entered(cast, now: datetime) -> None:
    """Two letters, the second struck; something in every other register that is entered."""
    act = {"actor": cast.rashid, "now": now}
    write_line(register=5, part="received", values=LETTER, **act)
    wrong = write_line(register=5, part="received", values={**LETTER, "sender": "SP"}, **act)
    strike_line(line_id=wrong.pk, reason="It never came here.", values=LETTER, **act)


def exported(cast, register: int, part: str, form: str, now: datetime) -> bytes:
    """A file as Ali gets it."""
    asked = {"register": register, "part": part, "code": "", "year": "2026", "form": form}
    return operations.export_register(**asked, actor=cast.ali, now=now).data


@pytest.mark.usefixtures("entered")
def test_a_file_has_every_line_of_the_register_and_runs_no_formula(cast, now: datetime) -> None:
    shown = register_book(cast.ali, 5, "", "", now, of_whole_year=True).parts[0]
    heads, *rows = csv.reader(io.StringIO(exported(cast, 5, "received", "csv", now).decode("utf-8-sig")))
    assert len(heads) == len(shown.heads)
    assert (
        [row[0] for row in rows] == [line.boxes[0].text for line in shown.lines] == ["1/26", "2/26", "3/26"]
    )
    assert rows[0][2] == "'=1+1"
    assert "It never came here." in rows[1][-1]
    assert Event.objects.filter(code="command.register.exported").count() == 1


@pytest.mark.usefixtures("entered")
@pytest.mark.parametrize("register", every_register(), ids=lambda one: one.roman)
def test_each_register_leaves_as_a_file_that_reads_back(cast, register, now: datetime) -> None:
    for part in register.parts:
        shown = register_book(cast.ali, register.number, "", "", now, of_whole_year=True)
        lines = next(one for one in shown.parts if one.part == part).lines
        book = load_workbook(io.BytesIO(exported(cast, register.number, part.code, "xlsx", now)))
        assert book.worksheets[0].max_row == len(lines) + 5


def test_what_is_not_there_or_not_his_is_refused(cast, now: datetime) -> None:
    for register, part, form in (
        (5, "received", "pdf"),
        (5, "other", "csv"),
        (8, "", "csv"),
        (77, "", "csv"),
    ):
        with pytest.raises(NotFound):
            exported(cast, register, part, form, now)
    with pytest.raises(Forbidden):
        register_book(cast.rashid, 10, "", "", now)
