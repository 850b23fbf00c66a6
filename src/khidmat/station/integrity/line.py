"""One line of the verification: what may not be, and the rows that are it."""

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


@dataclass(frozen=True, slots=True)
class Line:
    """`sql` gives a row with one text for each thing that breaks the claim; none is right."""

    name: str
    claim: Claim
    sql: str


def unbroken(table: str, series: str, number: str = "number", where: str = "true") -> str:
    """SQL: the series whose numbers do not run from 1 without a gap and without a number twice."""
    return f"""
        SELECT '{table} ' || concat_ws(' ', {series}) FROM {table} WHERE {where} GROUP BY {series}
        HAVING min({number}) <> 1 OR max({number}) <> count(*) OR count(DISTINCT {number}) <> count(*)"""
