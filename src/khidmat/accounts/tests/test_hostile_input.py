"""What nobody should send, and what only one place in the program may do."""

import ast
import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import khidmat
from khidmat.accounts import passkeys
from khidmat.accounts.models import Attempt, SignIn
from khidmat.accounts.tests.conftest import PASSWORD, Enlist, key, sign_in

SOURCE = Path(khidmat.__file__).parent
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
)
ANSWER = st.fixed_dictionaries(
    {"id": st.text(), "rawId": st.text(), "type": st.just("public-key"), "response": JSON}
)


@given(answer=st.text() | JSON.map(str) | ANSWER.map(json.dumps))
@settings(max_examples=300, deadline=None)
def test_no_answer_of_a_browser_is_more_than_refused(answer: str) -> None:
    challenge = {"challenge": "AAAA", "user_verification": "preferred"}
    for state in (challenge, {}):
        assert passkeys.check_new(answer, state) is None
        assert passkeys.verify(answer, state, {}) is None


@given(username=st.text(max_size=80), password=st.text(max_size=80), wanted=st.text(max_size=40))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_sign_in(db: None, username: str, password: str, wanted: str) -> None:
    form = {"username": username, "password": password, "next": wanted}
    assert Client().post("/sign-in/", form).status_code == 422


@given(mobile=st.text(max_size=40), code=st.text(max_size=40), form_key=st.text(max_size=40))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_citizens_door(db: None, mobile: str, code: str, form_key: str) -> None:
    client = Client()
    assert client.post("/mobile/", {"mobile": mobile, "idempotency_key": form_key}).status_code == 422
    client.post("/mobile/", {"mobile": "03000000001", **key()})
    assert client.post("/mobile/code/", {"code": code}).status_code in (302, 422)


@pytest.mark.parametrize("path", ["code", "answer"])
def test_a_second_step_of_any_size_or_shape_is_refused_in_words(
    enlist: Enlist, client: Client, path: str
) -> None:
    enlist("ali")
    client.post("/sign-in/", {"username": "ali", "password": PASSWORD})
    for value in ("", "\x00", "9" * 30_000, "{}", '{"id": 1}', "کوڈ", "１２٣۴۵۶"):
        assert client.post("/sign-in/second-step/", {path: value}).status_code == 422
    assert not SignIn.objects.exists()


@pytest.mark.parametrize("header", ["", "unknown", "203.0.113.9, evil", "::1", "' or 1=1"])
def test_a_forged_address_neither_breaks_nor_passes_for_another(
    enlist: Enlist, client: Client, settings: object, header: str
) -> None:
    enlist("ali")
    settings.PROXIES = 1  # type: ignore[attr-defined]
    client.post("/sign-in/", {"username": "ali", "password": PASSWORD}, headers={"X-Forwarded-For": header})
    settings.PROXIES = 0  # type: ignore[attr-defined]
    client.post("/sign-in/", {"username": "x", "password": "x"}, headers={"X-Forwarded-For": "203.0.113.9"})
    assert Attempt.objects.latest("at").address == "127.0.0.1"


def test_a_session_is_opened_in_one_place_of_the_program_only() -> None:
    found = []
    for path in SOURCE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "django.contrib.auth":
                found += [path.name for name in node.names if name.name in ("login", "authenticate")]
    assert found == ["session.py"]


def test_a_session_that_names_nobody_or_nonsense_is_a_visitors(enlist: Enlist, client: Client) -> None:
    enlist("ali")
    sign_in(client, "ali")
    for broken in ({"seat": "no uuid"}, {"_auth_user_id": "no uuid"}, {"_auth_user_hash": "other"}):
        thief = Client()
        session = thief.session
        session.update({**dict(client.session), **broken})
        session.save()
        thief.cookies["sessionid"] = session.session_key
        assert thief.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200
    assert SignIn.objects.get().started_at < timezone.now()
