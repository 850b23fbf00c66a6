"""Reading FIRs. Of a sealed one, who it concerns is for the few posts that need it, and the database hides it too."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.accounts.public import User, officers
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.kernel.policy import TABLE
from khidmat.kernel.roles import Role
from khidmat.kernel.transactions import part
from khidmat.law.public import Cited, read
from khidmat.org.public import Office, within
from khidmat.station import policies
from khidmat.station.models import (
    Added,
    Complaint,
    Designation,
    Fir,
    FirCopy,
    FirDraft,
    FirSection,
    FirText,
    Telling,
    ZimniCall,
)
from khidmat.station.queries import teams
from khidmat.station.queries.desk import opened
from khidmat.station.queries.moves import Moves, brought, moves, stays
from khidmat.station.queries.sealed import is_sealed, with_children
from khidmat.station.states import DELAY
from khidmat.station.typed import STEPS, TEXTS, Typed

ROWS = 50
#: Who can be named to investigate, in this order.
INVESTIGATORS = (Role.STATION_OFFICER, Role.STATION_HEAD)
#: What the page and the paper of an FIR read with it.
NEEDED = ("station__district", "complaint__place", "entry__day", "recorded_by", "head")
#: How an FIR is read: with which tables, locked or not.
How = Callable[[QuerySet[Fir]], QuerySet[Fir]]
UNSEAL = "select current_setting('khidmat.unsealed', true), set_config('khidmat.unsealed', %s, true)"
#: Who needs the name in a sealed case by his post; besides them its investigating officer and who wrote it.
NEED_THE_NAME = {
    Role.STATION_HEAD,
    Role.CIRCLE_OFFICER,
    Role.DISTRICT_OFFICER,
    Role.MAGISTRATE,
    Role.PROSECUTOR,
}


def firs(actor: Actor, permission: str = policies.READ_FIR) -> QuerySet[Fir]:
    """The FIRs that this right reaches."""
    scope = TABLE.scope(actor, permission)
    here = within(actor, scope) if scope else Office.objects.none()
    return Fir.objects.filter(station_id__in=here.values("pk"))


def _whole(found: QuerySet[Fir]) -> QuerySet[Fir]:
    return found.select_related(*NEEDED)


def fir(actor: Actor, fir_id: UUID, permission: str = policies.READ_FIR, how: How = _whole) -> Fir:
    """One FIR of the territory, or of a joint team that the actor belongs to. Raises `NotFound`."""
    one = how(firs(actor, permission)).filter(pk=fir_id).first()
    if one is None and teams.reaches(actor, fir_id, permission):
        one = how(teams.joined(actor)).get(pk=fir_id)
    if one is None:
        raise NotFound(_("This FIR was not found."))
    return one


def investigator(fir_id: UUID) -> User | None:
    """Who investigates now."""
    last = Designation.objects.filter(fir_id=fir_id).select_related("officer").order_by("-number").first()
    return last.officer if last else None


def investigates(actor: Actor, one: Fir) -> bool:
    """Whether the actor investigates this case now: what is written in it is his alone."""
    last = Designation.objects.filter(fir=one).order_by("-number").values_list("officer_id", flat=True)
    return actor.user_id is not None and last.first() == actor.user_id


def writes(actor: Actor, one: Fir) -> bool:
    """Whether the actor writes the papers and the diary of this case: who investigates it, or is in its team."""
    return investigates(actor, one) or teams.belongs(actor, one.pk)


def require_investigator(actor: Actor, one: Fir, permission: str = "") -> None:
    """Raise `Forbidden` for everybody but who investigates now, and its team where that has this right."""
    if not investigates(actor, one) and not teams.reaches(actor, one.pk, permission):
        raise Forbidden(_("Only the investigating officer of this case writes here."))


def reads_diary(actor: Actor, one: Fir) -> bool:
    """Whether the case diary is open: for an officer of the station who investigates, for a court that called."""
    if actor.role == Role.STATION_OFFICER:
        return writes(actor, one)
    if actor.role == Role.MAGISTRATE:
        return ZimniCall.objects.filter(fir=one, by_id=actor.user_id).exists()
    return True


def own(actor: Actor, fir_id: UUID, permission: str) -> Fir:
    """A case that the actor investigates now, or where its team may. Raises `NotFound`, `Forbidden`."""
    one = fir(actor, fir_id, permission)
    require_investigator(actor, one, permission)
    return one


def may_know_who(actor: Actor, one: Fir) -> bool:
    """Whether the actor may read who a case concerns."""
    return not is_sealed(one) or needs_the_name(actor, one)


def needs_the_name(actor: Actor, one: Fir) -> bool:
    """Whether the actor's post or part in a sealed case needs to know who it is."""
    if actor.role in NEED_THE_NAME:
        return True
    now = investigator(one.pk)
    mine = {one.recorded_by_id, one.complaint.taken_by_id, now.pk if now else None}
    return actor.user_id is not None and (actor.user_id in mine or teams.belongs(actor, one.pk))


