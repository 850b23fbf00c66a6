"""What people thought of the work, counted where their application was taken. No person, file or officer is named."""

from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.hiding import Cell, Line
from khidmat.kernel.paging import cut
from khidmat.kernel.reports import Asked, Choice, Column, Report, Row, Rows, Spot, Word
from khidmat.org.public import territory
from khidmat.services import queries, registry
from khidmat.services.models import Feedback
from khidmat.services.states import Face

READ = "services.feedback.read"
COLUMNS = (
    Column("given", _("Answers"), _("Given in the period, once for each certificate at most.")),
    Column("well", _("Good or very good"), _("Of the answers.")),
    Column("fair", _("Neither good nor bad"), _("Of the answers.")),
    Column("badly", _("Bad or very bad"), _("Of the answers.")),
)
HEADS = (_("Service"), _("Answer"), _("Words"))
POINT = "point"
#: The counter where the application was taken; none for one that came over the net.
COUNTER = "application__assisted__office_id"
CONDITIONS = {
    "given": Q(),
    "well": Q(face__gte=Face.GOOD),
    "fair": Q(face=Face.FAIR),
    "badly": Q(face__lte=Face.BAD),
}


def _offices(actor: Actor, _chosen: str) -> list[Choice]:
    """The reader's own office alone: the sheet of a part would give away what the sheet of the whole hides."""
    return territory.choices(actor, READ, "")[:1]


def _counted(actor: Actor, asked: Asked) -> QuerySet[Feedback]:
    return queries.feedback(actor).filter(given_at__gte=asked.start, given_at__lt=asked.end)


def _aggregates() -> dict[str, Count]:
    return {code: Count("pk", filter=which) for code, which in CONDITIONS.items()}


def _lines(actor: Actor, asked: Asked) -> list[Line]:
    divided = _counted(actor, asked).order_by().values(COUNTER).annotate(**_aggregates())
    cells: dict[str, Mapping[str, Cell]] = {str(row.pop(COUNTER) or ""): row for row in divided}
    labels = territory.names_of(cells, _("Over the net"))
    return territory.in_order(Line(key or territory.NONE, labels[key], mine) for key, mine in cells.items())


def _total(actor: Actor, asked: Asked) -> Mapping[str, Cell]:
    return _counted(actor, asked).aggregate(**_aggregates())


def _rows(actor: Actor, asked: Asked, spot: Spot) -> Rows:
    """What was said, without a day, a number or a link that would tell whose it is."""
    mine = _counted(actor, asked).filter(CONDITIONS[spot.column], **territory.of_line(COUNTER, spot.line))
    page, following = cut(
        mine.select_related("application").order_by("given_at", "pk"), spot.after, by="given_at"
    )
    return Rows(HEADS, [_row(one) for one in page], following)


def _row(one: Feedback) -> Row:
    service = registry.service(one.application.service, one.application.version)
    return Row((Word(str(service.title)), Word(str(one.get_face_display())), Word(one.text)))


FEEDBACK = Report(
    code="feedback",
    title=_("What people say"),
    about=_("How people found the work, as they said after their certificate. Nobody is named."),
    permission=READ,
    by=(Choice(POINT, _("Where it was taken")),),
    columns=COLUMNS,
    offices=_offices,
    lines=_lines,
    total=_total,
    rows=_rows,
    chart=("well", "badly"),
    least=queries.FEW,
)
