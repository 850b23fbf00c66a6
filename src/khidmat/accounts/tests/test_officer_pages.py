"""The administrator's pages, and the demo's inbox."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from khidmat.accounts import proofs
from khidmat.accounts.models import Posting, User
from khidmat.accounts.operations import codes
from khidmat.accounts.queries import actor_for, current_posting, visitor
from khidmat.accounts.tests.conftest import PASSWORD, STATION, Enlist, code_at, sign_in
from khidmat.kernel.roles import POSTED, Role
from khidmat.org.public import office

KIRAN = {
    "name": "Kiran Shahzadi",
    "name_ur": "کرن شہزادی",
    "username": "kiran",
    "mobile": "0300-0000044",
    "role": "operator",
    "reason": "Order 12/2026",
}


@pytest.fixture
def rabia(enlist: Enlist, client: Client) -> Client:
    """The accounts administrator of Kasur, signed in."""
    enlist("rabia", Role.ADMINISTRATOR, "KSR-DPO")
    sign_in(client, "rabia")
    return client


def today() -> dict[str, str]:
    day = timezone.localdate()
    return {"since_day": str(day.day), "since_month": str(day.month), "since_year": str(day.year)}


def new_officer(**changes: str) -> dict[str, str]:
    counter = str(office("PB-KSR-KM01").pk)
    return {**KIRAN, **today(), "office": counter, "idempotency_key": str(uuid4()), **changes}


def password_on(slip: bytes) -> str:
    found = re.search(r"[2-9a-z]{5}-[2-9a-z]{5}-[2-9a-z]{5}", unescape(slip.decode()))
    assert found
    return found[0]


def test_a_new_officer_gets_a_slip_whose_password_works_once_shown(rabia: Client) -> None:
    slip = rabia.post("/officers/add/", new_officer())
    password = password_on(slip.content)
    kiran = User.objects.get(username="kiran")
    assert kiran.mobile == "+923000000044"
    assert actor_for(kiran, now=timezone.now()).role == Role.OPERATOR
    answer = Client().post("/sign-in/", {"username": "kiran", "password": password})
    assert answer["Location"] == "/sign-in/password/"


def test_the_same_form_sent_twice_adds_one_officer_and_shows_the_same_slip(rabia: Client) -> None:
    form = new_officer()
    first, second = (rabia.post("/officers/add/", form) for _press in range(2))
    assert password_on(first.content) == password_on(second.content)
    assert Posting.objects.filter(user__username="kiran").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("office", "01a200bd-df49-7b0f-a39e-87d4dcd8cd90"),
        ("role", "system"),
        ("username", "کرن"),
        ("since_year", "26"),
        ("name_ur", "Kiran"),
    ],
)
def test_what_is_not_right_is_said_and_what_was_typed_stays(rabia: Client, field: str, value: str) -> None:
    answer = rabia.post("/officers/add/", new_officer(**{field: value}))
    assert answer.status_code == 422
    assert "Order 12/2026" in answer.content.decode()
    assert not User.objects.filter(username="kiran").exists()


def test_an_office_of_another_district_is_no_choice(rabia: Client) -> None:
    answer = rabia.post("/officers/add/", new_officer(office=str(office("PB-LHR").pk)))
    assert answer.status_code == 422
    assert not User.objects.filter(username="kiran").exists()


def test_a_forged_or_missing_form_key_is_refused_without_a_fault(rabia: Client) -> None:
    assert rabia.post("/officers/add/", new_officer(idempotency_key="x")).status_code == 422
    form = new_officer()
    rabia.post("/officers/add/", form)
    kiran = User.objects.get(username="kiran")
    other = {**today(), "role": "approver", "office": str(office("KSR-HQ").pk), "reason": "x"}
    key = form["idempotency_key"]
    assert rabia.post(f"/officers/{kiran.pk}/post/", {**other, "idempotency_key": key}).status_code == 422


def test_posting_and_ending_by_the_pages(rabia: Client, enlist: Enlist) -> None:
    ali = enlist("ali")
    form = {**today(), "role": "approver", "office": str(office("KSR-HQ").pk), "reason": "Order 13"}
    answer = rabia.post(f"/officers/{ali.pk}/post/", {**form, "idempotency_key": str(uuid4())})
    assert answer["Location"] == f"/officers/{ali.pk}/"
    held = current_posting(ali.pk, now=timezone.now())
    assert held is not None
    assert (held.role, held.reason) == (Role.APPROVER, "Order 13")
    day = {name.replace("since", "at"): value for name, value in today().items()}
    ending = {**day, "reason": "Leave", "idempotency_key": str(uuid4())}
    assert rabia.post(f"/postings/{held.pk}/end/", ending).status_code == 302
    assert current_posting(ali.pk, now=timezone.now()) is None
    assert b"Order 13" in rabia.get(f"/officers/{ali.pk}/").content


def test_a_renewed_officer_is_out_and_comes_in_by_the_slip(rabia: Client, enlist: Enlist) -> None:
    ali = enlist("ali")
    his = Client()
    sign_in(his, "ali")
    slip = rabia.post(f"/officers/{ali.pk}/renew/", {"reason": "Phone lost", "idempotency_key": str(uuid4())})
    assert his.get("/me/").status_code == 302
    assert his.post("/sign-in/", {"username": "ali", "password": PASSWORD}).status_code == 422
    answer = his.post("/sign-in/", {"username": "ali", "password": password_on(slip.content)})
    assert answer["Location"] == "/sign-in/password/"


@pytest.mark.parametrize("page", ["", "post/", "renew/"])
def test_an_officer_of_another_district_is_not_found(rabia: Client, enlist: Enlist, page: str) -> None:
    omar, ali = enlist("omar", Role.APPROVER, "PB-LHR"), enlist("ali")
    assert rabia.get(f"/officers/{ali.pk}/{page}").status_code == 200
    assert rabia.get(f"/officers/{omar.pk}/{page}").status_code == 404
    held = current_posting(omar.pk, now=timezone.now())
    assert held is not None
    assert rabia.get(f"/postings/{held.pk}/end/").status_code == 404


def test_the_list_finds_by_part_of_a_name_in_either_script_and_by_user_name(
    rabia: Client, enlist: Enlist
) -> None:
    rabia.post("/officers/add/", new_officer())
    enlist("omar", Role.APPROVER, "PB-LHR")
    for asked in ("shah", "شہزادی", "kir"):
        assert b">kiran<" in rabia.get("/officers/", {"q": asked}).content
    assert b">omar<" not in rabia.get("/officers/", {"q": "omar"}).content
    assert b">kiran<" in rabia.get("/officers/").content


@pytest.mark.parametrize("role", [one for one in POSTED if one != "administrator"])
def test_no_other_post_opens_the_administrators_pages(enlist: Enlist, client: Client, role: Role) -> None:
    ali = enlist("ali", role, "KSR-DPO")
    sign_in(client, "ali")
    for path in ("", "add/", "find/", f"{ali.pk}/", f"{ali.pk}/post/", f"{ali.pk}/renew/"):
        assert client.get(f"/officers/{path}").status_code == 403


def test_the_demos_inbox_exists_in_the_demo_only(
    db: None, client: Client, settings: object, enlist: Enlist
) -> None:
    enlist("ali")
    codes.request_code(
        mobile="+923000000001", language="en", place=STATION, actor=visitor(), now=timezone.now()
    )
    assert client.get("/demo/inbox/").status_code == 404
    settings.DEMO = True  # type: ignore[attr-defined]
    page = client.get("/demo/inbox/").content.decode()
    assert re.search(r"[Cc]ode \d{6}|کوڈ \d{6}", page)
    assert code_at(timezone.now(), later=0) in page or code_at(timezone.now(), later=1) in page
    settings.DEMO, settings.PRODUCTION = False, True  # type: ignore[attr-defined]
    assert client.get("/demo/inbox/").status_code == 404


def test_the_demos_inbox_shows_no_code_that_an_officer_set_up_himself(
    client: Client, settings: object, enlist: Enlist
) -> None:
    enlist("ali", app=False)
    client.post("/sign-in/", {"username": "ali", "password": PASSWORD})
    page = unescape(client.get("/sign-in/first-time/").content.decode())
    secret = re.search(r"((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})", page)
    assert secret

    code = proofs.code_at(secret[1].replace(" ", ""), proofs.step(timezone.now()))
    assert client.post("/sign-in/first-time/", {"code": code}).status_code == 200
    settings.DEMO = True  # type: ignore[attr-defined]
    assert ">ali<" not in Client().get("/demo/inbox/").content.decode()
