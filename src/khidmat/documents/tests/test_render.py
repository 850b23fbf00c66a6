import io
import subprocess
from pathlib import Path

import pikepdf
import pytest

from khidmat.documents.fit import Fit
from khidmat.documents.render import TEMPLATES, missing_letters, pages, papers
from khidmat.documents.setting import Unprintable, typesetter
from khidmat.documents.tests.samples import (
    FAR,
    HERE,
    LONG_NAME,
    LONG_NAME_UR,
    Office,
    conviction,
    facts,
    pending,
)

LONG = {
    "name": LONG_NAME,
    "name_ur": LONG_NAME_UR,
    "relative": LONG_NAME,
    "relative_ur": LONG_NAME_UR,
    "purpose": FAR.text[:200],
    "purpose_ur": FAR.text_ur[:180].strip(),
}


every_paper = pytest.mark.parametrize("kind", sorted(papers()))


@every_paper
def test_an_ordinary_certificate_is_one_page(kasur: Office, kind: str) -> None:
    assert pages(kasur.unsigned(facts(kind=kind))) == 1


def test_a_paper_without_a_template_is_not_printed(kasur: Office) -> None:
    assert "paper" not in papers()
    with pytest.raises(Unprintable, match="no template"):
        kasur.unsigned(facts(kind="paper"))


@every_paper
@pytest.mark.parametrize("addresses", [(FAR,), (HERE, FAR), (FAR, FAR, FAR)])
def test_the_longest_names_and_addresses_still_fit_one_page(
    kasur: Office, addresses: tuple[object, ...], kind: str
) -> None:
    assert min(len(LONG_NAME), len(LONG_NAME_UR)) == 120
    assert min(len(FAR.text), len(FAR.text_ur)) > 280
    assert pages(kasur.unsigned(facts(kind=kind, addresses=addresses, **LONG))) == 1


@every_paper
def test_a_few_cases_stay_on_the_front_and_many_get_a_page(kasur: Office, kind: str) -> None:
    few = facts(kind=kind, wording="disclosed", cases=(pending(), conviction()))
    listed = tuple(pending(n) for n in range(12))
    many = facts(kind=kind, wording="disclosed", cases=listed, addresses=(FAR, FAR, FAR), **LONG)
    assert pages(kasur.unsigned(few)) == 1
    assert pages(kasur.unsigned(many)) == 2


def test_the_same_facts_give_the_same_bytes(kasur: Office) -> None:
    first = kasur.unsigned(facts())
    kasur.unsigned(facts(name="Somebody Else"))
    assert kasur.unsigned(facts()) == first


def test_the_attached_facts_are_the_canonical_bytes(kasur: Office) -> None:
    with pikepdf.open(io.BytesIO(kasur.unsigned(facts()))) as pdf:
        attached = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
    assert attached["facts.json"] == facts().canonical()
    assert attached["qr.txt"].decode() == kasur.qr(facts())


def test_a_person_leaves_nothing_behind_in_the_working_folder(kasur: Office) -> None:
    kasur.unsigned(facts())
    left = {file.name for file in typesetter(TEMPLATES).place.iterdir()}
    assert left == {file.name for file in TEMPLATES.iterdir()}


def test_a_letter_that_no_font_has_is_named_before_and_refused_at_the_press(kasur: Office) -> None:
    assert missing_letters("Muhammad Akram", "محمد اکرم ٹھیکیدار، 12") == ""
    assert missing_letters("Akram 漢", "漢字") == "漢字"
    with pytest.raises(Unprintable):
        kasur.unsigned(facts(name="Akram 漢"))
    assert pages(kasur.unsigned(facts())) == 1


def test_typst_markup_in_a_name_is_printed_and_not_obeyed(kasur: Office, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(kasur.unsigned(facts(name='#panic("x") *Akram* $1$')))
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    assert '#panic("x") *Akram* $1$' in text


def test_every_letter_of_the_paper_comes_from_our_fonts(kasur: Office, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(kasur.unsigned(facts()))
    fonts = subprocess.run(
        ["pdffonts", file], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert fonts
    assert all("SourceSans3" in line or "NotoNastaliqUrdu" in line for line in fonts)


def test_an_estimate_that_was_too_large_is_corrected(kasur: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = [Fit(1.05), Fit(0.62)]
    monkeypatch.setattr("khidmat.documents.render.candidates", lambda _facts: sizes)
    assert pages(kasur.unsigned(facts(addresses=(FAR, FAR, FAR), **LONG))) == 1
