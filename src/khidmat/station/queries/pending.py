"""Cases that wait: with whom, how old, which clock runs. An investigating officer has his own, those above him all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import User
from khidmat.clocks.public import is_late, is_open
from khidmat.kernel.actor import Actor
from khidmat.kernel.planning import by_its_values
from khidmat.kernel.policy import TABLE
from khidmat.kernel.roles import Role
from khidmat.org.public import Office, within
from khidmat.station import policies
from khidmat.station.court_states import ENDED, CaseState
from khidmat.station.models import CaseClock, CaseStep, Designation, Fir
from khidmat.station.queries.desk import Tile

ROWS = 50
C = CaseState
WITH_STATION = (C.INVESTIGATING, C.OBJECTED, C.INTERIM)
GROUPS: dict[str, Sequence[CaseState]] = {
    "station": WITH_STATION,
    "above": (C.REPORTED, C.PROPOSED),
    "prosecutor": (C.WITH_PROSECUTOR, C.CANCELLATION_SENT),
    "court": (C.IN_COURT, C.INTERIM, C.CANCELLATION_IN_COURT),
}
TILES = (
    ("late", _("Past the time of the challan"), "bad"),
    ("station", _("Under investigation"), ""),
    ("above", _("With the SHO or the district officer"), "warn"),
    ("prosecutor", _("With the prosecutor"), ""),
    ("court", _("Before the court"), ""),
)
FIRST = {Role.PROSECUTOR: "prosecutor", Role.MAGISTRATE: "court"}
#: Who investigates now.
IO = Subquery(Designation.objects.filter(fir=OuterRef("fir")).order_by("-number").values("officer")[:1])
#: The challan is due in fourteen days, the interim one three days later (CrPC 173).
DUE, LAST = timedelta(days=14), timedelta(days=17)


@dataclass(frozen=True, slots=True)
class Line:
    """A case that waits: how many days it is old, since when it stands so, and what is due."""

    fir: Fir
    state: CaseState
    days: int
    since: datetime
    due: datetime | None
    late: bool
    officer: str
    officer_ur: str


@dataclass(frozen=True, slots=True)
class Load:
    """What one officer has under investigation, by age."""

    name: str
    name_ur: str
    cases: int
    in_time: int
    interim: int
    over: int


@dataclass(frozen=True, slots=True)
class Pending:
    """The cases of a territory that wait, the oldest first, with the counts above and each officer's below."""

    lines: Sequence[Line]
    tiles: Sequence[Tile]
    loads: Sequence[Load]
    show: str
    more: bool


def waiting(actor: Actor) -> QuerySet[CaseStep]:
    """Where every case of the territory stands that has not ended; a station's officer has only his own."""
    scope = TABLE.scope(actor, policies.READ_COURT)
    here = within(actor, scope) if scope else Office.objects.none()
    found = CaseStep.objects.filter(current=True, station_id__in=here.values("pk")).exclude(status__in=ENDED)
    return found.alias(io=IO).filter(io=actor.user_id) if actor.role == Role.STATION_OFFICER else found


@by_its_values()
def cases(actor: Actor, show: str, now: datetime) -> Pending:
    """The cases that wait, of one of the groups; where none is asked for, of the gravest that has any."""
    found = waiting(actor)
    conditions = _conditions(now)
    counts = _counts(found, conditions["late"])
    gravest = next((code for code, count in counts.items() if count), "station")
    chosen = show if show in conditions else FIRST.get(Role(actor.role), gravest)
    rows = (
        found.filter(conditions[chosen]).select_related("fir__station").order_by("fir__registered_at", "fir")
    )
    page = list(rows[: ROWS + 1])
    tiles = [Tile(label, counts[code], f"?show={code}", tone) for code, label, tone in TILES]
    return Pending(_lines(page[:ROWS], now), tiles, _loads(found, now), chosen, len(page) > ROWS)


def _counts(found: QuerySet[CaseStep], late: Q) -> dict[str, int]:
    """How many cases stand in each group."""
    standing = dict(found.values_list("status").annotate(Count("pk")))
    counts = {code: sum(standing.get(state, 0) for state in states) for code, states in GROUPS.items()}
    return {"late": found.filter(late).count(), **counts}


def _conditions(now: datetime) -> dict[str, Q]:
    late = CaseClock.objects.filter(is_late(now, "clock__"), fir=OuterRef("fir"))
    return {"late": Q(Exists(late)), **{code: Q(status__in=states) for code, states in GROUPS.items()}}


def _lines(rows: Sequence[CaseStep], now: datetime) -> list[Line]:
    open_ones = CaseClock.objects.filter(is_open("clock__"), fir__in=[row.fir_id for row in rows])
    # The last of them counts: an interim challan gives three days more.
    due = dict(open_ones.order_by("clock__due_at").values_list("fir_id", "clock__due_at"))
    # Asked for the page alone: in its own statement it was looked up for every case that waits.
    with_whom = Designation.objects.filter(fir__in=[row.fir_id for row in rows]).order_by("number")
    officers = {one.fir_id: one.officer for one in with_whom.select_related("officer")}
    return [_line(row, due.get(row.fir_id), officers.get(row.fir_id), now) for row in rows]


def _line(row: CaseStep, due: datetime | None, officer: User | None, now: datetime) -> Line:
    return Line(
        fir=row.fir,
        state=CaseState(row.status),
        days=(now - row.fir.registered_at).days,
        since=row.at,
        due=due,
        late=due is not None and due <= now,
        officer=officer.name if officer else "",
        officer_ur=(officer.name_ur or officer.name) if officer else "",
    )


def _loads(found: QuerySet[CaseStep], now: datetime) -> list[Load]:
    """Each officer's cases under investigation by age: in fourteen days, in the three after them, older."""
    counted = (
        found.filter(status__in=WITH_STATION)
        .annotate(io=IO)
        .values("io")
        .annotate(
            cases=Count("pk"),
            in_time=Count("pk", filter=Q(fir__registered_at__gt=now - DUE)),
            over=Count("pk", filter=Q(fir__registered_at__lte=now - LAST)),
        )
    )
    rows = list(counted.order_by(F("over").desc(), F("cases").desc(), "io"))
    names = User.objects.in_bulk([row["io"] for row in rows])
    return [
        Load(
            name=(who := names[row["io"]]).name,
            name_ur=who.name_ur or who.name,
            cases=row["cases"],
            in_time=row["in_time"],
            interim=row["cases"] - row["in_time"] - row["over"],
            over=row["over"],
        )
        for row in rows
        if row["io"] in names
    ]
