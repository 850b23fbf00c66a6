"""What officers write becomes sections, and nothing they write is lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khidmat.law.public import Book, Cited, book, in_force

TODAY = date(2026, 11, 24)

#: Text, and (act, section, part) in the order written; "?" for a section that the table does not have.
WRITTEN = {
    "302/324/34 PPC": ["PPC 302", "PPC 324", "PPC 34"],
    "13-2(a)/20/65 AO": ["AO 13-2(a)"],
    "13/20/65": ["AO 13"],
    "9(c) CNSA": ["CNSA 9(c)"],
    "9-C CNSA": ["CNSA 9(c)"],
    "3/4 PEHO": ["PEHO 3", "PEHO 4"],
    "302/34 ت پ": ["PPC 302", "PPC 34"],
    "زیر دفعہ ۳۰۲/۳۴ ت۔پ": ["PPC 302", "PPC 34"],
    "u/s 379 P.P.C": ["PPC 379"],
    "337-A(i) PPC": ["PPC 337-A(i)"],
    "337A i, 337 F(v) PPC": ["PPC 337-A(i)", "PPC 337-F(v)"],
    "337-F(5)": ["PPC 337-F(v)"],
    "506-B PPC": ["PPC 506(ii)"],
    "506/ii ت پ": ["PPC 506(ii)"],
    "354/506(ii)": ["PPC 354", "PPC 506(ii)"],
    "376(iii) PPC": ["PPC 376+(iii)"],
    "324, 148, 149 PPC; 13/20/65 AO": ["PPC 324", "PPC 148", "PPC 149", "AO 13"],
    "PPC 302/34, 13/20/65 AO": ["PPC 302", "PPC 34", "AO 13"],
    "302/34 PPC 7 ATA": ["PPC 302", "PPC 34", "ATA ?7"],
    "ATA 7(1)(a)": ["ATA 7(1)(a)"],
    "380/457 ت پ اور 13/20/65 آرمز آرڈیننس": ["PPC 380", "PPC 457", "AO 13"],
    "107/151 ض ف": ["CRPC 107/151"],
    "11 PITRA 2015": ["PITRA 11"],
    "354-Z PPC": ["PPC ?354-z"],
    "9999": ["PPC ?9999"],
    "379": ["PPC 379"],
    "5/6/7/8 قمار بازی آرڈیننس 1978": ["PGO 5", "PGO 6", "PGO 7", "PGO 8"],
    "تعزیرات پاکستان 420، 468، 471": ["PPC 420", "PPC 468", "PPC 471"],
}


@pytest.fixture
def table(db: None) -> Book:
    return book()


def _shown(text: str, table: Book) -> list[str]:
    return [_one(cited) for cited in table.read(text, TODAY).cited]


def _one(cited: Cited) -> str:
    if cited.section is None:
        return f"{cited.act} ?{cited.written}"
    number = cited.written if cited.choices else cited.section.number
    return f"{cited.act} {number}{'+' if cited.part else ''}{cited.part}"


@pytest.mark.parametrize("text", WRITTEN)
def test_what_is_written_in_stations_is_read(text: str, table: Book) -> None:
    assert _shown(text, table) == WRITTEN[text]
    assert table.read(text, TODAY).source == text


def test_a_section_without_an_act_is_the_penal_codes_and_says_so(table: Book) -> None:
    assumed = {
        text: [one.assumed for one in table.read(text, TODAY).cited]
        for text in ("379", "379 PPC", "13/20/65")
    }
    assert assumed == {"379": [True], "379 PPC": [False], "13/20/65": [False]}


def test_a_section_is_read_as_of_the_day_of_the_offence(table: Book) -> None:
    before, after = (table.read("9(c) CNSA", day).cited[0] for day in (date(2021, 5, 1), TODAY))
    assert (before.in_force, after.in_force) == (True, False)
    assert before.section == after.section


def test_the_first_offence_is_the_main_one_not_common_intention(table: Book) -> None:
    main = table.read("34/302 PPC", TODAY).main
    assert main is not None
    assert main.number == "302(a)"
    assert [one.number for one in table.read("302", TODAY).cited[0].choices] == ["302(a)", "302(b)", "302(c)"]
    assert table.read("34 PPC", TODAY).main is None


def test_words_that_are_no_sections_stay_flagged(table: Book) -> None:
    reading = table.read("302 PPC نامعلوم xyz", TODAY)
    assert [one.written for one in reading.unknown] == ["نامعلوم", "xyz"]


def test_every_section_of_the_table_is_read_back_from_its_own_spelling(table: Book) -> None:
    rows = [one for one in in_force(TODAY) if "table" not in one.number and " " not in one.number]
    wrong = [
        f"{one.act.code} {one.number}"
        for one in rows
        if [cited.section for cited in table.read(f"{one.number} {one.act.code}", TODAY).cited] != [one]
    ]
    assert len(rows) > 200
    assert wrong == []


def test_nothing_that_is_typed_makes_it_fail(table: Book) -> None:
    @given(st.text(alphabet="0123456789/-()abciv, ;PCAOتپ۔دفعہ۳\u200f\x00\n", max_size=60))
    def check(text: str) -> None:
        reading = table.read(text, TODAY)
        assert reading.source == text

    check()


def test_an_empty_table_knows_nothing_and_keeps_everything() -> None:
    reading = Book([], []).read("302/34 PPC", TODAY)
    assert [one.written for one in reading.unknown] == ["302", "34", "ppc"]
