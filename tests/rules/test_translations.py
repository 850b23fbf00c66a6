"""Every interface string has its Urdu; the Urdu uses Urdu code points; placeholders agree."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from khidmat.kernel.urdu import clean

APPS = Path(__file__).resolve().parents[2] / "src" / "khidmat"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")
METHODS = [("**.py", "python"), ("**/templates/**.html", "django.utils.translation:babel_extract")]


def catalogues() -> Iterator[tuple[str, Message]]:
    for path in sorted(APPS.glob("*/locale/ur/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="ur"):
                if message.id:
                    yield path.relative_to(APPS).parts[0], message


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


def asked() -> Iterator[tuple[str, object]]:
    for app in sorted(p for p in APPS.iterdir() if p.is_dir()):
        keywords = {
            "gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
            "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
        }  # fmt: skip
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(app), [("**/tests/**", "ignore"), ("**.py", "python")], keywords=keywords
        ):
            yield app.name, message


def test_every_string_that_the_program_asks_for_is_in_a_catalogue() -> None:
    known = {text for _app, m in catalogues() for text in texts(m.id)}
    missing = sorted({f"{app}: {text}" for app, m in asked() for text in texts(m)[:1] if text not in known})
    assert missing == []
