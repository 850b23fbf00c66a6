"""How the API tells a refusal: the operation's own sentences, field by field, in both languages."""

from collections.abc import Mapping
from typing import cast

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja.errors import HttpError, ValidationError

from khidmat.kernel.errors import DomainError, Text
from khidmat.kernel.policy import SignInNeeded
from khidmat.kernel.problems import Wrong, problem, said

#: More than this many faults nobody reads at once.
SHOWN = 50
SENTENCES: dict[str, Text] = {
    "missing": _("This is missing. Send it."),
    "string_too_long": _("This is too long: at most %(max_length)s letters fit."),
    "too_long": _("These are too many: at most %(max_length)s at once."),
    "too_short": _("These are too few: at least %(min_length)s."),
    "string_too_short": _("This is too short: at least %(min_length)s letters."),
    "string_pattern_mismatch": _("This has not the form that the API's document gives. Write it so."),
    "unstorable": _("This holds a character that cannot be stored. Take it out."),
    "literal_error": _("This is none of the possible values. The API's document lists them."),
}
OTHERWISE = _("This cannot be taken as it is. The API's document says what belongs here.")


class Asked(HttpRequest):
    """A request that is asked once more; what it is refused with is heard here."""

    heard: list[DomainError]


def stranger(request: HttpRequest, _error: SignInNeeded) -> HttpResponse:
    """No token where one is needed."""
    return problem(request, 401, headers={"WWW-Authenticate": "Bearer"})


def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON."""
    return problem(request, error.status_code)


def absent(request: HttpRequest, _error: Exception) -> HttpResponse:
    """Nothing at this address."""
    return problem(request, 404)


def wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Input that has not the form the document gives."""
    return problem(request, 422, wrong=[_wrong(one) for one in error.errors[:SHOWN]])


def _wrong(error: Mapping[str, object]) -> Wrong:
    place = error["loc"]
    parts = [str(part)[:60] for part in place] if isinstance(place, tuple | list) else []
    # A body's first part is the name of the endpoint's argument, which no program knows.
    field = ".".join(parts[2:] if parts[:1] == ["body"] else parts[1:])
    sentence, numbers = SENTENCES.get(str(error["type"]), OTHERWISE), error.get("ctx", {})
    return Wrong(field or "body", {one: text % numbers for one, text in said(sentence).items()})


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """What an operation refused."""
    heard = getattr(request, "heard", None)
    if heard is not None:
        heard.append(error)
        return HttpResponse(status=error.status)
    other = _other()
    twin = error if _is_lazy(error) else _again(request, error, other)
    with translation.override(other):
        theirs = {name: str(text) for name, text in twin.fields.items()}
        detail = {other: str(twin.message)}
    here = translation.get_language() or settings.LANGUAGE_CODE
    ours = {name: str(text) for name, text in error.fields.items()}
    fields = [Wrong(name, {here: text, other: theirs.get(name, text)}) for name, text in ours.items()]
    headers = {"Retry-After": "600"} if error.status == 429 else None
    detail = {here: str(error.message), **detail}
    return problem(request, error.status, detail=detail, wrong=fields, headers=headers)


def _other() -> str:
    here = translation.get_language()
    return next(code for code, _name in settings.LANGUAGES if code != here)


def _is_lazy(error: DomainError) -> bool:
    """Whether its texts can still be said in any language."""
    return all(isinstance(text, Promise) for text in (error.message, *error.fields.values()))


def _again(request: HttpRequest, error: DomainError, language: str) -> DomainError:
    """Ask once more in the other language, for the words alone: what was refused wrote nothing, nor does this."""
    heard: list[DomainError] = []
    match = request.resolver_match
    if match is None:
        return error
    cast(Asked, request).heard = heard
    for file in (one for files in request.FILES.lists() for one in files[1]):
        file.seek(0)
    with translation.override(language), transaction.atomic():
        match.func(request, *match.args, **match.kwargs)
        transaction.set_rollback(True)
    return heard[0] if heard else error
