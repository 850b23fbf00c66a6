"""Offices that a report is about: which a reader may choose, and how what lies below one is divided."""

from collections.abc import Iterable

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.utils.functional import Promise

from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Line
from khidmat.kernel.policy import TABLE
from khidmat.kernel.reports import Choice
from khidmat.org.models import Office
from khidmat.org.queries import office, within
from khidmat.org.states import OfficeKind
from khidmat.ui.formats import bilingual

#: Offices whose applications are those of whole districts.
WIDE = (OfficeKind.PROVINCE, OfficeKind.REGION, OfficeKind.DISTRICT)
#: Offices whose applications are those of the people who live in their area.
LOCAL = (OfficeKind.CIRCLE, OfficeKind.STATION)
#: Offices whose applications are those taken at their counters.
POINTS = (OfficeKind.KHIDMAT_CENTRE, OfficeKind.KHIDMAT_COUNTER, OfficeKind.KHIDMAT_VAN)
#: How deep in the tree the next offices below one stand; a district and what is below it are divided by office.
DEPTH = {OfficeKind.PROVINCE: 2, OfficeKind.REGION: 3}
#: A path below which there is nothing.
NOWHERE = "nowhere"
#: The key of a line for which the dividing column is empty.
NONE = "-"


def offices(actor: Actor, permission: str) -> QuerySet[Office]:
    """Offices of which the actor may have figures under a right, those above first."""
    scope = TABLE.scope(actor, permission)
    if scope is None:
        return Office.objects.none()
    return within(actor, scope).filter(kind__in=[*WIDE, *LOCAL, *POINTS]).order_by("path")


def choices(actor: Actor, permission: str, chosen: str) -> list[Choice]:
    """Within a district every office; above it regions and districts, and what lies below the chosen one."""
    found = offices(actor, permission)
    top = found.first()
    if top is not None and top.kind in DEPTH:
        near = Office.objects.filter(code=chosen).values_list("path", flat=True).first()
        found = found.filter(Q(kind__in=WIDE) | Q(path__within=near or NOWHERE))
    return [Choice(one.code, bilingual(one)) for one in found]


def below(chosen: Office) -> QuerySet[Office]:
    """The office and everything below it."""
    return Office.objects.filter(path__within=chosen.path or "")


def is_divided_by_path(code: str) -> bool:
    """Whether lines stand for regions or districts, and not for offices of a district."""
    return OfficeKind(office(code).kind) in DEPTH


def path_part(code: str, field: str) -> Func:
    """The path of the region or district below the chosen office, of each row; `field` leads to the row's path."""
    depth = DEPTH[OfficeKind(office(code).kind)]
    return Func(F(field), Value(0), Value(depth), function="subpath", output_field=TextField())


def labels(code: str, keys: Iterable[str], none: str | Promise) -> dict[str, str]:
    """The names of the offices behind dividing values (paths, or keys within a district)."""
    if not is_divided_by_path(code):
        return names_of(keys, none)
    known = [key for key in keys if key]
    return {"": str(none), **{str(one.path): bilingual(one) for one in Office.objects.filter(path__in=known)}}


def names_of(keys: Iterable[str], none: str | Promise) -> dict[str, str]:
    """The names of offices by key as text."""
    found = Office.objects.filter(pk__in=[key for key in keys if key])
    return {"": str(none), **{str(one.pk): bilingual(one) for one in found}}


def of_line(group: str, line: str) -> dict[str, str | bool]:
    """The filter of one line; none for the total."""
    if line == NONE:
        return {f"{group}__isnull": True}
    return {group: line} if line else {}


def in_order(lines: Iterable[Line]) -> list[Line]:
    """By their words; what has no office comes last."""
    return sorted(lines, key=lambda line: (line.key == NONE, line.label))
