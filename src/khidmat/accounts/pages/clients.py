"""The administrator's pages for programs: who may use the API, and with which tokens."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from khidmat.accounts import proofs, queries
from khidmat.accounts.forms import ClientForm, ReasonForm, TokenForm
from khidmat.accounts.models import Client, Token
from khidmat.accounts.operations import clients
from khidmat.accounts.pages.showing import act_once, show, tried
from khidmat.accounts.tokens import MARK
from khidmat.audit.public import form_key
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import REACHES, allows

PAGE = 50
MANAGE = "accounts.client.manage"


@require_GET
@allows("accounts.client.read")
def index(request: ActorRequest) -> HttpResponse:
    """The programs of the district, those in use first."""
    page = Paginator(queries.clients(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/clients.html", {"page": page})


@allows("accounts.client.manage")
def add(request: ActorRequest) -> HttpResponse:
    """A new program."""
    offices = queries.offices_in_reach(request.actor, MANAGE)
    form = ClientForm(request.POST or None, offices=offices)
    if form.is_valid():
        added = tried(form, lambda: _add(request, form))
        if added:
            messages.success(request, _("The program is added. It can do nothing until it has a token."))
            return redirect("accounts:client", added)
    return show(request, "accounts/add_client.html", form)


def _add(request: ActorRequest, form: ClientForm) -> UUID:
    now = timezone.now()

    def act() -> Client:
        return clients.add_client(**form.cleaned_data, actor=request.actor, now=now)

    return act_once(request, "accounts.add_client", now, act)


@require_GET
@allows("accounts.client.read")
def client(request: ActorRequest, client_id: UUID) -> HttpResponse:
    """One program: as what it acts, what it is for, its tokens and when each was used last."""
    found = queries.client(request.actor, "accounts.client.read", client_id)
    context = {
        "client": found,
        "scopes": [REACHES.get(one).label for one in found.scopes if one in REACHES],
        "tokens": queries.tokens(found.pk),
        "now": timezone.now(),
    }
    return render(request, "accounts/client.html", context)


@never_cache
@allows("accounts.client.manage")
def issue(request: ActorRequest, client_id: UUID) -> HttpResponse:
    """A new token, shown on the page that follows and never again."""
    found = queries.client(request.actor, MANAGE, client_id)
    form = TokenForm(request.POST or None)
    if form.is_valid():
        secret = proofs.api_token(MARK, str(form_key(request)))
        issued = tried(form, lambda: _issue(request, found, secret, form.cleaned_data["days"]))
        if issued:
            token = queries.token(request.actor, MANAGE, issued)
            return render(request, "accounts/token.html", {"client": found, "token": token, "secret": secret})
    return show(request, "accounts/issue_token.html", form, client=found)


def _issue(request: ActorRequest, client: Client, secret: str, days: int) -> UUID:
    now = timezone.now()

    def act() -> Token:
        return clients.issue_token(
            client_id=client.pk, secret=secret, days=days, actor=request.actor, now=now
        )

    return act_once(request, "accounts.issue_token", now, act)


@allows("accounts.client.manage")
def end_token(request: ActorRequest, token_id: UUID) -> HttpResponse:
    """End a token."""
    found, now = queries.token(request.actor, MANAGE, token_id), timezone.now()
    form = ReasonForm(request.POST or None)

    def act() -> Token:
        reason = form.cleaned_data["reason"]
        return clients.end_token(token_id=token_id, reason=reason, actor=request.actor, now=now)

    if form.is_valid() and tried(form, lambda: act_once(request, "accounts.end_token", now, act)) is not None:
        messages.success(request, _("The token is ended. The next request with it is refused."))
        return redirect("accounts:client", found.client_id)
    return show(request, "accounts/end_token.html", form, token=found)


@allows("accounts.client.manage")
def end(request: ActorRequest, client_id: UUID) -> HttpResponse:
    """End a program with all its tokens."""
    found, now = queries.client(request.actor, MANAGE, client_id), timezone.now()
    form = ReasonForm(request.POST or None)

    def act() -> Client:
        reason = form.cleaned_data["reason"]
        return clients.end_client(client_id=client_id, reason=reason, actor=request.actor, now=now)

    if (
        form.is_valid()
        and tried(form, lambda: act_once(request, "accounts.end_client", now, act)) is not None
    ):
        messages.success(request, _("The program is ended, and every token of it."))
        return redirect("accounts:client", found.pk)
    return show(request, "accounts/end_client.html", form, client=found)


@require_POST
@allows("accounts.own.manage")
def agree(request: ActorRequest, client_id: UUID) -> HttpResponse:
    """Let a program work in my place."""
    clients.agree(client_id=client_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("The program may now work in your place. You can end it here at any time."))
    return redirect("accounts:me")


@require_POST
@allows("accounts.own.manage")
def decline(request: ActorRequest, client_id: UUID) -> HttpResponse:
    """End a program that works in my place."""
    clients.decline(client_id=client_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("The program is ended, and every token of it."))
    return redirect("accounts:me")
