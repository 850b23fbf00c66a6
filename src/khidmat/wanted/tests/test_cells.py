"""One row read: what is understood, what is refused and why; nothing typed can break the reading."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khidmat.kernel.urdu import squeeze
from khidmat.wanted import cells
from khidmat.wanted.columns import COLUMNS, places
from khidmat.wanted.entry import Known, Reading, read
from khidmat.wanted.reasons import BadRow, Fault
from khidmat.wanted.sentences import SENTENCES, say
from khidmat.wanted.states import Stage
from khidmat.wanted.tests.samples import HEADING, row

TODAY = date(2026, 11, 24)
STATION = UUID(int=1)
KNOWN = Known(
    stations={squeeze("A Division"): (STATION, "@KSR-PS-01")}, districts={"kasur": "KSR-DPO"}, today=TODAY
)


def reading(**changes: str) -> Reading:
    return read(list(row(**changes).values()), places(HEADING), KNOWN)


def faults(**changes: str) -> list[Fault]:
    return [reason.fault for reason in reading(**changes).reasons]


@pytest.mark.parametrize(
    ("ref", "year", "key"),
    [
        ("354/12", "2012", ("354", 2012)),
        ("354/12", "", ("354", 2012)),
        ("354/99", "", ("354", 1999)),
        ("354/2012", "", ("354", 2012)),
        ("0354", "2012", ("354", 2012)),
        ("FIR No. 354/12", "", ("354", 2012)),
        ("مقدمہ نمبر ۳۵۴/۱۲", "", ("354", 2012)),
        ("354-A", "2012", ("354a", 2012)),
    ],
)
def test_a_case_number_is_one_however_it_is_written(ref: str, year: str, key: tuple[str, int]) -> None:
    assert cells.case(ref, year, TODAY) == key


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"station": ""}, Fault.EMPTY),
        ({"case_ref": "2026-12-03"}, Fault.CASE_DATE),
        ({"case_ref": "354", "year": ""}, Fault.YEAR_MISSING),
        ({"case_ref": "354/12", "year": "2013"}, Fault.YEAR_DIFFERS),
        ({"case_ref": "354", "year": "1066"}, Fault.YEAR_RANGE),
        ({"case_ref": "354", "year": "2027"}, Fault.YEAR_RANGE),
        ({"stage": "guilty as sin"}, Fault.STAGE_UNKNOWN),
        ({"court": ""}, Fault.COURT_MISSING),
        ({"decided_on": ""}, Fault.DECISION_MISSING),
        ({"decided_on": "30-02-2014"}, Fault.DATE_IMPOSSIBLE),
        ({"decided_on": "soon"}, Fault.DATE_IMPOSSIBLE),
        ({"decided_on": "25-11-2026"}, Fault.DATE_FUTURE),
        ({"decided_on": "14-03-2011"}, Fault.DATE_EARLY),
        ({"juvenile": "perhaps"}, Fault.YES_OR_NO),
        ({"birth_year": "1995"}, Fault.CHILD),
        ({"birth_year": "1995", "juvenile": ""}, Fault.CHILD),
        ({"birth_year": "84"}, Fault.BORN),
        ({"birth_year": "1890"}, Fault.BORN),
        ({"relation": "cousin"}, Fault.RELATION_UNKNOWN),
        ({"cnic": "1234-5678901-2"}, Fault.CNIC_LENGTH),
        ({"cnic": "01234-56789O1-2"}, Fault.CNIC_LETTERS),
        ({"cnic": "00000-0000000-0"}, Fault.CNIC_SAME),
        ({"district": "Atlantis"}, Fault.DISTRICT_UNKNOWN),
        ({"name": "", "name_ur": ""}, Fault.NAME_MISSING),
        ({"name": "1234", "name_ur": ""}, Fault.NAME_LETTERS),
        ({"name": "م" * 300}, Fault.TOO_LONG),
        ({"father": "", "father_ur": ""}, Fault.FATHER_MISSING),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(changes: dict[str, str], fault: Fault) -> None:
    assert faults(**changes) == [fault]


def test_every_reason_against_a_row_is_told_at_once() -> None:
    assert faults(stage="?", cnic="12", decided_on="x") == [
        Fault.STAGE_UNKNOWN,
        Fault.DATE_IMPOSSIBLE,
        Fault.CNIC_LENGTH,
    ]


def test_urdu_digits_words_and_columns_mixed_up_are_understood() -> None:
    entry = reading(
        stage="بری", cnic="۰۱۲۳۴-۵۶۷۸۹۰۱-۲", name="محمد اسلم", name_ur="", juvenile="ہاں", birth_year="۲۰۰۱"
    ).entry
    assert entry is not None
    assert (entry.stage, entry.cnic, entry.juvenile, entry.birth_year) == (
        Stage.ACQUITTED,
        "0123456789012",
        True,
        2001,
    )
    assert (entry.name, entry.name_ur) == ("", "محمد اسلم")


def test_hidden_marks_do_not_make_another_person() -> None:
    plain, marked = (
        reading().entry,
        reading(name_ur="محمد\u200e\u202e اسلم\u200b", name="Muhammad\u00a0Aslam").entry,
    )
    assert plain is not None
    assert plain == marked


def test_every_fault_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Fault)
    for changes in ({"stage": "%s%(x)d"}, {"case_ref": "354", "year": "1066"}, {"name": "م" * 300}):
        assert all(say(reason) for reason in reading(**changes).reasons)


@given(st.lists(st.text(max_size=60), min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_no_text_breaks_the_reading(texts: list[str]) -> None:
    found = read(texts, places(HEADING), KNOWN)
    assert (found.entry is None) == bool(found.reasons)


@given(st.text(max_size=40), st.sampled_from([cells.cnic, cells.stage, cells.relation]))
def test_a_cell_is_understood_or_refused(text: str, parse: object) -> None:
    try:
        said = str(parse(text))  # type: ignore[operator]
    except BadRow as bad:
        said = say(bad.reason)
    assert isinstance(said, str)
