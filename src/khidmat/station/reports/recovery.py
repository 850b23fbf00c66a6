"""What was stolen and what was recovered: cases, things, cash, weapons and narcotics as the malkhana received them.

Counted from register XIX, which every recovery enters with its memo. What a thing is worth is summed where the memo
says it; cash is its own value and stands apart.
"""

from django.db.models import Aggregate, Count, DecimalField, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.reports import Asked, Column, Kind, Report
from khidmat.station.models import Fir, Item
from khidmat.station.reports import counted
from khidmat.station.states import Matter
from khidmat.station.stores import Basis, Unit
from khidmat.station.stores import Kind as Property

AMOUNT = DecimalField(max_digits=20, decimal_places=3)
COLUMNS = (
    Column(
        "stolen", _("Cases of theft"), _("Registered in the period as theft, robbery or a taken vehicle.")
    ),
    Column("recovered", _("Of these with a recovery"), _("Something of the case came into the malkhana.")),
    Column("nothing", _("Nothing recovered yet"), _("Of the cases of theft, the others.")),
    Column("seized", _("All cases with property"), _("Of whatever kind, with something in the malkhana.")),
    Column(
        "things", _("Things received"), _("Lines of register XIX in the cases of the period."), Kind.AMOUNT
    ),
    Column("cash", _("Cash, rupees"), _("Cash of these cases that the malkhana received."), Kind.AMOUNT),
    Column(
        "worth", _("Value of other things, rupees"), _("As their memos say it; many say none."), Kind.AMOUNT
    ),
    Column("vehicles", _("Vehicles"), _("Vehicles of these cases that the malkhana received."), Kind.AMOUNT),
    Column("weapons", _("Weapons"), _("Weapons of these cases that the malkhana received."), Kind.AMOUNT),
    Column("grams", _("Narcotics, grams"), _("Narcotics as they were weighed at the seizure."), Kind.AMOUNT),
)
#: What each sum adds: of which kind of property, in which unit.
SUMS = {
    "cash": (Property.CASH, Unit.RUPEES),
    "vehicles": (Property.VEHICLE, Unit.PIECES),
    "weapons": (Property.WEAPON, Unit.PIECES),
    "grams": (Property.NARCOTIC, Unit.GRAMS),
}


def _received(asked: Asked) -> QuerySet[Item]:
    return Item.objects.filter(fir=OuterRef("pk"), basis=Basis.CASE, recorded_at__lt=asked.horizon).order_by()


def _found(cases: QuerySet[Fir], asked: Asked) -> QuerySet[Fir]:
    """The cases of the period, with what of each came into the malkhana before its end.

    A case has few things: a look at them for each sum costs less than dividing cases and things together.
    """
    things = _received(asked)
    added = {
        code: things.filter(kind=kind, unit=unit).values("fir").annotate(n=Sum("quantity"))
        for code, (kind, unit) in SUMS.items()
    }
    added["worth"] = things.values("fir").annotate(n=Sum("value"))
    added["things"] = things.values("fir").annotate(n=Count("pk"))
    sums = {
        f"of_{code}": Coalesce(Subquery(rows.values("n")), 0, output_field=AMOUNT)
        for code, rows in added.items()
    }
    mine = cases.filter(registered_at__gte=asked.start, registered_at__lt=asked.end)
    return mine.annotate(received=Exists(things), **sums)


def _conditions(_asked: Asked) -> dict[str, Q]:
    stolen, received = Q(complaint__matter=Matter.THEFT), Q(received=True)
    return {
        "stolen": stolen,
        "recovered": stolen & received,
        "nothing": stolen & Q(received=False),
        "seized": received,
    }


def _sums(_asked: Asked) -> dict[str, Aggregate]:
    return {code: Sum(f"of_{code}", default=0, output_field=AMOUNT) for code in (*SUMS, "worth", "things")}


FIGURES = counted.Figures(_found, _conditions, _sums)
RECOVERY = Report(
    code="recovery",
    title=_("Stolen and recovered property"),
    about=_("In how many cases something was recovered, and what came into the malkhana."),
    permission=counted.READ,
    by=(counted.BY_HEAD, counted.BY_OFFICE),
    columns=COLUMNS,
    offices=counted.offices,
    lines=FIGURES.lines,
    total=FIGURES.total,
    rows=FIGURES.rows,
    chart=("recovered", "nothing"),
)
