"""Files as strangers make them: read when they can be, refused with what to do when not, never run."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from khidmat.wanted import sheet, workbook, written
from khidmat.wanted.columns import places
from khidmat.wanted.reasons import BadFile, Fault, FileFault
from khidmat.wanted.sentences import FILE_SENTENCES, say_file
from khidmat.wanted.tests.samples import GOOD, HEADING
from khidmat.wanted.weighing import Line, Weighed

LINES = [HEADING, list(GOOD.values())]
CSV = "\n".join(",".join(f'"{cell}"' for cell in line) for line in LINES)


@pytest.fixture
def made(tmp_path: Path):
    def make(content: bytes | str) -> Path:
        path = tmp_path / "file"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def xlsx(*lines: list[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for line in lines:
        book.worksheets[0].append(line)
    book.save(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def claimed(size: int, written: int) -> bytes:
    """A workbook one of whose parts has so many bytes and says that it has others."""
    honest = zipped(**{"[Content_Types].xml": b"<Types/>", "xl__worksheets__sheet1.xml": bytes(written)})
    return honest.replace(written.to_bytes(4, "little"), size.to_bytes(4, "little"))


BOMB = claimed(450 * 1024 * 1024, written=77_777)
LAUGHS = b"""<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Types>&b;</Types>"""


@pytest.mark.parametrize(
    "content",
    [
        CSV,
        "\ufeff" + CSV,
        CSV.replace("\n", "\r\n"),
        CSV.replace('","', '";"'),
        CSV.replace('","', '"\t"'),
        CSV.encode("utf-16"),
        xlsx(*LINES),
    ],
)
def test_the_same_table_is_read_from_every_usual_form(made, content: bytes | str) -> None:
    table = sheet.read(made(content))
    assert list(table.heading) == HEADING
    assert [list(row.cells) for row in table.rows] == [list(GOOD.values())]
    assert table.rows[0].number == 2


def test_an_old_urdu_file_is_read_when_its_encoding_is_named(made) -> None:
    old = CSV.replace("ی", "ي").encode("windows-1256")
    with pytest.raises(BadFile) as refused:
        sheet.read(made(old))
    assert refused.value.fault is FileFault.NOT_UTF8
    (row,) = sheet.read(made(old), sheet.WINDOWS_1256).rows
    assert "محمد اسلم" in row.cells


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FileFault.EMPTY),
        ("\n\n , ,\n", FileFault.EMPTY),
        (CSV.split("\n")[0], FileFault.EMPTY),
        (b"\x00" * 1000, FileFault.NOT_A_TABLE),
        (b"%PDF-1.7 \xe2\xe3\xcf\xd3", FileFault.NOT_UTF8),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), FileFault.OLD_EXCEL),
        (CSV + '\n"never closed', FileFault.BROKEN_CSV),
        (b"PK\x03\x04 and no more", FileFault.BROKEN_XLSX),
        (zipped(hello=b"world"), FileFault.BROKEN_XLSX),
        (zipped(**{"[Content_Types].xml": LAUGHS}), FileFault.BROKEN_XLSX),
        (zipped(**{f"p{n}": b"" for n in range(600)}), FileFault.SWELLS),
        (BOMB, FileFault.SWELLS),
        (xlsx(*LINES)[:2000], FileFault.BROKEN_XLSX),
        (b"a" * 41 * 1024 * 1024, FileFault.TOO_BIG),
        ("x" * 200_000 + "\n1", FileFault.BROKEN_CSV),
        ("a\n" + "1\n" * 120_001, FileFault.TOO_MANY_ROWS),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(
    made, content: bytes | str, fault: FileFault
) -> None:
    with pytest.raises(BadFile) as refused:
        sheet.read(made(content))
    assert refused.value.fault is fault
    assert len(say_file(refused.value)) > 30


def test_a_bomb_that_lies_about_its_size_stops_at_the_size_it_names(made) -> None:
    with pytest.raises(BadFile) as refused:
        sheet.read(made(claimed(100, written=77_777_777)))
    assert refused.value.fault is FileFault.BROKEN_XLSX


@pytest.mark.slow
def test_the_process_that_opens_workbooks_dies_alone_of_too_much_memory(made) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(*LINES))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    one_row = b"<row>" + b"<c/>" * 60_000_000 + b"</row>"
    sheet_part = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet_part.replace(b"</sheetData>", one_row + b"</sheetData>")
    with pytest.raises(BadFile) as refused:
        sheet.read(made(zipped(**parts)))
    assert refused.value.fault is FileFault.SWELLS


def test_a_formula_is_not_evaluated_and_its_row_is_refused(made) -> None:
    line = [*GOOD.values()]
    line[HEADING.index("sections")] = '=WEBSERVICE("http://localhost/")'
    (row,) = sheet.read(made(xlsx(HEADING, line))).rows
    assert workbook.FORMULA in row.cells[HEADING.index("sections")]


def test_numbers_and_dates_of_a_workbook_are_read_as_typed(made) -> None:
    from datetime import UTC, datetime

    line = [354.0, 2012, datetime(2014, 3, 14, tzinfo=UTC).replace(tzinfo=None), True, None, 1.5]
    (row,) = sheet.read(made(xlsx(["a", "b", "c", "d", "e", "f"], line))).rows
    assert row.cells[:4] == ("354", "2012", "2014-03-14", "True")


@pytest.mark.parametrize(
    ("heading", "fault"),
    [
        ([*HEADING, "colour of eyes"], FileFault.COLUMNS_UNKNOWN),
        ([*HEADING, "CNIC"], FileFault.COLUMN_TWICE),
        ([h for h in HEADING if h != "stage"], FileFault.COLUMNS_MISSING),
        ([h for h in HEADING if h not in ("father", "father_ur")], FileFault.COLUMNS_MISSING),
    ],
)
def test_columns_that_are_not_ours_stop_the_file_before_anything_is_lost(
    heading: list[str], fault: FileFault
) -> None:
    with pytest.raises(BadFile) as refused:
        places(heading)
    assert refused.value.fault is fault


def test_headings_may_be_urdu_and_what_our_own_files_add_is_passed_over() -> None:
    urdu = ["قطار", "reason", "تھانہ", "مقدمہ نمبر", "دفعات", "نتیجہ", "نام", "ولدیت", "شناختی کارڈ نمبر", ""]
    assert places(urdu) == {
        "station": 2, "case_ref": 3, "sections": 4, "stage": 5, "name_ur": 6, "father_ur": 7, "cnic": 8,
    }  # fmt: skip


HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\tx", "\rx", " =1", "\uff1d1", "'=1"]


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_that_goes_out_is_run_by_a_spreadsheet(cell: str) -> None:
    assert not written.guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r", " =", "\uff1d"))


def test_refused_rows_come_back_as_they_were_and_can_be_sent_again(made) -> None:
    from khidmat.wanted.judging import refused
    from khidmat.wanted.reasons import Reason

    cells = ["=1+1", "a,b", 'say "x"', "line\u2028two\u0085", "محمد", *GOOD.values()][: len(HEADING)]
    line = Line(sheet.Row(7, tuple(cells)), refused(Reason(Fault.CNIC_LENGTH, {"n": 12})))
    weighed = Weighed(tuple(HEADING), (line,))
    again = sheet.read(made(written.refused(written.pack(weighed, weighed.lines))))
    assert again.heading == ("row", "reason", *HEADING)
    assert again.rows[0].cells[0] == "7"
    assert "12" in again.rows[0].cells[1]
    assert list(again.rows[0].cells[2:]) == [cell.strip() for cell in cells]


@pytest.mark.parametrize("content", [written.template_csv(), written.template_xlsx()])
def test_the_template_is_itself_a_file_that_can_be_taken_in(made, content: bytes) -> None:
    table = sheet.read(made(content))
    assert set(places(table.heading)) == set(HEADING)
    assert dict(zip(table.heading, table.rows[0].cells, strict=True))["cnic"] == "01234-5678901-2"


def test_every_fault_of_a_file_has_its_sentence() -> None:
    assert set(FILE_SENTENCES) == set(FileFault)
