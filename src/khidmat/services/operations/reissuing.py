"""A paper issued once more: the new one names the old one, which ends in the moment there is a new one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.accounts.public import system_actor
from khidmat.audit.public import record
from khidmat.documents.public import supersede
from khidmat.kernel import jobs
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.services import events, queries
from khidmat.services.models import Application, Reissue
from khidmat.services.operations.issuing import Made, filed, numbered, press
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
    made = press(application, paper, replaces=order.old.number)
    with transaction.atomic():
        _finish(reissue_id, made, now)


def _finish(reissue_id: UUID, made: Made, now: datetime) -> None:
    """Second transaction: the new paper is genuine and the old one is not, in the same moment."""
    order = _open(reissue_id)
    if order is None:
        return
    application = order.application
    actor = system_actor(application.district_id)
    paper = filed(made, actor=actor, now=now)
    order.new, order.made_at = paper, now
    order.save(update_fields=["new", "made_at"])
    supersede(certificate_id=order.old_id, by_id=paper.pk, reason=order.reason, actor=actor, now=now)
    application.certificate = paper
    application.save(update_fields=["certificate"])
    happened(application, "reissued", now)
    tell(application, "ready_online", actor=actor, now=now)
    record(events.REISSUED, subject=application, actor=actor, at=now, old=order.old.number, new=paper.number)


def _open(reissue_id: UUID) -> Reissue | None:
    """The order with its application, both locked, while there is no new paper.

    None also when the old paper was revoked meanwhile: a new one would give back what an officer has taken away.
    """
    waiting = Reissue.objects.filter(pk=reissue_id, made_at=None, old__status=VALID)
    about = waiting.values_list("application_id", flat=True).first()
    if about is None:
        return None
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("person", "district", "photo", "decided_posting__office", "citizen")
        .get(pk=about, status__in=[Status.ISSUED, Status.DELIVERED])
    )
    order = waiting.select_related("old").first()
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
