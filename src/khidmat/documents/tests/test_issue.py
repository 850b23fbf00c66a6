from datetime import datetime, timedelta
from io import BytesIO
from threading import Thread
from uuid import uuid4

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.documents import operations, press
from khidmat.documents.envelope import Refused
from khidmat.documents.facts import read_facts
from khidmat.documents.models import Certificate
from khidmat.documents.states import Status
from khidmat.documents.tests.conftest import Issue
from khidmat.documents.tests.samples import Office, facts, photo
from khidmat.documents.verify import verify
from khidmat.files.public import keep, path
from khidmat.kernel.errors import Invalid, NotFound, Stale


def test_numbers_follow_one_another_without_gaps(number: Issue, now: datetime) -> None:
    given = [number().number for _ in range(3)]
    assert given == [f"PCC-KSR-{now.year}-{n:06d}" for n in (1, 2, 3)]


def test_a_repeat_gets_the_same_number_and_code_back(number: Issue) -> None:
    about = uuid4()
    first, second = number(about=about), number(about=about)
    assert (first.pk, first.number, first.code) == (second.pk, second.number, second.code)
    assert number().number.endswith("000002")


def test_an_issued_certificate_is_genuine_without_a_network(
    issue: Issue, house: Office, now: datetime
) -> None:
    certificate = issue()
    verdict = verify(path(certificate.blob).read_bytes(), root=house.root, now=now)
    assert verdict.check == "genuine"
    assert verdict.facts == read_facts(certificate.facts.encode())
    assert verdict.facts.specimen


def test_the_paper_is_attached_once_and_a_repeat_changes_nothing(issue: Issue, number: Issue) -> None:
    about = uuid4()
    first = issue(about=about)
    again = issue(about=about)
    assert (again.pk, again.blob_id, again.attached_at) == (first.pk, first.blob_id, first.attached_at)
    assert Certificate.objects.count() == 1


def test_nothing_unsigned_foreign_or_anothers_is_filed(
    number: Issue, forger: Office, cast: object, now: datetime
) -> None:
    numbered = number()
    blob = keep(data=photo(), kind="photo", media_type="image/jpeg", now=now)
    same = {"number": numbered.number, "code": numbered.code, "issued_on": numbered.issued_on}
    ours = facts(**same, valid_until=numbered.valid_until, period_to=numbered.issued_on)
    for paper, pdf, error in (
        (ours, forger.unsigned(ours), Refused),
        (ours, forger.sealed(ours), Refused),
        (facts(), press.produce(ours, path(blob)), ValueError),
    ):
        with pytest.raises(error):
            operations.attach_file(
                certificate_id=numbered.pk, facts=paper, pdf=pdf, photo_id=blob.pk, actor=cast.kamran, now=now
            )
    numbered.refresh_from_db()
    assert (numbered.status, numbered.blob) == (Status.NUMBERED, None)


def test_the_press_refuses_another_photograph(house: Office, db: None, now: datetime) -> None:
    other = keep(data=photo(99), kind="photo", media_type="image/jpeg", now=now)
    with pytest.raises(ValueError, match="photograph"):
        press.produce(facts(), path(other))


def test_in_production_the_paper_is_no_specimen(
    house: Office, db: None, settings: object, now: datetime
) -> None:
    settings.PRODUCTION = True
    blob = keep(data=photo(), kind="photo", media_type="image/jpeg", now=now)
    with pikepdf.open(BytesIO(press.produce(facts(), path(blob)))) as pdf:
        attached = pdf.attachments["facts.json"].get_file().read_bytes()
    assert not read_facts(attached).specimen


@pytest.mark.parametrize(
    "change",
    ["number = 'X'", "code = 'X'", "facts = '{}'", "last_four = '9999'", "valid_until = '2090-01-01'"],
)
def test_what_stands_on_the_paper_cannot_change_in_the_books(issue: Issue, change: str) -> None:
    certificate = issue()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update documents_certificate set {change} where id = %s", [certificate.pk])


@pytest.mark.parametrize(
    "statement", ["delete from documents_certificate", "update documents_certificate set status='x'"]
)
def test_the_serving_role_can_neither_delete_nor_skip_a_step(issue: Issue, statement: str) -> None:
    issue()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_district_officer_revokes_with_a_reason_and_once(
    issue: Issue, cast: object, now: datetime
) -> None:
    certificate = issue()
    with pytest.raises(Invalid):
        operations.revoke(certificate_id=certificate.pk, reason="  ", actor=cast.hina, now=now)
    ended = operations.revoke(certificate_id=certificate.pk, reason="Court order", actor=cast.hina, now=now)
    assert (ended.status, ended.end_reason, ended.ended_at) == (Status.REVOKED, "Court order", now)
    with pytest.raises(Stale):
        operations.revoke(certificate_id=certificate.pk, reason="Again", actor=cast.hina, now=now)


@pytest.mark.parametrize("name", ["kamran", "omar", "ali", "bilal"])
def test_nobody_else_revokes_and_none_learns_that_it_exists(
    issue: Issue, cast: object, now: datetime, name: str
) -> None:
    certificate = issue()
    with pytest.raises(NotFound):
        operations.revoke(certificate_id=certificate.pk, reason="Mine", actor=getattr(cast, name), now=now)


def test_a_corrected_certificate_takes_the_place_of_the_first(
    issue: Issue, cast: object, now: datetime
) -> None:
    first, better = issue(), issue()
    ended = operations.supersede(
        certificate_id=first.pk, by_id=better.pk, reason="Name misspelt", actor=cast.hina, now=now
    )
    assert (ended.status, ended.superseded_by_id) == (Status.SUPERSEDED, better.pk)


def test_the_ledger_has_every_act(issue: Issue, cast: object, now: datetime) -> None:
    certificate = issue()
    operations.open_certificate(certificate_id=certificate.pk, actor=cast.kamran, now=now)
    operations.print_certificate(certificate_id=certificate.pk, actor=cast.kamran, now=now)
    operations.revoke(certificate_id=certificate.pk, reason="Court order", actor=cast.hina, now=now)
    with connection.cursor() as cursor:
        cursor.execute("select code from audit_event where subject_id = %s order by id", [certificate.pk])
        told = [code.removeprefix("documents.") for (code,) in cursor.fetchall()]
    assert told == ["numbered", "sealed", "opened", "printed", "revoked"]


def test_eight_at_once_about_one_application_get_one_number(
    no_application: None, committed: None, house: Office, number: Issue, cast: object
) -> None:
    about, actor, found = uuid4(), cast.kamran, []

    def act() -> None:
        found.append(number(about=about, actor=actor).number)
        connection.close()

    threads = [Thread(target=act) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_the_day_of_issue_may_lie_in_the_past(issue: Issue, now: datetime) -> None:
    assert issue(days_ago=30).issued_on == (now - timedelta(days=30)).date()
