"""Every door of the program against forms that are stale, doubled, forged, unreadable or beyond all measure.

What such a form gets is a page in the reader's language with a 4xx status, and nothing is written. The answers of
an applicant, files, ended sessions and forms sent at once have their own files in `bad_input`.
"""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from khidmat.audit.models import Event
from khidmat.audit.public import once
from khidmat.services.models import Application
from tests.bad_input.custody import AGAIN_IN_CUSTODY, IN_CUSTODY
from tests.bad_input.page import Shown, reads_as
from tests.rights.doors import Cell, Doors
from tests.rights.forms import form_of
from tests.rights.posts import A

SHEET = Path(__file__).with_name("rights.csv")
#: Forms that act, with who sends them; each carries a key under which it acts once.
KEYED = {
    **IN_CUSTODY,
    "duty/diary/write/": "rashid",
    "duty/diary/open/": "rashid",
    "duty/diary/close/": "rashid",
    "duty/diary/entries/<uuid:pk>/strike/": "rashid",
    "duty/desk/<uuid:pk>/fir/": "rashid",
    "duty/fir/<uuid:pk>/designate/": "ali",
    "duty/fir/<uuid:pk>/add/": "rashid",
    "duty/fir/<uuid:pk>/zimni/new/": "aslam",
    "duty/fir/<uuid:pk>/papers/<slug:sort>/": "aslam",
    "duty/malkhana/new/": "rashid",
    "duty/malkhana/<uuid:pk>/photos/": "rashid",
    "duty/fir/<uuid:pk>/team/": "hina",
    "duty/fir/<uuid:pk>/court/report/": "aslam",
    "duty/fir/<uuid:pk>/court/told/": "aslam",
    "duty/fir/<uuid:pk>/court/forward/": "ali",
    "duty/fir/<uuid:pk>/court/scrutiny/": "noreen",
    "duty/fir/<uuid:pk>/court/close/": "hina",
    "duty/fir/<uuid:pk>/court/ruling/": "javed",
    "duty/fir/<uuid:pk>/court/reopen/": "hina",
    "duty/fir/<uuid:pk>/court/number/": "rashid",
    "duty/fir/<uuid:pk>/court/hearing/": "javed",
    "duty/fir/<uuid:pk>/court/charge/": "javed",
    "duty/accused/<uuid:pk>/verdict/": "javed",
    "duty/malkhana/<uuid:pk>/back/": "rashid",
    "duty/malkhana/<uuid:pk>/proclaimed/": "rashid",
    "duty/malkhana/counts/new/": "farah",
    "duty/malkhana/<uuid:pk>/countersign/": "rashid",
    "duty/malkhana/differences/<uuid:pk>/answer/": "rashid",
    "duty/malkhana/differences/<uuid:pk>/seen/": "farah",
    "duty/road-certificates/new/": "rashid",
    "duty/road-certificates/<uuid:pk>/sign/": "ali",
    "duty/road-certificates/<uuid:pk>/withdraw/": "rashid",
    "duty/road-certificates/<uuid:pk>/received/": "rashid",
    "my/<uuid:pk>/check/": "owner",
    "my/<uuid:pk>/answer/": "owner",
    "my/<uuid:pk>/reply/": "owner",
    "my/<uuid:pk>/appeal/": "owner",
    "my/<uuid:pk>/correction/": "owner",
    "my/<uuid:pk>/feedback/": "owner",
    "duty/applications/<uuid:pk>/notify/": "kamran",
    "duty/applications/<uuid:pk>/reissue/": "hina",
    "duty/appeals/<uuid:pk>/": "hina",
    "duty/corrections/<uuid:pk>/": "nadia",
    "my/<uuid:pk>/withdraw/": "owner",
    "duty/counter/token/": "sana",
    "duty/counter/call/": "sana",
    "duty/counter/begin/": "sana",
    "duty/counter/<uuid:pk>/read-back/": "sana",
    "duty/counter/<uuid:pk>/aside/": "sana",
    "duty/counter/<uuid:pk>/fee/": "sana",
    "duty/applications/<uuid:pk>/approve/": "kamran",
    "duty/applications/<uuid:pk>/refuse/": "kamran",
    "duty/applications/<uuid:pk>/ask/": "kamran",
    "duty/verifications/<uuid:pk>/mark/": "ali",
    "duty/verifications/<uuid:pk>/report/": "aslam",
    "duty/checks/<uuid:candidate_id>/": "nadia",
    "duty/records/<uuid:record_id>/stage/": "nadia",
    "duty/records/<uuid:record_id>/expunge/": "nadia",
    "duty/certificates/<uuid:pk>/revoke/": "hina",
    "officers/add/": "rabia",
    "officers/<uuid:user_id>/post/": "rabia",
    "officers/<uuid:user_id>/renew/": "rabia",
    "postings/<uuid:posting_id>/end/": "rabia",
    "clients/add/": "rabia",
    "clients/<uuid:client_id>/issue/": "rabia",
    "clients/<uuid:client_id>/end/": "rabia",
    "clients/tokens/<uuid:token_id>/end/": "rabia",
    "mobile/": "visitor",
}
#: May be done again: the next customer comes, an SHO marks to another officer, a phone is lost twice, an officer
#: is moved on, a program gets its next token.
AGAIN = {
    *AGAIN_IN_CUSTODY,
    "duty/fir/<uuid:pk>/court/number/",
    "duty/fir/<uuid:pk>/court/hearing/",
    "duty/fir/<uuid:pk>/court/charge/",
    "duty/diary/write/",
    "duty/fir/<uuid:pk>/add/",
    "duty/fir/<uuid:pk>/team/",
    "duty/fir/<uuid:pk>/zimni/new/",
    "duty/fir/<uuid:pk>/papers/<slug:sort>/",
    "duty/malkhana/new/",
    "duty/malkhana/<uuid:pk>/photos/",
    "duty/counter/token/",
    "duty/counter/begin/",
    "duty/verifications/<uuid:pk>/mark/",
    "officers/<uuid:user_id>/renew/",
    "officers/<uuid:user_id>/post/",
    "clients/add/",
    "clients/<uuid:client_id>/issue/",
}
#: What is sent already shows itself instead of a refusal.
SHOWS_IT = {"my/<uuid:pk>/check/", "duty/counter/<uuid:pk>/read-back/"}


