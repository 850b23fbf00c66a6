"""The way in, through a browser's requests."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from khidmat.accounts import proofs, queries
from khidmat.accounts.models import Attempt, SignIn, User
from khidmat.accounts.operations import officers
from khidmat.accounts.queries import current_posting, system_actor
from khidmat.accounts.tests.conftest import PASSWORD, Cost, Enlist, code_at, key, sign_in
from khidmat.kernel.roles import Role
from khidmat.notify.public import inbox
from khidmat.org.public import office


@pytest.fixture
def ali(enlist: Enlist) -> User:
    """SHO A-Division."""
    return enlist("ali")


def start(client: Client, username: str = "ali", **fields: str) -> object:
    return client.post("/sign-in/", {"username": username, "password": PASSWORD, **fields})


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_password_and_code_lead_to_the_page_that_was_wanted(ali: User, client: Client) -> None:
    answer = client.get("/me/password/")
    assert answer["Location"] == "/sign-in/?next=%2Fme%2Fpassword%2F"
    assert start(client, next="/me/password/")["Location"] == "/sign-in/second-step/"
    answer = client.post("/sign-in/second-step/", {"code": code_at(timezone.now())}, follow=True)
    assert answer.redirect_chain[-1][0] == "/me/password/"
    assert answer.wsgi_request.actor.role == Role.STATION_HEAD


def test_the_password_alone_opens_nothing(ali: User, client: Client) -> None:
    start(client)
    assert not is_in(client)
    assert client.get("/").wsgi_request.actor.role == Role.PUBLIC
    sign_in(client, "ali")
    assert is_in(client)


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_a_stolen_next_leads_home(ali: User, client: Client, wanted: str) -> None:
    sign_in(client, "ali", next_page=wanted)
    assert client.get("/sign-in/", {"next": wanted})["Location"] == "/"
    client.post("/locked/now/", {"next": wanted})
    answer = client.post("/locked/", {"proof": PASSWORD, "next": wanted})
    assert answer["Location"] == "/"


def test_a_session_planted_before_sign_in_is_worth_nothing(ali: User, client: Client) -> None:
    client.get("/mobile/")
    client.session.save()
    start(client)
    planted = client.session.session_key
    client.post("/sign-in/second-step/", {"code": code_at(timezone.now())})
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert client.session.session_key != planted
    assert not is_in(thief)
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_name_answer_alike(
    ali: User, django_assert_num_queries: object
) -> None:
    pages, costs = [], []
    for username in ("ali", "all"):
        client = Client()
        with Cost() as cost:
            answer = client.post("/sign-in/", {"username": username, "password": "not the right one"})
        text = re.sub(r'name="(csrfmiddlewaretoken|username)"[^>]*>', "", answer.content.decode())
        pages.append((answer.status_code, text))
        costs.append(cost())
    assert pages[0] == pages[1]
    assert costs[0] == costs[1]


def test_the_first_time_asks_for_an_own_password_an_app_and_shows_recovery_codes_once(
    client: Client, enlist: Enlist
) -> None:
    kiran = enlist("kiran", Role.OPERATOR, "PB-KSR-KM01", app=False)
    officers.renew_sign_in(
        user=kiran, password=PASSWORD, actor=system_actor(None), now=timezone.now(), reason="new"
    )
    assert start(client, "kiran")["Location"] == "/sign-in/password/"
    assert client.get("/sign-in/first-time/")["Location"] == "/sign-in/"
    own = {"new": "three plain words", "again": "three plain words"}
    assert client.post("/sign-in/password/", own)["Location"] == "/sign-in/first-time/"
    secret = _offered(client)
    code = proofs.code_at(secret, proofs.step(timezone.now()))
    shown = client.post("/sign-in/first-time/", {"code": code})
    assert len(re.findall(r"[2-9A-Z]{5}-[2-9A-Z]{5}", shown.content.decode())) == 10
    assert is_in(client)
    assert client.post("/sign-in/first-time/", {"code": code})["Location"] == "/sign-in/"


def _offered(client: Client) -> str:
    """The secret that the page of enrolment shows in groups."""
    page = unescape(client.get("/sign-in/first-time/").content.decode())
    found = re.search(r"((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})", page)
    assert found
    return found[1].replace(" ", "")


def test_a_wrong_first_code_keeps_the_square_that_the_app_has_read(client: Client, enlist: Enlist) -> None:
    enlist("kiran", app=False)
    start(client, "kiran")
    before = _offered(client)
    assert client.post("/sign-in/first-time/", {"code": "000000"}).status_code == 422
    assert _offered(client) == before


def test_the_second_step_waits_ten_minutes_and_no_longer(ali: User, client: Client) -> None:
    start(client)
    session = client.session
    session["waiting"] = {**session["waiting"], "at": (timezone.now() - timedelta(minutes=11)).timestamp()}
    session.save()
    answer = client.post("/sign-in/second-step/", {"code": code_at(timezone.now())})
    assert answer["Location"] == "/sign-in/"
    assert not SignIn.objects.exists()


def test_whoever_knew_the_old_password_is_not_there_to_choose_the_new_one(ali: User, client: Client) -> None:
    start(client)
    officers.renew_sign_in(
        user=ali, password="given on paper", actor=system_actor(None), now=timezone.now(), reason="stolen"
    )
    for path in ("password", "second-step", "first-time"):
        answer = client.post(
            f"/sign-in/{path}/", {"new": "my words now", "again": "my words now", "code": "1"}
        )
        assert answer["Location"] == "/sign-in/"
    ali.refresh_from_db()
    assert ali.check_password("given on paper")


def test_there_is_no_way_to_sign_up(db: None, client: Client) -> None:
    from khidmat.config.startup import routes

    found = [path for path, _pattern in routes() if "signup" in path or "sign-up" in path]
    assert found == []
    assert client.get("/accounts/signup/").status_code == 404


def test_a_transfer_takes_effect_on_the_next_request(ali: User, client: Client) -> None:
    sign_in(client, "ali")
    assert client.get("/me/").wsgi_request.actor.office_id == office("KSR-PS-01").pk
    now = timezone.now()
    officers.post(
        user=ali,
        role=Role.STATION_OFFICER,
        office=office("KSR-PS-02"),
        since=now,
        actor=system_actor(None),
        now=now,
    )
    actor = client.get("/me/").wsgi_request.actor
    assert (actor.role, actor.office_id) == (Role.STATION_OFFICER, office("KSR-PS-02").pk)


def test_an_ended_posting_leaves_a_page_that_says_so_and_nothing_else(ali: User, client: Client) -> None:
    sign_in(client, "ali")
    now = timezone.now()
    held = current_posting(ali.pk, now=now)
    officers.end_posting(posting_id=held.pk, at=now, actor=system_actor(None), now=now, reason="Leave")
    answer = client.get("/me/", follow=True)
    assert answer.redirect_chain[-1][0] == "/sign-in/no-posting/"
    assert answer.wsgi_request.actor.role == Role.PUBLIC
    assert client.post("/sign-out/").status_code == 302


def test_every_answer_to_somebody_signed_in_stays_out_of_caches(ali: User, client: Client) -> None:
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    sign_in(client, "ali")
    assert "no-store" in client.get("/").headers["Cache-Control"]


def test_a_citizen_gets_in_by_code_and_finds_the_page_that_was_wanted(db: None, client: Client) -> None:
    answer = client.post("/mobile/", {"mobile": "0300-0000001", "next": "/me/", **key()})
    assert answer["Location"] == "/mobile/code/?next=%2Fme%2F"
    typed = re.search(r"\d{6}", inbox()[0][1])[0]
    answer = client.post("/mobile/code/", {"code": typed, "next": "/me/"}, follow=True)
    assert answer.redirect_chain == [("/me/", 302)]
    assert answer.wsgi_request.actor.role == Role.CITIZEN
    assert client.get("/officers/").status_code == 403
    assert client.get("/me/password/").status_code == 404


def test_a_number_answers_alike_whether_it_was_here_before_or_not(db: None, client: Client) -> None:
    User.objects.create(username="+923000000001", mobile="+923000000001", date_joined=timezone.now())
    answers = []
    for mobile in ("03000000001", "03000000002"):
        with Cost() as cost:
            answer = Client().post("/mobile/", {"mobile": mobile, **key()})
        answers.append((answer.status_code, answer["Location"], answer.content, cost()))
    assert answers[0] == answers[1]


def test_a_code_is_only_taken_by_the_browser_that_asked_for_it(db: None, client: Client) -> None:
    client.post("/mobile/", {"mobile": "03000000001", **key()})
    typed = re.search(r"\d{6}", inbox()[0][1])[0]
    thief = Client()
    assert thief.post("/mobile/code/", {"code": typed})["Location"] == "/mobile/?next="
    assert not SignIn.objects.exists()


def test_a_number_sent_twice_by_one_form_gets_one_code_and_no_scolding(db: None, client: Client) -> None:
    form = {"mobile": "03000000001", **key()}
    answers = [client.post("/mobile/", form)["Location"] for _press in range(2)]
    assert answers[0] == answers[1] == "/mobile/code/?next="
    assert len(inbox()) == 1
    again = client.post("/mobile/", {"mobile": "03000000001", **key()})
    assert again.status_code == 422
    assert "/mobile/code/" in again.content.decode()


def test_a_device_without_a_language_gets_the_persons_own(ali: User, client: Client) -> None:
    User.objects.filter(pk=ali.pk).update(language="en")
    sign_in(client, "ali")
    assert client.cookies["language"].value == "en"
    urdu = Client()
    urdu.cookies["language"] = "ur"
    sign_in(urdu, "ali", later=1)
    assert urdu.cookies["language"].value == "ur"


def test_wrong_tries_are_the_same_on_the_page_as_in_the_record(ali: User, client: Client) -> None:
    for _try in range(5):
        assert client.post("/sign-in/", {"username": "ali", "password": "wrong"}).status_code == 422
    answer = start(client)
    assert answer.status_code == 422
    assert Attempt.objects.count() == 5
    assert client.session.get("waiting") is None


def test_recovery_codes_are_asked_for_only_after_a_fresh_proof(ali: User, client: Client) -> None:
    sign_in(client, "ali")
    SignIn.objects.update(proved_at=timezone.now() - timedelta(minutes=11))
    assert client.get("/me/recovery-codes/")["Location"] == "/locked/?next=%2Fme%2Frecovery-codes%2F"
    assert client.post("/me/recovery-codes/")["Location"].startswith("/locked/")
    answer = client.post("/locked/", {"proof": PASSWORD, "next": "/me/recovery-codes/"})
    assert answer["Location"] == "/me/recovery-codes/"
    assert client.post("/me/recovery-codes/").status_code == 200
    assert queries.factors(ali.pk).codes_left == 10


def test_a_session_without_a_record_still_has_the_rights_of_the_posting_only(
    ali: User, client: Client
) -> None:
    client.force_login(ali)
    actor = client.get("/me/").wsgi_request.actor
    assert (actor.role, actor.office_id) == (Role.STATION_HEAD, office("KSR-PS-01").pk)
