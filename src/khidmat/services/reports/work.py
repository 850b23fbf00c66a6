"""Who works on what: the load of every officer under the post where the work was done. Work is counted, not persons."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import Posting, names
from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Cell, Line
from khidmat.kernel.paging import cut
from khidmat.kernel.policy import TABLE, Scope
from khidmat.kernel.reports import Asked, Choice, Column, Report, Row, Rows, Spot, Word
from khidmat.kernel.roles import Role
from khidmat.org.public import Office, office, territory, within
from khidmat.services import registry
from khidmat.services.models import Application, Verification
from khidmat.services.opening import way_to
from khidmat.services.states import VerificationStatus
from khidmat.ui.formats import bilingual, date_table

READ = "services.work.read"
COLUMNS = (
    Column("with_now", _("Visits with the officer now"), _("Marked to the officer and not reported yet.")),
    Column("overdue", _("Of these overdue"), _("Past the day by which the station has to answer.")),
    Column("reported", _("Visits reported"), _("Reported in the period.")),
    Column(
        "marked",
        _("Visits marked to officers"),
        _("Handed out in the period, and still so or done."),
    ),
    Column("entered", _("Applications taken"), _("Typed in at the counter and sent in the period.")),
    Column("decided", _("Applications decided"), _("Approved or refused in the period.")),
)
HEADS = (_("Number"), _("Service"), _("Office"), _("Day"), _("State"))
OFFICER = "officer"
#: Posts that take this work: their officers stand in the list also when they have none.
POSTS = (Role.STATION_OFFICER, Role.OPERATOR)


@dataclass(frozen=True, slots=True)
class Visits:
    """One kind of work on verifications: whose it is, when it was done, which count."""

    who: str
    at: str
    which: Callable[[Asked], Q]


def _in_period(field: str) -> Callable[[Asked], Q]:
    return lambda asked: Q(**{f"{field}__gte": asked.start, f"{field}__lt": asked.end})


def _with_now(_asked: Asked) -> Q:
    return Q(status=VerificationStatus.MARKED)


def _overdue(asked: Asked) -> Q:
    return Q(status=VerificationStatus.MARKED, due_at__lt=asked.now)


VISITS = {
    "with_now": Visits("officer_id", "marked_at", _with_now),
    "overdue": Visits("officer_id", "marked_at", _overdue),
    "reported": Visits("officer_id", "reported_at", _in_period("reported_at")),
    "marked": Visits("marked_by_id", "marked_at", _in_period("marked_at")),
}


@dataclass(frozen=True, slots=True)
class Files:
    """One kind of work on applications: whose it is, under which office, when."""

    who: str
    place: str
    at: str


FILES = {
    "entered": Files("entered_by_id", "assisted__office", "submitted_at"),
    "decided": Files("decided_by_id", "decided_posting__office", "decided_at"),
}


def _offices(actor: Actor, chosen: str) -> list[Choice]:
    return territory.choices(actor, READ, chosen)


def _reached(actor: Actor, asked: Asked) -> QuerySet[Office]:
    """The offices of the report: those of the actor's right, at and below the chosen one."""
    mine = within(actor, TABLE.scope(actor, READ) or Scope.OWN)
    return mine.filter(pk__in=territory.below(office(asked.office)))


def _visits(actor: Actor, asked: Asked, code: str) -> QuerySet[Verification]:
    return Verification.objects.filter(VISITS[code].which(asked), office__in=_reached(actor, asked))


def _files(actor: Actor, asked: Asked, code: str) -> QuerySet[Application]:
    kind = FILES[code]
    return Application.objects.filter(
        _in_period(kind.at)(asked), **{f"{kind.place}__in": _reached(actor, asked)}
    )


