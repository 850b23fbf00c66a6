"""The worklist and the page of comparison, in both languages, with their refusals."""

from uuid import uuid4

import pytest
from django.urls import reverse

from khidmat.audit.models import Event
from khidmat.config.tests.visits import visit
from khidmat.kernel.names import Party
from khidmat.screening.models import Candidate
from khidmat.screening.states import Answer

pytestmark = pytest.mark.django_db

REASON = "Same father, same card, photograph agrees"


def text(response: object) -> str:
    return response.content.decode()


def page_of(candidate: Candidate) -> str:
    return reverse("screening:candidate", args=[candidate.pk])


@pytest.mark.parametrize("language", ["ur", "en"])
def test_the_worklist_leads_to_the_comparison_with_both_persons(hit, cast, language: str) -> None:
    worklist = visit(cast.nadia, reverse("screening:worklist"), language=language)
    assert page_of(hit) in text(worklist)
    page = text(visit(cast.nadia, page_of(hit), language=language))
    for word in (
        "محمد اسلم",
        "Mohd Aslam",
        "Muhammad Aslam",
        "Ghulam Rasul",
        "01234-5678901-2",
        "354/12",
        "1984",
    ):
        assert word in page
    assert 'value="same"' in page
    assert 'value="different"' in page


def test_the_comparison_is_in_the_ledger_before_it_is_sent(hit, cast) -> None:
    visit(cast.nadia, page_of(hit))
    assert Event.objects.filter(code="screening.opened", subject_id=hit.pk).count() == 1


@pytest.mark.parametrize(("answer", "status"), [("same", Answer.SAME), ("different", Answer.DIFFERENT)])
def test_a_button_and_a_reason_decide(hit, cast, told, answer: str, status: Answer) -> None:
    form = {"answer": answer, "reason": REASON, "idempotency_key": str(uuid4())}
    assert visit(cast.nadia, page_of(hit), **form).url == reverse("screening:worklist")
    assert visit(cast.nadia, page_of(hit), **form).status_code == 302
    assert Candidate.objects.get().status == status
    assert len(told) == 1


@pytest.mark.parametrize(
    "changes",
    [{"reason": ""}, {"reason": "no"}, {"answer": "perhaps"}, {"answer": ""}, {"idempotency_key": "x"}],
)
def test_a_decision_that_lacks_something_is_not_taken_and_keeps_what_was_typed(
    hit, cast, told, changes
) -> None:
    form = {"answer": "same", "reason": REASON, "idempotency_key": str(uuid4())} | changes
    response = visit(cast.nadia, page_of(hit), **form)
    assert response.status_code == 422
    assert form["reason"] in text(response)
    assert Candidate.objects.get().status == Answer.OPEN


def test_a_decided_candidate_can_be_thought_over_on_the_same_page(hit, cast, told) -> None:
    form = {"answer": "same", "reason": REASON, "idempotency_key": str(uuid4())}
    visit(cast.nadia, page_of(hit), **form)
    page = text(visit(cast.nadia, page_of(hit), language="en"))
    assert ('name="again"' in page, 'value="same"' in page, REASON in page) == (True, False, True)
    change = {"answer": "different", "reason": "Another man on the photograph", "again": "1"}
    visit(cast.nadia, page_of(hit), **change, idempotency_key=str(uuid4()))
    assert Candidate.objects.get().status == Answer.DIFFERENT


def test_an_equal_card_with_another_name_is_shown_with_its_warning(register, screen, cast) -> None:
    register({})
    check = screen(Party(name="Zulfiqar Haider", father="Mukhtar Masih", cnic="0123456789012"))
    page = text(visit(cast.nadia, page_of(check.candidates.get()), language="en"))
    assert "The card number is the same, the name is not." in page


def test_who_entered_the_person_sees_why_there_is_no_button(register, screen, cast) -> None:
    register({})
    own = screen(actor=cast.nadia).candidates.get()
    page = text(visit(cast.nadia, page_of(own), language="en"))
    assert "you entered this person yourself" in page
    assert 'value="same"' not in page


@pytest.mark.parametrize(("name", "status"), [("lubna", 404), ("kamran", 403), ("ali", 403), ("bilal", 403)])
def test_others_do_not_open_it(hit, cast, name: str, status: int) -> None:
    actor = getattr(cast, name)
    assert visit(actor, page_of(hit)).status_code == status
    form = {"answer": "same", "reason": REASON, "idempotency_key": str(uuid4())}
    assert visit(actor, page_of(hit), **form).status_code == status
    assert visit(actor, reverse("screening:photograph", args=[hit.pk, "person"])).status_code == status


def test_there_is_no_photograph_where_there_is_none(hit, cast) -> None:
    for side in ("person", "record", "elsewhere"):
        assert visit(cast.nadia, reverse("screening:photograph", args=[hit.pk, side])).status_code == 404