def keyed() -> list[Cell]:
    return [Cell(route, "POST", post, "in" if "<uuid" in route else "-") for route, post in KEYED.items()]


@dataclass
class Sender:
    """Sends forms to one door in Urdu and counts what they leave in the ledger."""

    doors: Doors
    cell: Cell

    def send(self, **changes: object) -> HttpResponse:
        """The right form with some changes; None takes a field away."""
        form = {**form_of(self.doors, self.cell), **changes}
        whole = {name: value for name, value in form.items() if value is not None}
        return self.doors.knock(self.cell, whole, language="ur")

    @property
    def written(self) -> int:
        """Events so far; reading a file is one too, so only acts that count are counted."""
        return Event.objects.exclude(code__endswith="read").exclude(code__endswith="opened").count()


@contextmanager
def at(doors: Doors, cell: Cell) -> Iterator[Sender]:
    """Everything that happens in here is taken back."""
    with transaction.atomic():
        yield Sender(doors, cell)
        transaction.set_rollback(True)


def fault(answer: HttpResponse, *allowed: int) -> str:
    """Nothing when the refusal has an allowed status and says why in Urdu."""
    shown = Shown(answer)
    if shown.status not in allowed:
        return f"status {shown.status} {answer.headers.get('Location', '')}"
    return "" if reads_as(shown.reason, "ur") else f"says {shown.reason!r}"


@pytest.mark.parametrize("cell", keyed(), ids=lambda cell: cell.route)
def test_a_form_sent_twice_is_one_act_with_one_answer(doors: Doors, cell: Cell) -> None:
    with at(doors, cell) as door:
        key, before = str(uuid4()), door.written
        first = door.send(idempotency_key=key)
        after = door.written
        second = door.send(idempotency_key=key)
        assert (first.status_code, first.get("Location")) == (second.status_code, second.get("Location"))
        assert first.status_code in (200, 302)
        assert door.written == after > before


@pytest.mark.parametrize("cell", keyed(), ids=lambda cell: cell.route)
@pytest.mark.parametrize("key", [None, "\x00x", "foreign"])
def test_a_form_without_a_key_of_its_own_does_nothing_and_says_so(
    doors: Doors, cell: Cell, key: str | None
) -> None:
    with at(doors, cell) as door:
        if key == "foreign":
            key = str(uuid4())
            sana = doors.world.actor("sana")
            once(UUID(key), kind="other", actor=sana, at=timezone.now(), act=uuid4)
        before = door.written
        assert fault(door.send(idempotency_key=key), 409, 422) == ""
        assert door.written == before


