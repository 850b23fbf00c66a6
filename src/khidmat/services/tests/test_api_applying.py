"""A program applies for a person: begun, answered, papers added, sent on his word, followed; each act once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from khidmat.accounts.public import actor_for
from khidmat.audit.models import Event
from khidmat.notify.models import Message
from khidmat.services import queries, registry
from khidmat.services.models import Application, Attachment
from khidmat.services.states import Status
from khidmat.services.tests.answering import answers, papers, picture
from khidmat.services.tests.conftest import known

Program = Callable[..., dict[str, str]]
HERE, SLUG, MOBILE = "/api/v1/applications", "character-certificate", "+923000000077"


@pytest.fixture
def now() -> datetime:
    """Three hours ago by the clock on the wall, which the endpoints read."""
    return timezone.now() - timedelta(hours=3)


class Desk:
    """A program that talks to the API."""

    def __init__(self, client: Client, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    def get(self, path: str = ""):
        return self.client.get(f"{HERE}{path}", headers=self.headers)

    def post(self, path: str, body: object, *, key: str = "", language: str = "ur"):
        sent = {**self.headers, "Idempotency-Key": key or str(uuid4()), "Accept-Language": language}
        how = {} if isinstance(body, dict) and "file" in body else {"content_type": "application/json"}
        return self.client.post(f"{HERE}{path}", body, headers=sent, **how)

    def begun(self, mobile: str = MOBILE) -> str:
        return self.post("", {"service": SLUG, "mobile": mobile}).json()["id"]

    def whole(self, mobile: str = MOBILE) -> str:
        """A draft with nothing missing."""
        pk, service = self.begun(mobile), registry.by_slug(SLUG)
        pages = answers(service, known())
        self.post(f"/{pk}/answers", {"answers": {n: v for page in pages.values() for n, v in page.items()}})
        for name in papers(service):
            assert self.post(f"/{pk}/papers/{name}", {"file": picture()}).status_code == 200
        return pk


@pytest.fixture
def desk(client: Client, program: Program) -> Desk:
    return Desk(client, program("apply"))


def test_an_application_goes_its_whole_way_and_the_applicant_hears_of_it(desk: Desk, cast) -> None:
    pk = desk.whole()
    assert desk.get(f"/{pk}").json()["lacking"] == []
    sent = desk.post(f"/{pk}/submit", {"confirmed": True}).json()
    assert sent["status"] == "awaiting_payment"
    assert sent["fee"]["status"] == "due"
    one = Application.objects.select_related("citizen", "client").get(pk=pk)
    assert (one.citizen.mobile, one.client.name) == (MOBILE, "Visa section")
    assert one.assisted.read_back_at is not None
    assert Message.objects.filter(mobile=MOBILE, about=pk).exists()
    assert queries.mine(actor_for(one.citizen, now=timezone.now())).get() == one
    assert '"client"' in Event.objects.get(code="services.submitted").body


def test_what_is_lacking_is_said_for_every_input_in_both_languages(desk: Desk) -> None:
    pk = desk.begun()
    kept = desk.post(f"/{pk}/answers", {"answers": {"name": "Bilal Ahmad", "id_cnic": "12"}}).json()
    lacking = {point["field"]: point["texts"] for point in kept["lacking"]}
    assert "name" not in lacking
    assert {"name_ur", "id_cnic", "photo", "present_line"} <= lacking.keys()
    assert all(texts["ur"] != texts["en"] for texts in lacking.values())
    refusal = desk.post(f"/{pk}/submit", {"confirmed": True}, language="en").json()
    assert (refusal["status"], len(refusal["errors"])) == (422, len(lacking))
    assert all(one["texts"]["ur"] != one["texts"]["en"] for one in refusal["errors"])
    assert Application.objects.get(pk=pk).status == Status.DRAFT


def test_every_write_sent_twice_is_done_once_and_answered_alike(desk: Desk) -> None:
    keys = [str(uuid4()) for _act in range(3)]
    first, second = (desk.post("", {"service": SLUG, "mobile": MOBILE}, key=keys[0]) for _press in range(2))
    assert first.content == second.content
    assert (first.status_code, second.status_code, Application.objects.count()) == (201, 201, 1)
    pk = desk.whole()
    count = Attachment.objects.count()
    for _press in range(2):
        assert desk.post(f"/{pk}/papers/photo", {"file": picture(3)}, key=keys[1]).status_code == 200
    assert Attachment.objects.count() == count + 1
    assert desk.post(f"/{pk}/papers/photo", {"file": picture(4)}, key=keys[1]).status_code == 409
    twice = [desk.post(f"/{pk}/submit", {"confirmed": True}, key=keys[2]) for _press in range(2)]
    assert twice[0].content == twice[1].content
    assert Event.objects.filter(code="services.submitted").count() == 1


def test_another_program_knows_nothing_of_it_and_neither_does_the_person_until_it_is_sent(
    desk: Desk, client: Client, program: Program, cast
) -> None:
    pk, other = desk.begun(cast.citizen("bilal").mobile), Desk(client, program("apply"))
    assert other.get(f"/{pk}").status_code == 404
    assert other.post(f"/{pk}/answers", {"answers": {}}).status_code == 404
    assert other.get().json()["applications"] == []
    assert not queries.mine(cast.bilal).exists()
    assert [one["id"] for one in desk.get().json()["applications"]] == [pk]


def test_a_program_has_many_drafts_and_closes_those_that_are_not_sent(desk: Desk) -> None:
    first, second = desk.begun(), desk.begun("+923000000078")
    assert desk.post(f"/{first}/set-aside", {}).json()["status"] == "withdrawn"
    assert desk.post(f"/{first}/answers", {"answers": {"name": "Bilal"}}).status_code == 409
    assert {one["id"]: one["status"] for one in desk.get().json()["applications"]} == {
        first: "withdrawn",
        second: "draft",
    }


def test_a_sent_application_is_closed_to_its_program(desk: Desk) -> None:
    pk = desk.whole()
    desk.post(f"/{pk}/submit", {"confirmed": True})
    for path, body in (
        ("answers", {"answers": {"name": "X"}}),
        ("submit", {"confirmed": True}),
        ("set-aside", {}),
    ):
        refusal = desk.post(f"/{pk}/{path}", body)
        assert refusal.status_code == 409, path
    assert desk.post(f"/{pk}/papers/photo", {"file": picture()}).status_code == 409


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("photo", b"", 422),
        ("photo", b"%PDF-1.7", 422),
        ("nothing", b"x", 422),
        ("photo", b"x" * 11_000_000, 413),
    ],
)
def test_a_file_that_is_none_is_refused_in_both_languages_and_nothing_is_kept(
    desk: Desk, name: str, content: bytes, status: int
) -> None:
    pk = desk.begun()
    refusal = desk.post(f"/{pk}/papers/{name}", {"file": SimpleUploadedFile("a.jpg", content)})
    assert refusal.status_code == status
    texts = refusal.json()["texts"]
    assert texts["ur"]["detail"] != texts["en"]["detail"]
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    "body",
    ["", "{", "null", "[]", '{"answers": {"name": NaN}}', '{"answers": {"name": "\\u0000"}}',
     '{"answers": {"name": "\\ud800"}}', '{"answers": {"na me": "x"}}', '{"answers": 7}', "[" * 60_000, b"\xff\xfe",
     '{"answers": {"name": "' + "x" * 2001 + '"}}', '{"answers": {"name": "' + "x" * 70_000 + '"}}'],
)  # fmt: skip
def test_a_body_that_is_no_answer_is_refused_and_writes_nothing(desk: Desk, body: str | bytes) -> None:
    pk = desk.begun()
    refusal = desk.post(f"/{pk}/answers", body)
    assert refusal.status_code in (400, 413, 422)
    assert refusal["Content-Type"] == "application/problem+json"
    assert Application.objects.get(pk=pk).answers == {}


def test_a_list_goes_on_at_its_cursor(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khidmat.kernel.paging.ROWS", 2)
    made, seen, cursor = {desk.begun() for _draft in range(5)}, [], ""
    while not seen or cursor:
        page = desk.get(f"?cursor={cursor.replace('+', '%2B')}").json()
        seen += [one["id"] for one in page["applications"]]
        cursor = page["next"]
    assert (len(seen), set(seen)) == (5, made)
