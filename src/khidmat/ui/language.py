"""Urdu unless the person chose otherwise here.

Cheap phones are sold with `Accept-Language: en-US`: the header says nothing about the reader and is ignored.
A program sets it on purpose, so at the API it counts, and cookies do not.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from khidmat.kernel.api import is_api

YEAR = 365 * 24 * 3600


class LanguageMiddleware:
    """Sets the language of the request from the cookie of the language switch, else Urdu."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the reader's language and say which it is."""
        language = chosen(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.answer(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Authorization") if is_api(request) else ("Cookie",))
        return response


def offered() -> tuple[str, ...]:
    """The codes of the languages there are."""
    return tuple(code for code, _name in settings.LANGUAGES)


def chosen(request: HttpRequest) -> str:
    """The language of the cookie (a program's: of the header) when we speak it, else the default."""
    if is_api(request):
        asked = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200])
        spoken = (code.split("-")[0] for code, _weight in asked)
        return next((code for code in spoken if code in offered()), settings.LANGUAGE_CODE)
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return wanted if wanted in offered() else settings.LANGUAGE_CODE


def remember(response: HttpResponse, language: str) -> None:
    """Keep the choice on this device for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
