"""A form that is one act of the books: its page, told as a value (`page`) or by hand (`one_act`).

The plain page is `station/act.html`; a page of its own look calls `acted` and `shown` with its template.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from khidmat.audit.public import Act, acted, sent, shown, tried, with_files
from khidmat.kernel.actor import Actor, ActorRequest
from khidmat.kernel.errors import Text
from khidmat.kernel.policy import allows
from khidmat.station.forms.acting import ActForm

__all__ = [
    "FORM",
    "Act",
    "Deed",
    "Noun",
    "Sheet",
    "Way",
    "acted",
    "one_act",
    "page",
    "plain",
    "sent",
    "shown",
    "tried",
    "with_files",
]

#: The methods of a page with a form.
FORM = ["GET", "POST"]
#: One step of a trail: what it is called, and its address.
Way = tuple[Text, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a plain act: the last step of the trail is its way back."""

    title: Text
    button: Text
    trail: Sequence[Way]
    about: Text = ""
    note: Text = ""
    danger: bool = False

    @property
    def back(self) -> str:
        """Where somebody goes who does not act, and who has acted on what was there before."""
        return self.trail[-1][1]


def one_act(request: ActorRequest, form: BaseForm, act: Act, sheet: Sheet) -> HttpResponse:
    """Act on a valid form and go on; or its plain page, with what was refused."""
    return acted(request, form, act) or shown(request, "station/act.html", form, sheet=sheet)


@dataclass(frozen=True, slots=True)
class Noun(Generic[T]):
    """What acts are done on: its name among an operation's keywords, how a reader finds it, the trail to its page."""

    key: str
    find: Callable[[Actor, UUID, str], T]
    trail: Callable[[T], Sequence[Way]]
    about: Callable[[T], Text] = lambda _thing: ""


@dataclass(frozen=True, slots=True)
class Deed(Generic[T]):
    """An act on a thing of the books: who may, its words, its form and its operation.

    The operation is called with the thing's key, `form.keywords()`, `actor` and `now`. Where the button has no words
    of its own, the title stands on it.
    """

    name: str
    on: Noun[T]
    permission: str
    form: Callable[[ActorRequest, T], ActForm]
    operation: Callable[..., models.Model]
    title: Text
    button: Text = ""
    said: Text = ""
    note: Text = ""
    danger: bool = False


def page(deed: Deed[T]) -> Callable[..., HttpResponseBase]:
    """The page of a deed: its form, then back to the thing."""

    @require_http_methods(FORM)
    @allows(deed.permission)
    def view(request: ActorRequest, pk: UUID) -> HttpResponse:
        thing = deed.on.find(request.actor, pk, deed.permission)
        form = deed.form(request, thing)

        def do(now: datetime) -> models.Model:
            return deed.operation(**{deed.on.key: pk}, **form.keywords(), actor=request.actor, now=now)

        trail, about = deed.on.trail(thing), deed.on.about(thing)
        sheet = Sheet(deed.title, deed.button or deed.title, trail, about, deed.note, deed.danger)
        return one_act(request, form, Act(f"station.{deed.name}", do, sheet.back, deed.said), sheet)

    return view


def plain(form: type[ActForm]) -> Callable[[ActorRequest, object], ActForm]:
    """A form that needs nothing but what was sent."""
    return lambda request, _thing: form(sent(request))
