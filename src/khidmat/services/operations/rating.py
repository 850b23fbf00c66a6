"""What somebody thought of the work, said once after his paper came, if he wants to."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.services import events, queries, recourse
from khidmat.services.models import Feedback
from khidmat.services.operations.telling import happened
from khidmat.services.states import Face


@transaction.atomic
def rate(*, application_id: UUID, face: int, text: str, actor: Actor, now: datetime) -> Feedback:
    """Say how the work was. It belongs to the office that decided, and is shown there without a name."""
    TABLE.require(actor, "services.mine.apply")
    application = (
        queries.mine(actor)
        .select_for_update(of=("self",))
        .select_related("decided_posting")
        .filter(pk=application_id)
        .first()
    )
    if application is None or application.decided_posting is None:
        raise NotFound(_("This application was not found."))
    if not recourse.may_rate(application):
        raise Stale(_("You have told us already, or the paper is not with you yet."))
    if face not in Face.values:
        said = _("Nothing is chosen yet. Choose one of these.")
        raise Invalid(said, fields={"face": said})
    said_so = Feedback.objects.create(
        application=application,
        office_id=application.decided_posting.office_id,
        face=face,
        text=text.strip(),
        given_at=now,
    )
    happened(application, "rated", now)
    record(events.FEEDBACK, subject=application, actor=actor, at=now)
    return said_so