@pytest.mark.parametrize(
    "cell", [one for one in keyed() if one.route not in AGAIN], ids=lambda cell: cell.route
)
def test_what_is_done_is_not_done_again_by_a_page_that_is_stale(doors: Doors, cell: Cell) -> None:
    with at(doors, cell) as door:
        assert door.send().status_code in (200, 302)
        after = door.written
        again = door.send()
        leads_there = again.status_code == 302 and cell.route in SHOWS_IT
        assert leads_there or fault(again, 409, 422, 404) == ""
        assert door.written == after


DECIDED = {
    "my/<uuid:pk>/withdraw/": "owner",
    "duty/applications/<uuid:pk>/approve/": "kamran",
    "duty/applications/<uuid:pk>/refuse/": "kamran",
    "duty/applications/<uuid:pk>/ask/": "kamran",
}


@pytest.mark.parametrize("later", DECIDED)
@pytest.mark.parametrize("first", [route for route in DECIDED if "/ask/" not in route])
def test_an_open_page_of_a_decided_application_changes_nothing(doors: Doors, first: str, later: str) -> None:
    with at(doors, Cell(first, "POST", DECIDED[first], "in")) as door:
        assert door.send().status_code == 302
        stale = replace(door, cell=Cell(later, "POST", DECIDED[later], "in"))
        after = door.written
        assert fault(stale.send(), 409) == ""
        assert door.written == after


@pytest.mark.parametrize("page", ["who/", "who/save/", "papers/"])
def test_a_page_of_a_sent_application_is_closed(doors: Doors, page: str) -> None:
    sent = Application.objects.get(pk=doors.world.things[A].ready)
    with at(doors, Cell("my/<uuid:pk>/edit/<slug:name>/", "POST", "owner", "in")) as door:
        before, path = door.written, f"/my/{sent.pk}/"
        answer = doors.send("owner", f"{path}edit/{page}", {"name": "Another"}, language="ur")
        assert answer.get("Location") == path or fault(answer, 409) == ""
        assert door.written == before
        assert Application.objects.get(pk=sent.pk).answers == sent.answers


def allowed() -> list[Cell]:
    """One post for each route and method to which the table says yes."""
    with SHEET.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["expected"], row["where"]) != ("ok", "out")]
    found: dict[tuple[str, str], Cell] = {}
    for row in rows:
        if row["expected"] == "ok":
            cell = Cell(row["route"][1:], row["method"], row["post"], row["where"])
            found.setdefault((cell.route, cell.method), cell)
    return list(found.values())


FORGED = (
    str(UUID(int=0)),
    "01a200bd-df49-7b0f-a39e-87d4dcd8cd90",
    "x",
    "1",
    "%00",
    "..%2f..",
    "'--",
    "9" * 300,
)


def test_a_forged_id_is_not_found(doors: Doors) -> None:
    wrong = []
    for number, cell in enumerate(one for one in allowed() if "<uuid:" in one.route):
        good, form = doors.path(cell), form_of(doors, cell)
        thing = next(part for part in good.split("/") if len(part) == 36)
        # One that could be real at every door, and the others in turn.
        for forged in (FORGED[0], FORGED[1 + number % (len(FORGED) - 1)]):
            with transaction.atomic():
                answer = doors.send(
                    cell.post, good.replace(thing, forged), form, language="ur", by=cell.method
                )
                transaction.set_rollback(True)
            if said := fault(answer, 404):
                wrong.append(f"{cell.method} {cell.route} {forged[:20]}: {said}")
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    ["/my/nothing/", "/services/no-such-service/", "/services/no-such-service/apply/", "/v/keys/signer.key",
     "/duty/records/imports/new/template.exe", "/duty/nothing/", "/%00", "/%ff%fe", "/..%2f..%2fetc/passwd"],
)  # fmt: skip
def test_a_page_that_does_not_exist_is_said_to_be_missing(doors: Doors, path: str) -> None:
    for post in ("owner", "nadia"):
        assert doors.send(post, path, {}, language="ur", by="GET").status_code in (403, 404)


def test_unknown_parts_of_an_application_are_not_found(doors: Doors) -> None:
    draft = doors.world.things["a_division"].draft
    for path in (
        "edit/nothing/",
        "edit/nothing/save/",
        "edit/who/places/name/",
        "edit/address/places/x/",
        "papers/x/",
    ):
        by = "POST" if path.endswith("save/") else "GET"
        answer = doors.send("owner", f"/my/{draft}/{path}", {}, language="ur", by=by)
        assert fault(answer, 404) == "", path


