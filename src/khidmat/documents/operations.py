"""Writing certificates: the number and its row first, the file once, then only the end."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.documents import events
from khidmat.documents.codes import new_code
from khidmat.documents.facts import CertificateFacts
from khidmat.documents.models import Certificate
from khidmat.documents.states import LIFE
from khidmat.files.public import keep
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.org.public import Office, next_number


def short_code(district: Office) -> str:
    """A district's letters in a number: `KSR-DPO` and `PB-LHR` give KSR and LHR."""
    parts = district.code.split("-")
    return parts[1] if parts[0] == "PB" else parts[0]


@transaction.atomic
def issue_number(
    *,
    about: UUID,
    series: str,
    office: Office,
    issued_on: date,
    valid_until: date,
    actor: Actor,
    now: datetime,
) -> Certificate:
    """Give a certificate its number and code, `PCC-KSR-2026-000001`. The same `about` gets the same row again."""
    known = Certificate.objects.filter(about=about).first()
    if known is not None:
        return known
    serial = next_number(office_id=office.pk, kind=series, year=issued_on.year)
    certificate = Certificate.objects.create(
        about=about,
        number=f"{series}-{short_code(office)}-{issued_on.year}-{serial:06}",
        code=new_code(),
        office=office,
        issued_on=issued_on,
        valid_until=valid_until,
    )
    record(events.NUMBERED, subject=certificate, actor=actor, at=now, number=certificate.number)
    return certificate


@transaction.atomic
def attach_file(
    *,
    certificate_id: UUID,
    facts: CertificateFacts,
    pdf: bytes,
    photo_id: UUID,
    actor: Actor,
    now: datetime,
) -> Certificate:
    """Attach the signed paper, once; a repeat finds it there and leaves it."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
    if certificate.blob_id is not None:
        return certificate
    certificate.blob = keep(data=pdf, kind="certificate", media_type="application/pdf", now=now)
    certificate.facts = facts.canonical().decode()
    certificate.photo_id = photo_id
    certificate.made_at = now
    certificate.save(update_fields=["blob", "facts", "photo", "made_at"])
    record(
        events.MADE,
        subject=certificate,
        actor=actor,
        at=now,
        number=certificate.number,
        sha256=certificate.blob.sha256,
        facts_sha256=facts.digest().hex(),
    )
    return certificate


@transaction.atomic
def revoke(*, certificate_id: UUID, reason: str, actor: Actor, now: datetime) -> Certificate:
    """End a certificate; the verification page says so at once, the published list at its next issue."""
    certificate = Certificate.objects.select_for_update().filter(pk=certificate_id).first()
    if certificate is None:
        raise NotFound(_("This certificate was not found."))
    if len(reason.strip()) < 10:
        raise Invalid(_("Write the reason for revoking."), fields={"reason": _("Write the reason for revoking.")})
    LIFE.move(certificate, "revoke")
    certificate.reason, certificate.ended_at = reason.strip(), now
    certificate.save(update_fields=["status", "reason", "ended_at"])
    record(
        events.REVOKED, subject=certificate, actor=actor, at=now, reason=certificate.reason, number=certificate.number
    )
    return certificate


@transaction.atomic
def supersede(*, certificate_id: UUID, by: str, actor: Actor, now: datetime) -> Certificate:
    """A newer certificate takes the place of this one; `by` is its number."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
    LIFE.move(certificate, "supersede")
    certificate.reason, certificate.ended_at = by, now
    certificate.save(update_fields=["status", "reason", "ended_at"])
    record(events.SUPERSEDED, subject=certificate, actor=actor, at=now, reason=by, number=certificate.number)
    return certificate
