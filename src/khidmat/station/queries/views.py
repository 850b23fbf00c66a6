"""What the views of the registers share: a row, and how names are withheld."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Model, QuerySet

from khidmat.org.public import Office
from khidmat.station.fir_words import SEALED
from khidmat.station.models import Accused, AccusedText, Fir
from khidmat.station.queries.sealed import IsChild, with_children
from khidmat.ui.formats import bilingual, language_or

Value = str | int | date | datetime | None
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what stands in each column, and the page of the fact."""

    cells: Mapping[str, Value]
    url: str = ""


Fact = Callable[[Office, int, int | None], Sequence[Row]]


def cut(found: QuerySet[M], most: int | None) -> list[M]:
    """The newest of a view, or all."""
    return list(found if most is None else found[:most])


def withheld() -> str:
    """What stands where a name is sealed."""
    return SEALED[0] if language_or() == "en" else SEALED[1]


def withholding(cases: Iterable[Fir]) -> set[UUID]:
    """Which of some cases name nobody."""
    ones = list(cases)
    return {one.pk for one in ones if one.sealed} | with_children(ones)


def named(text: AccusedText | None) -> str:
    """Who it is with his father, or that the name is withheld."""
    if text is None:
        return withheld()
    first = bilingual(text) or text.described
    return " / ".join(part for part in (first, text.father) if part)


def words_of(accused: Iterable[UUID], shut: Iterable[UUID]) -> dict[UUID, AccusedText]:
    """The words of accused who are no children and in no sealed case."""
    plain = Accused.objects.filter(pk__in=list(accused), fir__sealed=False).exclude(fir__in=list(shut))
    grown = plain.alias(child=IsChild(F("pk"))).filter(child=False)
    return {one.accused_id: one for one in AccusedText.objects.filter(accused__in=grown)}
