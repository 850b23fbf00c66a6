"""Reading certificates: by office for officers, by code for whoever holds the paper."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Reverse
from django.utils.translation import gettext_lazy as _

from khidmat.documents.models import Certificate, SignedCopy
from khidmat.documents.policies import READ
from khidmat.documents.states import ENDED, Standing, Status
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.org.public import Office, within


def certificates(actor: Actor, permission: str = READ) -> QuerySet[Certificate]:
    """The finished certificates that this actor's posting reaches, newest first."""
    scope = TABLE.scope(actor, permission)
    return _finished().filter(office__in=within(actor, scope) if scope else Office.objects.none())


def _finished() -> QuerySet[Certificate]:
    return Certificate.objects.exclude(status=Status.NUMBERED).order_by("-attached_at", "-id")


def certificate(actor: Actor, certificate_id: UUID, permission: str = READ) -> Certificate:
    """One of them. Raises `NotFound`."""
    found = certificates(actor, permission).select_related("blob", "office").filter(pk=certificate_id).first()
    if found is None:
        raise NotFound(_("This certificate was not found."))
    return found


def by_number(actor: Actor, number: str) -> QuerySet[Certificate]:
    """Certificates whose number ends so, or all when nothing is asked."""
    # The offices by name, not as a question of their own: so the database knows that nearly all rows are theirs, and
    # takes the newest first where it would otherwise sort them all.
    scope, ending = TABLE.scope(actor, READ), number.strip().upper()
    offices = list(within(actor, scope).values_list("pk", flat=True)) if scope else []
    found = _finished().filter(office_id__in=offices)
    if not ending:
        return found
    return found.alias(backwards=Reverse("number")).filter(backwards__startswith=ending[::-1])


def by_code(code: str | None) -> Certificate | None:
    """The finished certificate of a code, for whoever holds the paper."""
    return (
        Certificate.objects.select_related("photo")
        .exclude(status=Status.NUMBERED)
        .filter(code=code or "-")
        .first()
    )


def copy_by_code(code: str | None) -> SignedCopy | None:
    """The signed copy of a code, for whoever holds it."""
    found = SignedCopy.objects.select_related("office").filter(blob__isnull=False)
    return found.filter(code=code or "-").first()


def standing(found: Certificate | None, today: date) -> Standing:
    """What the holder of the paper is told about it."""
    if found is None:
        return Standing.NOT_KNOWN
    if found.status in ENDED:
        return Standing.REVOKED
    return Standing.EXPIRED if today > found.valid_until else Standing.GENUINE


def ended_codes(today: date) -> list[str]:
    """Codes of papers that were revoked or replaced and whose own time has not run out yet."""
    return list(
        Certificate.objects.filter(status__in=ENDED, valid_until__gte=today)
        .order_by("valid_until", "pk")
        .values_list("code", flat=True)
    )
