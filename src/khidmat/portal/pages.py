"""Home per post, and search."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import Invalid
from khidmat.kernel.policy import allows
from khidmat.portal.forms import SearchForm
from khidmat.portal.home import desks
from khidmat.portal.operations import Found, search


@require_GET
@allows("portal.home.read")
def home(request: ActorRequest) -> HttpResponse:
    """What waits for this post."""
    return render(request, "portal/home.html", {"desks": desks(request.actor, timezone.now())})


@allows("portal.search.use")
def find(request: ActorRequest) -> HttpResponse:
    """Search; sent as a form, so that what was searched stands in no address bar and no log."""
    form, found = SearchForm(request.POST or None), None
    if form.is_valid():
        found = _searched(request, form)
    return render(
        request, "portal/search.html", {"form": form, "found": found}, status=422 if form.errors else 200
    )


def _searched(request: ActorRequest, form: SearchForm) -> Found | None:
    said = form.cleaned_data
    try:
        return search(
            text=said["q"],
            purpose=said["purpose"],
            reference=said["reference"],
            actor=request.actor,
            now=timezone.now(),
        )
    except Invalid as error:
        for name, message in error.fields.items():
            form.add_error(name, str(message))
        return None
