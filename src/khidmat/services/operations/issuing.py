"""Issuing: the number first, then the paper without a lock, then the file once; delivery at the first download."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from khidmat.accounts.public import system_actor
from khidmat.audit.public import record
from khidmat.documents.public import Certificate, CertificateFacts, attach_file, issue_number, produce
from khidmat.files.public import path
from khidmat.kernel import failpoints
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.transactions import as_one
from khidmat.services import certificate, events, queries, registry
from khidmat.services.models import Application
from khidmat.services.operations.telling import happened, tell
from khidmat.services.states import LIFE, Status


def issue(*, application_id: UUID, now: datetime) -> None:
    """Make the certificate of an approved application. Safe to repeat: number, row and file are had once."""
    begun = _begin(application_id, now)
    if begun is not None:
        application, paper = begun
        _finish(application, press(application, paper), now)


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that is signed and not yet filed."""

    certificate_id: UUID
    facts: CertificateFacts
    pdf: bytes
    photo_id: UUID


def press(application: Application, paper: Certificate, *, replaces: str = "") -> Made:
    """Make the paper of a number that is committed; holds no lock. `replaces` is the old paper's number."""
    failpoints.reach("certificate.numbered")
    facts = certificate.facts(
        application,
        number=paper.number,
        code=paper.code,
        issued_on=paper.issued_on,
        until=paper.valid_until,
        replaces=replaces,
    )
    if application.photo is None:
        raise AssertionError("a sent application has a photograph")
    pdf = produce(facts, path(application.photo))
    failpoints.reach("certificate.made")
    return Made(paper.pk, facts, pdf, application.photo.pk)


def filed(made: Made, *, actor: Actor, now: datetime) -> Certificate:
    """File a paper that was made, once; from now on it is genuine."""
    return attach_file(
        certificate_id=made.certificate_id,
        facts=made.facts,
        pdf=made.pdf,
        photo_id=made.photo_id,
        actor=actor,
        now=now,
    )


def numbered(application: Application, *, about: UUID, now: datetime) -> Certificate:
    """The row of a paper, with its number, in the series of the application's service."""
    service = registry.service(application.service, application.version)
    today = localdate(now)
    return issue_number(
        about=about,
        series=service.output.number,
        title=(service.title.en, service.title.ur),
        office=certificate.series_office(application),
        issued_on=today,
        valid_until=today + timedelta(days=service.valid_days),
        actor=system_actor(application.district_id),
        now=now,
    )


@as_one
def _begin(application_id: UUID, now: datetime) -> tuple[Application, Certificate] | None:
    """First transaction: the number and its row, while the application waits for its paper."""
    application = _approved(application_id)
    if application is None:
        return None
    return application, numbered(application, about=application.pk, now=now)


@as_one
def _finish(known: Application, made: Made, now: datetime) -> None:
    """Second transaction: the file is attached, the application issued, the applicant told; all of it once."""
    application = Application.objects.select_for_update().filter(pk=known.pk, status=Status.APPROVED).first()
    if application is None:
        return
    application.citizen = known.citizen  # who asked never changes; the rest is read again, under the lock
    actor = system_actor(application.district_id)
    paper = filed(made, actor=actor, now=now)
    LIFE.move(application, "issue")
    application.certificate = paper
    application.save(update_fields=["status", "certificate"])
    happened(application, "issued", now)
    tell(application, "ready_online", actor=actor, now=now)
    record(events.ISSUED, subject=application, actor=actor, at=now, number=paper.number)


def _approved(application_id: UUID) -> Application | None:
    """The application, locked, while it waits for its paper."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("person", "district", "photo", "decided_posting__office", "citizen")
        .filter(pk=application_id, status=Status.APPROVED)
        .first()
    )


@transaction.atomic
def deliver(*, application_id: UUID, actor: Actor, now: datetime) -> Application:
    """The citizen has the paper in his hands: the first download."""
    application = (
        queries.mine(actor)
        .select_for_update(of=("self",))
        .filter(pk=application_id, status__in=[Status.ISSUED, Status.DELIVERED])
        .first()
    )
    if application is None:
        raise NotFound(_("The certificate is not ready yet."))
    if application.status == Status.ISSUED:
        LIFE.move(application, "deliver")
        application.closed_at = now
        application.save(update_fields=["status", "closed_at"])
        happened(application, "delivered", now)
        record(events.DELIVERED, subject=application, actor=actor, at=now)
    return application
