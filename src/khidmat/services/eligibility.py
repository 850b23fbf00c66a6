"""Who may not decide a file, and why: the reason stands where the button would be."""

from django.utils.translation import gettext as _

from khidmat.kernel.actor import Actor
from khidmat.payments.public import is_owed
from khidmat.services import queries
from khidmat.services.models import Application
from khidmat.services.states import Status


def why_not(application: Application, actor: Actor) -> str:
    """Why this officer cannot approve this application now; empty when he can."""
    if queries.took_part(application, actor.user_id):
        return _(
            "There is no approve button because the entry, the verification or the comparison is your own."
        )
    if application.status != Status.UNDER_VERIFICATION:
        return _("This application is not waiting for a decision.")
    if is_owed(application.pk):
        return _("The fee was given back. It is paid again before this is approved.")
    if queries.open_discrepancy(application):
        return _("The number is in the index with other facts. Settle that first; then it can be approved.")
    if not queries.is_ready(application):
        return _("The record check or a station's verification is still missing.")
    return ""
