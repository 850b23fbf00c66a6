"""Drafts: begun, saved page by page, papers added, taken back. Saving a draft is no event; the rest is."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.clocks.public import cancel
from khidmat.files.public import receive
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.payments.public import cancel as cancel_charge
from khidmat.payments.public import hold
from khidmat.services import events, forms, queries, registry
from khidmat.services.definition import FieldKind, Service
from khidmat.services.models import Application, Attachment
from khidmat.services.operations.telling import happened
from khidmat.services.states import LIFE, VERIFICATION, Status

FIRST = "ABCDEFGHJKMNPQRSTUVWXYZ"
REST = FIRST + "23456789"


#: The paper by which somebody abroad sends a blood relative; the counter's own, no service asks for it.
LETTER = "authority_letter"


def new_ref() -> str:
    """A reference a person can read out: a letter, then seven letters or digits, none that look alike."""
    return secrets.choice(FIRST) + "".join(secrets.choice(REST) for _n in range(7))


def require_entry(actor: Actor) -> None:
    """Who may write an application: the citizen his own, an operator at a counter for somebody else."""
    TABLE.require(actor, "services.counter.enter" if actor.is_officer else "services.mine.apply")


@transaction.atomic
def start(*, slug: str, language: str, actor: Actor, now: datetime) -> Application:
    """The draft for this service: the one that the citizen began on whatever phone, the operator's, or a new one."""
    require_entry(actor)
    try:
        service = registry.by_slug(slug)
    except LookupError:
        raise NotFound(_("There is no such service.")) from None
    begun = Application.objects.filter(
        citizen_id=actor.user, service=service.code, status=Status.DRAFT, client=None
    )
    if draft := begun.first():
        return draft
    fresh = Application(
        ref=new_ref(),
        service=service.code,
        version=service.version,
        citizen_id=actor.user,
        entered_by_id=actor.user,
        language=language,
        created_at=now,
        saved_at=now,
    )
    # Of two presses at the same moment one inserts; the other waits for it here and finds its draft.
    Application.objects.bulk_create([fresh], ignore_conflicts=True)
    draft = begun.get()
    if draft.pk == fresh.pk:
        record(events.STARTED, subject=draft, actor=actor, at=now, service=service.code)
    return draft


def locked_draft(application_id: UUID, actor: Actor) -> Application:
    """A draft of the actor's own, locked. Raises `NotFound`, or `Stale` when it was sent meanwhile."""
    mine = queries.own(actor).select_related("citizen")  # whose number every message needs
    application = mine.select_for_update(of=("self",)).filter(pk=application_id).first()
    if application is None:
        raise NotFound(_("This application was not found."))
    if application.status != Status.DRAFT:
        raise Stale(
            _("This application is already in. Number \u2066%(ref)s\u2069.") % {"ref": application.ref}
        )
    return application


@transaction.atomic
def save_page(
    *, application_id: UUID, page: str, data: Mapping[str, object], actor: Actor, now: datetime
) -> Application:
    """Keep what was typed on a page, right or wrong, as it was typed."""
    require_entry(actor)
    application = locked_draft(application_id, actor)
    definition = registry.service(application.service, application.version)
    fresh = forms.typed(definition.page(page), data)
    application.answers = {**application.answers, **fresh}
    application.saved_at = now
    application.save(update_fields=["answers", "saved_at"])
    return application


def _kind(definition: Service, field: str, actor: Actor) -> FieldKind:
    """Photograph or paper, as the definition asks; at a counter a relative brings a letter besides."""
    asked: dict[str, FieldKind] = {
        spec.name: spec.kind for spec in definition.fields if spec.kind in ("photo", "paper")
    }
    if actor.is_officer:
        asked[LETTER] = "paper"
    if field not in asked:
        raise Invalid(_("This paper is not asked for here."))
    return asked[field]


@transaction.atomic
def attach(
    *, application_id: UUID, field: str, upload: UploadedFile[bytes], actor: Actor, now: datetime
) -> Attachment:
    """Add a photograph or paper, rewritten on arrival; an earlier one of the same field no longer counts."""
    require_entry(actor)
    application = locked_draft(application_id, actor)
    definition = registry.service(application.service, application.version)
    kind = _kind(definition, field, actor)
    blob = receive(upload=upload, kind=kind, now=now)
    application.attachments.filter(field=field, replaced_at=None).update(replaced_at=now)
    attachment = Attachment.objects.create(application=application, field=field, blob=blob, added_at=now)
    application.saved_at = now
    application.save(update_fields=["saved_at"])
    record(
        events.ATTACHED, subject=application, actor=actor, at=now, field=field, sha256=attachment.blob.sha256
    )
    return attachment


@transaction.atomic
def withdraw(*, application_id: UUID, actor: Actor, now: datetime) -> Application:
    """Take an application back while nobody has decided it; the work of stations stops."""
    require_entry(actor)
    own = queries.own(actor).filter(pk=application_id).values_list("pk", flat=True).first()
    if own is not None:
        hold(own)
    application = queries.own(actor).select_for_update(of=("self",)).filter(pk=application_id).first()
    if application is None:
        raise NotFound(_("This application was not found."))
    LIFE.move(application, "withdraw")
    application.closed_at = now
    application.save(update_fields=["status", "closed_at"])
    cancel_charge(about=application.pk, actor=actor, now=now)
    for verification in application.verifications.select_for_update().filter(status__in=queries.WITH_STATION):
        VERIFICATION.move(verification, "cancel")
        verification.save(update_fields=["status"])
        cancel(clock_id=verification.clock_id, actor=actor, now=now)
    question, notice = queries.open_question(application), queries.open_notice(application)
    asked = [one.clock_id for one in (question, notice) if one]
    for clock_id in (application.clock_id, *asked):
        if clock_id:
            cancel(clock_id=clock_id, actor=actor, now=now)
    happened(application, "withdrawn", now)
    record(events.WITHDRAWN, subject=application, actor=actor, at=now)
    return application
