"""A person screened: nobody found, or candidates for a person to look at; a number or a name alone decides nothing."""

import pytest

from khidmat.audit.models import Event
from khidmat.kernel.names import Party
from khidmat.screening import queries
from khidmat.screening.states import Answer, CheckState

pytestmark = pytest.mark.django_db

STRANGER = Party(
    name="Bilal Ahmad", name_ur="بلال احمد", father="Tanveer Ahmad", birth_year=1999, cnic="0999999999999"
)


def test_nobody_alike_is_cleared_at_once(register, screen) -> None:
    register({})
    check = screen(STRANGER)
    assert check.status == CheckState.CLEARED
    assert queries.disclosure(check.pk) == queries.Disclosure(settled=True, records=())
    assert check.candidates.count() == 0


def test_the_check_keeps_the_person_as_he_was_written(register, screen, cast, now) -> None:
    check = screen(STRANGER, address="Chak 7, Kasur")
    assert (check.name, check.name_ur, check.cnic, check.birth_year) == (
        "Bilal Ahmad",
        "بلال احمد",
        "0999999999999",
        1999,
    )
    assert (check.address, check.entered_by_id, check.made_at) == ("Chak 7, Kasur", cast.bilal.user_id, now)
    assert "names" in check.algorithm


def test_another_spelling_waits_for_a_record_keeper_with_its_evidence(register, screen) -> None:
    (record,) = register({})
    check = screen()
    candidate = check.candidates.get()
    assert check.status == CheckState.CANDIDATES
    assert (candidate.record_id, candidate.status) == (record.pk, Answer.OPEN)
    assert (candidate.birth_gap, candidate.birth_evidence, candidate.cnic_evidence) == (1, "near", "same")
    assert {candidate.name_evidence, candidate.father_evidence} <= {"same", "variant"}
    assert 0.5 <= candidate.score <= 1
    assert queries.disclosure(check.pk) == queries.Disclosure(settled=False, records=())


def test_an_equal_card_with_another_name_is_a_candidate_and_not_a_verdict(register, screen) -> None:
    register({})
    check = screen(Party(name="Zulfiqar Haider", father="Mukhtar Masih", cnic="0123456789012"))
    candidate = check.candidates.get()
    assert (check.status, candidate.status) == (CheckState.CANDIDATES, Answer.OPEN)
    assert (candidate.name_evidence, candidate.cnic_evidence) == ("different", "same")


def test_an_equal_name_with_another_card_and_father_is_no_reason_to_stop_anybody(register, screen) -> None:
    register({})
    check = screen(Party(name="Muhammad Aslam", father="Nazir Masih", birth_year=2001, cnic="0777777777777"))
    assert check.status == CheckState.CLEARED


def test_a_record_of_another_district_is_found_too(register, screen, cast) -> None:
    register({"station": "Shahdara", "district": "Lahore"}, actor=cast.lubna)
    assert screen().status == CheckState.CANDIDATES


@pytest.mark.parametrize(
    "row", [{"stage": "acquitted"}, {"stage": "discharged"}, {"stage": "cancelled"}, {"juvenile": "yes"}]
)
def test_what_may_not_be_disclosed_stops_nobody_and_shows_to_nobody(register, screen, row) -> None:
    register(row)
    check = screen()
    assert check.status == CheckState.CLEARED
    event = Event.objects.get(code="screening.screened")
    assert '"candidates":0' in event.body


def test_the_ledger_says_that_a_person_was_checked(register, screen, cast) -> None:
    register({})
    check = screen()
    event = Event.objects.get(code="screening.screened")
    assert (event.subject_id, event.actor_id, event.chain) == (check.pk, cast.bilal.user_id, cast.bilal.chain)
    assert '"candidates":1' in event.body
