"""What a road certificate cannot be without; each fault beside its field."""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.errors import Invalid
from khidmat.station.models import Item
from khidmat.station.removals import ARTICLES, BY_ORDER, WITNESSES, Purpose
from khidmat.station.removing import Road
from khidmat.station.stores import ITEM, Kind

Things = Sequence[tuple[Item, int | None]]


def check(road: Road, things: Things, today: date) -> None:
    """Raise `Invalid` for a certificate that cannot be prepared."""
    wrong = {**_said(road), **_ordered(road, today), **_seen(road)}
    if problem := _things(things) or _one_case(road, things):
        wrong["things"] = problem
    if wrong:
        raise Invalid(_("The road certificate is not prepared yet."), fields=wrong)


def _said(road: Road) -> dict[str, str | Promise]:
    found: dict[str, str | Promise] = {}
    if road.purpose not in Purpose.values:
        found["purpose"] = _("Choose why the articles leave.")
    if not road.destination:
        found["destination"] = _("Write where they go.")
    if not road.carrier:
        found["carrier"] = _("Write who carries them: name and belt number.")
    return found


def _ordered(road: Road, today: date) -> dict[str, str | Promise]:
    """The order of a court, where nothing leaves without it."""
    if road.purpose not in BY_ORDER:
        return {}
    found: dict[str, str | Promise] = {}
    if not road.court:
        found["court"] = _("Nothing leaves so without the order of a court. Write which court.")
    if not road.order_no:
        found["order_no"] = _("Write the number of the order or of the case in court.")
    if road.ordered_on is None or road.ordered_on > today:
        found["ordered_on"] = _("Write the date of the order; it is not after today.")
    return found


def _seen(road: Road) -> dict[str, str | Promise]:
    """Witnesses of a destruction, and who takes things into his keeping."""
    found: dict[str, str | Promise] = {}
    if road.purpose == Purpose.DESTROYED and len(set(road.witnesses)) < WITNESSES:
        found["witnesses"] = _("A destruction is seen by two witnesses. Write each on a line.")
    if road.purpose == Purpose.HOLDER and (road.holder is None or not road.holder.name):
        found["holder"] = _("Write to whom the court gives them.")
    return found


def _things(things: Things) -> str | Promise:
    """What is wrong with the things themselves; "" when they can go."""
    if not things:
        return _("Name at least one article.")
    if len(things) > ARTICLES or len({item.pk for item, _weight in things}) < len(things):
        return _("Each article is named once, at most a hundred of them.")
    gone = [str(item) for item, _weight in things if not ITEM.may(item.status, "send")]
    if gone:
        return _("Not in the malkhana: %(numbers)s.") % {"numbers": " ".join(gone)}
    bare = [str(item) for item, weight in things if item.kind == Kind.NARCOTIC and not weight]
    if bare:
        said = _("Narcotics are weighed as they leave. Write the grams after the number: %(numbers)s.")
        return said % {"numbers": " ".join(bare)}
    return ""


def _one_case(road: Road, things: Things) -> str | Promise:
    """A court gives things of one case to a holder; who he is is sealed with that case."""
    if road.purpose == Purpose.HOLDER and len({item.fir_id for item, _weight in things}) > 1:
        return _("Only articles of one case go to a holder on one certificate.")
    return ""
