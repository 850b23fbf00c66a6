"""A paper issued once more: the new one names the old one, which ends in the moment there is a new one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.accounts.public import system_actor
from khidmat.audit.public import record
from khidmat.documents.public import CertificateFacts, attach_file, produce, supersede
from khidmat.files.public import path
from khidmat.kernel import jobs
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.services import certificate, events, queries
from khidmat.services.models import Application, Reissue
from khidmat.services.operations.issuing import numbered
from khidmat.services.operations.telling import happened, tell
from khidmat.services.states import Status

REISSUE = "services.paper.reissue"
SHORTEST = 10
VALID = "valid"


@transaction.atomic
def order_reissue(*, application_id: UUID, reason: str, actor: Actor, now: datetime) -> Reissue:
    """Order a new paper in place of a valid one: a name was corrected, a record changed, a misprint."""
    TABLE.require(actor, REISSUE)
    application = (
        queries.applications(actor, REISSUE)
        .select_for_update(of=("self",))
        .select_related("certificate")
        .filter(pk=application_id)
        .first()
    )
    if application is None or actor.posting_id is None:
        raise NotFound(_("This application was not found."))
    old = application.certificate
    if old is None or old.status != VALID:
        raise Stale(_("There is no valid paper in whose place a new one could come."))
    if application.reissues.filter(made_at=None).exists():
        raise Stale(_("The new paper is being made already."))
    if len(reason.strip()) < SHORTEST:
        said = _("The reason is too short. Write what is wrong with the old paper.")
        raise Invalid(_("The new paper is not ordered yet."), fields={"reason": said})
    order = Reissue.objects.create(
        application=application,
        old=old,
        reason=reason.strip(),
        ordered_by_id=actor.user,
        ordered_posting_id=actor.posting_id,
        ordered_at=now,
    )
    happened(application, "reissue_ordered", now, actor.office_id)
    jobs.defer("services.reissue", reissue_id=order.pk)
    record(
        events.REISSUE_ORDERED, subject=application, actor=actor, at=now, reason=order.reason, old=old.number
    )
    return order


def reissue(*, reissue_id: UUID, now: datetime) -> None:
    """Make the ordered paper. Safe to repeat: number, row and file are had once."""
    with transaction.atomic():
        order = _open(reissue_id)
        if order is None:
            return
        application = order.application
        paper = numbered(application, about=order.pk, now=now)
    facts = certificate.facts(
        application,
        number=paper.number,
        code=paper.code,
        issued_on=paper.issued_on,
        until=paper.valid_until,
        replaces=order.old.number,
    )
    if application.photo is None:
        raise AssertionError("an issued application has a photograph")
    pdf = produce(facts, path(application.photo))
    with transaction.atomic():
        _finish(reissue_id, paper.pk, facts, pdf, now)


def _finish(
    reissue_id: UUID, certificate_id: UUID, facts: CertificateFacts, pdf: bytes, now: datetime
) -> None:
    """Second transaction: the new paper is genuine and the old one is not, in the same moment."""
    order = _open(reissue_id)
    if order is None:
        return
    application = order.application
    actor = system_actor(application.district_id)
    paper = attach_file(
        certificate_id=certificate_id,
        facts=facts,
        pdf=pdf,
        photo_id=application.photo_id,
        actor=actor,
        now=now,
    )
    order.new, order.made_at = paper, now
    order.save(update_fields=["new", "made_at"])
    if order.old.status == VALID:  # else it was revoked while the new one was made
        supersede(certificate_id=order.old_id, by_id=paper.pk, reason=order.reason, actor=actor, now=now)
    application.certificate = paper
    application.save(update_fields=["certificate"])
    happened(application, "reissued", now)
    tell(application, "ready_online", actor=actor, now=now)
    record(events.REISSUED, subject=application, actor=actor, at=now, old=order.old.number, new=paper.number)


def _open(reissue_id: UUID) -> Reissue | None:
    """The order with its application, both locked, while there is no new paper."""
    about = (
        Reissue.objects.filter(pk=reissue_id, made_at=None).values_list("application_id", flat=True).first()
    )
    if about is None:
        return None
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("person", "district", "photo", "decided_posting__office", "citizen")
        .get(pk=about, status__in=[Status.ISSUED, Status.DELIVERED])
    )
    order = Reissue.objects.select_related("old").filter(pk=reissue_id, made_at=None).first()
    if order is not None:
        order.application = application
    return order


def tell_ended(*, now: datetime) -> None:
    """Tell those whose paper was revoked, once each; whoever looks the paper up knows since the same moment."""
    ended = (
        Application.objects.filter(certificate__status="revoked")
        .exclude(happenings__what="revoked")
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    for pk in ended[:100]:
        with transaction.atomic():
            _tell_ended(pk, now)


def _tell_ended(application_id: UUID, now: datetime) -> None:
    application = (
        Application.objects.select_for_update(of=("self",)).select_related("citizen").get(pk=application_id)
    )
    if application.happenings.filter(what="revoked").exists():
        return
    actor = system_actor(application.district_id)
    happened(application, "revoked", now)
    tell(application, "revoked", actor=actor, now=now)
    record(events.END_TOLD, subject=application, actor=actor, at=now)
