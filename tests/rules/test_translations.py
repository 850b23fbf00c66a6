"""Every interface string has its Urdu; the Urdu uses Urdu code points; placeholders agree."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po

from khidmat.kernel.urdu import clean
from khidmat.ui.catalogues import problems

APPS = Path(__file__).resolve().parents[2] / "src" / "khidmat"
#: The context and the text of an entry, which tell it from every other.
ENTRY = re.compile(r'^((?:msgctxt ".*"\n)?msgid (?:".*"\n)+)', re.MULTILINE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")


def catalogues() -> Iterator[tuple[str, Message]]:
    for path in sorted(APPS.glob("*/locale/ur/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="ur"):
                if message.id:
                    yield path.relative_to(APPS).parts[0], message


def test_no_string_stands_twice_in_a_catalogue() -> None:
    """Catalogues merge line by line: two hands may add one string, and the later Urdu would win unseen."""
    twice = []
    for path in sorted(APPS.glob("*/locale/ur/LC_MESSAGES/django.po")):
        found = ENTRY.findall(path.read_text(encoding="utf-8"))
        twice += [
            f"{path.relative_to(APPS).parts[0]}: {one}" for one, times in Counter(found).items() if times > 1
        ]
    assert twice == []


def texts(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]


def test_every_string_of_the_catalogues_has_its_urdu() -> None:
    missing = [f"{app}: {m.id}" for app, m in catalogues() if m.fuzzy or not all(texts(m.string))]
    assert missing == []


def test_placeholders_agree() -> None:
    wrong = [
        f"{app}: {m.id}"
        for app, m in catalogues()
        if set(PLACEHOLDER.findall(texts(m.id)[-1])) != set(PLACEHOLDER.findall(texts(m.string)[-1]))
    ]
    assert wrong == []


def test_only_urdu_code_points_are_used() -> None:
    isolates = str.maketrans("", "", "\u2066\u2069")
    wrong = [
        f"{app}: {text}"
        for app, m in catalogues()
        for text in texts(m.string)
        for line in text.splitlines()
        if clean(line) != " ".join(line.translate(isolates).split())
    ]
    assert wrong == []


@pytest.mark.parametrize("app", sorted(p.name for p in APPS.iterdir() if (p / "apps.py").exists()))
def test_every_string_of_an_app_is_in_its_catalogue(app: str) -> None:
    assert problems(APPS / app) == []
