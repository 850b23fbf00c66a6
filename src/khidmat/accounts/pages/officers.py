"""The administrator's pages: officers of the district, their postings, their way in."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from khidmat.accounts import proofs, queries
from khidmat.accounts.forms import DayField, EndForm, FindForm, OfficerForm, PostingForm, ReasonForm
from khidmat.accounts.models import Posting, User
from khidmat.accounts.operations import officers
from khidmat.accounts.pages.showing import act_once, show, tried
from khidmat.audit.public import form_key
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows

PAGE = 50


@require_GET
@allows("accounts.officer.list")
def index(request: ActorRequest) -> HttpResponse:
    """The officers of the district, with the posting each holds; by name or user name when asked."""
    asked = request.GET.get("q", "").strip()[:60]
    found = queries.staff(request.actor, asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/officers.html", {"page": page, "q": asked, "find": FindForm()})


@require_GET
@allows("accounts.officer.list")
def find(request: ActorRequest) -> HttpResponse:
    """An officer without a posting, by his exact user name: how somebody comes from another district."""
    form = FindForm(request.GET)
    username = form.cleaned_data["username"] if form.is_valid() else ""
    found = queries.unposted(request.actor, username, now=timezone.now())
    if found:
        return redirect("accounts:officer", found.pk)
    messages.info(request, _("No officer without a posting has this user name."))
    return redirect("accounts:officers")


@never_cache
@allows("accounts.officer.add")
def add(request: ActorRequest) -> HttpResponse:
    """A new officer with his first posting, and the slip with the temporary password."""
    offices = queries.offices_in_reach(request.actor, "accounts.officer.add")
    form = OfficerForm(request.POST or None, offices=offices)
    if form.is_valid():
        password = proofs.temporary_password(str(form_key(request)))
        added = tried(form, lambda: _add(request, form, password))
        if added:
            return _slip(request, added, password)
    return show(request, "accounts/add_officer.html", form)


def _add(request: ActorRequest, form: forms.Form, password: str) -> UUID:
    given, now = dict(form.cleaned_data), timezone.now()
    since = DayField.moment(given.pop("since"), now)
    return act_once(
        request,
        "accounts.add",
        now,
        lambda: officers.take_on(**given, since=since, password=password, actor=request.actor, now=now),
    )


def _slip(request: ActorRequest, user_id: UUID, password: str) -> HttpResponse:
    """The paper that the officer gets: shown now, and never again."""
    found = queries.staff_member(request.actor, "accounts.officer.list", user_id, now=timezone.now())
    return render(request, "accounts/slip.html", {"person": found, "password": password})


@require_GET
@allows("accounts.officer.list")
def officer(request: ActorRequest, user_id: UUID) -> HttpResponse:
    """One officer: the postings so far, and what can be done."""
    now = timezone.now()
    found = queries.staff_member(request.actor, "accounts.officer.list", user_id, now=now)
    mine = queries.account(found, now=now)
    return render(
        request,
        "accounts/officer.html",
        {"mine": mine, "person": found, "own": found.pk == request.actor.user_id},
    )


def _known(request: ActorRequest, permission: str, user_id: UUID) -> User:
    return queries.staff_member(request.actor, permission, user_id, now=timezone.now())


@allows("accounts.posting.make")
def post(request: ActorRequest, user_id: UUID) -> HttpResponse:
    """Post or transfer an officer."""
    person = _known(request, "accounts.posting.make", user_id)
    offices = queries.offices_in_reach(request.actor, "accounts.posting.make")
    form = PostingForm(request.POST or None, offices=offices)
    if form.is_valid() and tried(form, lambda: _post(request, person, form)) is not None:
        messages.success(request, _("The posting is made."))
        return redirect("accounts:officer", person.pk)
    return show(request, "accounts/post_officer.html", form, person=person)


def _post(request: ActorRequest, person: User, form: forms.Form) -> UUID:
    given, now = dict(form.cleaned_data), timezone.now()
    since = DayField.moment(given.pop("since"), now)

    def act() -> Posting:
        return officers.post(user=person, **given, since=since, actor=request.actor, now=now)

    return act_once(request, "accounts.post", now, act)


@allows("accounts.posting.end")
def end(request: ActorRequest, posting_id: UUID) -> HttpResponse:
    """End a posting."""
    found = queries.posting(request.actor, "accounts.posting.end", posting_id)
    form = EndForm(request.POST or None)
    if form.is_valid() and tried(form, lambda: _end(request, found, form)) is not None:
        messages.success(request, _("The posting is ended."))
        return redirect("accounts:officer", found.user_id)
    return show(request, "accounts/end_posting.html", form, posting=found)


def _end(request: ActorRequest, posting: Posting, form: forms.Form) -> UUID:
    now = timezone.now()
    at = DayField.moment(form.cleaned_data["at"], now)

    def act() -> Posting:
        return officers.end_posting(
            posting_id=posting.pk, at=at, actor=request.actor, now=now, reason=form.cleaned_data["reason"]
        )

    return act_once(request, "accounts.end", now, act)


@never_cache
@allows("accounts.officer.renew")
def renew(request: ActorRequest, user_id: UUID) -> HttpResponse:
    """A new temporary password for somebody who cannot get in."""
    person = _known(request, "accounts.officer.renew", user_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        password = proofs.temporary_password(str(form_key(request)))
        done = tried(form, lambda: _renew(request, person, password, form.cleaned_data["reason"]))
        if done is not None:
            return _slip(request, person.pk, password)
    return show(request, "accounts/renew.html", form, person=person)


def _renew(request: ActorRequest, person: User, password: str, reason: str) -> UUID:
    now = timezone.now()

    def act() -> User:
        return officers.renew_sign_in(
            user=person, password=password, actor=request.actor, now=now, reason=reason
        )

    return act_once(request, "accounts.renew", now, act)
