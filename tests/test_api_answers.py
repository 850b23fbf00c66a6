"""What the API says when there is nothing to say: one shape for every refusal, in both languages, without CORS."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from khidmat.documents import operations

Program = Callable[..., dict[str, str]]
ONE = "/api/v1/certificates/verify"


def told(answer) -> dict[str, object]:
    """A problem, whole: both languages, the title and detail of the language that was asked for."""
    assert answer["Content-Type"] == "application/problem+json"
    said = json.loads(answer.content)
    assert said["status"] == answer.status_code
    assert said["instance"] == f"urn:khidmat:request:{answer['X-Request-Id']}"
    assert {said["texts"]["ur"]["title"], said["texts"]["ur"]["detail"]}.isdisjoint(
        said["texts"]["en"].values()
    )
    assert said["detail"] == said["texts"][answer["Content-Language"]]["detail"]
    return said


@pytest.mark.parametrize(
    ("header", "language"),
    [("en", "en"), ("en-GB,ur;q=0.5", "en"), ("ur-PK", "ur"), ("de, en;q=0.2", "en"), ("de", "ur"), ("", "ur"),
     ("*", "ur"), (";;,q=", "ur"), ("x" * 5000, "ur")],
)  # fmt: skip
def test_the_language_is_the_one_asked_for_and_urdu_otherwise(
    db: None, client: Client, header: str, language: str
) -> None:
    answer = client.get("/api/v1/nothing", headers={"Accept-Language": header, "Cookie": "language=en"})
    assert answer["Content-Language"] == language
    assert told(answer)["type"] == "urn:khidmat:problem:not-found"
    assert {"Accept-Language", "Authorization"} <= set(answer["Vary"].split(", "))


def test_another_method_is_refused_and_told_which_there_are(db: None, client: Client) -> None:
    for method in ("GET", "PUT", "DELETE", "OPTIONS", "PATCH"):
        answer = client.generic(method, ONE)
        assert (answer.status_code, answer["Allow"]) == (405, "POST")
        told(answer)
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [("{}", "text/plain", 415), ("a=b", "application/x-www-form-urlencoded", 415), ("{", "application/json", 400),
     ('{"code": "' + "x" * 70_000 + '"}', "application/json", 413), ("{}", "application/json", 422),
     ('{"code": 7}', "application/json", 422), ('{"code": "x", "digits": "1234567890123"}', "application/json", 422)],
)  # fmt: skip
def test_a_body_that_cannot_be_taken_is_refused_by_its_kind(
    db: None, client: Client, body: str, kind: str, status: int
) -> None:
    answer = client.post(ONE, body, content_type=kind)
    assert answer.status_code == status
    told(answer)


def test_a_form_of_too_many_fields_is_refused(client: Client, program: Program) -> None:
    fields = {f"f{number}": "x" for number in range(400)}
    path = "/api/v1/applications/01a20152-996f-7a21-ab7e-c7be885dc10b/papers/photo"
    assert told(client.post(path, fields, headers=program("apply")))["status"] == 400


def test_a_fault_of_ours_is_told_without_its_reason(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_how: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(operations, "look_up", broken)
    client.raise_request_exception = False
    answer = client.post(ONE, {"code": "x"}, content_type="application/json")
    assert told(answer)["type"] == "urn:khidmat:problem:fault"
    assert b"secret" not in answer.content
