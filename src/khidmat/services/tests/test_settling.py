"""A number known under another name: nothing is approved before an officer has said what is right."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.timezone import localdate

from khidmat.audit.models import Event
from khidmat.documents.public import issue_number
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.org.public import office
from khidmat.people.public import Person
from khidmat.services import certificate, operations
from khidmat.services.dossier import dossier
from khidmat.services.models import Application, Discrepancy
from khidmat.services.states import DiscrepancyStatus, Status

pytestmark = pytest.mark.django_db
OTHERWISE = {"name": "Usman Ghani", "name_ur": "عثمان غنی", "birth_year": "1984"}
REASON = "The card and the B-form say Usman."
Settle = Callable[..., Application]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def odd(sent, verified, cast) -> Application:
    """Everything is in, but the number is in the index as Bilal Ahmad's."""
    sent(cast.ayesha)
    return verified(**OTHERWISE)


@pytest.fixture
def settle(odd: Application, cast, now: datetime) -> Settle:
    def act(how: str, reason: str = REASON, actor: object = None) -> Application:
        return operations.settle(
            application_id=odd.pk, how=how, reason=reason, actor=actor or cast.kamran, now=now
        )

    return act


def approved(application: Application, cast, now: datetime) -> Application:
    operations.approve(application_id=application.pk, actor=cast.kamran, now=now)
    return Application.objects.select_related("person", "photo", "district", "decided_posting__office").get(
        pk=application.pk
    )


def printed(application: Application, cast, now: datetime) -> tuple[str, str, int]:
    """Name in both scripts and year of birth as the paper would carry them."""
    day = localdate(now)
    made = {
        "title": ("A paper", "ایک کاغذ"),
        "office": application.district,
        "actor": cast.kamran,
        "now": now,
    }
    paper = issue_number(about=application.pk, series="PCC", issued_on=day, valid_until=day, **made)
    said = certificate.facts(application, number=paper.number, code=paper.code, issued_on=day, until=day)
    return said.name, said.name_ur, said.birth_date.year


def test_what_is_stated_otherwise_is_found_when_it_is_sent(odd, sent, cast, now: datetime) -> None:
    found = Discrepancy.objects.get()
    assert (found.application, found.name, found.father, found.birth) == (odd, True, False, True)
    seen = dossier(odd, cast.kamran, now)
    assert seen.may_settle
    assert seen.blocked.startswith("The number is in the index with other facts.")


def test_it_is_not_approved_before_it_is_settled_and_the_database_says_so_too(odd, cast, now) -> None:
    with pytest.raises(Forbidden):
        operations.approve(application_id=odd.pk, actor=cast.kamran, now=now)
    facts = {
        "decided_at": now,
        "decided_by_id": cast.kamran.user_id,
        "decided_posting_id": cast.kamran.posting_id,
    }
    with pytest.raises(IntegrityError, match="states another person"), transaction.atomic():
        Application.objects.filter(pk=odd.pk).update(status=Status.APPROVED, **facts)


def test_the_statement_may_stand_for_this_paper_alone(odd, settle, cast, now: datetime) -> None:
    settle("stands")
    application = approved(odd, cast, now)
    assert printed(application, cast, now) == ("Usman Ghani", "عثمان غنی", 1984)
    assert Person.objects.get(pk=odd.person_id).name == "Bilal Ahmad"
    [noted] = Event.objects.filter(code="services.settled")
    assert REASON in noted.body


def test_the_index_is_corrected_and_the_earlier_name_goes_on_being_found(odd, settle, cast, now) -> None:
    settle("corrected")
    person = Person.objects.get(pk=odd.person_id)
    assert (person.name, person.birth_date.year, person.relation_name) == (
        "Usman Ghani",
        1984,
        "Muhammad Akram",
    )
    assert [one.name for one in person.aliases.all()] == ["Bilal Ahmad"]
    assert "bilal" in person.words
    assert Event.objects.filter(code="people.corrected", subject_id=person.pk).count() == 1
    assert printed(approved(odd, cast, now), cast, now)[0] == "Usman Ghani"


def test_it_is_settled_once_with_a_reason_by_an_officer_of_the_district(odd, settle, cast) -> None:
    with pytest.raises(NotFound):
        settle("stands", actor=cast.omar)
    for how, reason in (("stands", "no"), ("", REASON), ("open", REASON)):
        with pytest.raises(Invalid):
            settle(how, reason)
    settle("stands")
    with pytest.raises(Stale):
        settle("corrected")
    assert Discrepancy.objects.get().status == DiscrepancyStatus.STANDS


def test_another_districts_entry_is_not_corrected_from_here(odd, settle) -> None:
    Person.objects.filter(pk=odd.person_id).update(district=office("PB-LHR"))
    with pytest.raises(Forbidden):
        settle("corrected")
    settle("stands")
    assert Person.objects.get(pk=odd.person_id).name == "Bilal Ahmad"


def test_the_same_person_again_has_nothing_to_settle(sent, cast) -> None:
    sent(cast.ayesha)
    sent()
    assert not Discrepancy.objects.exists()