CUT_OFF = b'--abc\r\nContent-Disposition: form-data; name="a"\r\n\r\nx'
BODIES: dict[str, tuple[str | bytes, str]] = {
    "a hundred thousand fields": ("&".join(f"a{n}=1" for n in range(100_000)), "application/x-www-form-urlencoded"),
    "two megabytes in one field": ("reason=" + "x" * 2_000_000, "application/x-www-form-urlencoded"),
    "another charset": ("a=b", "application/x-www-form-urlencoded; charset=utf-16"),
    "no boundary": ("x", "multipart/form-data"),
    "a boundary that does not come": ("x", "multipart/form-data; boundary=abc"),
    "a part cut off": (CUT_OFF, "multipart/form-data; boundary=abc"),
    "JSON": ('{"true": "on"}', "application/json"),
    "no type": ("a=b", ""),
    "bytes": (b"\xff\xfe\x00\x01", "application/octet-stream"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_that_is_no_form_is_refused_and_writes_nothing(doors: Doors, kind: str) -> None:
    body, content_type = BODIES[kind]
    wrong = []
    for cell in keyed():
        with at(doors, cell) as door:
            before = door.written
            answer = doors.send(cell.post, doors.path(cell), body, language="ur", content_type=content_type)
            if answer.status_code >= 500 or answer.status_code == 302 or door.written != before:
                wrong.append(f"{cell.route}: {answer.status_code}, {door.written - before} written")
    assert wrong == []


HX = ("HX-Request", "HX-Boosted", "HX-Target", "HX-Trigger", "HX-Current-URL", "HX-History-Restore-Request")


def test_headers_of_htmx_that_lie_change_no_answer(doors: Doors) -> None:
    wrong = []
    for cell in allowed():
        lying = doors.ask(cell, dict.fromkeys(HX, "<x>: \x7f"))
        if lying != "ok":
            wrong.append(f"{cell.method} {cell.route}: ok without, {lying} with")
    assert wrong == []


#: Faults that were told to their rooms: a route and the kinds that throw it over. A line goes when it is mended.
TOLD: Mapping[str, set[str]] = {
    "duty/records/": {"nul"},
    "duty/certificates/": {"nul"},
    "officers/": {"nul"},
    "mobile/code/": {"nul", "bidi", "long", "huge", "number", "negative", "year", "markup"}
    | {"moment", "first moment"},
}
NASTY = {
    "nul": "a\x00b",
    "bidi": "a\u202e\u200bb",
    "long": "x" * 300,
    "huge": "x" * 100_000,
    "number": "9" * 40,
    "negative": "-1",
    "year": "9999",
    "path": "../../../etc/passwd",
    "markup": "<script>",
    "moment": "9999-12-31T23:59:59+14:00~00000000-0000-0000-0000-000000000000",
    "first moment": "0001-01-01T00:00:00-14:00~00000000-0000-0000-0000-000000000000",
}
ASKED = ("q", "page", "after", "show", "next", "stage", "code", "username", "language", "present_district")
ASKED += ("present_area", "present_place", "present_station")


def falls(doors: Doors, cell: Cell, form: dict[str, object]) -> str:
    """The fault of the program that a form causes, if it causes one."""
    with transaction.atomic():
        answer = doors.knock(cell, form)
        transaction.set_rollback(True)
    return f"{answer.status_code} {getattr(answer, 'exc_info', None)}" if answer.status_code >= 500 else ""


FULL_OF = ("nul", "bidi", "huge", "moment", "first moment")


def test_no_door_falls_over_a_form_full_of_it(doors: Doors) -> None:
    """One kind a door, in turn; the slow test below sends every kind in every field."""
    wrong = []
    for number, cell in enumerate(allowed()):
        kind = FULL_OF[number % len(FULL_OF)]
        form = form_of(doors, cell)
        names = [name for name in form if name != "idempotency_key"] if cell.method == "POST" else ASKED
        full = {**form, **dict.fromkeys((*names, "next"), NASTY[kind])}
        if (said := falls(doors, cell, full)) and kind not in TOLD.get(cell.route, ()):
            wrong.append(f"{cell.method} {cell.route} {kind}: {said}")
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", NASTY)
def test_no_door_falls_over_any_field_of_its_form(doors: Doors, kind: str) -> None:
    wrong = []
    for cell in allowed():
        form = form_of(doors, cell)
        for name in (*form, "next") if cell.method == "POST" else ASKED:
            told = kind in TOLD.get(cell.route, ())
            if not told and (said := falls(doors, cell, {**form_of(doors, cell), name: NASTY[kind]})):
                wrong.append(f"{cell.method} {cell.route} {name}: {said}")
    assert wrong == []
