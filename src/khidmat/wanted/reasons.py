"""Why a row or a file is not taken in: what, why and how to mend it, as codes: the sentence follows the reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Value = str | int


class Fault(StrEnum):
    """What can be wrong with a row."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    FORMULA = "formula"
    NAME_MISSING = "name_missing"
    NAME_LETTERS = "name_letters"
    FATHER_MISSING = "father_missing"
    CASE_DATE = "case_date"
    YEAR_MISSING = "year_missing"
    YEAR_RANGE = "year_range"
    YEAR_DIFFERS = "year_differs"
    STAGE_UNKNOWN = "stage_unknown"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_FUTURE = "date_future"
    DATE_EARLY = "date_early"
    COURT_MISSING = "court_missing"
    DECISION_MISSING = "decision_missing"
    YES_OR_NO = "yes_or_no"
    CHILD = "child"
    RELATION_UNKNOWN = "relation_unknown"
    CNIC_LETTERS = "cnic_letters"
    CNIC_LENGTH = "cnic_length"
    CNIC_SAME = "cnic_same"
    BORN = "born"
    DISTRICT_UNKNOWN = "district_unknown"
    TWICE = "twice"
    AMBIGUOUS = "ambiguous"
    OTHER_NAME = "other_name"
    EXPUNGED = "expunged"
    DECIDED = "decided"
    DECIDED_LATER = "decided_later"
    JUVENILE_KEPT = "juvenile_kept"


class FileFault(StrEnum):
    """What can be wrong with a whole file."""

    NOTHING = "nothing"
    GONE = "gone"
    NOT_POSTED = "not_posted"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    NOT_A_TABLE = "not_a_table"
    NOT_UTF8 = "not_utf8"
    NOT_1256 = "not_1256"
    OLD_EXCEL = "old_excel"
    BROKEN_XLSX = "broken_xlsx"
    SWELLS = "swells"
    TOO_SLOW = "too_slow"
    BROKEN_CSV = "broken_csv"
    COLUMNS_MISSING = "columns_missing"
    COLUMNS_UNKNOWN = "columns_unknown"
    COLUMN_TWICE = "column_twice"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason against a row; `values` fill its sentence (`sentences.py`)."""

    fault: Fault
    values: Mapping[str, Value] = field(default_factory=dict)


class BadRow(Exception):
    """A cell of the row cannot be taken."""

    def __init__(self, fault: Fault, **values: Value) -> None:
        super().__init__(fault)
        self.reason = Reason(fault, values)


class BadFile(Exception):
    """The file as a whole cannot be taken."""

    def __init__(self, fault: FileFault, **values: Value) -> None:
        super().__init__(fault)
        self.fault, self.values = fault, values
