"""A page as an officer's browser gets it: the real route, view and template, without the signing in."""

from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from khidmat.config.middleware import Refusals
from khidmat.kernel.actor import Actor


def visit(actor: Actor, path: str, *, language: str = "ur", **post: object) -> HttpResponse:
    """GET, or POST when there is something to send; refusals are answered by the middleware."""
    factory = RequestFactory()
    request = factory.post(path, post) if post else factory.get(path)
    request.actor = actor
    request.session = SessionStore()
    request.__dict__["_messages"] = FallbackStorage(request)
    found = resolve(request.path)
    with translation.override(language):
        try:
            return found.func(request, *found.args, **found.kwargs)
        except Exception as error:
            answer = Refusals(lambda _request: HttpResponse()).process_exception(request, error)
            if answer is None:
                raise
            return answer
