from datetime import datetime, timedelta

import pytest
from django.db import connection

from khidmat.accounts.public import visitor
from khidmat.documents import limits, operations
from khidmat.documents.codes import grouped, new_code
from khidmat.documents.models import Certificate
from khidmat.documents.operations import Answer
from khidmat.documents.states import Standing
from khidmat.documents.tests.conftest import Issue
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import TooMany


@pytest.fixture
def ask(now: datetime):
    """Look a code up as a visitor."""

    def act(code: str, digits: str = "", address: str = "192.0.2.1", at: datetime = now) -> Answer:
        return operations.look_up(code=code, digits=digits, address=address, actor=visitor(), now=at)

    return act


def ended(issue: Issue, actor: Actor, now: datetime) -> Certificate:
    """A revoked certificate."""
    return operations.revoke(certificate_id=issue().pk, reason="Court order", actor=actor, now=now)


def test_a_code_alone_tells_number_and_dates_but_not_whose_it_is(issue: Issue, ask) -> None:
    certificate = issue()
    answer = ask(grouped(certificate.code).lower())
    assert (answer.standing, answer.certificate) == (Standing.GENUINE, certificate)
    assert (answer.facts, answer.picture) == (None, "")


def test_with_the_last_four_name_and_photograph_are_shown_and_the_ledger_knows(issue: Issue, ask) -> None:
    certificate = issue()
    answer = ask(certificate.code, "5671")
    assert (answer.digits, answer.facts.name) == ("right", "Muhammad Akram")
    assert answer.picture.startswith("data:image/jpeg;base64,")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_event where code = 'documents.shown'")
        assert cursor.fetchone() == (1,)


def test_expired_revoked_replaced_unfinished_and_unknown_ones_tell_only_that(
    issue: Issue, number: Issue, ask, cast: object, now: datetime
) -> None:
    old, gone, better = issue(days_ago=181), ended(issue, cast.hina, now), issue()
    replaced = operations.supersede(
        certificate_id=issue().pk, by_id=better.pk, reason="Misspelt", actor=cast.hina, now=now
    )
    told = [ask(one.code, "5671") for one in (old, gone, replaced, number())]
    told += [ask(new_code(), "5671"), ask("nonsense", "5671")]
    assert [one.standing.value for one in told] == ["expired", "revoked", "revoked", *["not_known"] * 3]
    assert all(one.facts is None and one.picture == "" for one in told)


def test_a_certificate_is_genuine_on_its_last_day(issue: Issue, ask) -> None:
    assert ask(issue(days_ago=180).code).standing is Standing.GENUINE


def test_the_last_four_cannot_be_guessed_five_wrong_ones_close_them_for_everybody(
    issue: Issue, ask, now: datetime
) -> None:
    code = issue().code
    said = [ask(code, f"{n:04d}", address=f"192.0.2.{n}").digits for n in range(6)]
    assert said == ["wrong"] * 4 + ["closed"] * 2
    assert ask(code, "5671").digits == "closed"
    assert ask(code).standing is Standing.GENUINE
    assert ask(code, "5671", at=now + timedelta(hours=1)).digits == "right"


def test_an_address_that_asks_in_vain_too_often_has_to_wait_and_others_do_not(
    issue: Issue, ask, now: datetime
) -> None:
    code = issue().code
    for _ in range(limits.MISSED.most):
        ask(new_code())
    with pytest.raises(TooMany):
        ask(code)
    assert ask(code, address="192.0.2.2").standing is Standing.GENUINE
    assert ask(code, at=now + limits.MISSED.window).standing is Standing.GENUINE


def test_an_embassy_may_verify_many_papers_but_no_machine_thousands(issue: Issue, ask) -> None:
    code = issue().code
    for _ in range(limits.ASKED.most):
        ask(code)
    with pytest.raises(TooMany):
        ask(code)


def test_while_many_addresses_guess_each_has_only_a_few_tries(db: None, ask, now: datetime) -> None:
    for _ in range(limits.MISSED_EVERYWHERE.most):
        limits.count(limits.MISSED_EVERYWHERE, "", now)
    for _ in range(limits.FEW):
        ask(new_code(), address="192.0.2.77")
    with pytest.raises(TooMany):
        ask(new_code(), address="192.0.2.77")


def test_revoked_expired_and_unknown_cost_the_same_statements(
    issue: Issue, ask, cast: object, now: datetime, django_assert_num_queries
) -> None:
    codes = [issue(days_ago=181).code, ended(issue, cast.hina, now).code, new_code(), "nonsense"]
    ask(codes[0])
    for code in codes:
        with django_assert_num_queries(9):
            ask(code)


def test_the_counting_keeps_no_address(db: None, ask) -> None:
    ask(new_code(), address="198.51.100.23")
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(t::text, ' ') from documents_tally t")
        assert "198.51" not in cursor.fetchone()[0]
