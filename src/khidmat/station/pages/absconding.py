"""Who cannot be found, on the screen: the proclamation, and what the court orders afterwards."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.urdu import isolate
from khidmat.station.forms import absconding as forms
from khidmat.station.models import Absconder, Accused
from khidmat.station.operations import absconding as operations
from khidmat.station.pages import trails
from khidmat.station.pages.acting import Deed, Noun, page, sent
from khidmat.station.queries import absconding as queries


def _called(one: Accused) -> str:
    return gettext("Accused %(no)s") % {"no": isolate(str(one))}


ACCUSED = Noun(
    "accused_id",
    lambda actor, pk, _permission: queries.accused(actor, pk),
    lambda one: trails.case(one.fir),
    _called,
)
ABSCONDER = Noun(
    "absconder_id",
    lambda actor, pk, _permission: queries.absconder(actor, pk),
    lambda one: trails.case(one.fir),
    lambda one: _called(one.accused),
)


def _proclamation(request: ActorRequest, one: Accused) -> forms.AbsconderForm:
    return forms.AbsconderForm(
        sent(request), warrants=queries.warrants(one.fir), court=queries.last_court(one.fir)
    )


def _order(request: ActorRequest, one: Absconder) -> forms.AbsconderOrderForm:
    return forms.AbsconderOrderForm(sent(request), kinds=queries.kinds_open(one), court=one.court)


proclamation = page(
    Deed(
        "court.proclamation",
        ACCUSED,
        "station.court.record",
        _proclamation,
        operations.call,
        _("Proclamation of an absconder (s. 87)"),
        _("Write the proclamation"),
        said=_("The proclamation is written. When its time has passed, the court may declare."),
        note=_(
            "Only after a warrant of arrest came back unserved. Write it when all three publications are made."
        ),
    )
)
order = page(
    Deed(
        "court.absconder",
        ABSCONDER,
        "station.court.record",
        _order,
        operations.order,
        _("Order of the court about an absconder"),
        _("Write the order"),
        said=_("The order is written."),
        note=_("Only a court declares a proclaimed offender: write its order, not an opinion."),
    )
)
