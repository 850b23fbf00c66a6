"""The catalogue of rules: what is in it, and which faults stop the program."""

from datetime import date

import pytest
import yaml

from khidmat.clocks import rules

GOOD: dict[str, object] = {
    "code": "certificate.decide",
    "version": 1,
    "since": date(2023, 1, 1),
    "length": 3,
    "unit": "working",
    "title": "Decision",
    "title_ur": "فیصلہ",
    "starts": "The fee is paid",
    "starts_ur": "فیس جمع ہوئی",
    "source": "stated time",
}


def catalogue(*changes: dict[str, object]) -> tuple[rules.Rule, ...]:
    return rules.read(yaml.safe_dump([GOOD | change for change in changes], allow_unicode=True))


@pytest.mark.parametrize(
    ("code", "length", "unit"),
    [
        ("verification.station", 2, "working"),
        ("certificate.decide", 3, "working"),
        ("query.applicant", 7, "days"),
        ("custody.produce", 24, "hours"),
    ],
)
def test_the_rules_of_the_program_are_there(code: str, length: int, unit: str) -> None:
    found = rules.rule(code, date(2026, 11, 24))
    assert (found.length, found.unit, found.version) == (length, unit, 1)
    assert rules.version(code, 1) is found


def test_a_rule_that_is_in_no_catalogue_is_an_error_of_the_program() -> None:
    with pytest.raises(LookupError):
        rules.rule("tea.break", date(2026, 11, 24))
    with pytest.raises(LookupError):
        rules.rule("certificate.decide", date(2022, 12, 31))
    with pytest.raises(LookupError):
        rules.version("certificate.decide", 9)


def test_versions_follow_each_other_by_number_and_by_day() -> None:
    two = catalogue({}, {"version": 2, "since": date(2026, 1, 1), "length": 5})
    assert [one.length for one in two] == [3, 5]
    with pytest.raises(rules.RulesError, match="must come after"):
        catalogue({}, {"version": 2})
    with pytest.raises(rules.RulesError, match="must come after"):
        catalogue({}, {"since": date(2026, 1, 1)})


@pytest.mark.parametrize(
    "fault",
    [
        {"length": 0},
        {"unit": "lunar"},
        {"length": None},
        {"alerts": ["-4h tea_boy"]},
        {"alerts": ["0h station_head", "-4h station_head"]},
        {"title_ur": ""},
        {"code": "Decide"},
        {"colour": "green"},
        {"since": "soon"},
    ],
)
def test_a_fault_in_the_catalogue_is_named(fault: dict[str, object]) -> None:
    with pytest.raises(rules.RulesError, match=next(iter(fault))):
        catalogue(fault)


def test_a_fault_is_named_with_its_file_and_line() -> None:
    text = yaml.safe_dump([GOOD, GOOD | {"version": 2, "since": date(2026, 1, 1), "length": -1}])
    with pytest.raises(rules.RulesError) as error:
        rules.read(text, "clocks.yaml")
    file, line, *_rest = str(error.value).split(":")
    assert file == "clocks.yaml"
    assert text.splitlines()[int(line) - 1].strip() == "length: -1"
    with pytest.raises(rules.RulesError, match=r"clocks\.yaml"):
        rules.read("- code: [", "clocks.yaml")


@pytest.mark.parametrize(
    "fault",
    [
        {"inclusive": True},
        {"cumulative": True},
        {"until": date(2022, 1, 1)},
        {"note": "only in English"},
    ],
)
def test_what_a_rule_says_must_hold_together(fault: dict[str, object]) -> None:
    with pytest.raises(rules.RulesError, match=next(iter(fault))):
        catalogue(fault)


def test_a_rule_that_ended_is_no_longer_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules.rule("register.tenant", date(2015, 6, 1)).version == 1
    assert rules.rule("register.tenant", date(2026, 1, 1)).version == 2
    monkeypatch.setattr(rules.RULES, "_items", {"a.b/1": catalogue({"until": date(2024, 1, 1)})[0]})
    with pytest.raises(LookupError):
        rules.rule("certificate.decide", date(2024, 1, 2))


def test_an_empty_catalogue_is_a_fault() -> None:
    with pytest.raises(rules.RulesError, match="no rules"):
        rules.read("[]")
