"""From the verdict to the certificate: who was acquitted gets a clean one, who was convicted does not."""

from datetime import datetime

import pytest

from khidmat.documents.public import new_code
from khidmat.screening.public import Candidate, adjudicate
from khidmat.services import certificate, operations, recourse
from khidmat.services.models import Application
from khidmat.station.tests.casework import THEFT, Work
from khidmat.station.typed import Who

pytestmark = pytest.mark.django_db
BILAL = Who(name="بلال احمد", father="محمد اکرم", cnic="01234-5678901-2", age="32")


@pytest.fixture
def tried(cast, now: datetime) -> Work:
    """A theft of which Bilal is accused, before the court."""
    work = Work(cast, now).case(THEFT, BILAL).in_court()
    work.charge()
    return work


def found_same(application: Application, cast, now: datetime) -> None:
    """The record keeper compares: it is he."""
    for candidate in Candidate.objects.filter(of_check=application.records_id):
        reason = "Same card and father"
        adjudicate(candidate_id=candidate.pk, same=True, reason=reason, actor=cast.nadia, now=now)
    application.refresh_from_db()


def paper_of(application: Application, cast, now: datetime) -> tuple[str, list[str]]:
    """How his certificate would read when it is decided: its wording, and the stages of the cases on it."""
    done = operations.approve(application_id=application.pk, actor=cast.kamran, now=now)
    day = now.date()
    said = certificate.facts(done, number="PCC-KSR-2026-000001", code=new_code(), issued_on=day, until=day)
    return said.wording, [one.stage for one in said.cases]


@pytest.mark.parametrize("service", ["character-certificate"], indirect=True)
def test_who_was_acquitted_before_he_applies_has_no_case(tried: Work, verified, cast, now: datetime) -> None:
    tried.judge("acquitted")
    application = verified()
    assert not Candidate.objects.filter(of_check=application.records_id).exists()
    assert recourse.told_cases(application) == ()
    assert paper_of(application, cast, now) == ("clear", [])


@pytest.mark.parametrize("service", ["character-certificate"], indirect=True)
@pytest.mark.parametrize(
    ("outcome", "told"), [("acquitted_249a", ("clear", [])), ("convicted", ("disclosed", ["convicted"]))]
)
def test_a_verdict_while_he_waits_changes_his_paper_the_same_minute(
    tried: Work, verified, cast, now: datetime, outcome: str, told: tuple[str, list[str]]
) -> None:
    application = verified()
    found_same(application, cast, now)
    assert [one.stage for one in recourse.told_cases(application)] == ["pending"]
    tried.judge(outcome)
    assert [one.stage for one in recourse.told_cases(application)] == told[1]
    assert paper_of(application, cast, now) == told
