"""The catalogue of rules: what is in it, and which faults stop the program."""

from datetime import date

import pytest
import yaml

from khidmat.clocks import rules

GOOD: dict[str, object] = {
    "code": "certificate.decide",
    "version": 1,
    "since": date(2023, 1, 1),
    "days": 3,
    "counting": "working",
    "title": "Decision",
    "title_ur": "فیصلہ",
    "source": "stated time",
}


def catalogue(*changes: dict[str, object]) -> tuple[rules.Rule, ...]:
    return rules.read(yaml.safe_dump([GOOD | change for change in changes], allow_unicode=True))


@pytest.mark.parametrize(
    ("code", "days", "counting"),
    [
        ("verification.station", 2, "working"),
        ("certificate.decide", 3, "working"),
        ("query.applicant", 7, "calendar"),
    ],
)
def test_the_rules_of_the_certificate_are_there(code: str, days: int, counting: str) -> None:
    found = rules.rule(code, date(2026, 11, 24))
    assert (found.days, found.counting, found.version) == (days, counting, 1)
    assert rules.version(code, 1) is found


def test_a_rule_that_is_in_no_catalogue_is_an_error_of_the_program() -> None:
    with pytest.raises(LookupError):
        rules.rule("tea.break", date(2026, 11, 24))
    with pytest.raises(LookupError):
        rules.rule("certificate.decide", date(2022, 12, 31))
    with pytest.raises(LookupError):
        rules.version("certificate.decide", 9)


def test_versions_follow_each_other_by_number_and_by_day() -> None:
    two = catalogue({}, {"version": 2, "since": date(2026, 1, 1), "days": 5})
    assert [one.days for one in two] == [3, 5]
    with pytest.raises(rules.RulesError, match="must come after"):
        catalogue({}, {"version": 2})
    with pytest.raises(rules.RulesError, match="must come after"):
        catalogue({}, {"since": date(2026, 1, 1)})


@pytest.mark.parametrize(
    "fault",
    [
        {"days": 0},
        {"counting": "lunar"},
        {"title_ur": ""},
        {"code": "Decide"},
        {"colour": "green"},
        {"since": "soon"},
    ],
)
def test_a_fault_in_the_catalogue_is_named(fault: dict[str, object]) -> None:
    with pytest.raises(rules.RulesError, match=next(iter(fault))):
        catalogue(fault)


def test_an_empty_catalogue_is_a_fault() -> None:
    with pytest.raises(rules.RulesError, match="no rules"):
        rules.read("[]")
