"""What a voice system asks for a caller: where the application of a slip stands, in words to be read out.

The number comes in the body, never in an address, which ends in logs. To ask is no writing, and every asking counts.
"""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema

from khidmat.kernel.api import Permit, Short, Words
from khidmat.kernel.errors import Invalid
from khidmat.kernel.problems import said
from khidmat.services import operations
from khidmat.services.api.acting import actor_of
from khidmat.services.operations.phoning import ANSWER
from khidmat.services.states import Status

router = Router(tags=["Phone line"])
NOT_KNOWN = "not_known"
#: What a caller is told whose number nobody has.
MISREAD = _("No application has this number. Look at the slip and key in its nine digits once more.")


class Number(Schema):
    """The nine digits as the caller keyed them in, spaces as one likes."""

    number: Short


class Standing(Schema):
    """A status and its words, `not_known` for a number that nobody has; nothing of the person."""

    status: str
    said: Words


@router.post("/phone", auth=Permit(ANSWER), response=Standing, operation_id="phone")
def phone(request: HttpRequest, asked: Number) -> dict[str, object]:
    """Say where the application of a short number stands."""
    number = "".join(asked.number.split())
    try:
        found = operations.say_status(number=number, actor=actor_of(request), now=timezone.now())
    except Invalid:
        return {"status": NOT_KNOWN, "said": said(MISREAD)}
    return {"status": found.status, "said": said(Status(found.status).label)}
