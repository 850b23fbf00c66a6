"""The definition of the registers: all 25, and what it cannot say is refused with file and line."""

import pytest

from khidmat.kernel.policy import TABLE
from khidmat.station import registers
from khidmat.station.queries.facts import FACTS

WHOLE = registers.FILE.read_text(encoding="utf-8")


def with_(old: str, new: str) -> str:
    """The definition with its first such place changed."""
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


def test_all_twenty_five_stand_in_their_order_with_both_titles() -> None:
    every = registers.every()
    assert [one.number for one in every] == list(range(1, 26))
    assert [one.roman for one in every][:10] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    assert [one.number for one in every if one.dormant] == [8]
    assert [one.number for one in every if one.restricted] == [9, 10, 11, 12]
    assert all(one.title and one.title_ur for one in every)


def test_every_fact_is_a_view_and_every_view_is_of_one_register() -> None:
    used = [part.fact for one in registers.every() for part in one.parts if part.fact]
    assert sorted(used) == sorted(FACTS)


def test_every_right_that_is_named_is_granted_to_somebody() -> None:
    for one in registers.every():
        assert {one.reads, one.writes} - {None} <= TABLE.permissions


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: moment}", "kind: hour}", "parts.0.columns.1.kind"),
        ("  title_ur: روزنامچہ\n", "", "title_ur"),
        ("- number: 3\n", "- number: 2\n", "two registers of number 2"),
        ("fact: days", "fact: nights", "parts.0.fact"),
        ("code: entries,", "code: opened,", "two of one column: opened"),
        ("rule: '22.53'", "rule: '24.53'", "rule"),
        ("  writes: station.register.write\n", "", "writes: of what is entered"),
        ("balance: [received, paid]", "balance: [received, whom]", "balance"),
    ],
)
def test_what_it_cannot_say_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    changed = with_(old, new)
    with pytest.raises(registers.RegistersError) as refused:
        registers.read(changed, "registers.yaml")
    assert said in str(refused.value)
    line = int(str(refused.value).split(":")[1])
    assert 0 < line <= len(changed.splitlines())


def test_the_line_that_is_named_is_the_line_that_is_wrong() -> None:
    changed = with_("kind: rupees}", "kind: rupies}")
    with pytest.raises(registers.RegistersError) as refused:
        registers.read(changed, "registers.yaml")
    line = int(str(refused.value).split(":")[1])
    assert "rupies" in changed.splitlines()[line - 1]


def test_a_register_that_is_missing_is_named() -> None:
    cut = WHOLE[: WHOLE.index("- number: 25")]
    with pytest.raises(registers.RegistersError, match="no register of number 25"):
        registers.read(cut)
    with pytest.raises(registers.RegistersError, match="no registers"):
        registers.read("")
