from dataclasses import replace
from datetime import date, timedelta

import pytest

from khidmat.documents.facts import BadFacts, DisclosedCase, read_facts
from khidmat.documents.tests.samples import ISSUED, conviction, facts, pending


def test_facts_come_back_from_their_canonical_json_unchanged() -> None:
    paper = facts(wording="disclosed", cases=(pending(), conviction()))
    assert read_facts(paper.canonical()) == paper


def test_equal_facts_have_equal_bytes_and_one_changed_letter_another_digest() -> None:
    assert facts().canonical() == facts().canonical()
    assert facts().digest() != facts(name="Muhammad Akrem").digest()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda b: b + b" ",
        lambda b: b.replace(b'"v":1', b'"v":1.0'),
        lambda b: b.replace(b'"v":1', b'"v":2'),
        lambda b: b.replace(b"{", b'{"sect":"x",', 1),
        lambda b: b.replace("محمد".encode(), b"\\u0645\\u062d\\u0645\\u062f", 1),
        lambda b: b[:0] + b"[]",
        lambda b: b[:0],
        lambda b: b[:0] + b"\xff\xfe",
    ],
)
def test_json_in_any_other_form_is_no_certificate(spoil) -> None:
    with pytest.raises(BadFacts):
        read_facts(spoil(facts().canonical()))


@pytest.mark.parametrize("stage", ["acquitted", "discharged", "cancelled", "juvenile", "expunged"])
def test_only_convictions_and_pending_cases_can_stand_on_a_certificate(stage: str) -> None:
    hidden = DisclosedCase(
        reference="7/20", station="A Division", station_ur="اے ڈویژن", sections="379 PPC", stage=stage
    )
    with pytest.raises(BadFacts):
        facts(wording="disclosed", cases=(hidden,))


def test_a_certificate_cannot_call_a_person_clear_and_list_cases() -> None:
    with pytest.raises(BadFacts):
        facts(wording="clear", cases=(pending(),))
    with pytest.raises(BadFacts):
        facts(wording="disclosed", cases=())


def test_a_conviction_without_its_court_or_date_is_not_disclosed() -> None:
    for missing in ({"court": ""}, {"court_ur": ""}, {"decided_on": None}):
        with pytest.raises(BadFacts):
            facts(wording="disclosed", cases=(replace(conviction(), **missing),))


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": " Akram"},
        {"name": "A" * 121},
        {"name": "Ak\u202eram"},
        {"name_ur": "محمد\u200fاکرم"},
        {"purpose": "x\ny"},
        {"number": "pcc 1"},
        {"number": "A" * 41},
        {"code": "0" * 28},
        {"photo_sha256": "A" * 64},
        {"id_number": "35202-1234567-1"},
        {"id_number": "12345"},
        {"id_kind": "passport", "id_number": "A1"},
        {"addresses": ()},
        {"valid_until": ISSUED - timedelta(days=1)},
        {"period_from": ISSUED, "period_to": ISSUED - timedelta(days=1)},
        {"period_to": ISSUED + timedelta(days=1)},
        {"issued_on": date(2019, 12, 31)},
        {"birth_date": None},
        {"birth_year": 1994},
        {"birth_date": date(2027, 1, 1)},
    ],
)
def test_what_cannot_be_printed_honestly_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadFacts):
        facts(**change)


def test_the_last_four_are_those_printed_whatever_the_document() -> None:
    assert facts(id_number="0350212345671").last_four == "5671"
    assert facts(id_kind="passport", id_number="AB1234567").last_four == "4567"
    assert facts(id_kind="other", id_number="kb-77 b").last_four == "B77B"


def test_initials_are_first_letters_and_never_more_than_five() -> None:
    assert facts(name="Muhammad Akram").initials == "MA"
    assert facts(name="a b c d e f g").initials == "ABCDE"