@dataclass(frozen=True, slots=True)
class Words:
    """What the database gives only to who unsealed it."""

    telling: Telling
    text: FirText
    added: Sequence[Added]


def words(one: Fir) -> Words:
    """The words of an FIR, unsealed for this one reading."""
    telling = opened(one.complaint)
    with unsealed(one):
        text = FirText.objects.get(fir=one)
        added = list(Added.objects.filter(fir=one).select_related("by").order_by("number"))
    return Words(telling, text, added)


def unsealed(one: Fir) -> AbstractContextManager[None]:
    """Let the database show the words of this one case, in a transaction; may stand inside itself."""
    return unsealed_told(one.complaint_id)


@contextmanager
def unsealed_told(complaint_id: UUID) -> Iterator[None]:
    """Let the database show the words of a case by its complaint, also while it has no FIR."""
    with part():
        before = _unseal(str(complaint_id))
        yield
        _unseal(before)


def _unseal(complaint: str) -> str:
    """Unseal the words of a complaint's case; gives whose were unsealed before."""
    with connection.cursor() as cursor:
        cursor.execute(UNSEAL, [complaint])
        found = cursor.fetchone()
    return str(found[0] or "") if found else ""


@dataclass(frozen=True, slots=True)
class Row:
    """An FIR in the register; `who` is "" where it is sealed."""

    fir: Fir
    sealed: bool
    officer: str
    officer_ur: str
    who: str


@dataclass(frozen=True, slots=True)
class Register:
    """Register I: the newest first."""

    rows: Sequence[Row]
    more: bool


def register(actor: Actor, number: str, year: str) -> Register:
    """The register of the territory, or the FIRs of a number."""
    found = firs(actor).select_related("station", "head")
    if number.isdecimal():
        found = found.filter(number=int(number[:9]))
    if year.isdecimal():
        found = found.filter(year=int(year[:4]))
    last = Designation.objects.filter(fir=OuterRef("pk")).order_by("-number")
    found = found.annotate(
        officer_name=Subquery(last.values("officer__name")[:1]),
        officer_name_ur=Subquery(last.values("officer__name_ur")[:1]),
    )
    rows = list(found.order_by("-registered_at", "-id")[: ROWS + 1])
    sealed = with_children(rows) | {one.pk for one in rows if one.sealed}
    open_ones = [one.complaint_id for one in rows if one.pk not in sealed]
    names = {
        one.complaint_id: one.name or one.described
        for one in Telling.objects.filter(complaint_id__in=open_ones)
    }
    shown = [
        Row(
            one,
            one.pk in sealed,
            one.officer_name or "",
            one.officer_name_ur or "",
            names.get(one.complaint_id, ""),
        )
        for one in rows[:ROWS]
    ]
    return Register(shown, len(rows) > ROWS)


@dataclass(frozen=True, slots=True)
class Way:
    """Where the page of an FIR leads: a route of this app that takes the FIR's id, and the right it needs there.

    `count`: how many rows wait behind it. `when`: a condition besides the right, as to investigate the case oneself.
    """

    name: str
    right: str
    label: Promise
    count: Callable[[Fir], int] | None = None
    when: Callable[[Actor, Fir], bool] | None = None


#: One row for each book that belongs to a case, in the order of its life.
DOORS: list[Way] = [
    Way("accused", policies.READ_FIR, _("Who is accused"), count=lambda one: one.accused.count()),
    Way("add", policies.REGISTER, _("Add a statement"), when=stays),
    Way("copies", policies.COPY_FIR, _("Signed copies"), count=lambda one: one.copies.count()),
    Way("court", policies.READ_COURT, _("Reports and court"), count=lambda one: one.reports.count()),
    Way("designate", policies.DESIGNATE, _("Name another investigating officer"), when=stays),
    Way("team", policies.ORDER_TEAM, _("Joint investigation team"), when=stays),
    Way("send_fir", policies.SEND_FIR, _("Send the case to another station"), when=stays),
    Way("zimni", policies.READ_ZIMNI, _("Case diary"), when=reads_diary),
    Way("papers", policies.READ_PAPERS, _("Papers and steps"), when=reads_diary),
    Way("review_case", policies.REVIEW_CASE, _("Review this case")),
    Way("call_zimni", policies.CALL_ZIMNI, _("Call for the case diary")),
    Way("case_property", policies.READ_STORE, _("Property of the case"), lambda one: one.property.count()),
]


@dataclass(frozen=True, slots=True)
class Door:
    """A way that is open to the reader; `count` is None where nothing is counted."""

    label: Promise
    url: str
    count: int | None


def doors(actor: Actor, one: Fir) -> list[Door]:
    """The ways that are open to this reader; each territory is looked at once."""
    ways = [(way, TABLE.scope(actor, way.right)) for way in DOORS]
    scopes = {scope for _way, scope in ways if scope}
    reach = {scope: within(actor, scope).filter(pk=one.station_id).exists() for scope in scopes}
    return [
        Door(way.label, reverse(f"station:{way.name}", args=[one.pk]), way.count(one) if way.count else None)
        for way, scope in ways
        if scope
        and (reach[scope] or teams.reaches(actor, one.pk, way.right))
        and (way.when is None or way.when(actor, one))
    ]


