"""Nonsense in a definition is refused at start, with file and line."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from khidmat.services.reading import FOLDER, BadDefinition, load, load_all

GRANTED = frozenset({"services.application.decide"})
PCC = (FOLDER / "pcc.yaml").read_text(encoding="utf-8")
FEE = next(line for line in PCC.splitlines() if line.startswith("fee:"))

#: What stands in the file, what is written instead, and what must be said about its line.
NONSENSE = {
    "an unknown kind": ("kind: country", "kind: planet", "Input should be 'name'"),
    "no Urdu": ("title: {en: Parents and birth, ur: والدین اور پیدائش}", "title: {en: Parents}", "Field required"),
    "an empty Urdu": ("ur: تعلیم}", 'ur: ""}', "at least 1 character"),
    "English for Urdu": ("ur: تعلیم}", "ur: taleem}", "not in Urdu"),
    "Urdu for English": ("en: Education, ur: تعلیم}", "en: تعلیم, ur: تعلیم}", "not in English"),
    "Arabic letters": ("ur: ملازمت}", "ur: ملازمة ي}", "only look like Urdu"),
    "a negative fee": (FEE, "fee: -500", "fee"),
    "half a rupee": (FEE, "fee: 0.5", "fee"),
    "a fee nobody knows": (FEE, "fee: certificate.golden", "no fee certificate.golden"),
    "no day to work": ("days: 3", "days: 0", "greater than or equal to 1"),
    "a day in words": ("days: 3", "days: three", "valid integer"),
    "a paper that never lived": ("valid_days: 180", "valid_days: -1", "greater than or equal to 1"),
    "a code in small letters": ("code: PCC", "code: pcc", "match pattern"),
    "a slug with a slash": ("slug: character-certificate", "slug: ../etc", "match pattern"),
    "a version that is none": ("version: 1", "version: 0", "greater than or equal to 1"),
    "a key nobody knows": ("days: 3", "days: 3\nsect: no", "sect: Extra inputs"),
    "a key twice": ("days: 3", "days: 3\ndays: 4", "days is there twice"),
    "yes for true": ("records: true", "records: 1", "valid boolean"),
    "no record check": ("records: true", "records: false", "no paper out without this check"),
    "no station": ("station: true", "station: false", "no paper out without this check"),
    "a step nobody may take": (
        "decides: services.application.decide", "decides: services.application.bless", "nobody may take this step",
    ),
    "a template nobody drew": ("template: character_certificate", "template: diploma", "no template diploma.typ"),
    "the shared page as a paper": ("template: character_certificate", "template: paper", "no template paper.typ"),
    "a field twice": ("- name: since", "- name: email", "email is there twice"),
    "an input twice": ("- name: since", "- name: present_line", "present_line is there twice"),
    "a page twice": ("- name: papers", "- name: who", "page who is there twice"),
    "a circle": ("same_as: present", "same_as: permanent", "a circle"),
    "a question after its answer": ("when: {purpose: other}", "when: {photo: x}", "not asked before"),
    "a question to nobody": ("when: {purpose: other}", "when: {purpose: pilgrimage}", "nobody would be asked"),
    "a condition on nothing": ("when: {purpose: other}", "when: {weather: other}", "no field weather"),
    "a name for an address": ("same_as: present", "same_as: email", "only an address"),
    "options of a line": ("- name: detail\n        kind: line", "- name: detail\n        kind: choice", "choice"),
    "a choice without options": ("kind: year", "kind: choice", "a choice needs them"),
    "an option twice": ("{value: other, en: Something", "{value: visa, en: Something", "visa is there twice"),
    "a photograph that is a paper": ("kind: photo", "kind: paper", "must be of kind photo"),
    "no birth": ("- name: birth", "- name: born", "needs a field birth"),
    "a birth that is left out": ("kind: birth", "kind: birth\n        required: false", "from everybody"),
    "a tag of Python's": ("code: PCC", "code: !!python/object/apply:os.system [id]", "could not determine"),
    "a brace that stays open": ("code: PCC", "code: {PCC", "expected"),
}  # fmt: skip


def refusal(folder: Path, text: str) -> str:
    file = folder / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadDefinition) as refused:
        load(file, granted=GRANTED)
    return str(refused.value)


@pytest.mark.parametrize("case", NONSENSE)
def test_nonsense_is_refused_with_file_and_line(case: str, tmp_path: Path) -> None:
    old, new, said = NONSENSE[case]
    assert old in PCC
    told = refusal(tmp_path, PCC.replace(old, new, 1))
    begins = PCC[: PCC.index(old)].count("\n") + 1
    lines = {int(line) for line in re.findall(r"^bad\.yaml:(\d+): ", told, re.MULTILINE)}
    assert said in told
    near = range(begins - 1, begins + new.count("\n") + 3)
    assert lines & set(near) or "needs a field" in told


def test_a_wider_circle_is_found(tmp_path: Path) -> None:
    there = PCC.replace("- name: embassy\n        kind: line\n        when: {purpose: visa}", "{}", 1)
    first = "- name: embassy\n        kind: line\n        when: {detail: x}"
    told = refusal(tmp_path, there.replace("{}", first, 1).replace("{purpose: other}", "{embassy: x}", 1))
    assert "a circle: detail depends on embassy" in told
    assert "a circle: embassy depends on detail" in told


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "bad.yaml:1: empty"),
        (b"- one\n- two\n", "bad.yaml:1: "),
        (b"code: \xff\xfe", "bad.yaml:1: not UTF-8"),
        (b"code: &a [*a]\n", "bad.yaml:1: an alias"),
        (b"[" * 5000, "bad.yaml:2: "),
        (b"# " + b"x" * 300_000, "bad.yaml:1: longer than"),
        (b"when: 2026-13-45\n", "bad.yaml:1: "),
    ],
)
def test_what_is_no_definition_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_bytes(data)
    with pytest.raises(BadDefinition, match=re.escape(said)):
        load(file, granted=GRANTED)


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        PCC.replace("days: 3", "days: 0").replace("kind: year", "kind: age"), encoding="utf-8"
    )
    (tmp_path / "b.yaml").write_text(PCC.replace("kind: photo", "kind: paper"), encoding="utf-8")
    with pytest.raises(BadDefinition) as refused:
        load_all(granted=GRANTED, folder=tmp_path)
    told = str(refused.value)
    assert [line.split(":")[0] for line in told.splitlines()] == ["a.yaml", "a.yaml", "b.yaml"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("version: 1", "version: 1"), "second.yaml:3: version: PCC has a version 1 already"),
        (
            ("code: PCC", "code: OTHER"),
            "second.yaml:4: slug: character-certificate belongs to another service",
        ),
    ],
)
def test_two_files_do_not_claim_the_same(change: tuple[str, str], said: str, tmp_path: Path) -> None:
    (tmp_path / "first.yaml").write_text(PCC, encoding="utf-8")
    (tmp_path / "second.yaml").write_text(PCC.replace(*change, 1), encoding="utf-8")
    with pytest.raises(BadDefinition, match=re.escape(said)):
        load_all(granted=GRANTED, folder=tmp_path)


def test_the_next_version_of_a_service_stands_beside_the_first(tmp_path: Path) -> None:
    (tmp_path / "first.yaml").write_text(PCC, encoding="utf-8")
    (tmp_path / "second.yaml").write_text(PCC.replace("version: 1", "version: 2", 1), encoding="utf-8")
    assert [one.version for one in load_all(granted=GRANTED, folder=tmp_path)] == [1, 2]


@pytest.mark.slow
def test_the_program_does_not_start_with_nonsense(tmp_path: Path) -> None:
    source = tmp_path / "src"
    shutil.copytree(FOLDER.parents[1], source / "khidmat")
    file = source / "khidmat" / "services" / "catalogue" / "pcc.yaml"
    file.write_text(PCC.replace("kind: country", "kind: planet"), encoding="utf-8")
    command = [sys.executable, "-m", "khidmat.config.manage", "check"]
    env = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert re.search(r"pcc\.yaml:\d+: pages\.3\.fields\.1\.kind: Input should be", done.stderr)
