"""Sign-in of staff: password, second step, and what comes between them the first time."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from khidmat.accounts import queries, session
from khidmat.accounts.forms import NewPasswordForm, PasskeyForm, SecondStepForm, SignInForm
from khidmat.accounts.models import SignIn
from khidmat.accounts.operations import factors, sessions
from khidmat.accounts.pages import offering
from khidmat.accounts.pages.showing import in_own_language, onward, show, tried
from khidmat.accounts.queries import Step, Waiting
from khidmat.accounts.session import Door
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows


@never_cache
@sensitive_post_parameters("password")
@allows("accounts.session.open")
def sign_in(request: ActorRequest) -> HttpResponse:
    """User name and password. Somebody already inside goes on to where he wanted."""
    found = session.presence(request)
    if found.door in (Door.OPEN, Door.LOCKED):
        return redirect(onward(request))
    form = SignInForm(request.POST or None)
    now = timezone.now()
    if form.is_valid():
        given = form.cleaned_data
        user = tried(
            form,
            lambda: sessions.check_password(
                **given, place=session.place(request), actor=request.actor, now=now
            ),
        )
        if user:
            session.wait(request, user, session.next_page(request), now)
            return redirect(queries.waiting(user.pk).step.value)
    return show(request, "accounts/sign_in.html", form, next=session.next_page(request))


def _waiting(request: ActorRequest, step: Step) -> Waiting | None:
    """Who is waiting for this step; None when nobody is, or when he is elsewhere on the way."""
    found = session.waiting(request, timezone.now())
    return found if found and found.step is step else None


def _inside(request: ActorRequest, entered: SignIn) -> HttpResponse:
    """Open the session in the browser and go on through the first page, which knows where to."""
    wanted = session.waiting_for(request)
    session.begin(request, entered)
    if session.HELD in request.session:
        wanted = reverse("accounts:held")
    answer = redirect(f"{reverse('accounts:sign_in')}?{urlencode({'next': wanted})}")
    return in_own_language(request, answer, entered.user)


@never_cache
@allows("accounts.session.open")
def second_step(request: ActorRequest) -> HttpResponse:
    """A code of the app, a recovery code, or a passkey."""
    found = _waiting(request, Step.SECOND_STEP)
    if found is None:
        return redirect("accounts:sign_in")
    form = (PasskeyForm if "answer" in request.POST else SecondStepForm)(request.POST or None)
    if form.is_valid():
        entered = tried(form, lambda: _enter(request, found.user.pk, form.cleaned_data))
        if entered:
            return _inside(request, entered)
    options = offering.ask(request, found.credentials)
    return show(request, "accounts/second_step.html", form, code=_code_form(form), options=options)


def _code_form(form: object) -> SecondStepForm:
    return form if isinstance(form, SecondStepForm) else SecondStepForm()


def _enter(request: ActorRequest, user_id: UUID, given: dict[str, str]) -> SignIn:
    where, now = session.place(request), timezone.now()
    if "answer" not in given:
        return sessions.enter(user_id=user_id, code=given["code"], place=where, actor=request.actor, now=now)
    return sessions.enter_with_passkey(
        user_id=user_id,
        answer=given["answer"],
        challenge=offering.challenge(request),
        place=where,
        actor=request.actor,
        now=now,
    )


@never_cache
@sensitive_post_parameters("new", "again")
@allows("accounts.session.open")
def new_password(request: ActorRequest) -> HttpResponse:
    """The first own password, in place of the temporary one."""
    found = _waiting(request, Step.OWN_WORD)
    if found is None:
        return redirect("accounts:sign_in")
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        changed = tried(
            form,
            lambda: factors.replace_temporary_password(
                user_id=found.user.pk,
                password=form.cleaned_data["new"],
                actor=request.actor,
                now=timezone.now(),
            ),
        )
        if changed:
            session.wait(request, changed, session.waiting_for(request), timezone.now())
            return redirect(queries.waiting(changed.pk).step.value)
    return show(request, "accounts/new_password.html", form, username=found.user.username)


@never_cache
@allows("accounts.session.open")
def enrol(request: ActorRequest) -> HttpResponse:
    """The first second step: an app or a passkey. It opens the session and shows the recovery codes."""
    found = _waiting(request, Step.ENROL)
    if found is None:
        return redirect("accounts:sign_in")
    form = (PasskeyForm if "answer" in request.POST else SecondStepForm)(request.POST or None)
    if form.is_valid():
        entered = tried(form, lambda: _enrol(request, found.user.pk, form.cleaned_data))
        if entered:
            onward = _inside(request, entered.session)["Location"]
            return render(request, "accounts/recovery_codes.html", {"codes": entered.codes, "onward": onward})
    offer = offering.context(request, found.user)
    return show(request, "accounts/enrol.html", form, code=_code_form(form), **offer)


def _enrol(request: ActorRequest, user_id: UUID, given: dict[str, str]) -> factors.Entered:
    where, now = session.place(request), timezone.now()
    if "answer" not in given:
        return factors.enter_with_first_app(
            user_id=user_id,
            secret=offering.secret(request),
            code=given["code"],
            place=where,
            actor=request.actor,
            now=now,
        )
    return factors.enter_with_first_passkey(
        user_id=user_id,
        label=given["label"],
        answer=given["answer"],
        challenge=offering.challenge(request),
        place=where,
        actor=request.actor,
        now=now,
    )
