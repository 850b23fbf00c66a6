"""One line of the verification: what may not be, and the rows that are it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Claim(StrEnum):
    """What the station's books promise; every line counts what breaks one of these."""

    DIARY_FIRST = "no FIR before or without its diary entry"
    NUMBERS = "no gap and no duplicate in a legal number"
    BASIS_FIRST = "no arrest before its basis"
    INVESTIGATOR = "no case diary and no final report by anyone but the investigating officer"
    FIFTEEN_DAYS = "no remand past 15 days"
    STEPS_DONE = "no closure with open mandatory steps"
    CHILDREN = "no missing child without FIR"
    SEALED = "no sealed identity where it may not be seen"
    ONE_PLACE = "no property item in two places or nowhere"
    REGISTERS = "no register that disagrees with its facts"
    TRACE = "no edit that leaves no trace"


#: The table that a line goes through row by row, and the column by which rows belong together there.
THROUGH = re.compile(r"<<(\w+)(?: by (\w+))?>>")


@dataclass(frozen=True, slots=True)
class Line:
    """`words` give a row with one text for each thing that breaks the claim; none is right.

    They go through `<<table by column>>`: what is wrong there is wrong within the rows of one value of that column.
    """

    name: str
    claim: Claim
    words: str

    @property
    def sql(self) -> str:
        """The line over everything there is."""
        return self.over(lambda table, _by: table)

    def over(self, rows: Callable[[str, str], str]) -> str:
        """The line over the rows of its tables that are given as SQL, by table and column."""
        return THROUGH.sub(lambda found: rows(found[1], found[2] or ""), self.words)


def unbroken(table: str, series: str, number: str = "number", where: str = "true", by: str = "") -> str:
    """SQL: the series whose numbers do not run from 1 without a gap and without a number twice."""
    through = f"<<{table} by {by}>>" if by else table
    return f"""
        SELECT '{table} ' || concat_ws(' ', {series}) FROM {through} AS t WHERE {where} GROUP BY {series}
        HAVING min({number}) <> 1 OR max({number}) <> count(*) OR count(DISTINCT {number}) <> count(*)"""
