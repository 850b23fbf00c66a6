"""Files of a report: what they hold, that nothing runs in them, that a bad one stays here, and the ledger's line."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pypdfium2
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from khidmat.audit.models import Event
from khidmat.command.grid import Grid, plain, shown
from khidmat.command.operations import export
from khidmat.command.releasing import FORMS, NotReleased, release
from khidmat.command.tests.conftest import STATEMENT
from khidmat.kernel.reports import Asked, by_code

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HOSTILE = ["=1+1", "+9", "-2", "@sum", "\t=1", "＝1", " \u200f=cmd|' /C calc'!A0", "a\x00b\r\nc", "|x"]


def grid(rows: Sequence[Sequence[object]], *, rtl: bool = False) -> Grid:
    heads = ["Service", *(f"Figure {n}" for n in range(len(rows[0]) - 1))]
    return Grid("name", "Statement", ["Kasur", "1 to 30 November"], heads, rows, rtl, NOW)


cells = st.one_of(st.none(), st.integers(0, 10**7), st.floats(0, 999).map(lambda days: round(days, 1)))
grids = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8"), max_size=20).map(plain),
            *[cells] * width,
        ).map(list),
        min_size=1,
        max_size=8,
    )
)


@settings(max_examples=60, deadline=None)
@given(grids, st.sampled_from(["csv", "xlsx"]))
def test_whatever_the_words_and_figures_a_file_reads_back_as_it_was_written(rows: list, form: str) -> None:
    assert release(FORMS[form], grid(rows))


@pytest.mark.parametrize("rtl", [True, False])
def test_a_printed_table_holds_every_figure_in_order(*, rtl: bool) -> None:
    rows = [["کریکٹر سرٹیفکیٹ" if rtl else "Certificate 15", 12, 3, None, 4.5], ["کل", 1234, 0, 7, 4.5]]
    paper = pypdfium2.PdfDocument(release(FORMS["pdf"], grid(rows, rtl=rtl)))
    text = paper[0].get_textpage().get_text_range()
    assert len(paper) == 1
    assert all(shown(cell) in text for row in rows for cell in row[1:])


@pytest.mark.parametrize("form", list(FORMS))
def test_a_file_whose_figures_differ_is_not_released(form: str) -> None:
    honest = grid([["Certificate", 12, 3], ["Total", 12, 3]])
    bad = replace(
        FORMS[form], write=lambda _grid: FORMS[form].write(grid([["Certificate", 12, 4], ["Total", 12, 4]]))
    )
    assert release(FORMS[form], honest)
    with pytest.raises(NotReleased):
        release(bad, honest)


def _hide_a_sheet(book: object) -> None:
    book.create_sheet("raw").sheet_state = "hidden"


def _hide_a_row(book: object) -> None:
    book.active.row_dimensions[7].hidden = True


def _write_beside(book: object) -> None:
    book.active.cell(7, 9).value = "Bilal Ahmad"


def _calculate(book: object) -> None:
    book.active.cell(7, 2).value = "=12"


@pytest.mark.parametrize("spoil", [_hide_a_sheet, _hide_a_row, _write_beside, _calculate])
def test_a_workbook_with_more_than_its_figures_is_not_released(spoil: Callable[[object], None]) -> None:
    honest = grid([["Certificate", 12, 3], ["Total", 12, 3]])
    book = load_workbook(io.BytesIO(FORMS["xlsx"].write(honest)))
    spoil(book)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(NotReleased):
        release(replace(FORMS["xlsx"], write=lambda _grid: out.getvalue()), honest)


@pytest.mark.parametrize("word", HOSTILE)
def test_no_word_becomes_a_formula(word: str) -> None:
    made = grid([[plain(word), 1], [plain(word), 1]])
    box = load_workbook(io.BytesIO(release(FORMS["xlsx"], made))).active.cell(6, 1)
    first = next(
        csv.reader(io.StringIO(release(FORMS["csv"], made).decode("utf-8-sig").partition("\r\n")[2]))
    )[0]
    assert box.data_type == "s"
    assert box.value == first
    assert first.strip(" \u200f")[0] not in "=+-@|＝"


@pytest.mark.django_db
@pytest.mark.parametrize("form", list(FORMS))
def test_an_export_is_the_statement_and_a_line_in_the_ledger(
    cast: object, now: datetime, sent: object, asked: Callable[..., Asked], form: str
) -> None:
    sent()
    wanted = asked(now=now.replace(hour=15))
    with translation.override("ur"):
        file = export(report=by_code(STATEMENT, cast.hina), asked=wanted, form=form, actor=cast.hina)
    event = Event.objects.get(code="command.exported")
    assert file.name == f"statement-of-services_KSR-DPO_2026-11-01_2026-11-30.{form}"
    assert sha256(file.data).hexdigest() in event.body
    assert event.actor_id == cast.hina.user_id
    if form == "csv":
        assert file.data.startswith(b"\xef\xbb\xbf")
        assert "کل" in file.data.decode("utf-8-sig")
