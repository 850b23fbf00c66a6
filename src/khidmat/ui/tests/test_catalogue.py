"""The Urdu catalogue: complete, in Urdu letters, and covering what Django says to people."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, pgettext

from khidmat.kernel import urdu
from khidmat.ui import catalogues

UI = Path(__file__).resolve().parents[1]
PO = UI / "locale" / "ur" / "LC_MESSAGES" / "django.po"
#: What of Django reaches people, and what in it never does (only the log or the admin says it).
REACHED = {
    "django": """forms/fields.py forms/models.py forms/forms.py core/validators.py core/paginator.py
        contrib/auth/password_validation.py utils/timesince.py""",
}
UNSEEN = re.compile(r"^[\W\d_]*$|^IPv[46]|must be unique for the|duplicate data for|step size")

BROKEN = """
msgid "One"
msgstr "%(x)s"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "دن"
msgstr[1] "دن"
"""


def read() -> Catalog:
    with PO.open("rb") as stream:
        return read_po(stream, locale="ur")


def urdu_texts() -> Iterator[str]:
    for message in read():
        if message.id:
            yield from message.string if isinstance(message.string, tuple) else (message.string,)


def test_every_message_of_this_app_has_its_urdu() -> None:
    assert catalogues.problems(UI) == []


@pytest.mark.usefixtures("urdu")
@pytest.mark.parametrize("package", REACHED)
def test_what_django_says_has_its_urdu(package: str) -> None:
    spec = find_spec(package)
    assert spec
    assert spec.origin
    for name in REACHED[package].split():
        for context, text in catalogues.messages(Path(spec.origin).parent / name):
            shown = pgettext(context, text) if context else gettext(text)
            shown = ngettext(text, text, 1) if shown == text else shown
            assert shown != text or UNSEEN.search(text), f"{name}: {text}"


def test_the_urdu_is_in_urdu_code_points() -> None:
    for text in urdu_texts():
        bare = re.sub("[\u2066\u2069]", "", text)
        assert urdu.clean(bare) == bare.strip(), text


def test_latin_words_in_urdu_stand_in_islands() -> None:
    for text in urdu_texts():
        bare = re.sub("\u2066[^\u2069]*\u2069|%\\(\\w+\\)[sd]|\\{\\w*\\}|%d", "", text)
        assert not re.search("[A-Za-z]", bare), text


def test_the_urdu_speaks_as_the_guide_says() -> None:
    refused = re.compile(
        "کیجیے|فرمائیں|ارسال|لئے|دئیے|گئیے|چاہئے|کاروائی|ناجائز|ممنوع|اپ لوڈ|سبمٹ|ایرر|ڈیلیٹ|صارف"
    )
    for text in urdu_texts():
        assert not refused.search(text), text


def test_a_lost_an_invented_and_a_missing_translation_are_found(tmp_path: Path) -> None:
    app = tmp_path / "app"
    po = app / "locale" / "ur" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    (app / "pages.py").write_text('_("One")\nngettext("%(n)s day", "%(n)s days", 2)\n', encoding="utf-8")
    (app / "page.html").write_text('<p>\n  <b>\n {% translate "Two" %}', encoding="utf-8")
    po.write_text(BROKEN, encoding="utf-8")
    found = "\n".join(catalogues.problems(app))
    assert "page.html: no Urdu for 'Two'" in found
    assert "the Urdu names ['x']" in found
    assert "the Urdu loses ['n']" in found
