"""What stands around every request: its number, and the answer when an operation refuses."""

from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from khidmat.kernel import failpoints
from khidmat.kernel.api import is_api
from khidmat.kernel.errors import DomainError, NotFound
from khidmat.kernel.policy import SignInNeeded
from khidmat.kernel.problems import MEDIA_TYPE, problem

#: Method not allowed: Django answers it with an empty page.
NOT_OPENED = 405
Answer = Callable[[HttpRequest], HttpResponse]


class RequestId:
    """Gives every request a number that logs, ledger and the error page share."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Number the request and its response."""
        request.request_id = uuid4().hex[:16]  # type: ignore[attr-defined]  # read by the actor middleware
        response = self.answer(request)
        failpoints.reach("request.answered")
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]  # set above
        return response


class Refusals:
    """Turns what operations raise into pages: the sentence, in the reader's language, with the right status."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; refusals arrive in `process_exception`. A page that only takes a form says so when it is opened."""
        response = self.answer(request)
        if response.status_code != NOT_OPENED or response.content or is_api(request):
            return response
        reason = _("This address only takes what a form sends. Go back to the page with the form.")
        page = render(request, "ui/refused.html", {"reason": reason}, status=NOT_OPENED)
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for a refusal, a sign-in for a visitor, None for a fault of ours."""
        if isinstance(error, SignInNeeded):
            return redirect(f"{sign_in_for(error.permission)}?{urlencode({'next': request.get_full_path()})}")
        if isinstance(error, NotFound):
            return render(request, "404.html", status=404)
        if isinstance(error, DomainError):
            page = "403.html" if error.status == 403 else "ui/refused.html"
            return render(request, page, {"reason": error.message}, status=error.status)
        return None


class Problems:
    """Gives programs a refusal they can read, also where Django made the answer: no such address, a fault of ours."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and put a problem in the place of an error's page."""
        response = self.answer(request)
        if not is_api(request) or response.status_code < 400:
            return response
        if response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            return response
        allowed = {"Allow": response["Allow"]} if response.has_header("Allow") else None
        return problem(request, response.status_code, headers=allowed)


def sign_in_for(permission: str) -> str:
    """Citizens sign in with a mobile code, officers with password and second factor."""
    citizen = permission.startswith("services.mine.")
    return reverse("accounts:mobile" if citizen else "accounts:sign_in")
