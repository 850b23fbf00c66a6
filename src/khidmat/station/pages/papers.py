"""The papers of an investigation on the screen: the file of a case, and a form for each kind of paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.files.public import answer
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import TABLE, allows
from khidmat.station import policies
from khidmat.station.forms import investigation as more
from khidmat.station.forms import papers as forms
from khidmat.station.models import Fir
from khidmat.station.operations import examining
from khidmat.station.operations import papers as operations
from khidmat.station.pages import trails
from khidmat.station.pages.acting import FORM, Act, Sheet, one_act, with_files
from khidmat.station.queries import fir as cases
from khidmat.station.queries import papers as queries


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of paper: its words, its form and the operation that takes it down."""

    title: Promise
    form: type[forms.PaperForm]
    act: Callable[..., models.Model]
    known: Callable[[Fir], Sequence[forms.Known]] = queries.known


SORTS = {
    "statement": Sort(gettext_lazy("Statement of a witness"), forms.StatementForm, operations.statement),
    "plan": Sort(gettext_lazy("Site plan"), forms.PlanForm, operations.plan),
    "memo": Sort(gettext_lazy("Memo"), forms.MemoForm, operations.memo),
    "search": Sort(gettext_lazy("Search of a place"), forms.SearchForm, operations.search),
    "warrant": Sort(gettext_lazy("Warrant of a court"), forms.WarrantForm, operations.warrant),
    "docket": Sort(gettext_lazy("Medical docket"), more.DocketForm, examining.docket),
    "docket-result": Sort(
        gettext_lazy("Medico-legal certificate"),
        more.DocketResultForm,
        examining.docket_result,
        queries.waiting_dockets,
    ),
    "request": Sort(gettext_lazy("Question to a laboratory"), more.RequestForm, examining.request),
    "result": Sort(
        gettext_lazy("Result of a laboratory"), more.ResultForm, examining.result, queries.waiting_requests
    ),
}


@require_GET
@allows("station.papers.read")
def file(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Everything that was taken down in a case. Opening a sealed one is an event."""
    found = operations.open_file(fir_id=pk, actor=request.actor, now=timezone.now())
    sorts = [(code, sort.title) for code, sort in SORTS.items()]
    around = {"file": found, "sorts": sorts, "may_review": TABLE.may(request.actor, policies.REVIEW_CASE)}
    return render(request, "station/papers/file.html", around)


@require_http_methods(FORM)
@allows("station.papers.write")
def take(request: ActorRequest, pk: UUID, sort: str) -> HttpResponse:
    """Take down a paper of one kind."""
    one, kind = cases.own(request.actor, pk, policies.WRITE_PAPERS), SORTS.get(sort)
    if kind is None:
        raise Http404
    form = kind.form(*with_files(request), known=kind.known(one), now=timezone.now())

    def do(now: datetime) -> models.Model:
        return kind.act(fir_id=pk, actor=request.actor, now=now, **form.keywords())

    sheet = Sheet(kind.title, _("Put it into the file"), trails.papers(one))
    said = _("It is in the file. It is never changed again.")
    return one_act(request, form, Act(f"station.papers.{sort}", do, sheet.back, said), sheet)


@require_GET
@allows("station.papers.read")
def picture(request: ActorRequest, pk: UUID, number: int) -> FileResponse:
    """The picture of a site plan."""
    found = operations.open_picture(fir_id=pk, number=number, actor=request.actor, now=timezone.now())
    return answer(found)
