"""The language switch, and the pages that stand in for a page that could not be."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows
from khidmat.ui import language


@require_POST
@allows("ui.language.choose")
def choose_language(request: ActorRequest) -> HttpResponse:
    """Remember the language and go back to the page where the switch was pressed."""
    wanted = request.POST.get("language", "")
    if wanted not in language.offered():
        return HttpResponseBadRequest(render_to_string("400.html", request=request))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    language.remember(response, wanted)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler400`."""
    del exception  # its text is for the log
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler403`: with the reason, when one was given."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler404`: the same words for what is absent and for what may not be known to exist."""
    del exception  # it names the path that was tried
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`: rendered without context processors, which may be what broke."""
    number = getattr(request, "request_id", "")
    return HttpResponse(render_to_string("500.html", {"number": number}), status=500)


def csrf_failure(request: HttpRequest, **_detail: object) -> HttpResponse:
    """`CSRF_FAILURE_VIEW`: in practice a page left open for too long or a phone that keeps no cookies."""
    text = _("This page was open for too long. Go back, load it again and send it once more.")
    return render(request, "ui/refused.html", {"reason": text}, status=403)
