"""Verifying through the API: the same answers, the same privacy and the same limits as the page."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client

from khidmat.documents import limits, operations
from khidmat.documents.codes import grouped, new_code
from khidmat.documents.tests.conftest import Issue

Program = Callable[..., dict[str, str]]
ONE, MANY = "/api/v1/certificates/verify", "/api/v1/certificates/verify-many"


def ask(client: Client, code: str, digits: str = "", **headers: str):
    return client.post(
        ONE, {"code": code, "digits": digits}, content_type="application/json", headers=headers
    )


def ask_many(client: Client, program: dict[str, str], *pairs: tuple[str, str]):
    body = {"certificates": [{"code": code, "digits": digits} for code, digits in pairs]}
    return client.post(MANY, body, content_type="application/json", headers=program)


def test_a_visitor_is_told_number_and_dates_but_not_whose_it_is(issue: Issue, client: Client) -> None:
    paper = issue()
    told = ask(client, grouped(paper.code).lower()).json()
    assert (told["standing"], told["paper"]["number"]) == ("genuine", paper.number)
    assert told["meaning"] == {"en": "Genuine", "ur": "اصلی ہے"}
    assert (told["person"], told["picture"], told["digits"]) == (None, "", "")


def test_with_the_last_four_the_person_is_named_and_the_ledger_knows(issue: Issue, client: Client) -> None:
    told = ask(client, issue().code, " ۵۶۷۱ ").json()
    assert told["person"] == {"name": "Muhammad Akram", "name_ur": "محمد اکرم"}
    assert told["picture"].startswith("data:image/jpeg;base64,")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_event where code = 'documents.shown'")
        assert cursor.fetchone() == (1,)


def test_revoked_expired_and_unknown_answers_have_one_length_and_one_cost(
    issue: Issue, client: Client, cast: object, now: datetime, django_assert_num_queries: Callable
) -> None:
    gone = issue()
    operations.revoke(certificate_id=gone.pk, reason="Court order", actor=cast.hina, now=now)
    answers = []
    for code in (gone.code, issue(days_ago=400).code, new_code(), "nonsense"):
        with django_assert_num_queries(9):
            answers.append(ask(client, code))
    assert [one.json()["standing"] for one in answers] == ["revoked", "expired", "not_known", "not_known"]
    assert {len(one.content) for one in answers} == {16 * 1024}
    assert {one["Cache-Control"] for one in answers} == {"no-store, no-transform"}


def test_a_pile_of_papers_is_answered_row_by_row(issue: Issue, client: Client, program: Program) -> None:
    paper = issue()
    told = ask_many(client, program("verify"), (paper.code, "5671"), ("x", ""), (paper.code, "0000")).json()
    first, second, third = (row["answer"] for row in told["rows"])
    assert (first["person"]["name"], first["picture"]) == ("Muhammad Akram", "")
    assert second["standing"] == "not_known"
    assert (third["standing"], third["digits"], third["person"]) == ("genuine", "wrong", None)


def test_from_the_look_up_on_that_is_too_many_every_row_says_so(
    issue: Issue, client: Client, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = limits.Limit(5, 2, limits.MISSED_BY_CLIENT.window)
    monkeypatch.setattr(limits, "MISSED_BY_CLIENT", few)
    told = ask_many(client, program("verify"), *[(new_code(), "")] * 3, (issue().code, "")).json()["rows"]
    assert [row["answer"] is None for row in told] == [False, False, True, True]
    assert told[3]["error"]["en"].startswith("Too many look-ups")
    assert told[3]["error"]["ur"] != told[3]["error"]["en"]


def test_a_programs_misses_do_not_close_the_door_of_its_address(
    issue: Issue, client: Client, program: Program
) -> None:
    ask_many(client, program("verify"), *[(new_code(), "")] * 40)
    assert ask(client, issue().code).json()["standing"] == "genuine"


def test_many_at_once_are_for_programs_that_were_let_in(db: None, client: Client, program: Program) -> None:
    assert ask_many(client, {}, ("x", "")).status_code == 401
    assert ask_many(client, program("verify"), ("x", "")).status_code == 200
    assert ask_many(client, program("verify"), *[("x", "")] * 101).status_code == 422


@pytest.mark.parametrize("language", ["ur", "en"])
def test_an_asker_who_guesses_is_stopped_and_told_when_to_come_again(
    db: None, client: Client, language: str
) -> None:
    for _ in range(limits.MISSED.most):
        ask(client, new_code())
    refusal = ask(client, new_code(), **{"Accept-Language": language})
    assert (refusal.status_code, refusal["Retry-After"]) == (429, "600")
    assert refusal["Content-Type"] == "application/problem+json"
    said = refusal.json()
    assert said["detail"] == said["texts"][language]["detail"]
    assert said["texts"]["ur"]["detail"] != said["texts"]["en"]["detail"]
