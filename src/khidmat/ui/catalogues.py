"""Urdu catalogues: compiled with Babel (no gettext tools needed) and checked for completeness.

Every app has `locale/ur/LC_MESSAGES/django.po`. Compiled files are never committed.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

#: The calls that ask for a message.
KEYWORDS: dict[str, None] = dict.fromkeys(
    (
        *("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"),
        *("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"),
    )
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")

MessageId = tuple[str, str]  # context, singular


def sources(source: Path) -> list[Path]:
    """Every catalogue under `source` (the folder that holds the apps), in a stable order."""
    return sorted(source.glob("*/locale/*/LC_MESSAGES/django.po"))


def compile_one(po: Path) -> Path:
    """Write the compiled file beside its source, in one step so that no reader sees half of it."""
    with po.open("rb") as stream:
        catalogue = read_po(stream, locale=po.parents[1].name)
    mo, part = po.with_suffix(".mo"), po.with_suffix(".mo.part")
    with part.open("wb") as stream:
        write_mo(stream, catalogue)
    part.replace(mo)
    return mo


def used(app: Path) -> dict[MessageId, str]:
    """Every message that the Python files and templates of an app ask for, with the file that asks."""
    found: dict[MessageId, str] = {}
    for path in sorted((*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt"))):
        inside = path.relative_to(app)
        if {"tests", "migrations"}.isdisjoint(inside.parts):
            for identity in messages(path):
                found.setdefault(identity, inside.as_posix())
    return found


def problems(app: Path) -> list[str]:
    """What is missing or wrong in an app's Urdu catalogue: a line each, empty when it is complete."""
    po = app / "locale" / "ur" / "LC_MESSAGES" / "django.po"
    wanted = used(app)
    if not po.exists():
        return [f"{app.name}: no catalogue"] if wanted else []
    with po.open("rb") as stream:
        catalogue = read_po(stream, locale="ur")
    missing = [
        f"{app.name}: {where}: no Urdu for {text!r}"
        for (context, text), where in wanted.items()
        if not _translated(catalogue, text, context)
    ]
    return missing + [f"{app.name}: {line}" for message in catalogue if (line := _fault(message))]


def messages(path: Path) -> Iterator[MessageId]:
    """The messages of one file; templates are turned into calls the way Django does it."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    calls = extract_python(BytesIO(text.encode()), KEYWORDS, [], {})
    for _line, function, arguments, _comments in calls:
        words = list(arguments) if isinstance(arguments, tuple | list) else [arguments]
        context = words.pop(0) if function and "pgettext" in function else ""
        if words and isinstance(words[0], str) and words[0]:
            yield str(context or ""), words[0]


def _translated(catalogue: Catalog, text: str, context: str) -> bool:
    message = catalogue.get(text, context or None)
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def _fault(message: Message) -> str:
    """A placeholder invented or lost in translation."""
    if not message.id or not message.string:
        return ""
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    asked = {name for text in ids for name in PLACEHOLDER.findall(text)}
    for text in message.string if isinstance(message.string, tuple | list) else (message.string,):
        if extra := set(PLACEHOLDER.findall(text)) - asked:
            return f"{ids[0]!r}: the Urdu names {sorted(extra)}, which the English has not"
    lost = asked - set(PLACEHOLDER.findall("".join(message.string)))
    return f"{ids[0]!r}: the Urdu loses {sorted(lost)}" if lost else ""
