"""Reading law. It names nobody, so whoever may read it reads all of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, Max, Q, QuerySet

from khidmat.kernel.urdu import ascii_digits, clean
from khidmat.law.models import Act, Head, Section
from khidmat.law.timing import Timing, timings
from khidmat.law.written import Book, Reading, key


def in_force(day: date) -> QuerySet[Section]:
    """The sections that are law on a day, act by act, in the order of the table."""
    return (
        Section.objects.filter(period__contains=day).select_related("act", "head").order_by("act_id", "ref")
    )


def book() -> Book:
    """The whole table, ready to read texts with; made anew when a row was added."""
    found = Section.objects.aggregate(rows=Count("pk"), last=Max("ref"))
    return _book(found["rows"], found["last"])


@lru_cache(maxsize=1)
def _book(_rows: int, _last: str | None) -> Book:
    """Making it takes 38 ms of processor. Rows are only ever added, so their number and last say which table it is."""
    return Book(list(Act.objects.order_by("code")), list(Section.objects.order_by("ref")))


def read(text: str, day: date) -> Reading:
    """The sections in what an officer wrote, as the law stood on a day; see `written`."""
    return book().read(text, day)


@dataclass(frozen=True, slots=True)
class Table:
    """Sections under their acts, and how many there are."""

    acts: tuple[tuple[Act, tuple[Section, ...]], ...]
    count: int


def table(*, words: str, head: str, day: date) -> Table:
    """The sections in force on a day whose number or name has these words, of one statistical head or all."""
    found = in_force(day)
    if head:
        found = found.filter(head__code=head)
    if words := ascii_digits(clean(words)):
        named = Q(name__icontains=words) | Q(name_ur__contains=words) | Q(act__code__iexact=words)
        found = found.filter(named | Q(pk__in=_numbered(found, words)))
    return _by_act(found)


def _numbered(found: Iterable[Section], words: str) -> list[object]:
    wanted = key(words)
    return [one.pk for one in found if key(one.number).startswith(wanted)]


def _by_act(found: Iterable[Section]) -> Table:
    by_act: defaultdict[Act, list[Section]] = defaultdict(list)
    for one in found:
        by_act[one.act].append(one)
    acts = tuple((act, tuple(rows)) for act, rows in by_act.items())
    return Table(acts, sum(len(rows) for _act, rows in acts))


def heads() -> QuerySet[Head]:
    """The lines of the crime table, as printed."""
    return Head.objects.order_by("number")


@dataclass(frozen=True, slots=True)
class Clocks:
    """The rules of the clocks: those of the law, and what the services promise."""

    law: list[Timing]
    promised: list[Timing]


def clocks(day: date) -> Clocks:
    """The rules of every clock, and which of them are in force on a day."""
    return Clocks(timings(day, of_law=True), timings(day, of_law=False))
