"""A program in the certificate officer's place: what he may, no more, once for each key."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from khidmat.kernel.errors import Invalid
from khidmat.services.models import Application
from khidmat.services.states import Status
from khidmat.services.tests.conftest import Make

Program = Callable[..., dict[str, str]]
DESK = "/api/v1/duty/applications"


@pytest.fixture
def now() -> datetime:
    """Three hours ago by the clock on the wall, which the endpoints read."""
    return timezone.now() - timedelta(hours=3)


@pytest.fixture
def kamran(program: Program, client: Client) -> Callable[..., object]:
    """Kamran's program: asks by GET, or by POST with a body and a key."""
    headers = program("decide", officer="kamran")

    def ask(path: str = "", body: object = None, *, key: str = "", **more: str):
        if body is None:
            return client.get(f"{DESK}{path}", headers={**headers, **more})
        sent = {**headers, "Idempotency-Key": key or str(uuid4()), **more}
        return client.post(f"{DESK}{path}", body, content_type="application/json", headers=sent)

    return ask


def test_it_sees_the_district_and_reading_a_file_stands_in_the_ledger(heard: Make, kamran) -> None:
    one = heard()
    listed = kamran().json()
    assert [row["ref"] for row in listed["applications"]] == [one.ref]
    assert {count["show"]: count["count"] for count in listed["counts"]}["ready"] == 1
    file = kamran(f"/{one.pk}").json()
    assert (file["blocked"], file["records_settled"], file["may_refuse"]) == ("", True, True)
    assert file["visits"][0]["finding"] == "confirmed"
    with connection.cursor() as cursor:
        cursor.execute("select body::json ->> 'client' from audit_event where code = 'services.read'")
        assert cursor.fetchone()[0] is not None


def test_an_approval_sent_twice_is_one_and_another_body_under_its_key_is_refused(
    verified: Make, kamran
) -> None:
    one, key = verified(), str(uuid4())
    first, second = (kamran(f"/{one.pk}/approve", {}, key=key) for _press in range(2))
    assert first.json() == second.json() == {"id": str(one.pk), "ref": one.ref, "status": "approved"}
    assert second["Idempotency-Replayed"] == "true"
    assert kamran(f"/{one.pk}/refuse", {"reason": "Nobody lives there."}, key=key).status_code == 409
    assert kamran(f"/{one.pk}/approve", {}).status_code == 409
    assert Application.objects.get(pk=one.pk).status == Status.APPROVED


def test_an_officer_decides_nothing_he_took_part_in_through_a_program_either(
    sent: Make, kamran, cast
) -> None:
    refusal = kamran(f"/{sent().pk}/approve", {}, **{"Accept-Language": "en"}).json()
    assert (refusal["status"], refusal["type"]) == (403, "urn:khidmat:problem:forbidden")
    assert "still missing" in refusal["texts"]["en"]["detail"]
    assert refusal["texts"]["ur"]["detail"] not in (refusal["texts"]["en"]["detail"], "")
    assert Application.objects.get().status == Status.UNDER_VERIFICATION


def test_a_reason_too_short_is_told_by_its_field_in_both_languages(heard: Make, kamran) -> None:
    one = heard()
    for reason in ("", "short", "          x"):
        refusal = kamran(f"/{one.pk}/refuse", {"reason": reason}).json()
        (wrong,) = refusal["errors"]
        assert (refusal["status"], wrong["field"]) == (422, "reason")
        assert wrong["texts"]["ur"] != wrong["texts"]["en"]
    assert kamran(f"/{one.pk}/refuse", {"reason": "Nobody lives there."}).json()["status"] == "refused"


def test_a_question_stops_the_clock(sent: Make, kamran) -> None:
    one = sent()
    assert (
        kamran(f"/{one.pk}/ask", {"question": "Which house is it?"}).json()["status"] == "awaiting_applicant"
    )
    assert kamran(f"/{one.pk}").json()["questions"][0]["question"] == "Which house is it?"


def test_a_write_without_a_key_or_with_a_key_that_is_none_does_nothing(
    verified: Make, client: Client, program: Program
) -> None:
    one, headers = verified(), program("decide", officer="kamran")
    for key in ({}, {"Idempotency-Key": "x"}, {"Idempotency-Key": '"'}):
        how = {"content_type": "application/json", "headers": {**headers, **key}}
        refusal = client.post(f"{DESK}/{one.pk}/approve", {}, **how).json()
        assert [wrong["field"] for wrong in refusal["errors"]] == ["Idempotency-Key"]
    assert Application.objects.get().status == Status.UNDER_VERIFICATION


def test_lists_go_on_at_their_cursor(sent: Make, kamran, cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khidmat.kernel.paging.ROWS", 1)
    both = {sent().ref, sent(cast.ayesha, id_cnic="01234-5678902-3").ref}
    first = kamran().json()
    second = kamran(f"?cursor={first['next'].replace('+', '%2B')}").json()
    assert {first["applications"][0]["ref"], second["applications"][0]["ref"]} == both
    assert second["next"] == ""
    assert kamran("?show=nothing").status_code == 422


def test_another_districts_file_is_not_there(verified: Make, client: Client, program: Program) -> None:
    one = verified()
    with pytest.raises(Invalid):
        program("decide", officer="omar")  # the administrator of Kasur does not reach him
    assert client.get(f"{DESK}/{one.pk}", headers=program("verify")).status_code == 403
    assert client.get(f"{DESK}/{one.pk}").status_code == 401