def _lines(actor: Actor, asked: Asked) -> list[Line]:
    """A line for each officer and office, by office and name; never by how much was done."""
    cells: dict[tuple[UUID, UUID], dict[str, Cell]] = defaultdict(lambda: dict.fromkeys(_codes(), 0))
    posted = Posting.objects.filter(
        office__in=_reached(actor, asked), role__in=POSTS, period__contains=asked.now
    )
    for user, place in posted.values_list("user_id", "office_id"):
        cells[user, place]["with_now"] = 0
    for code, kind in VISITS.items():
        found = _visits(actor, asked, code).values_list(kind.who, "office_id").annotate(Count("pk"))
        for user, place, count in found.order_by():
            cells[user, place][code] = count
    for code, one in FILES.items():
        divided = _files(actor, asked, code).values_list(one.who, f"{one.place}_id").annotate(Count("pk"))
        for user, place, count in divided.order_by():
            cells[user, place][code] = count
    return _named(cells)


def _codes() -> list[str]:
    return [one.code for one in COLUMNS]


def _named(cells: Mapping[tuple[UUID, UUID], Mapping[str, Cell]]) -> list[Line]:
    people = names({user for user, _place in cells})
    places = Office.objects.in_bulk([place for _user, place in cells])
    lines = [
        (places[place].path or "", label := bilingual(people[user]), Line(f"{user}~{place}", label, mine))
        for (user, place), mine in cells.items()
    ]
    ordered = sorted(lines, key=lambda line: line[:2])
    return [
        Line(one.key, f"{one.label} · {bilingual(places[UUID(one.key.partition('~')[2])])}", one.cells)
        for _path, _label, one in ordered
    ]


def _total(actor: Actor, asked: Asked) -> Mapping[str, Cell]:
    found: dict[str, Cell] = {code: _visits(actor, asked, code).count() for code in VISITS}
    return found | {code: _files(actor, asked, code).count() for code in FILES}


def _rows(actor: Actor, asked: Asked, spot: Spot) -> Rows:
    user, _tilde, place = spot.line.partition("~")
    if spot.column in FILES:
        return _filed(actor, asked, spot)
    kind = VISITS[spot.column]
    found = _visits(actor, asked, spot.column).select_related("application", "office")
    mine = found.filter(**{kind.who: user, "office": place}) if spot.line else found
    page, following = cut(mine.order_by(kind.at, "pk"), spot.after, by=kind.at)
    rows = [_visit(actor, one, getattr(one, kind.at)) for one in page]
    return Rows(HEADS, rows, following)


def _filed(actor: Actor, asked: Asked, spot: Spot) -> Rows:
    kind, (user, _tilde, place) = FILES[spot.column], spot.line.partition("~")
    mine = _files(actor, asked, spot.column)
    mine = mine.filter(**{kind.who: user, kind.place: place}) if spot.line else mine
    page, following = cut(mine.order_by(kind.at, "pk"), spot.after, by=kind.at)
    found_at = Application.objects.filter(pk__in=[one.pk for one in page]).values_list(
        "pk", f"{kind.place}_id"
    )
    offices = Office.objects.in_bulk([place for _key, place in found_at])
    places = {key: offices[place] for key, place in found_at}
    rows = [
        _row(
            one,
            places[one.pk],
            getattr(one, kind.at),
            str(one.get_status_display()),
            way_to(actor, one.pk),
        )
        for one in page
    ]
    return Rows(HEADS, rows, following)


def _visit(actor: Actor, visit: Verification, at: datetime | None) -> Row:
    way = way_to(actor, visit.application_id, visit.pk)
    return _row(visit.application, visit.office, at, str(visit.get_status_display()), way)


def _row(one: Application, place: Office | None, at: datetime | None, state: str, way: str) -> Row:
    service = registry.service(one.service, one.version)
    day = Word(date_table(at) if at else "", ltr=True)
    return Row(
        (Word(one.ref, ltr=True), Word(str(service.title)), Word(bilingual(place)), day, Word(state)), way
    )


WORK = Report(
    code="work-of-officers",
    title=_("Work of officers"),
    about=_(
        "What each officer has in hand and has done, under the post where it was done. Work is counted, not persons."
    ),
    permission=READ,
    by=(Choice(OFFICER, _("Officer")),),
    columns=COLUMNS,
    offices=_offices,
    lines=_lines,
    total=_total,
    rows=_rows,
)
