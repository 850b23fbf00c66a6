"""Applying by phone: one topic a page, each saved when it is sent and while it is typed."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from khidmat.audit.public import act_once
from khidmat.files.public import answer as file_answer
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import allows
from khidmat.services import forms, operations, queries, registry
from khidmat.services.definition import Page, Service
from khidmat.services.models import Application
from khidmat.services.review import sections
from khidmat.services.states import Status


@allows("services.mine.apply")
def start(request: ActorRequest, slug: str) -> HttpResponse:
    """Begin, or go on where the person stopped on any phone.

    Also by GET, where signing in leads back to: it makes at most one empty draft of the person's own.
    """
    application = operations.start(
        slug=slug, language=get_language() or "ur", actor=request.actor, now=timezone.now()
    )
    service = registry.service(application.service, application.version)
    return redirect("services:page", application.pk, service.pages[0].name)


def own(request: ActorRequest, pk: UUID) -> Application:
    """The citizen's own application, or `NotFound`."""
    found = queries.mine(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("This application was not found."))
    return found


def _page(application: Application, name: str) -> tuple[Service, Page]:
    service = registry.service(application.service, application.version)
    try:
        return service, service.page(name)
    except LookupError:
        raise NotFound(gettext("This page was not found.")) from None


@allows("services.mine.apply")
def page(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """One topic. What is sent is kept, right or wrong; only what is right leads on."""
    application = own(request, pk)
    if application.status != Status.DRAFT:
        return redirect("services:track", pk)
    service, topic = _page(application, name)
    data = None
    if request.method == "POST":
        data = forms.typed(topic, request.POST)
        application = operations.save_page(
            application_id=pk, page=name, data=data, actor=request.actor, now=timezone.now()
        )
    form = _form(application, topic, data)
    upload = uploads(request, application, [spec.name for spec in topic.fields], form)
    if data is not None and not upload and form.is_valid():
        return redirect(_after(application, service, name))
    return render(
        request, "services/page.html", _around(application, service, topic, form), status=_status(form)
    )


def _status(form: forms.PageForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _form(application: Application, topic: Page, data: dict[str, str] | None) -> forms.PageForm:
    attached = frozenset(queries.attachments(application).values_list("field", flat=True))
    return forms.PageForm(topic, data=data, answers=application.answers, attached=attached)


def uploads(
    request: ActorRequest, application: Application, names: Sequence[str], form: forms.PageForm
) -> bool:
    """Take the files that came with the page; True when one was refused (its reason stands at its field)."""
    wrong = False
    for name in names:
        upload = request.FILES.get(name)
        if upload is None or isinstance(upload, list):
            continue
        try:
            operations.attach(
                application_id=application.pk,
                field=name,
                upload=upload,
                actor=request.actor,
                now=timezone.now(),
            )
        except Invalid as error:
            form.full_clean()
            form.add_error(name, str(error.message))
            wrong = True
        else:
            form.given = replace(form.given, attached=form.given.attached | {name})
    return wrong


def _after(application: Application, service: Service, name: str) -> str:
    following = service.after(name)
    if following is None:
        return reverse("services:check", args=[application.pk])
    return reverse("services:page", args=[application.pk, following])


def _around(
    application: Application, service: Service, topic: Page, form: forms.PageForm
) -> dict[str, object]:
    names = [one.name for one in service.pages]
    return {
        "application": application,
        "service": service,
        "page": topic,
        "form": form,
        "fields": [(spec, form.bound(spec.name)) for spec in topic.fields],
        "steps": [gettext("Mobile code"), *(one.title for one in service.pages), gettext("Check and send")],
        "step": names.index(topic.name) + 2,
        "attached": {one.field: one for one in queries.attachments(application)},
    }


@require_POST
@allows("services.mine.apply")
def save(request: ActorRequest, pk: UUID, name: str) -> HttpResponse:
    """Autosave: keep what is typed; nothing is judged."""
    topic = _page(own(request, pk), name)[1]
    operations.save_page(
        application_id=pk,
        page=topic.name,
        data=forms.typed(topic, request.POST),
        actor=request.actor,
        now=timezone.now(),
    )
    return HttpResponse(status=204)


@allows("services.mine.apply")
def check(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Everything on one page; then it is sent, once, however often the button is pressed."""
    application = own(request, pk)
    if application.status != Status.DRAFT:
        return redirect("services:track", pk)
    form = forms.SendForm(request.POST or None)
    wrong: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            act_once(
                request,
                "services.submit",
                lambda now: operations.submit(application_id=pk, actor=request.actor, now=now),
            )
            return redirect("services:track", pk)
        except Invalid as error:
            wrong = [(key.split(".")[0], str(text)) for key, text in error.fields.items()]
            if not wrong:
                form.add_error(None, str(error.message))
    return _checked(request, application, form, wrong)


def _checked(
    request: ActorRequest, application: Application, form: forms.SendForm, wrong: list[tuple[str, str]]
) -> HttpResponse:
    service = registry.service(application.service, application.version)
    around = {
        "application": application,
        "service": service,
        "form": form,
        "wrong": wrong,
        "differs": operations.differs(application=application, actor=request.actor, now=timezone.now()),
        "sections": sections(application, service),
        "steps": [gettext("Mobile code"), *(one.title for one in service.pages), gettext("Check and send")],
        "step": len(service.pages) + 2,
    }
    return render(request, "services/check.html", around, status=422 if wrong or form.errors else 200)


@require_GET
@allows("services.mine.read")
def paper(request: ActorRequest, pk: UUID, field: str) -> FileResponse:
    """A paper of the citizen's own application."""
    found = queries.attachments(own(request, pk)).filter(field=field).first()
    if found is None:
        raise NotFound(gettext("This paper was not found."))
    return file_answer(found.blob)


@require_GET
@allows("services.mine.apply")
def places(request: ActorRequest, pk: UUID, name: str, field: str) -> HttpResponse:
    """The places and stations that fit what is typed so far: a fragment of the address question."""
    application = own(request, pk)
    topic = _page(application, name)[1]
    typed = forms.typed(topic, request.GET)
    if field not in {spec.name for spec in topic.fields if spec.kind == "address"}:
        raise NotFound(gettext("This page was not found."))
    form = forms.PageForm(topic, data=None, answers={**application.answers, **typed}, attached=frozenset())
    return render(request, "services/places.html", {"inputs": form.bound(field)})
