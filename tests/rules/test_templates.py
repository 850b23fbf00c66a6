"""Templates stay in their app or use `ui`'s; they carry no inline style or script; numbers are LTR islands."""

import re
from collections.abc import Iterator
from pathlib import Path

APPS = Path(__file__).resolve().parents[2] / "src" / "khidmat"
REACH = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
INLINE = re.compile(r"""<style|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=["']|javascript:""", re.IGNORECASE)
#: A title is plain text: the browser shows it in its own direction.
TITLE = re.compile(r"{% block title %}.*?{% endblock %}|:here=\"[^\"]*\"", re.DOTALL)
NUMBERS = re.compile(r"{{\s*[\w.]*\.(cnic|mobile|number|ref|case_ref|sections|last_four)\s*}}")


def templates() -> Iterator[tuple[str, Path]]:
    for path in APPS.glob("*/templates/**/*"):
        if path.suffix in (".html", ".txt"):
            yield path.relative_to(APPS).parts[0], path


def test_a_template_reaches_only_its_own_app_and_ui() -> None:
    wrong = [
        f"{path.relative_to(APPS)}: {target}"
        for app, path in templates()
        for target in REACH.findall(path.read_text(encoding="utf-8"))
        if target.split("/")[0] not in (app, "ui", "cotton")
    ]
    assert wrong == []


def test_nothing_is_inline() -> None:
    wrong = [
        str(p.relative_to(APPS)) for _app, p in templates() if INLINE.search(p.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_numbers_are_left_to_right_islands() -> None:
    wrong = [
        f"{path.relative_to(APPS)}: {found[0]}"
        for _app, path in templates()
        if (found := NUMBERS.search(TITLE.sub("", path.read_text(encoding="utf-8"))))
    ]
    assert wrong == []


def test_a_template_that_asks_for_the_language_has_asked_which_it_is() -> None:
    """Nothing gives `LANGUAGE_CODE` to a template: unasked it is empty, and everybody reads the Urdu branch."""
    asked, given = "{% if LANGUAGE_CODE", "{% get_current_language as LANGUAGE_CODE %}"
    texts = {path.relative_to(APPS): path.read_text(encoding="utf-8") for _app, path in templates()}
    assert [str(path) for path, text in texts.items() if asked in text and given not in text] == []


def test_a_choice_is_put_into_words_by_its_filter() -> None:
    """Django's `get_…_display` hashes every choice anew for each row: a quarter of the time of a diary's page."""
    wrong = [
        str(path.relative_to(APPS))
        for _app, path in templates()
        if "_display" in path.read_text(encoding="utf-8")
    ]
    assert wrong == []
