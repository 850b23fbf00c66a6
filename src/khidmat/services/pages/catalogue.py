"""What there is to apply for, before anybody is asked anything."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.errors import NotFound
from khidmat.kernel.policy import allows
from khidmat.services import registry
from khidmat.services.definition import Service


@allows("services.catalogue.read")
def home(request: ActorRequest) -> HttpResponse:
    """The front door: choose a service, track, verify a paper. Officers go to their work."""
    if request.actor.is_officer:
        return redirect("portal:home")
    return render(request, "services/home.html", {"services": registry.offered()})


@allows("services.catalogue.read")
def about(request: ActorRequest, slug: str) -> HttpResponse:
    """What a service is for, what to bring, fee, days, where."""
    return render(request, "services/about.html", {"service": offered(slug)})


def offered(slug: str) -> Service:
    """The service, or `NotFound`."""
    try:
        return registry.by_slug(slug)
    except LookupError:
        raise NotFound(_("There is no such service.")) from None
