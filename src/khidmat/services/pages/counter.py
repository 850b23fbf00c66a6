"""The counter: the person is found, everything is typed on one screen, read back, sent, and a slip comes out."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from khidmat.audit.public import act_once, refused
from khidmat.documents.public import print_slip
from khidmat.files.public import answer as file_answer
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import allows
from khidmat.payments.public import ChargeStatus, charge_for, open_shift_of
from khidmat.people.public import Person
from khidmat.services import counter, forms, operations, queries, registry
from khidmat.services.models import Application
from khidmat.services.operations.assisting import Customer
from khidmat.services.operations.drafting import LETTER
from khidmat.services.pages.applying import uploads
from khidmat.services.review import sections
from khidmat.services.states import Status
from khidmat.services.voice import spoken

ENTER = "services.counter.enter"


@allows(ENTER)
def find(request: ActorRequest) -> HttpResponse:
    """Who stands there? By number, else by both names; what was sent today and what is still open below it."""
    by_name, found = counter.ByName(request.POST or None), None
    if request.method == "POST" and by_name.is_valid():
        try:
            found = operations.find_by_name(**by_name.cleaned_data, actor=request.actor, now=timezone.now())
        except Invalid as error:
            refused(by_name, error)
    return _finding(request, counter.ByNumber(), by_name, found)


def _finding(
    request: ActorRequest, by_number: counter.ByNumber, by_name: counter.ByName, found: list[Person] | None
) -> HttpResponse:
    now, mine = timezone.now(), queries.entered(request.actor).select_related("person")
    last = mine.filter(submitted_at__isnull=False)[:8]
    around = {
        "by_number": by_number,
        "by_name": by_name,
        "form": by_number if by_number.errors else by_name,
        "found": found,
        "services": registry.offered(),
        "chosen": last[0].service if last else "",
        "left": mine.filter(status=Status.DRAFT).first(),
        "sent": last,
        "waiting": queries.waiting_tokens(request.actor, now).count(),
        "called": queries.called_token(request.actor, now),
        "given": queries.given_token(request.actor, _id_or_none(request.GET.get("given", ""))),
    }
    wrong = by_number.errors or by_name.errors
    return render(request, "services/counter.html", around, status=422 if wrong else 200)


@require_POST
@allows(ENTER)
def begin(request: ActorRequest) -> HttpResponse:
    """Open the screen for the person of a number, for one found by name, or for somebody without a number."""
    by_number = counter.ByNumber(request.POST)
    if not by_number.is_valid():
        return _finding(request, by_number, counter.ByName(), None)
    customer = Customer(by_number.cleaned_data["cnic"], _id(request.POST.get("person", "")))
    slug = request.POST.get("service", "")
    made = act_once(
        request,
        "services.counter.begin",
        lambda now: operations.begin(slug=slug, customer=customer, actor=request.actor, now=now),
    )
    return redirect("services:entry", made)


@require_POST
@allows(ENTER)
def token(request: ActorRequest) -> HttpResponse:
    """Give the next number of the queue; it stands large on the screen, to be written on a paper."""
    made = act_once(
        request,
        "services.counter.token",
        lambda now: operations.give_token(actor=request.actor, now=now),
    )
    return redirect(f"{reverse('services:counter')}?{urlencode({'given': str(made)})}")


@require_POST
@allows(ENTER)
def call(request: ActorRequest) -> HttpResponse:
    """Call the next number."""
    act_once(request, "services.counter.call", lambda now: operations.call_next(actor=request.actor, now=now))
    return redirect("services:counter")


def _id(text: str) -> UUID | None:
    """Who was chosen. Raises `NotFound` for what is no id."""
    if text and _id_or_none(text) is None:
        raise NotFound(gettext("This person was not found."))
    return _id_or_none(text)


def _id_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _entered(request: ActorRequest, pk: UUID) -> Application:
    """The operator's own entry, or `NotFound`."""
    found = queries.entered(request.actor).select_related("assisted__person", "person").filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("This application was not found."))
    return found


