"""What stands in the header and the navigation of every page, by post."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor, ActorRequest
from khidmat.kernel.policy import TABLE
from khidmat.kernel.roles import Role
from khidmat.ui.formats import language_or
from khidmat.ui.navigation import Link, SignedIn

#: Permission, words, route: an officer sees the lines that his post grants.
WORK: tuple[tuple[str, Promise, str], ...] = (
    ("portal.home.read", _("My work"), "portal:home"),
    ("services.counter.enter", _("Counter"), "services:counter"),
    ("station.desk.read", _("Complaints"), "station:desk"),
    ("services.phone.answer", _("Phone line"), "services:phone"),
    ("station.fir.read", _("FIRs"), "station:register"),
    ("station.court.read", _("Pending cases"), "station:cases"),
    ("station.case.own", _("My cases"), "station:my_cases"),
    ("station.case.review", _("Cases to review"), "station:to_review"),
    ("station.inquest.read", _("Inquests"), "station:inquests"),
    ("station.diary.read", _("Daily diary"), "station:diary"),
    ("station.custody.read", _("Lock-up"), "station:lock_up"),
    ("station.store.read", _("Malkhana"), "station:store"),
    ("command.registers.read", _("Registers"), "command:registers"),
    ("services.application.read", _("Applications"), "services:worklist"),
    ("services.verification.read", _("Verifications"), "services:visits"),
    ("payments.cash.take", _("Cash drawer"), "payments:drawer"),
    ("payments.day.read", _("Cash days"), "payments:days"),
    ("payments.advice.read", _("Money by bank"), "payments:advices"),
    ("payments.fee.exempt", _("Take no fee"), "payments:exempt"),
    ("services.appeal.decide", _("Appeals"), "services:appeals"),
    ("services.correction.decide", _("Requests for correction"), "services:corrections"),
    ("services.feedback.read", _("What people say"), "services:feedback"),
    ("documents.certificate.read", _("Certificates"), "documents:certificates"),
    ("screening.check.read", _("Record check"), "screening:worklist"),
    ("wanted.record.read", _("Criminal records"), "wanted:records"),
    ("command.day.read", _("Today"), "command:day"),
    ("command.report.read", _("Reports"), "command:reports"),
    ("law.section.read", _("Offences"), "law:sections"),
    ("accounts.officer.list", _("Officers"), "accounts:officers"),
    ("accounts.client.read", _("Programs"), "accounts:clients"),
    ("portal.search.use", _("Search"), "portal:search"),
)
PUBLIC: tuple[tuple[Promise, str], ...] = (
    (_("Services"), "services:home"),
    (_("My applications"), "services:mine"),
    (_("Verify a certificate"), "documents:verify"),
)


def context(request: HttpRequest) -> dict[str, object]:
    """Template context: actor, navigation, who is signed in, whether this is a demonstration."""
    actor = getattr(cast(ActorRequest, request), "actor", None)
    if actor is None:
        return {}
    return {
        "actor": actor,
        "demo": settings.DEMO,
        "nav": _links(actor, request.path),
        "signed_in": _signed_in(actor),
        "screen_lock": _screen_lock() if actor.is_officer else None,
    }


def _screen_lock() -> dict[str, object]:
    """What covers an officer's screen when nobody has touched it for the minutes after which the server locks."""
    return {
        "script": static("accounts/lock.js"),
        "minutes": int(settings.IDLE_LOCK.total_seconds() // 60),
        "lock": reverse("accounts:lock"),
        "alive": reverse("accounts:alive"),
    }


def _links(actor: Actor, path: str) -> list[Link]:
    if actor.is_officer:
        rows = [(words, route) for permission, words, route in WORK if TABLE.may(actor, permission)]
    else:
        rows = list(PUBLIC)
    return [Link(words, url := reverse(route), current=url == path) for words, route in rows]


def _signed_in(actor: Actor) -> SignedIn | None:
    if actor.user_id is None:
        return None
    ur = language_or() == "ur"
    first, second = (actor.name_ur, actor.name) if ur else (actor.name, actor.name_ur)
    return SignedIn(
        name=first or second or str(_("Citizen")),
        sign_out_url=reverse("accounts:sign_out"),
        post=str(Role(actor.role).label) if actor.is_officer else "",
        account_url=reverse("accounts:me"),
    )
