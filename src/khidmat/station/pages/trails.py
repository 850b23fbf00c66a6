"""The trails that lead back from an act: each ends on the page of the thing that is acted on."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from khidmat.kernel.urdu import isolate
from khidmat.org.public import Office
from khidmat.station.models import Arrest, Complaint, Fir, Item, RoadCertificate
from khidmat.station.pages.acting import Way
from khidmat.station.registers import Register
from khidmat.ui.formats import bilingual


def _way(words: str, route: str, *keys: UUID) -> Way:
    return words, reverse(f"station:{route}", args=keys)


def complaint(one: Complaint) -> list[Way]:
    """The desk, and the complaint by its tag."""
    words = _("E-tag %(etag)s") % {"etag": isolate(str(one))}
    return [_way(_("Complaints"), "desk"), _way(words, "complaint", one.pk)]


def fir(one: Fir) -> list[Way]:
    """The FIR."""
    return [_way(_("FIR %(no)s") % {"no": isolate(str(one))}, "fir", one.pk)]


def papers(one: Fir) -> list[Way]:
    """The FIR and its papers."""
    return [*fir(one), _way(_("Papers"), "papers", one.pk)]


def zimni(one: Fir) -> list[Way]:
    """The FIR and its case diary."""
    return [*fir(one), _way(_("Case diary"), "zimni", one.pk)]


def case(one: Fir) -> list[Way]:
    """The case before prosecutor and court."""
    return [_way(_("Case of FIR %(no)s") % {"no": isolate(str(one))}, "court", one.pk)]


def accused(one: Fir) -> list[Way]:
    """Who is accused in the FIR."""
    return [_way(_("Accused in FIR %(no)s") % {"no": isolate(str(one))}, "accused", one.pk)]


def arrest(one: Arrest) -> list[Way]:
    """The lock-up, and the arrest."""
    said = {"no": isolate(str(one.fir)), "which": isolate(str(one.accused))}
    words = _("FIR %(no)s, accused %(which)s") % said
    return [_way(_("Lock-up"), "lock_up"), _way(words, "custody", one.pk)]


def item(one: Item) -> list[Way]:
    """The malkhana, and the article."""
    return [_way(_("Malkhana"), "store"), _way(isolate(str(one)), "item", one.pk)]


def road(one: RoadCertificate) -> list[Way]:
    """The road certificates, and this one."""
    return [_way(_("Road certificates"), "roads"), _way(isolate(str(one)), "road", one.pk)]


def counts() -> list[Way]:
    """The malkhana, and its counts."""
    return [_way(_("Malkhana"), "store"), _way(_("Counts of the malkhana"), "counts")]


def register(one: Register, station: Office) -> list[Way]:
    """A register of a station."""
    name, address = f"{isolate(one.roman)} · {bilingual(one)}", reverse("station:book", args=[one.number])
    return [(name, f"{address}?station={station.code}")]
