"""Reading offices and places. The tree of offices is public; what happens in them is not."""

from datetime import date
from functools import lru_cache
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import Scope
from khidmat.kernel.urdu import loose
from khidmat.org.models import Office, Place, Placement
from khidmat.org.states import OfficeKind

#: The chain of acts that belong to no district: anonymous visitors, set-up.
PROVINCE_CHAIN = uuid5(NAMESPACE_DNS, "portal.province.khidmat")


def offices() -> QuerySet[Office]:
    """All offices, by their place in the tree."""
    return Office.objects.order_by("path")


def office(code: str) -> Office:
    """The office of a code. Raises Office.DoesNotExist."""
    return Office.objects.get(code=code)


def within(actor: Actor, scope: Scope) -> QuerySet[Office]:
    """The offices a right of this scope reaches from the actor's posting; for `office_id__in`."""
    if scope is Scope.PROVINCE:
        return Office.objects.all()
    if actor.office_id is None:
        return Office.objects.none()
    if scope is Scope.OFFICE:
        return Office.objects.filter(pk=actor.office_id)
    if scope is Scope.SUBTREE:
        return Office.objects.filter(path__within=actor.office_path)
    if scope is Scope.DISTRICT:
        mine = Office.objects.filter(pk=actor.office_id)
        return Office.objects.filter(
            Q(district__in=mine.values("district")) | Q(pk__in=mine.values("district"))
        )
    return Office.objects.none()


def district_of(office_id: UUID) -> Subquery:
    """The district of an office, for `district_id=`: one value, so that an index in its order can be used."""
    return Subquery(Office.objects.filter(pk=office_id).values("district")[:1])


def districts() -> QuerySet[Office]:
    """Districts by their English name."""
    return Office.objects.filter(kind=OfficeKind.DISTRICT).order_by("name")


def districts_with_places() -> QuerySet[Office]:
    """Districts whose gazetteer is loaded."""
    return districts().filter(Exists(Place.objects.filter(district=OuterRef("pk"))))


def stations(district_id: UUID) -> QuerySet[Office]:
    """The police stations of a district."""
    return Office.objects.filter(district_id=district_id, kind=OfficeKind.STATION).order_by("code")


def places(district_id: UUID) -> QuerySet[Place]:
    """The places of a district in Urdu order."""
    return Place.objects.filter(district_id=district_id).order_by("sort_ur", "pk")


def above(office_id: UUID, kind: OfficeKind) -> Office | None:
    """The nearest office of a kind above (or at) an office, today."""
    here = Office.objects.only("path").get(pk=office_id)
    return Office.objects.filter(path__above=here.path or "", kind=kind).order_by("-path").first()


def parent_on(office_id: UUID, day: date) -> Office | None:
    """Where an office stood on a day."""
    found = (
        Placement.objects.filter(office_id=office_id, period__contains=day).select_related("parent").first()
    )
    return found.parent if found else None


def portal_chain(district_id: UUID) -> UUID:
    """The ledger chain that takes the acts of a district's citizens and of the system for it."""
    return uuid5(district_id, "portal")


def place(code: str) -> Place:
    """The place of a code. Raises Place.DoesNotExist."""
    return Place.objects.select_related("station", "district").get(code=code)


def find_places(district_id: UUID, text: str, limit: int = 12) -> list[Place]:
    """Places of a district whose name in either script, or another name, begins with or contains the text.

    Both sides are compared loosely (spaces, marks and letters that people confuse do not matter).
    """
    wanted = loose(text)
    if not wanted:
        return []
    as_loaded = Place.objects.filter(district_id=district_id).aggregate(rows=Count("pk"), last=Max("code"))
    starts, holds = [], []
    for key, names in _loose_names(district_id, as_loaded["rows"], as_loaded["last"]):
        if any(name.startswith(wanted) for name in names):
            starts.append(key)
        elif any(wanted in name for name in names):
            holds.append(key)
    keys = (starts + holds)[:limit]
    found = Place.objects.select_related("station").in_bulk(keys)
    return [found[key] for key in keys if key in found]


@lru_cache(maxsize=64)
def _loose_names(district_id: UUID, rows: int, last: str | None) -> tuple[tuple[UUID, tuple[str, ...]], ...]:
    """Loose names by place, in Urdu order. Made anew when `rows` or `last` change: places are only ever added.

    A district has hundreds of places; reading and folding them all took 45 ms of every page with an address.
    """
    del rows, last
    listed = Place.objects.filter(district_id=district_id).order_by("sort_ur", "pk")
    columns = listed.values_list("pk", "name_ur", "name", "other_names")
    return tuple(
        (key, tuple(loose(name) for name in (name_ur, name, *others.split("|")) if name))
        for key, name_ur, name, others in columns
    )
