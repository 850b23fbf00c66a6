"""The desk's pages: few keys to take a complaint, refusals beside their fields, the receipt, the citizen's way."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone, translation

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import TooMany
from khidmat.kernel.roles import Role
from khidmat.org.public import PROVINCE_CHAIN
from khidmat.station.forms.desk import RefuseForm, TakeForm
from khidmat.station.models import Complaint, Decision
from khidmat.station.operations import desk
from khidmat.station.told import Told

VISITOR = Actor(role=Role.PUBLIC, chain=PROVINCE_CHAIN)


def ask(actor: Actor, path: str, form: dict[str, str] | None = None, language: str = "en") -> HttpResponse:
    factory = RequestFactory()
    keyed = {"idempotency_key": str(uuid4()), **form} if form is not None else None
    request = factory.get(path) if keyed is None else factory.post(path, keyed)
    request.actor, request.session = actor, SessionStore()
    MessageMiddleware(lambda _request: HttpResponse()).process_request(request)
    with translation.override(language):
        found = resolve(request.path)
        return found.func(request, *found.args, **found.kwargs)


@pytest.fixture
def theft(cast) -> Complaint:
    now = timezone.now() - timedelta(hours=30)
    return desk.take(
        told=Told(told="سائیکل چوری", matter="theft", name="بلال", mobile="03000000001"),
        actor=cast.saima,
        now=now,
    )


def test_a_theft_is_taken_down_with_three_things_filled_in(cast) -> None:
    form = TakeForm({"told": "A bicycle was stolen.", "matter": "theft", "source": "visitor"})
    assert form.is_valid()
    answer = ask(cast.saima, "/duty/desk/new/", dict(form.data))
    assert answer.status_code == 302
    assert f"/duty/desk/{Complaint.objects.get().pk}/" in answer.headers["Location"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"told": ""},
        {"told": "x" * 30_001},
        {"matter": "witchcraft"},
        {"source": "a dream"},
        {"offences": "302 PPC, " * 400},
        {"direction": "up"},
        {"name": "ا" * 200},
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(cast, wrong: dict[str, str]) -> None:
    whole = {"told": "A bicycle was stolen.", "matter": "theft", "source": "visitor"}
    answer = ask(cast.saima, "/duty/desk/new/", whole | wrong)
    assert answer.status_code == 422
    assert f'id="id_{next(iter(wrong))}' in answer.content.decode()
    assert not Complaint.objects.exists()


def test_a_double_click_is_one_complaint(cast) -> None:
    whole = {"told": "A bicycle.", "matter": "theft", "source": "visitor", "idempotency_key": str(uuid4())}
    for _click in range(2):
        assert ask(cast.saima, "/duty/desk/new/", whole).status_code == 302
    assert Complaint.objects.count() == 1


def test_refusing_takes_more_keys_than_taking_down() -> None:
    needed = [name for name, field in RefuseForm().fields.items() if field.required or name == "heard"]
    assert len(needed) > len(
        [f for f in TakeForm().fields.values() if f.required and not hasattr(f, "choices")]
    )


def test_a_short_refusal_is_sent_back_and_nothing_is_decided(cast, theft: Complaint) -> None:
    answer = ask(cast.ali, f"/duty/desk/{theft.pk}/refuse/", {"ground": "civil", "reason": "no"})
    assert answer.status_code == 422
    assert "60" in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_circle_officer_sees_first_what_is_past_its_time(cast, theft: Complaint) -> None:
    page = ask(cast.farah, "/duty/desk/?show=late").content.decode()
    assert str(theft) in page
    assert "Past the time" in page
    assert "1/" in ask(cast.hina, "/duty/desk/clocks/", language="ur").content.decode()


def test_the_receipt_is_a_page_without_a_name(cast, theft: Complaint) -> None:
    paper = ask(cast.saima, f"/duty/desk/{theft.pk}/receipt.pdf")
    assert paper.content.startswith(b"%PDF")


def test_who_told_it_follows_it_without_signing_in(cast, theft: Complaint) -> None:
    right = ask(VISITOR, "/complaint/", {"code": theft.code, "digits": "0001"})
    assert (right.status_code, "سائیکل" in right.content.decode()) == (200, False)
    assert "Waiting for a decision" in right.content.decode()
    assert ask(VISITOR, "/complaint/", {"code": theft.code, "digits": "9999"}).status_code == 422


def test_ten_wrong_guesses_shut_a_code_for_an_hour(theft: Complaint) -> None:
    for n in range(10):
        assert ask(VISITOR, "/complaint/", {"code": theft.code, "digits": f"9{n:03}"}).status_code == 422
    with pytest.raises(TooMany):
        ask(VISITOR, "/complaint/", {"code": theft.code.lower(), "digits": "0001"})


def test_a_sealed_name_is_on_no_page_of_those_who_do_not_need_it(cast) -> None:
    told = Told(told="زیادتی", matter="body", name="نورین", offences="376 PPC", mobile="03000000007")
    told = replace(told, place_text="گھر نورین والا", occurred="شادی کی رات")
    sealed = desk.take(told=told, actor=cast.saima, now=timezone.now())
    for path in ("/duty/desk/", f"/duty/desk/{sealed.pk}/", "/duty/desk/clocks/?show=running"):
        page = ask(cast.aslam, path).content.decode()
        assert "نورین" not in page
        assert "03000000007" not in page
        assert "شادی" not in page
    assert "نورین" in ask(cast.ali, f"/duty/desk/{sealed.pk}/").content.decode()
    assert "نورین" not in ask(cast.ali, "/duty/desk/").content.decode()
