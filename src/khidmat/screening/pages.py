"""The record keeper's worklist and the page that compares two persons."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khidmat.files import public as files
from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid, NotFound
from khidmat.kernel.policy import allows
from khidmat.screening import operations, public, queries
from khidmat.screening.forms import VerdictForm
from khidmat.screening.models import Candidate
from khidmat.screening.side_by_side import comparison
from khidmat.wanted import public as wanted

A_PAGE = 30


@require_GET
@allows("screening.check.read")
def worklist(request: ActorRequest) -> HttpResponse:
    """Checks that wait for a comparison, the oldest first."""
    page = Paginator(queries.open_checks(request.actor), A_PAGE).get_page(request.GET.get("page"))
    waiting = queries.worklist(page.object_list, timezone.now())
    return render(request, "screening/worklist.html", {"page": page, "waiting": waiting})


@require_http_methods(["GET", "POST"])
@allows("screening.check.adjudicate")
def candidate(request: ActorRequest, candidate_id: UUID) -> HttpResponse:
    """Compare a candidate and decide. Opening it is written down before anything of it is sent."""
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _decided(request, _decide(request, candidate_id, form))
        except Invalid as refused:
            for name, text in refused.fields.items():
                form.add_error(name, str(text))
    opened = operations.open_candidate(candidate_id=candidate_id, actor=request.actor, now=timezone.now())
    context = {"shown": comparison(opened, request.actor), "form": form}
    return render(request, "screening/candidate.html", context, status=422 if form.errors else 200)


def _decide(request: ActorRequest, candidate_id: UUID, form: VerdictForm) -> Candidate:
    act = operations.reconsider if request.POST.get("again") else public.adjudicate
    return act(
        candidate_id=candidate_id,
        same=form.same,
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        now=timezone.now(),
        key=form.key,
    )


def _decided(request: ActorRequest, done: Candidate) -> HttpResponse:
    """On to the next comparison, of the same check first."""
    following = queries.next_open(request.actor, done)
    messages.success(request, _("The decision is recorded."))
    return redirect("screening:candidate", following) if following else redirect("screening:worklist")


@require_GET
@allows("screening.check.adjudicate")
def photograph(request: ActorRequest, candidate_id: UUID, side: str) -> HttpResponseBase:
    """The photograph of the applicant or of the record, to those who may compare them."""
    seen = queries.candidate(request.actor, candidate_id)
    photo = seen.of_check.photo
    if side == "record":
        operations.open_candidate(candidate_id=candidate_id, actor=request.actor, now=timezone.now())
        photo = wanted.compared([seen.record_id])[seen.record_id].photo
    if photo is None:
        raise NotFound(_("There is no photograph."))
    return files.answer(photo)