@allows(ENTER)
def entry(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The one screen. What is sent is kept, right or wrong; only what is right leads on to reading back."""
    application = _entered(request, pk)
    if application.status != Status.DRAFT:
        return redirect("services:entered", pk)
    data = _kept(request, application) if request.method == "POST" else None
    form = _form(application, data)
    papers = [spec.name for spec in form.page.fields]
    refused_file = uploads(request, application, [*papers, LETTER], form)
    if data is not None and not refused_file and form.is_valid():
        return redirect("services:read_back", pk)
    wrong, around = form.is_bound and form.errors, _around(application, form)
    around["differs"] = _differs(request, _entered(request, pk))
    return render(request, "services/entry.html", around, status=422 if wrong else 200)


def _kept(request: ActorRequest, application: Application) -> dict[str, str]:
    """Keep what was typed; of who stands there only what can be. Returns all of it as typed."""
    service = registry.service(application.service, application.version)
    data = forms.typed(service.whole, request.POST)
    beside = {name: request.POST.get(name, "")[:200] for name in counter.STANDING}
    operations.fill(
        application_id=application.pk,
        data=data,
        standing=counter.standing(beside),
        actor=request.actor,
        now=timezone.now(),
    )
    return {**data, **beside}


def _form(application: Application, data: dict[str, str] | None) -> counter.EntryForm:
    service = registry.service(application.service, application.version)
    attached = frozenset(queries.attachments(application).values_list("field", flat=True))
    beside = {name: getattr(application.assisted, name) for name in counter.STANDING}
    answers = {**application.answers, **beside}
    return counter.EntryForm(service, data=data, answers=answers, attached=attached)


def _around(application: Application, form: counter.EntryForm) -> dict[str, object]:
    service = registry.service(application.service, application.version)
    return {
        "application": application,
        "service": service,
        "page": service.whole,
        "form": form,
        "topics": [
            (topic, [(spec, form.bound(spec.name)) for spec in topic.fields]) for topic in service.pages
        ],
        "attached": {one.field: one for one in queries.attachments(application)},
        "person": application.assisted.person,
        "open": counter.still_open(application),
        "standing": [form[name] for name in ("kin_name", "kin_cnic")],
        "letter": form[LETTER],
    }


@require_POST
@allows(ENTER)
def save(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Autosave: keep what is typed; nothing is judged. Whether it is other than the index is told without what."""
    _kept(request, _entered(request, pk))
    differs = _differs(request, _entered(request, pk))
    return HttpResponse(status=204, headers={"X-Differs": "yes" if differs else "no"})


def _differs(request: ActorRequest, application: Application) -> bool:
    return operations.differs(application=application, actor=request.actor, now=timezone.now())


@require_GET
@allows(ENTER)
def places(request: ActorRequest, pk: UUID, field: str) -> HttpResponse:
    """The places and stations that fit what is typed so far."""
    application = _entered(request, pk)
    whole = registry.service(application.service, application.version).whole
    if field not in {spec.name for spec in whole.fields if spec.kind == "address"}:
        raise NotFound(gettext("This page was not found."))
    answers = {**application.answers, **forms.typed(whole, request.GET)}
    form = forms.PageForm(whole, data=None, answers=answers, attached=frozenset())
    return render(request, "services/places.html", {"inputs": form.bound(field)})


@require_GET
@allows(ENTER)
def paper(request: ActorRequest, pk: UUID, field: str) -> FileResponse:
    """A paper of the operator's own entry."""
    found = queries.attachments(_entered(request, pk)).filter(field=field).first()
    if found is None:
        raise NotFound(gettext("This paper was not found."))
    return file_answer(found.blob)


@allows(ENTER)
def read_back(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Everything in one list, to be read aloud; sent when the applicant has said that it is right."""
    application, wrong = _entered(request, pk), []
    if application.status != Status.DRAFT:
        return redirect("services:entered", pk)
    if request.method == "POST":
        try:
            act_once(
                request,
                "services.counter.send",
                lambda now: operations.send_read_back(application_id=pk, actor=request.actor, now=now),
            )
            return redirect("services:entered", pk)
        except Invalid as error:
            wrong = [str(text) for text in error.fields.values()] or [str(error.message)]
    return _aloud(request, application, wrong)


def _aloud(request: ActorRequest, application: Application, wrong: list[str]) -> HttpResponse:
    service = registry.service(application.service, application.version)
    around = {
        "application": application,
        "service": service,
        "wrong": wrong,
        "differs": _differs(request, application),
        "sections": sections(application, service),
    }
    return render(request, "services/read_back.html", around, status=422 if wrong else 200)


@allows(ENTER)
def aside(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The customer has gone: close the draft, after one more question."""
    application = _entered(request, pk)
    if request.method == "POST":
        act_once(
            request,
            "services.counter.aside",
            lambda now: operations.set_aside(application_id=pk, actor=request.actor, now=now),
        )
        return redirect("services:counter")
    return render(request, "services/aside.html", {"application": application})


@require_GET
@allows(ENTER)
def entered(request: ActorRequest, pk: UUID) -> HttpResponse:
    """It is in: the two numbers to say, the promised day, the slip to print, the next customer."""
    application = _entered(request, pk)
    if application.submitted_at is None:
        return redirect("services:counter")
    return _sent(request, application, "")


def _sent(request: ActorRequest, application: Application, wrong: str) -> HttpResponse:
    """The page of a sent entry: the fee first while it is owed, then the slip."""
    charge = charge_for(application.pk)
    around = {
        "application": application,
        "service": registry.service(application.service, application.version),
        "voice": spoken(application.assisted.voice or ""),
        "charge": charge,
        "owed": charge is not None and charge.status == ChargeStatus.DUE,
        "drawer": open_shift_of(request.actor),
        "wrong": wrong,
    }
    return render(request, "services/entered.html", around, status=422 if wrong else 200)


@require_POST
@allows(ENTER)
def take_fee(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Cash in hand: the fee goes into the operator's drawer, the receipt's number onto the slip."""
    application, typed = _entered(request, pk), request.POST.get("rupees", "")
    amount = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0
    try:
        act_once(
            request,
            "services.counter.fee",
            lambda now: operations.take_fee(application_id=pk, rupees=amount, actor=request.actor, now=now),
        )
    except Invalid as error:
        return _sent(request, application, str(error.message))
    return redirect("services:entered", pk)


@require_GET
@allows(ENTER)
def slip(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The slip as a PDF, for the printer."""
    application = operations.open_slip(application_id=pk, actor=request.actor, now=timezone.now())
    answer = HttpResponse(print_slip(counter.slip(application)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{application.ref}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
