"""A sealed name is on no page, print or refusal of any of 24 posts but those that need it; asked door by door."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone

from bench.whole import posts
from khidmat.config.startup import routes
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import DomainError
from khidmat.notify.models import Message
from khidmat.station.articles import Article
from khidmat.station.evidence import Somebody
from khidmat.station.models import DiaryEntry, Item
from khidmat.station.operations import accused, arresting, desk, examining, papers, zimni
from khidmat.station.operations import fir as firs
from khidmat.station.tests.conftest import HEARD
from khidmat.station.tests.test_custody import MAN
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.told import Told
from khidmat.station.typed import Typed, Who

NAME = "Zqxplantedq"
#: Who needs it: those who took and registered it, who investigates, the SHO and those above, prosecutor and court.
NEED = {
    "desk@KSR-PS-01", "clerk@KSR-PS-01", "io@KSR-PS-01", "head@KSR-PS-01", "circle1", "dpo", "court@KSR-PS-01",
    "prosecutor@KSR-PS-01",
}  # fmt: skip
STATION = ("duty/desk", "duty/fir", "duty/cases", "duty/accused", "duty/investigation", "duty/inquests", "duty/lock-up",
           "duty/arrests", "duty/malkhana", "duty/road-certificates", "duty/diary", "duty/registers")  # fmt: skip


class Sealed:
    """One sealed case with the name wherever somebody would write it."""

    def __init__(self) -> None:
        now = timezone.now() - timedelta(hours=5)
        self.people = posts.engage(now - timedelta(days=30))
        io, clerk = self.people["io@KSR-PS-01"], self.people["clerk@KSR-PS-01"]
        told = Told(told=f"{NAME} told it.", matter="body", name=NAME, father=NAME, cnic=NAME, address=NAME,
                    offences="376 PPC", child_name=NAME, property_text=NAME, mobile="03000000001")  # fmt: skip
        complaint = desk.take(told=told, actor=self.people["desk@KSR-PS-01"], now=now)
        words = dict.fromkeys(("brief", "accused", "delay", "steps", "presence"), NAME)
        typed = Typed("376 PPC", io.user_id, **words)
        fir = firs.register(complaint_id=complaint.pk, typed=typed, actor=clerk, now=now)
        act = {"actor": io, "now": now + timedelta(hours=1)}
        who = Who(name=NAME, father=NAME, described=NAME, address=NAME)
        one = accused.add(fir_id=fir.pk, typed=who, actor=io, now=now)
        held = arresting.arrest(accused_id=one.pk, taken=MAN, **act)
        self.papers(fir.pk, act)
        entry = DiaryEntry.objects.get(pk=fir.entry_id)
        self.about = {
            "duty/desk/": complaint.pk, "duty/fir/": fir.pk, "duty/accused/": one.pk, "duty/arrests/": held.pk,
            "duty/malkhana/": Item.objects.get().pk, "duty/diary/days/": entry.day_id, "duty/diary/entries/": entry.pk,
        }  # fmt: skip

    def papers(self, fir: UUID, act: dict[str, object]) -> None:
        """A statement, a leaf of the case diary, a memo with a thing, a docket."""
        at = act["now"]
        witness = Somebody(name=NAME, kind="eyewitness", father=NAME)
        papers.statement(fir_id=fir, who=witness, taken_at=at, **{**HEARD, "text": NAME}, **act)
        hours = dict.fromkeys(("informed_at", "began_at", "ended_at"), at)
        zimni.write(fir_id=fir, places=NAME, circumstances=NAME, **hours, **act)
        papers.memo(
            fir_id=fir, kind="recovery", happened_at=at, place=NAME, from_whom=NAME, text=NAME,
            articles=[Article("other", NAME)], witnesses=(witness, Somebody(name="b")), **act,
        )  # fmt: skip
        examining.docket(
            fir_id=fir, name=NAME, woman=True, consent=True, consented_by=NAME, hospital="DHQ", escort="87",
            sent_at=at, text=NAME, **act,
        )  # fmt: skip

    def doors(self) -> Iterator[str]:
        """Every route of the books that can be asked about this case, or about nothing."""
        for route, _pattern in routes():
            if not route.startswith(STATION):
                continue
            filled = (
                route.replace("<int:number>", "1").replace("<slug:sort>", "statement").replace("<slug:", "<")
            )
            start, found, rest = filled.partition("<uuid:pk>")
            if not found:
                yield f"/{filled}"
            elif start in self.about:
                yield f"/{start}{self.about[start]}{rest}"


def read(answer: HttpResponse) -> str:
    """What a reader of the answer sees; a print is read back."""
    content = answer.getvalue() if answer.streaming else answer.content
    if not content.startswith(b"%PDF"):
        return content.decode(errors="replace") + repr(dict(answer.headers))
    pages = pypdfium2.PdfDocument(BytesIO(content))
    return "".join(page.get_textpage().get_text_range() for page in pages)


def answered(actor: Actor, door: str) -> str:
    """The page, or the words of the refusal."""
    try:
        return read(ask(actor, door))
    except (DomainError, Http404, PermissionDenied) as refusal:
        return f"{refusal} {getattr(refusal, 'fields', '')}"


@pytest.fixture
def sealed(db: None) -> Sealed:
    return Sealed()


def test_a_sealed_name_is_shown_to_nobody_who_does_not_need_it(
    sealed: Sealed, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    doors = [door for door in sealed.doors() if "<" not in door]
    assert len(doors) > 60
    shown = {
        (name, door)
        for name, actor in sealed.people.items()
        if name not in NEED
        for door in doors
        if NAME in answered(actor, door)
    }
    assert not shown, "\n".join(map(str, sorted(shown)))
    assert NAME not in caplog.text
    assert not Message.objects.filter(body__contains=NAME).exists()


def test_who_needs_it_finds_it(sealed: Sealed) -> None:
    paths = [f"/{start}{sealed.about[start]}/" for start in ("duty/desk/", "duty/fir/")]
    for name in NEED:
        assert any(NAME in answered(sealed.people[name], path) for path in paths), name