@dataclass(frozen=True, slots=True)
class Case:
    """An FIR as its page shows it; `words` is None where it is sealed from the reader."""

    fir: Fir
    sealed: bool
    words: Words | None
    cited: Sequence[FirSection]
    officer: User | None
    designations: Sequence[Designation]
    teams: Sequence[teams.Served]
    doors: Sequence[Door]
    moves: Moves


def case(actor: Actor, one: Fir) -> Case:
    """Everything of one FIR that this reader may see, and where he may go from here."""
    sealed = is_sealed(one)
    named = not sealed or needs_the_name(actor, one)
    return _case(one, sealed=sealed, named=named, ways=doors(actor, one))


def for_paper(copy: FirCopy) -> Case:
    """A case as a copy shows it that was ordered by somebody who may know so much."""
    one = Fir.objects.select_related(*NEEDED).get(pk=copy.fir_id)
    return _case(one, sealed=is_sealed(one), named=copy.named, ways=[])


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of an FIR, the newest first; `waits`: the worker still signs one."""

    fir: Fir
    copies: Sequence[FirCopy]
    waits: bool


def copies(actor: Actor, fir_id: UUID) -> Copies:
    """The copies of an FIR for who may order them. Raises `NotFound`."""
    one = fir(actor, fir_id, policies.COPY_FIR)
    made = list(one.copies.select_related("by", "paper").order_by("-at", "-pk"))
    return Copies(one, made, any(copy.paper and copy.paper.blob_id is None for copy in made))


def copy(actor: Actor, copy_id: UUID) -> FirCopy:
    """A copy that this reader may print. Raises `NotFound`; names that he may not know he does not get."""
    here = firs(actor, policies.COPY_FIR).values("pk")
    found = FirCopy.objects.filter(fir__in=here).select_related(
        "fir__station", "fir__complaint", "paper__blob"
    )
    one = found.filter(pk=copy_id, paper__blob__isnull=False).first()
    if one is None or (one.named and not may_know_who(actor, one.fir)):
        raise NotFound(_("This copy was not found, or it is not made yet."))
    return one


def _case(one: Fir, *, sealed: bool, named: bool, ways: list[Door]) -> Case:
    return Case(
        fir=one,
        sealed=sealed,
        words=words(one) if named else None,
        cited=list(one.cited.select_related("section__act").order_by("number")),
        officer=investigator(one.pk),
        designations=list(one.designations.select_related("officer", "by").order_by("number")),
        teams=teams.served(one),
        doors=ways,
        moves=moves(one),
    )


def investigators(actor: Actor, now: datetime) -> list[User]:
    """Who can be named: the officers of the station, then its SHO."""
    return [user for role in INVESTIGATORS for user in officers(office_id=actor.office, role=role, now=now)]


def may_investigate(officer_id: UUID | None, actor: Actor, now: datetime) -> User | None:
    """The officer, if he can be named."""
    if officer_id is None:
        return None
    posted = (officers(office_id=actor.office, role=role, now=now) for role in INVESTIGATORS)
    return next((one for mine in posted if (one := mine.filter(pk=officer_id).first())), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the form of registering begins with: the complaint, its words, what was typed before, what is odd."""

    complaint: Complaint
    telling: Telling
    typed: Typed
    cited: Sequence[Cited]
    flags: Sequence[Promise]


def sheet(complaint: Complaint, now: datetime) -> Sheet:
    """A complaint ready to be registered; whoever may register it reads what was told."""
    with unsealed_told(complaint.pk):
        draft = FirDraft.objects.filter(complaint=complaint).select_related("head").first()
    typed = Typed(complaint.offences, None, steps=STEPS)
    if draft is not None:
        texts = {name: getattr(draft, name) for name in TEXTS}
        head = draft.head.code if draft.head else ""
        typed = Typed(draft.sections, draft.officer_id, head=head, **texts)
    elif order := brought(complaint):
        before = words(order.fir).text
        texts = {name: getattr(before, name) for name in TEXTS}
        head = order.fir.head.code if order.fir.head else ""
        typed = Typed(order.fir.sections, None, head=head, **{**texts, "steps": STEPS})
    ended = complaint.occurred_to or complaint.occurred_from
    late = ended is not None and complaint.taken_at - ended > DELAY
    said = _("It was told more than a day after it happened: write the reason of the delay.")
    cited = read(typed.sections, localdate(now)).cited
    return Sheet(complaint, opened(complaint), typed, cited, [said] if late else [])


def registered_as(complaint: Complaint) -> Fir | None:
    """The FIR of a complaint, when there is one."""
    return Fir.objects.filter(complaint=complaint).first()
