"""The joint investigation team of a case on the screen."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import ActorRequest
from khidmat.station.forms.team import TeamForm
from khidmat.station.models import Fir
from khidmat.station.operations import teaming
from khidmat.station.pages.acting import Deed, page, sent
from khidmat.station.pages.fir import FIR
from khidmat.station.queries import teams as queries
from khidmat.ui.formats import bilingual


def _form(request: ActorRequest, fir: Fir) -> TeamForm:
    officers = [(str(one.pk), bilingual(one)) for one in queries.eligible(request.actor, timezone.now())]
    orders = queries.served(fir)
    return TeamForm(sent(request), officers=officers, there=orders[0].members if orders else [])


order = page(
    Deed(
        "team.order",
        FIR,
        "station.team.order",
        _form,
        teaming.order_team,
        _("Joint investigation team"),
        _("Order it"),
        _("It is ordered. Whoever is in the team writes in this case from now on."),
    )
)
