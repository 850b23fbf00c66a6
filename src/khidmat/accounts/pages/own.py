"""My account: sessions, second steps, password, language."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from khidmat.accounts import queries, session
from khidmat.accounts.forms import ChangePasswordForm, LanguageForm, PasskeyForm, SecondStepForm
from khidmat.accounts.models import User
from khidmat.accounts.operations import factors, sessions
from khidmat.accounts.pages import offering
from khidmat.accounts.pages.showing import show, tried
from khidmat.accounts.states import Ending
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import allows
from khidmat.ui import language


def _me(request: ActorRequest) -> User:
    found = session.presence(request).standing
    if found is None:
        raise NotFound("user")
    return found.user


def _staff(request: ActorRequest) -> User:
    """The member of staff himself; citizens have no password and no second step."""
    user = _me(request)
    if not user.is_staff_member:
        raise NotFound("user")
    return user


def _prove_first(request: ActorRequest) -> HttpResponse | None:
    """Ask again who this is, when the last proof is old: a step that changes the sign-in follows."""
    if session.is_fresh(request, timezone.now()):
        return None
    return redirect(f"{reverse('accounts:locked')}?{urlencode({'next': request.path})}")


@require_GET
@never_cache
@allows("accounts.own.manage")
def me(request: ActorRequest) -> HttpResponse:
    """Who I am here, where I am signed in, how I sign in."""
    user, now = _me(request), timezone.now()
    return render(
        request,
        "accounts/me.html",
        {
            "person": user,
            "mine": queries.account(user, now=now),
            "programs": queries.in_place_of(request.actor),
            "seat": session.seat(request),
            "language_form": LanguageForm(initial={"language": translation.get_language()}),
        },
    )


@require_POST
@allows("accounts.own.manage")
def end_session(request: ActorRequest, session_id: UUID) -> HttpResponse:
    """End one of my sessions."""
    sessions.end(
        session_id=session_id,
        user_id=_me(request).pk,
        ending=Ending.ENDED_ELSEWHERE,
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("That session is ended."))
    return redirect("accounts:me")


@require_POST
@allows("accounts.own.manage")
def end_others(request: ActorRequest) -> HttpResponse:
    """End all my sessions but this one."""
    sessions.end_others(
        session_id=session.seat(request),
        user_id=_me(request).pk,
        ending=Ending.ENDED_ELSEWHERE,
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("All other sessions are ended."))
    return redirect("accounts:me")


@require_POST
@allows("accounts.own.manage")
def choose_language(request: ActorRequest) -> HttpResponse:
    """My language, on this device and in messages."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return redirect("accounts:me")
    wanted = form.cleaned_data["language"]
    factors.choose_language(user_id=_me(request).pk, language=wanted, actor=request.actor, now=timezone.now())
    response = redirect("accounts:me")
    language.remember(response, wanted)
    return response


@never_cache
@sensitive_post_parameters("old", "new", "again")
@allows("accounts.own.manage")
def password(request: ActorRequest) -> HttpResponse:
    """Another password; the other sessions end."""
    user = _staff(request)
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid():
        changed = tried(form, lambda: _change(request, user, form))
        if changed:
            session.keep(request, changed)
            messages.success(request, _("The password is changed. All other sessions are ended."))
            return redirect("accounts:me")
    return show(request, "accounts/password.html", form, username=user.username)


def _change(request: ActorRequest, user: User, form: forms.Form) -> User:
    return factors.change_password(
        user_id=user.pk,
        session_id=session.seat(request),
        old=form.cleaned_data["old"],
        new=form.cleaned_data["new"],
        place=session.place(request),
        actor=request.actor,
        now=timezone.now(),
    )


@never_cache
@allows("accounts.own.manage")
def app(request: ActorRequest) -> HttpResponse:
    """Another authenticator app, in place of the one there is."""
    user = _staff(request)
    if asked := _prove_first(request):
        return asked
    form = SecondStepForm(request.POST or None)
    if form.is_valid():
        codes = tried(form, lambda: _add_app(request, user, form))
        if codes is not None:
            request.session.pop(offering.APP, None)
            return _added(request, codes)
    return show(request, "accounts/app.html", form, **offering.context(request, user))


def _add_app(request: ActorRequest, user: User, form: forms.Form) -> list[str]:
    return factors.add_app(
        user_id=user.pk,
        secret=offering.secret(request),
        code=form.cleaned_data["code"],
        actor=request.actor,
        now=timezone.now(),
    )


def _added(request: ActorRequest, codes: list[str]) -> HttpResponse:
    """New recovery codes, if there are any, are shown this once."""
    messages.success(request, _("The second step is added."))
    if not codes:
        return redirect("accounts:me")
    return _codes(request, codes)


def _codes(request: ActorRequest, codes: list[str]) -> HttpResponse:
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "onward": reverse("accounts:me")})


@never_cache
@allows("accounts.own.manage")
def passkey(request: ActorRequest) -> HttpResponse:
    """One more passkey."""
    user = _staff(request)
    if asked := _prove_first(request):
        return asked
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        codes = tried(form, lambda: _add_passkey(request, user, form))
        if codes is not None:
            return _added(request, codes)
    return show(request, "accounts/passkey.html", form, options=offering.ask_new(request, user))


def _add_passkey(request: ActorRequest, user: User, form: forms.Form) -> list[str]:
    return factors.add_passkey(
        user_id=user.pk,
        label=form.cleaned_data["label"],
        answer=form.cleaned_data["answer"],
        challenge=offering.challenge(request),
        actor=request.actor,
        now=timezone.now(),
    )


@never_cache
@allows("accounts.own.manage")
def remove_passkey(request: ActorRequest, passkey_id: UUID) -> HttpResponse:
    """Stop using a passkey, after asking."""
    user = _staff(request)
    if asked := _prove_first(request):
        return asked
    if request.method == "POST":
        factors.remove_passkey(passkey_id=passkey_id, actor=request.actor, now=timezone.now())
        messages.success(request, _("The passkey is removed."))
        return redirect("accounts:me")
    return render(request, "accounts/remove_passkey.html", {"key": queries.passkey(user.pk, passkey_id)})


@never_cache
@allows("accounts.own.manage")
def recovery_codes(request: ActorRequest) -> HttpResponse:
    """Ten new recovery codes in place of the old ones, shown this once."""
    user = _staff(request)
    if asked := _prove_first(request):
        return asked
    if request.method == "POST":
        codes = factors.renew_recovery_codes(user_id=user.pk, actor=request.actor, now=timezone.now())
        return _codes(request, codes)
    return render(request, "accounts/renew_codes.html")
