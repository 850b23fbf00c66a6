"""Refusals for programs: `application/problem+json` (RFC 9457), every text in both languages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.errors import Text

MEDIA_TYPE = "application/problem+json"
Both = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of refusal: its name in `type`, its title, and what to do when nothing more is known."""

    name: str
    title: Text
    mend: Text


KINDS: dict[int, Kind] = {
    400: Kind(
        "unreadable",
        _("The request cannot be read"),
        _("Its form is wrong, so nothing was done. Compare it with the API's document and send it again."),
    ),
    401: Kind(
        "token",
        _("A valid token is needed"),
        _("The token is missing, ended or unknown. Ask the administrator of the office for a new one."),
    ),
    403: Kind(
        "forbidden",
        _("Not part of this token's rights"),
        _("The token's posting or scopes do not reach this. Ask the administrator of the office."),
    ),
    404: Kind(
        "not-found",
        _("Not found"),
        _("There is nothing here, or it is not yours to see. Look at the address again."),
    ),
    405: Kind(
        "method",
        _("This method is not answered here"),
        _("Nothing was done. The header Allow says which methods are."),
    ),
    409: Kind(
        "conflict",
        _("This was changed in the meantime"),
        _("Nothing was done. Read it again as it is now, then decide."),
    ),
    413: Kind(
        "too-large",
        _("The request is too large"),
        _("Nothing was done. Send less at once, or a smaller file."),
    ),
    415: Kind(
        "media-type",
        _("This media type is not taken here"),
        _("Nothing was done. Send JSON as application/json, files as multipart/form-data."),
    ),
    422: Kind(
        "invalid",
        _("Something has to be corrected"),
        _("Nothing was done. Correct the fields that are named and send it again."),
    ),
    429: Kind(
        "too-many",
        _("Too many requests"),
        _("Nothing was done. Wait for the time in Retry-After, then send it again."),
    ),
    500: Kind(
        "fault",
        _("This was our fault"),
        _(
            "The request was not carried out. Send it again; if it fails again, tell us the number in instance."
        ),
    ),
}


def said(text: Text) -> Both:
    """A text in every language; one that was made into words before is the same in all."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = str(text)
    return found


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field that has to be corrected, and why, in both languages."""

    field: str
    texts: Both


def problem(
    request: HttpRequest,
    status: int,
    *,
    detail: Both | None = None,
    wrong: Sequence[Wrong] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer. Title and detail stand in the reader's language, and under `texts` in both."""
    kind = KINDS.get(status) or KINDS[500 if status >= 500 else 400]
    here = translation.get_language() or settings.LANGUAGE_CODE
    titles, details = said(kind.title), detail or said(kind.mend)
    body = {
        "type": f"urn:khidmat:problem:{kind.name}",
        "title": titles[here],
        "status": status,
        "detail": details[here],
        "instance": f"urn:khidmat:request:{getattr(request, 'request_id', '')}",
        "texts": {one: {"title": titles[one], "detail": details[one]} for one in titles},
        "errors": [
            {"field": one.field, "detail": one.texts[here], "texts": dict(one.texts)} for one in wrong
        ],
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False) + "\n", status=status, content_type=MEDIA_TYPE, headers=headers
    )
