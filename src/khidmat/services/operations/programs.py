"""Entry through a program: for the person of a mobile number, under the program's own name."""

from datetime import datetime

from django.db import transaction

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import TABLE
from khidmat.services import events, registry
from khidmat.services.models import Application, Assisted
from khidmat.services.operations.drafting import new_ref
from khidmat.services.registry import NO_SERVICE


@transaction.atomic
def begin_for(*, slug: str, mobile: str, language: str, actor: Actor, now: datetime) -> Application:
    """Begin a draft for the person of a mobile number. Until it is sent only the program has it.

    A program may have many open at once; what somebody began on his own phone is not looked at.
    """
    TABLE.require(actor, "services.program.enter")
    try:
        service = registry.by_slug(slug)
    except LookupError:
        raise NotFound(NO_SERVICE) from None
    draft = Application.objects.create(
        ref=new_ref(),
        service=service.code,
        version=service.version,
        citizen_id=actor.user,
        entered_by_id=actor.user,
        client_id=actor.client_id,
        language=language,
        created_at=now,
        saved_at=now,
    )
    Assisted.objects.create(application=draft, office_id=actor.office, mobile=mobile, begun_at=now)
    record(events.ASSISTED, subject=draft, actor=actor, at=now, found=False)
    return draft
