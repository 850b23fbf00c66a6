"""Reading a file is an act: it stands in the ledger before a byte leaves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.files.public import Blob
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.transactions import as_one
from khidmat.people.public import Purpose, check_statement, note_number
from khidmat.services import events, queries
from khidmat.services.identity import stated
from khidmat.services.models import Application


@as_one
def open_file(*, application_id: UUID, actor: Actor, now: datetime) -> Application:
    """The application of an officer's territory, its reading recorded. Raises `NotFound`."""
    found = (
        queries.applications(actor)
        .select_related("person__merged_into", "district", "records", "certificate")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        raise NotFound(_("This application was not found."))
    if found.person:
        note_number(
            person=found.person, purpose=Purpose.CERTIFICATE, reference=found.ref, actor=actor, now=now
        )
    record(events.READ, subject=found, actor=actor, at=now)
    return found


@transaction.atomic
def differs(*, application: Application, actor: Actor, now: datetime) -> bool:
    """Whether a draft contradicts what the index has under the same number; a warning given is in the ledger."""
    said = stated(application)
    return said is not None and check_statement(stated=said, actor=actor, now=now)


@transaction.atomic
def open_paper(*, application_id: UUID, field: str, actor: Actor, now: datetime) -> Blob:
    """A paper of a file, its reading recorded. Raises `NotFound`."""
    found = queries.applications(actor).filter(pk=application_id).first()
    attachment = queries.attachments(found).filter(field=field).first() if found else None
    if found is None or attachment is None:
        raise NotFound(_("This paper was not found."))
    record(events.FILE_READ, subject=found, actor=actor, at=now, field=field)
    return attachment.blob
