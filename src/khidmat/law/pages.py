"""Pages of the law tables: the table of offences, and a text read into sections."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from khidmat.kernel.actor import ActorRequest
from khidmat.kernel.policy import allows
from khidmat.law import queries
from khidmat.law.forms import ReadForm, SearchForm
from khidmat.law.policies import READ


@require_GET
@allows(READ)
def sections(request: ActorRequest) -> HttpResponse:
    """The sections in force today, act by act, or those that a search finds."""
    form = SearchForm(request.GET)
    form.is_valid()
    words, head = form.cleaned_data.get("q", ""), form.cleaned_data.get("head", "")
    table = queries.table(words=words, head=head, day=localdate())
    context = {"table": table, "q": words, "head": head, "heads": queries.heads()}
    return render(request, "law/sections.html", context)


@require_GET
@allows(READ)
def read(request: ActorRequest) -> HttpResponse:
    """What an officer wrote, section by section, as the law stood on a day."""
    form = ReadForm(request.GET if "text" in request.GET else None)
    reading, day = None, localdate()
    if form.is_valid():
        day = form.cleaned_data["day"] or day
        reading = queries.read(form.cleaned_data["text"], day)
    context = {"form": form, "reading": reading, "day": day}
    return render(request, "law/read.html", context, status=422 if form.errors else 200)


@require_GET
@allows(READ)
def clocks(request: ActorRequest) -> HttpResponse:
    """The rules of every clock, with their sources and how far they are certain."""
    return render(request, "law/clocks.html", {"found": queries.clocks(localdate())})
