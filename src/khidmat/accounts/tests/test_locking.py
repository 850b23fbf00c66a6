"""Screens left alone, sessions ended, forms kept."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from khidmat.accounts.jobs import sweep
from khidmat.accounts.models import MobileCode, SignIn, User
from khidmat.accounts.states import Ending
from khidmat.accounts.tests.conftest import PASSWORD, Cost, Enlist, code_at, key, sign_in
from khidmat.kernel.roles import Role
from khidmat.notify.public import inbox

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ali(enlist: Enlist, client: Client) -> User:
    """SHO A-Division, signed in."""
    user = enlist("ali")
    sign_in(client, "ali")
    return user


@pytest.fixture
def rabia(enlist: Enlist, client: Client) -> User:
    """The accounts administrator, signed in."""
    user = enlist("rabia", Role.ADMINISTRATOR, "KSR-DPO")
    sign_in(client, "rabia")
    return user


def left_alone(since: timedelta) -> None:
    """As if every session had been used last so long ago."""
    SignIn.objects.update(seen_at=timezone.now() - since)


def test_a_session_left_alone_for_a_quarter_of_an_hour_is_locked_and_has_no_rights(
    ali: User, client: Client, ledger: Callable[[], list[str]]
) -> None:
    left_alone(14 * MINUTE)
    assert client.get("/me/").status_code == 200
    left_alone(16 * MINUTE)
    answer = client.get("/me/", follow=True)
    assert answer.redirect_chain[-1][0] == "/locked/?next=%2Fme%2F"
    assert answer.wsgi_request.actor.role == Role.PUBLIC
    assert ledger()[-1] == "accounts.locked"
    assert not client.get("/").wsgi_request.user.is_authenticated


@pytest.mark.parametrize("by", ["password", "code"])
def test_a_proof_opens_the_same_page_again_under_a_new_key(ali: User, client: Client, by: str) -> None:
    left_alone(16 * MINUTE)
    before = client.session.session_key
    proof = PASSWORD if by == "password" else code_at(timezone.now(), later=1)
    answer = client.post("/locked/", {"proof": proof, "next": "/me/password/"}, follow=True)
    assert answer.redirect_chain == [("/me/password/", 302)]
    assert answer.status_code == 200
    assert client.session.session_key != before


def test_coming_back_later_does_not_open_a_lock_by_itself(ali: User, client: Client) -> None:
    left_alone(16 * MINUTE)
    client.get("/me/")
    left_alone(timedelta(0))
    assert client.get("/me/").status_code == 302
    client.post("/locked/", {"proof": PASSWORD})
    assert client.get("/me/").status_code == 200


def test_the_screen_can_be_locked_by_hand(ali: User, client: Client) -> None:
    answer = client.post("/locked/now/", {"next": "/me/"})
    assert answer["Location"] == "/locked/?next=%2Fme%2F"
    assert client.get("/me/").status_code == 302


def test_five_wrong_proofs_end_the_session(
    ali: User, client: Client, ledger: Callable[[], list[str]]
) -> None:
    left_alone(16 * MINUTE)
    for _try in range(5):
        assert client.post("/locked/", {"proof": "wrong"}).status_code == 422
    assert SignIn.objects.get().ending == Ending.GUESSED
    assert ledger()[-2:] == ["accounts.barred", "accounts.ended"]
    assert client.post("/locked/", {"proof": PASSWORD})["Location"] == "/sign-in/"


def test_a_form_sent_to_a_locked_screen_is_kept_and_sent_again_by_the_same_person(
    rabia: User, client: Client
) -> None:
    left_alone(16 * MINUTE)
    answer = client.post("/officers/add/", {"username": "kiran", "reason": "Order <12>"})
    assert answer["Location"] == "/locked/?next=%2Flocked%2Fform%2F"
    client.post("/locked/", {"proof": PASSWORD})
    page = unescape(client.get("/locked/form/").content.decode())
    assert 'action="/officers/add/"' in page
    again = dict(re.findall(r'type="hidden" name="(username|reason)" value="([^"]*)"', page))
    assert again == {"username": "kiran", "reason": "Order <12>"}
    assert client.post("/officers/add/", again).status_code == 422
    assert client.get("/locked/form/")["Location"] == "/"


def test_a_password_sent_to_a_locked_screen_is_not_kept(ali: User, client: Client) -> None:
    left_alone(16 * MINUTE)
    answer = client.post("/me/password/", {"old": PASSWORD, "new": "three plain words"})
    assert answer["Location"] == "/sign-in/?next=%2Fme%2Fpassword%2F"
    assert PASSWORD not in str(dict(client.session))


def test_a_form_kept_for_one_officer_is_never_shown_to_the_next(
    rabia: User, client: Client, enlist: Enlist
) -> None:
    enlist("aslam", Role.ADMINISTRATOR, "KSR-DPO")
    SignIn.objects.update(until=timezone.now() - MINUTE)
    client.post("/officers/add/", {"reason": "known to Rabia only"})
    assert client.session["held"]["user"] == str(rabia.pk)
    sign_in(client, "aslam")
    assert "held" not in client.session
    assert client.get("/locked/form/")["Location"] == "/"


def test_a_form_from_another_site_is_not_kept(ali: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = Client().cookies
    victim = Client()
    sign_in(victim, "ali", later=1)
    strict.cookies["sessionid"] = victim.cookies["sessionid"].value
    left_alone(16 * MINUTE)
    assert strict.post("/officers/add/", {"reason": "x"}).status_code == 403
    assert "held" not in victim.session


def test_twelve_hours_end_a_session_however_busy_it_was(ali: User, client: Client) -> None:
    SignIn.objects.update(until=timezone.now() + MINUTE)
    assert client.get("/me/").status_code == 200
    SignIn.objects.update(until=timezone.now() - MINUTE)
    assert client.get("/locked/")["Location"] == "/sign-in/"
    assert SignIn.objects.get().ending == Ending.EXPIRED
    answer = client.get("/me/", follow=True)
    assert answer.redirect_chain[-1][0] == "/sign-in/?next=%2Fme%2F"
    assert client.session.get("_auth_user_id") is None


def test_a_session_ended_elsewhere_is_over_with_its_next_request(ali: User, client: Client) -> None:
    phone = Client()
    sign_in(phone, "ali", later=1)
    lost = SignIn.objects.order_by("-started_at").first()
    assert lost is not None
    client.post(f"/me/sessions/{lost.pk}/end/")
    assert phone.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


def test_nobody_ends_a_session_that_is_not_his_own(ali: User, client: Client, enlist: Enlist) -> None:
    enlist("aslam")
    other = Client()
    sign_in(other, "aslam")
    his = SignIn.objects.get(user__username="aslam")
    assert client.post(f"/me/sessions/{his.pk}/end/").status_code == 404
    assert other.get("/me/").status_code == 200


def test_a_changed_password_ends_every_other_session_and_keeps_this_one(ali: User, client: Client) -> None:
    phone = Client()
    sign_in(phone, "ali", later=1)
    new = {"old": PASSWORD, "new": "three plain words", "again": "three plain words"}
    assert client.post("/me/password/", new)["Location"] == "/me/"
    assert phone.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200
    assert SignIn.objects.filter(ended_at=None).count() == 1


def test_signing_out_ends_the_session_and_the_cookie_is_worth_nothing(ali: User, client: Client) -> None:
    cookie = client.cookies["sessionid"].value
    client.post("/sign-out/")
    thief = Client()
    thief.cookies["sessionid"] = cookie
    assert thief.get("/me/").status_code == 302
    assert SignIn.objects.get().ending == Ending.SIGNED_OUT


def test_signing_out_is_never_done_by_a_link(ali: User, client: Client) -> None:
    opened = client.get("/sign-out/", headers={"accept-language": "en"})
    assert (opened.status_code, opened["Allow"]) == (405, "POST")
    assert "<h1" in opened.content.decode()
    assert client.get("/me/").status_code == 200


def enter_as_citizen(client: Client) -> None:
    client.post("/mobile/", {"mobile": "03000000001", **key()})
    typed = re.search(r"\d{6}", inbox()[0][1])
    assert typed
    client.post("/mobile/code/", {"code": typed[0]})


def test_a_citizens_session_ends_after_an_hour_without_use(db: None, client: Client) -> None:
    enter_as_citizen(client)
    left_alone(59 * MINUTE)
    assert client.get("/me/").status_code == 200
    left_alone(61 * MINUTE)
    assert client.get("/me/").status_code == 302
    assert SignIn.objects.get().ending == Ending.EXPIRED


def test_what_a_citizen_sent_too_late_is_there_after_the_next_code(db: None, client: Client) -> None:
    enter_as_citizen(client)
    left_alone(61 * MINUTE)
    path = f"/my/{uuid4()}/edit/purpose/"
    answer = client.post(path, {"purpose": "visa"})
    assert answer["Location"] == "/mobile/?next=%2Flocked%2Fform%2F"

    MobileCode.objects.update(sent_at=timezone.now() - timedelta(hours=2))
    enter_as_citizen(client)
    page = client.get("/locked/form/").content.decode()
    assert 'name="purpose" value="visa"' in page
    assert f'action="{path}"' in page


def test_sessions_that_nobody_came_back_to_are_ended_by_the_sweep(
    ali: User, client: Client, ledger: Callable[[], list[str]]
) -> None:
    sweep()
    assert SignIn.objects.get().ended_at is None
    SignIn.objects.update(until=timezone.now() - MINUTE)
    sweep()
    assert SignIn.objects.get().ending == Ending.EXPIRED
    assert ledger().count("accounts.ended") == 1


def test_knowing_the_actor_costs_one_query_besides_the_session(ali: User, client: Client) -> None:
    with Cost() as cost:
        client.get("/locked/alive/")
    assert cost() == (2, 0)


def test_the_last_use_is_written_once_a_minute(ali: User, client: Client) -> None:
    def seen() -> datetime:
        return SignIn.objects.get().seen_at

    before = seen()
    client.get("/me/")
    assert seen() == before
    left_alone(2 * MINUTE)
    client.get("/me/")
    assert timezone.now() - seen() < MINUTE
