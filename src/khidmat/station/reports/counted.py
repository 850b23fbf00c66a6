"""What all figures of cases share: one condition a figure on one scoped query, divided by head, office or officer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Aggregate, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import names
from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Cell, Line
from khidmat.kernel.paging import cut
from khidmat.kernel.policy import TABLE, Scope
from khidmat.kernel.reports import Asked, Choice, Row, Rows, Spot, Word, cells
from khidmat.law.public import Head
from khidmat.org.public import Office, office, territory, within
from khidmat.station import policies
from khidmat.station.models import CaseStep, Fir
from khidmat.station.queries.fir import firs
from khidmat.ui.formats import bilingual, date_table

READ = "station.figures.read"
HEADS = (_("FIR"), _("Police station"), _("Registered at"), _("Sections"))
HEAD, OFFICE, OFFICER = "head", "office", "officer"
BY_HEAD = Choice(HEAD, _("Head of crime"))
BY_OFFICE = Choice(OFFICE, _("Office"))
BY_OFFICER = Choice(OFFICER, _("Investigating officer"))


def offices(actor: Actor, chosen: str) -> list[Choice]:
    """The offices of whose cases this actor may read figures."""
    return territory.choices(actor, READ, chosen)


def stations(actor: Actor, asked: Asked) -> QuerySet[Office]:
    """The chosen office and those below it, as far as the actor's right reaches."""
    reached = within(actor, TABLE.scope(actor, READ) or Scope.OWN)
    return reached.filter(pk__in=territory.below(office(asked.office)))


def stood(moment: datetime) -> Subquery:
    """The state in which each case stood before a moment."""
    steps = CaseStep.objects.filter(fir=OuterRef("pk"), at__lt=moment)
    return Subquery(steps.order_by("-number").values("status")[:1])


@dataclass(frozen=True, slots=True)
class Figures:
    """Cases counted. `found` is every case that a figure could count, with what the conditions ask for.

    A count is `conditions` of its column, and so are the rows behind it; `more` are aggregates that open nothing,
    `finish` adds what follows from the others.
    """

    found: Callable[[QuerySet[Fir], Asked], QuerySet[Fir]]
    conditions: Callable[[Asked], dict[str, Q]]
    more: Callable[[Asked], dict[str, Aggregate]] = lambda _asked: {}
    finish: Callable[[dict[str, Cell]], dict[str, Cell]] = lambda row: row

    def lines(self, actor: Actor, asked: Asked) -> list[Line]:
        """The figures by what a line stands for."""
        found, group = self._grouped(actor, asked)
        divided = found.order_by().values(group).annotate(**self._aggregates(asked))
        made = {str(row.pop(group) or ""): self.finish(cells(row)) for row in divided}
        if asked.by == HEAD:
            nothing = self.finish(cells(found.none().aggregate(**self._aggregates(asked))))
            return _of_heads(made, nothing)
        if asked.by == OFFICER:
            return _of_officers(made)
        labels = territory.labels(asked.office, made, "")
        return territory.in_order(
            Line(key or territory.NONE, labels[key], mine) for key, mine in made.items()
        )

    def total(self, actor: Actor, asked: Asked) -> Mapping[str, Cell]:
        """The same without dividing."""
        return self.finish(cells(self._found(actor, asked).aggregate(**self._aggregates(asked))))

    def rows(self, actor: Actor, asked: Asked, spot: Spot) -> Rows:
        """The FIRs themselves, without anybody's name: who may open one finds it there."""
        found, group = self._grouped(actor, asked)
        mine = found.filter(self.conditions(asked)[spot.column], **territory.of_line(group, spot.line))
        ordered = mine.select_related("station").order_by("registered_at", "pk")
        page, following = cut(ordered, spot.after, by="registered_at")
        readable = firs(actor, policies.READ_FIR).filter(pk__in=[one.pk for one in page])
        keys = set(readable.values_list("pk", flat=True))
        return Rows(HEADS, [_row(one, may_open=one.pk in keys) for one in page], following)

    def _found(self, actor: Actor, asked: Asked) -> QuerySet[Fir]:
        return self.found(Fir.objects.filter(station__in=stations(actor, asked)), asked)

    def _grouped(self, actor: Actor, asked: Asked) -> tuple[QuerySet[Fir], str]:
        found = self._found(actor, asked)
        if asked.by == HEAD:
            return found, "head__code"
        if asked.by == OFFICER:
            both = Concat(Cast("io", CharField()), Value("~"), Cast("station_id", CharField()))
            return found.annotate(part=both), "part"
        if territory.is_divided_by_path(asked.office):
            return found.annotate(part=territory.path_part(asked.office, "station__path")), "part"
        return found.annotate(part=F("station_id")), "part"

    def _aggregates(self, asked: Asked) -> dict[str, Aggregate]:
        counts = {code: Count("pk", filter=case) for code, case in self.conditions(asked).items()}
        return {**counts, **self.more(asked)}


def _of_heads(made: Mapping[str, Mapping[str, Cell]], nothing: Mapping[str, Cell]) -> list[Line]:
    """The heads in the order of the printed table, those without a case too; last what has no known head."""
    lines = [
        Line(one.code, bilingual(one), made.get(one.code, nothing)) for one in Head.objects.order_by("number")
    ]
    if "" in made:
        lines.append(Line(territory.NONE, gettext("Under no head of the table"), made[""]))
    return lines


def _of_officers(made: Mapping[str, Mapping[str, Cell]]) -> list[Line]:
    """By station and name, never by how much is open."""
    pairs = {key: [UUID(part) for part in key.split("~")] for key in made}
    people = names({user for user, _place in pairs.values()})
    places = Office.objects.in_bulk([place for _user, place in pairs.values()])
    found = [
        (places[place].path or "", f"{bilingual(people[user])} · {bilingual(places[place])}", key)
        for key, (user, place) in pairs.items()
    ]
    return [Line(key, label, made[key]) for _path, label, key in sorted(found)]


def _row(one: Fir, *, may_open: bool) -> Row:
    words = (
        Word(str(one), ltr=True),
        Word(bilingual(one.station)),
        Word(date_table(one.registered_at), ltr=True),
        Word(one.sections, ltr=True),
    )
    return Row(words, reverse("station:fir", args=[one.pk]) if may_open else "")
