import secrets

from hypothesis import given
from hypothesis import strategies as st

from khidmat.documents.codes import ALPHABET, LENGTH, code_of, grouped, key_of, new_code, parse_code

KEYS = st.binary(min_size=16, max_size=16)


@given(KEYS)
def test_a_code_holds_its_128_bits(key: bytes) -> None:
    assert key_of(code_of(key)) == key
    assert len(code_of(key)) == LENGTH


@given(KEYS)
def test_a_code_may_be_typed_in_groups_small_letters_and_look_alikes(key: bytes) -> None:
    code = code_of(key)
    assert parse_code(grouped(code)) == code
    assert parse_code(f" {code.lower()} ") == code
    assert parse_code(code.replace("0", "O").replace("1", "l")) == code


def test_a_code_may_be_typed_in_urdu_digits() -> None:
    code = code_of(bytes(16))
    assert parse_code(code.translate({ord(str(n)): chr(0x06F0 + n) for n in range(10)})) == code


@given(KEYS, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_most_slips_of_the_pen_are_noticed_and_none_makes_the_same_code(
    key: bytes, at: int, letter: str
) -> None:
    code = code_of(key)
    slipped = code[:at] + letter + code[at + 1 :]
    assert slipped == code or parse_code(slipped) != code


def test_one_wrong_letter_passes_about_once_in_a_thousand() -> None:
    passed = 0
    for _ in range(4000):
        code = code_of(secrets.token_bytes(16))
        passed += parse_code(code[:9] + ALPHABET[(ALPHABET.index(code[9]) + 1) % 32] + code[10:]) is not None
    assert passed < 40


@given(st.text(max_size=40))
def test_any_text_is_either_a_code_or_none(text: str) -> None:
    code = parse_code(text)
    assert code is None or parse_code(code) == code


def test_codes_do_not_repeat() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000
