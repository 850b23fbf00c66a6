"""What became of the cases that were registered in a period: every one stands in exactly one column."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khidmat.kernel.reports import Asked, Column, Report
from khidmat.station.court_states import CaseState, Outcome
from khidmat.station.models import Fir, Verdict
from khidmat.station.reports import counted

C = CaseState
#: Each state of a case in the column under which a statement counts it.
STANDS: dict[str, tuple[CaseState, ...]] = {
    "investigated": (C.INVESTIGATING, C.REPORTED, C.PROPOSED, C.OBJECTED, C.INTERIM),
    "challaned": (C.WITH_PROSECUTOR, C.IN_COURT),
    "cancelling": (C.CANCELLATION_SENT, C.CANCELLATION_IN_COURT),
    "cancelled": (C.CANCELLED,),
    "untraced": (C.UNTRACED,),
    "transferred": (C.TRANSFERRED,),
    "decided": (C.DECIDED,),
}
COLUMNS = (
    Column("registered", _("Registered"), _("FIRs registered in the period.")),
    Column(
        "investigated",
        _("Under investigation"),
        _("At the station still: no final report has left it, or only an interim one, or it was returned."),
    ),
    Column("challaned", _("Challaned"), _("The challan is with the prosecutor or before the court.")),
    Column(
        "cancelling",
        _("Cancellation asked"),
        _("The Superintendent sent it for cancellation; the court has not ordered it."),
    ),
    Column("cancelled", pgettext_lazy("case", "Cancelled"), _("Cancelled by the magistrate.")),
    Column("untraced", _("Untraced"), _("Filed as untraced by the Superintendent's order.")),
    Column(
        "transferred",
        pgettext_lazy("case", "Transferred"),
        _("Sent to the station where it happened, which counts it too, under its own number."),
    ),
    Column("decided", _("Decided by the court"), _("Every accused has an answer to every charge.")),
    Column("convicted", _("With a conviction"), _("Of those decided: somebody was convicted of something.")),
    Column("acquitted", _("Without a conviction"), _("Of those decided: nobody was convicted of anything.")),
)


def _found(cases: QuerySet[Fir], asked: Asked) -> QuerySet[Fir]:
    """The cases of the period, with where each stood at its end and whether somebody was convicted."""
    given = Verdict.objects.filter(at__lt=asked.horizon)
    later = given.filter(charge=OuterRef("charge"), number__gt=OuterRef("number"))
    stands = given.filter(charge__fir=OuterRef("pk"), outcome=Outcome.CONVICTED).filter(~Exists(later))
    mine = cases.filter(registered_at__gte=asked.start, registered_at__lt=asked.end)
    return mine.annotate(stood=counted.stood(asked.horizon), guilty=Exists(stands))


def _conditions(_asked: Asked) -> dict[str, Q]:
    decided = Q(stood=C.DECIDED)
    return {
        "registered": Q(pk__isnull=False),
        **{code: Q(stood__in=states) for code, states in STANDS.items()},
        "convicted": decided & Q(guilty=True),
        "acquitted": decided & Q(guilty=False),
    }


FIGURES = counted.Figures(_found, _conditions)
OUTCOMES = Report(
    code="outcomes-of-cases",
    title=_("What became of the cases"),
    about=_("Of the cases of a period: under investigation, challaned, cancelled, untraced, decided."),
    permission=counted.READ,
    by=(counted.BY_HEAD, counted.BY_OFFICE),
    columns=COLUMNS,
    offices=counted.offices,
    lines=FIGURES.lines,
    total=FIGURES.total,
    rows=FIGURES.rows,
    chart=("challaned", "investigated"),
)
