"""Small counts stay hidden, also from somebody who subtracts."""

from hypothesis import given
from hypothesis import strategies as st

from khidmat.kernel.hiding import HIDDEN, Line, hide_small

LEAST = 10
tables = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=7)


def hidden(pairs: list[tuple[int, int]]) -> tuple[list[dict], dict]:
    lines = [Line(str(n), "", {"asked": a, "helped": b, "days": 2.0}) for n, (a, b) in enumerate(pairs)]
    total = {"asked": sum(a for a, _ in pairs), "helped": sum(b for _, b in pairs), "days": 2.0}
    made, whole = hide_small(lines, total, counts=["asked", "helped"], least=LEAST)
    return [dict(one.cells) for one in made], whole


def test_two_of_three_hundred_cannot_be_found_by_subtraction() -> None:
    made, whole = hidden([(2, 0), (30, 25), (12, 11)])
    assert made[0] == dict.fromkeys(("asked", "helped", "days"), HIDDEN)
    assert made[2]["asked"] is HIDDEN  # else 44 - 30 - 12 names the two
    assert (made[1]["asked"], whole["asked"]) == (30, 44)


def test_a_single_small_line_takes_the_total_with_it() -> None:
    assert hidden([(3, 3)])[1] == dict.fromkeys(("asked", "helped", "days"), HIDDEN)


@given(tables)
def test_no_shown_count_is_small_and_what_is_hidden_adds_up_to_enough(pairs: list[tuple[int, int]]) -> None:
    made, whole = hidden(pairs)
    for n, code in enumerate(("asked", "helped")):
        shown = [cells[code] for cells in [*made, whole] if cells[code] is not HIDDEN]
        away = [pair[n] for pair, cells in zip(pairs, made, strict=True) if cells[code] is HIDDEN]
        assert not any(0 < count < LEAST for count in shown)
        assert whole[code] is HIDDEN or not away or (len(away) > 1 and (sum(away) == 0 or sum(away) >= LEAST))
