"""What figures of clocks share: one condition a figure on one scoped query, divided by rule or office."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.timezone import localdate

from khidmat.clocks.models import Clock
from khidmat.clocks.queries import rule_of
from khidmat.clocks.rules import rule
from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Cell, Line
from khidmat.kernel.paging import cut
from khidmat.kernel.reports import Asked, Row, Rows, Spot, Word, cells
from khidmat.org.public import territory
from khidmat.ui.formats import bilingual, date_table

Refs = Mapping[UUID, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ClockFigures:
    """Clocks counted. `found` are those of the asked office that the reader reaches; `kind` is the choice by rule.

    A count is `conditions` of its column, and so are the rows behind it; `overdue` must be among them. `refs` tells
    what a clock belongs to: a number, and a page where the reader may open it. `more` are the last cells of a row.
    """

    kind: str
    found: Callable[[Actor, Asked], QuerySet[Clock]]
    conditions: Callable[[Asked], dict[str, Q]]
    heads: Sequence[Promise]
    refs: Callable[[Actor, Sequence[Clock]], Refs]
    more: Callable[[Clock, Asked], tuple[Word, ...]] = lambda _clock, _asked: ()

    def lines(self, actor: Actor, asked: Asked) -> list[Line]:
        """The figures by what a line stands for."""
        found, group = self._grouped(actor, asked)
        divided = found.order_by().values(group).annotate(**self._aggregates(asked))
        made = {str(row.pop(group) or ""): cells(row) for row in divided}
        labels = self._labels(asked, made)
        return territory.in_order(
            Line(key or territory.NONE, labels[key], mine) for key, mine in made.items()
        )

    def total(self, actor: Actor, asked: Asked) -> Mapping[str, Cell]:
        """The same without dividing."""
        return cells(self._touched(actor, asked).aggregate(**self._aggregates(asked)))

    def rows(self, actor: Actor, asked: Asked, spot: Spot) -> Rows:
        """The clocks themselves, the first due first."""
        found, group = self._grouped(actor, asked)
        mine = found.filter(self.conditions(asked)[spot.column], **territory.of_line(group, spot.line))
        ordered = mine.select_related("office").order_by("due_at", "pk")
        page, following = cut(ordered, spot.after, by="due_at")
        refs = self.refs(actor, page)
        rows = [self._row(one, *refs.get(one.pk, ("", "")), asked) for one in page]
        return Rows(self.heads, rows, following)

    def _touched(self, actor: Actor, asked: Asked) -> QuerySet[Clock]:
        """Every clock that ran at some time of the period."""
        begun = self.found(actor, asked).filter(started_at__lt=asked.horizon)
        ended = begun.annotate(ended=Coalesce("met_at", "cancelled_at"))
        return ended.filter(Q(ended__isnull=True) | Q(ended__gte=asked.start))

    def _grouped(self, actor: Actor, asked: Asked) -> tuple[QuerySet[Clock], str]:
        found = self._touched(actor, asked)
        if asked.by == self.kind:
            return found, "rule"
        if territory.is_divided_by_path(asked.office):
            return found.annotate(part=territory.path_part(asked.office, "office__path")), "part"
        return found, "office_id"

    def _aggregates(self, asked: Asked) -> dict[str, Aggregate]:
        cases = self.conditions(asked)
        counts: dict[str, Aggregate] = {code: Count("pk", filter=case) for code, case in cases.items()}
        oldest = Max(asked.horizon - F("due_at"), filter=cases["overdue"], output_field=DurationField())
        return {**counts, "longest": oldest}

    def _labels(self, asked: Asked, keys: Mapping[str, object]) -> Mapping[str, str]:
        if asked.by == self.kind:
            return {key: bilingual(rule(key, localdate(asked.now))) for key in keys}
        return territory.labels(asked.office, keys, "")

    def _row(self, clock: Clock, ref: str, url: str, asked: Asked) -> Row:
        days = (clock.started_at, clock.due_at, clock.met_at or clock.cancelled_at)
        dates = [Word(date_table(day) if day else "", ltr=True) for day in days]
        words = (Word(ref, ltr=True), Word(bilingual(rule_of(clock))), Word(bilingual(clock.office)), *dates)
        return Row((*words, *self.more(clock, asked)), url)
