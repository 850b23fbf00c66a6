"""An investigation from above and from inside: my cases, those to review, steps marked or spared, reviews."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows
from khidmat.station.forms import investigation as forms
from khidmat.station.operations import supervising as operations
from khidmat.station.pages import trails
from khidmat.station.pages.acting import Deed, Noun, page, plain, sent
from khidmat.station.queries import fir as cases
from khidmat.station.queries import investigation as queries


@require_GET
@allows("station.case.own")
def mine(request: ActorRequest) -> HttpResponse:
    """The cases that I investigate, the oldest first, with what waits in each."""
    found = queries.mine(request.actor, timezone.now(), request.GET.get("after", ""))
    around = {"found": found, "title": _("My cases"), "empty": _("You investigate no case now.")}
    return render(request, "station/investigation/cases.html", around)


@require_GET
@allows("station.case.review")
def to_review(request: ActorRequest) -> HttpResponse:
    """The cases that nobody above has looked at for a fortnight."""
    found = queries.to_review(request.actor, timezone.now(), request.GET.get("after", ""))
    empty = _("Every case was looked at in the last fortnight.")
    around = {"found": found, "title": _("Cases to review"), "empty": empty}
    return render(request, "station/investigation/cases.html", around)


OWN = Noun("fir_id", cases.own, trails.papers)
CASE = Noun("fir_id", cases.fir, trails.papers)

mark = page(
    Deed(
        "case.mark",
        OWN,
        "station.papers.write",
        lambda request, one: forms.MarkForm(sent(request), open_ones=queries.to_mark(one)),
        operations.mark,
        _("Mark a step as done"),
        _("It is done"),
    )
)
spare = page(
    Deed(
        "case.spare",
        CASE,
        "station.case.review",
        lambda request, one: forms.MarkForm(sent(request), open_ones=queries.to_spare(one)),
        operations.spare,
        _("Spare a step"),
        _("Spare it"),
    )
)
review = page(
    Deed(
        "case.review",
        CASE,
        "station.case.review",
        plain(forms.ReviewForm),
        operations.review,
        _("Review this case"),
        _("Write the review"),
    )
)
