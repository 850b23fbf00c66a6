"""The statutory clocks of the stations by kind and office: what was done in its time, what was not, what runs."""

from collections.abc import Iterable, Mapping

from django.db.models import Aggregate, Count, DurationField, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.clocks.public import Clock, Rule, rule, rule_of
from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Cell, Line
from khidmat.kernel.paging import cut
from khidmat.kernel.reports import Asked, Choice, Column, Kind, Report, Row, Rows, Spot, Word
from khidmat.law.public import clock_rules
from khidmat.org.public import territory
from khidmat.station.queries.clocks import refs
from khidmat.station.reports import counted
from khidmat.ui.formats import bilingual, date_table, language_or

COLUMNS = (
    Column("began", _("Begun"), _("Clocks that began in the period.")),
    Column("in_time", _("Met in time"), _("Done in the period, not after the time of the law.")),
    Column("late", _("Met late"), _("Done in the period, after the time of the law.")),
    Column("breached", _("Ran out"), _("Their time ended in the period, and it was not done by then.")),
    Column("running", _("Still open"), _("Not done at the end of the period, or now while it runs.")),
    Column("overdue", _("Open and past their time"), _("Of those still open.")),
    Column(
        "longest",
        _("Longest past its time, days"),
        _("How far the oldest of them is past its time."),
        Kind.DAYS,
    ),
)
HEADS = (_("Number"), _("Clock"), _("Police station"), _("Began"), _("Due"), _("Done"))
KIND = "kind"
BY = (Choice(KIND, _("Kind of clock")), counted.BY_OFFICE)


def _duties() -> set[str]:
    """What the law wants done by an hour; a right that ripens and days that are granted are not missed."""
    return {one.code for one in clock_rules() if one.nature == "duty" and not one.cumulative}


def _counted(actor: Actor, asked: Asked) -> QuerySet[Clock]:
    """Every such clock of the office and below that ran at some time of the period."""
    found = Clock.objects.filter(
        office__in=counted.stations(actor, asked), rule__in=_duties(), started_at__lt=asked.horizon
    )
    ended = found.annotate(ended=Coalesce("met_at", "cancelled_at"))
    return ended.filter(Q(ended__isnull=True) | Q(ended__gte=asked.start))


def _conditions(asked: Asked) -> dict[str, Q]:
    running = Q(ended__isnull=True) | Q(ended__gte=asked.horizon)
    met = Q(met_at__gte=asked.start, met_at__lt=asked.end)
    missed = Q(ended__isnull=True) | Q(ended__gt=F("due_at"))
    return {
        "began": Q(started_at__gte=asked.start),
        "in_time": met & Q(met_at__lte=F("due_at")),
        "late": met & Q(met_at__gt=F("due_at")),
        "breached": missed & Q(due_at__gte=asked.start, due_at__lt=asked.horizon),
        "running": running,
        "overdue": running & Q(due_at__lt=asked.horizon),
    }


def _aggregates(asked: Asked) -> dict[str, Aggregate]:
    cases = _conditions(asked)
    found: dict[str, Aggregate] = {code: Count("pk", filter=case) for code, case in cases.items()}
    oldest = Max(asked.horizon - F("due_at"), filter=cases["overdue"], output_field=DurationField())
    return {**found, "longest": oldest}


def _grouped(actor: Actor, asked: Asked) -> tuple[QuerySet[Clock], str]:
    found = _counted(actor, asked)
    if asked.by == KIND:
        return found, "rule"
    if territory.is_divided_by_path(asked.office):
        return found.annotate(part=territory.path_part(asked.office, "office__path")), "part"
    return found, "office_id"


def _labels(asked: Asked, keys: Iterable[str]) -> dict[str, str]:
    if asked.by == KIND:
        return {key: _title(rule(key, localdate(asked.now))) for key in keys}
    return territory.labels(asked.office, keys, "")


def _title(one: Rule) -> str:
    return one.title_ur if language_or() == "ur" else one.title


def _lines(actor: Actor, asked: Asked) -> list[Line]:
    found, group = _grouped(actor, asked)
    divided = found.order_by().values(group).annotate(**_aggregates(asked))
    made = {str(row.pop(group) or ""): counted.cells(row) for row in divided}
    labels = _labels(asked, made)
    return territory.in_order(Line(key or territory.NONE, labels[key], mine) for key, mine in made.items())


def _total(actor: Actor, asked: Asked) -> Mapping[str, Cell]:
    return counted.cells(_counted(actor, asked).aggregate(**_aggregates(asked)))


def _rows(actor: Actor, asked: Asked, spot: Spot) -> Rows:
    found, group = _grouped(actor, asked)
    mine = found.filter(_conditions(asked)[spot.column], **territory.of_line(group, spot.line))
    ordered = mine.select_related("office").order_by("due_at", "pk")
    page, following = cut(ordered, spot.after, by="due_at")
    things = refs(actor, page)
    return Rows(HEADS, [_row(one, *things.get(one.pk, ("", ""))) for one in page], following)


def _row(clock: Clock, ref: str, url: str) -> Row:
    days = (clock.started_at, clock.due_at, clock.met_at or clock.cancelled_at)
    dates = [Word(date_table(day) if day else "", ltr=True) for day in days]
    return Row(
        (Word(ref, ltr=True), Word(_title(rule_of(clock))), Word(bilingual(clock.office)), *dates), url
    )


CLOCKS = Report(
    code="statutory-clocks",
    title=_("Clocks of the law, met and run out"),
    about=_("Which duty with a time of its own was done in it, by kind and station."),
    permission=counted.READ,
    by=BY,
    columns=COLUMNS,
    offices=counted.offices,
    lines=_lines,
    total=_total,
    rows=_rows,
    chart=("in_time", "late"),
)
