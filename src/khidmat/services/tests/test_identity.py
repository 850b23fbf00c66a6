"""The person of an application and the index: warned without being told, shown to officers, searched by every name."""

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.timezone import localdate

from khidmat.audit.models import Event
from khidmat.documents.public import issue_number
from khidmat.services import certificate, operations
from khidmat.services.dossier import dossier
from khidmat.wanted.public import import_file

pytestmark = pytest.mark.django_db
OTHERWISE = {"name": "Usman Ghani", "name_ur": "عثمان غنی", "birth_year": "1984"}
WARIS = {
    "station": "A Division",
    "case_ref": "354/12",
    "sections": "379 PPC",
    "stage": "pending",
    "juvenile": "no",
    "name": "Waris Pehlwan",
    "name_ur": "وارث پہلوان",
    "father": "Muhammad Akram",
    "father_ur": "محمد اکرم",
    "birth_year": "1994",
    "district": "Kasur",
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def waris(tmp_path: Path, cast: object, now: datetime) -> None:
    """A pending case of somebody called Waris Pehlwan."""
    with (tmp_path / "register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([WARIS.keys(), WARIS.values()])
    batch = import_file(path=Path(file.name), file_name="a.csv", encoding="utf-8", actor=cast.nadia, now=now)
    assert batch.new == 1


def test_a_draft_that_contradicts_the_index_is_warned_of_and_the_warning_is_in_the_ledger(
    sent, draft, cast, now: datetime
) -> None:
    sent()
    right = draft(cast.ayesha)
    assert not operations.differs(application=right, actor=cast.ayesha, now=now)
    wrong = draft(cast.bilal, **OTHERWISE)
    assert operations.differs(application=wrong, actor=cast.bilal, now=now)
    [noted] = Event.objects.filter(code="people.contradicted")
    assert json.loads(noted.body)["data"] == {"parts": "name birth"}


def test_a_draft_that_does_not_say_enough_is_not_compared(cast, now: datetime) -> None:
    begun = operations.start(slug="character-certificate", language="ur", actor=cast.bilal, now=now)
    assert not operations.differs(application=begun, actor=cast.bilal, now=now)


def test_the_officer_sees_both_statements_side_by_side(sent, cast, now: datetime) -> None:
    sent()
    second = sent(cast.ayesha, **OTHERWISE)
    seen = dossier(second, cast.kamran, now)
    assert [str(one.label) for one in seen.differences] == ["Name", "Birth"]
    assert "Usman Ghani" in seen.differences[0].left
    assert "Bilal Ahmad" in seen.differences[0].right
    assert dossier(sent(cast.ayesha), cast.kamran, now).differences == []


def test_the_officer_sees_who_else_it_may_be_while_it_is_open(heard, sent, cast, now: datetime) -> None:
    other = sent(cast.ayesha, id_cnic="01234-5678901-3", name="Bilaal Ahmed")
    application = heard()
    [seen] = dossier(application, cast.kamran, now).lookalikes
    assert seen.person == other.person
    assert {"The card numbers differ in one place", "The same address"} <= {str(w.text) for w in seen.reasons}
    operations.refuse(
        application_id=application.pk, reason="Two cards, one person", actor=cast.kamran, now=now
    )
    application.refresh_from_db()
    assert dossier(application, cast.kamran, now).lookalikes == []


def test_another_name_is_kept_with_the_person_and_the_records_are_searched_under_it(
    sent, waris, cast: datetime
) -> None:
    assert sent(cast.ayesha, id_cnic="01234-5678901-3").records.status == "cleared"
    found = sent(alias_ur="وارث پہلوان")
    [candidate] = found.records.candidates.all()
    assert (found.records.status, candidate.alias) == ("candidates", "وارث پہلوان")
    assert [one.name_ur for one in found.person.aliases.all()] == ["وارث پہلوان"]


@pytest.mark.parametrize(
    ("relation", "printed"), [("s/o", "father"), ("d/o", "father"), ("widow", "husband"), ("c/o", "parent")]
)
def test_the_certificate_says_whose_name_it_is(verified, cast, now: datetime, relation, printed) -> None:
    application, day = verified(relation=relation), localdate(now)
    operations.approve(application_id=application.pk, actor=cast.kamran, now=now)
    application.refresh_from_db()
    paper = issue_number(
        about=application.pk,
        series="PCC",
        title=("A paper", "ایک کاغذ"),
        office=application.district,
        issued_on=day,
        valid_until=day,
        actor=cast.kamran,
        now=now,
    )
    said = certificate.facts(application, number=paper.number, code=paper.code, issued_on=day, until=day)
    assert said.relation == printed
