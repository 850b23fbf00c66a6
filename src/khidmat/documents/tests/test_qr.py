from datetime import timedelta

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from khidmat.documents import symbol
from khidmat.documents.codes import code_of
from khidmat.documents.keys import load_qr_key, load_qr_public
from khidmat.documents.qr import BadQR, read_qr, svg
from khidmat.documents.tests.samples import ISSUED, Office, facts


def test_the_qr_vouches_for_its_own_facts_and_no_others(kasur: Office) -> None:
    summary = read_qr(kasur.qr(facts()), load_qr_public(kasur.places.public / "qr.pub"))
    assert (summary.number, summary.issued_on, summary.initials) == (facts().number, ISSUED, "MA")
    assert summary.speaks_of(facts())
    assert not summary.speaks_of(facts(name="Muhammad Aslam"))
    assert not summary.speaks_of(facts(valid_until=facts().valid_until + timedelta(days=1)))


def test_the_qr_tells_nothing_of_the_person_but_initials(kasur: Office) -> None:
    text = kasur.qr(facts())
    for secret in ("0350212345671", "5671", "Akram", "Ghulam", "Kasur"):
        assert secret not in text


@pytest.mark.parametrize("position", range(0, 200, 3))
def test_any_other_letter_in_the_qr_breaks_it(kasur: Office, position: int) -> None:
    text, keys = kasur.qr(facts()), load_qr_public(kasur.places.public / "qr.pub")
    begin = text.index("/v/") + 3
    position = begin + position % (len(text) - begin)
    other = text[:position] + ("A" if text[position] != "A" else "B") + text[position + 1 :]
    with pytest.raises(BadQR):
        read_qr(other, keys)


def test_the_summary_of_one_paper_does_not_serve_another(kasur: Office) -> None:
    one, other = kasur.qr(facts()), kasur.qr(facts(code=code_of(bytes(16))))
    swapped = other.partition("#")[0] + "#" + one.partition("#")[2]
    with pytest.raises(BadQR):
        read_qr(swapped, load_qr_public(kasur.places.public / "qr.pub"))


def test_a_foreign_key_vouches_for_nothing(kasur: Office, forger: Office) -> None:
    with pytest.raises(BadQR):
        read_qr(forger.qr(facts()), load_qr_public(kasur.places.public / "qr.pub"))


@pytest.mark.parametrize(
    "text", ["", "#", "http://x/v/#", "a#b#c", "http://x/v/" + "0" * 28 + "#AAAA", "x" * 5000]
)
def test_nonsense_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadQR):
        read_qr(text, [Ed25519PrivateKey.generate().public_key()])


def test_the_same_paper_prints_the_same_symbol(kasur: Office) -> None:
    load_qr_key(kasur.places.secret)
    assert kasur.qr(facts()) == kasur.qr(facts())


def test_the_drawn_modules_are_those_of_the_symbol(kasur: Office) -> None:
    text = kasur.qr(facts())
    drawn = {(x, y) for y, row in enumerate(general(text)) for x, dark in enumerate(row) if dark}
    found = set()
    for run in svg(text).partition(' d="')[2].partition('"')[0].split("M")[1:]:
        start, _, rest = run.partition(" ")
        row, _, width = rest.partition("h")
        found |= {(int(start) + n, int(row)) for n in range(int(width.partition("v")[0]))}
    assert found == drawn
    assert (
        len(symbol.rows(text)) <= 17 + 4 * 12
    )  # 0.45 mm a module on the paper: read by a phone at arm's length


def general(text: str) -> list[bytes]:
    made = segno.make(text, mode="byte", error="m", mask=symbol.MASK, micro=False, boost_error=False)
    return [bytes(row) for row in made.matrix]


@pytest.mark.parametrize("length", [15, 26, 27, *range(28, 400, 7), 2331])
def test_every_module_is_where_a_general_encoder_puts_it(length: int) -> None:
    text = "".join(chr(33 + (n * n * 7 + length) % 94) for n in range(length))
    assert symbol.rows(text) == general(text)


def test_a_text_that_no_symbol_holds_is_refused() -> None:
    with pytest.raises(ValueError):
        symbol.rows("x" * 2332)
