"""Islands of digits, and text in its own direction."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Engine

from khidmat.ui.templatetags import ui

ENGINE = Engine(libraries={"ui": "khidmat.ui.templatetags.ui"}, builtins=["khidmat.ui.templatetags.ui"])
LATE = datetime(2026, 3, 15, 20, 30, tzinfo=UTC)


def shown(source: str, **values: object) -> str:
    return ENGINE.from_string(source).render(Context(values))


def test_a_value_is_isolated_left_to_right_and_escaped() -> None:
    assert shown("{{ v|ltr }}", v="<9(c)>") == '<bdi dir="ltr">&lt;9(c)&gt;</bdi>'


@pytest.mark.parametrize(
    "name",
    ["ltr", "bdi", "bilingual", "cnic", "mobile", "date_words", "date_table", "time_words", "datetime_words",
     "rupees", "number", "days_left"],
)  # fmt: skip
def test_nothing_is_shown_as_nothing(name: str) -> None:
    assert shown(f"{{{{ v|{name} }}}}", v=None) == ""


def test_a_cnic_and_a_phone_do_not_break_over_lines() -> None:
    assert shown("{{ v|cnic }}", v="0123456789012") == '<bdi dir="ltr" class="keep">01234-5678901-2</bdi>'
    assert "0300-1234567" in shown("{{ v|mobile }}", v="+923001234567")
    assert shown("{{ v|date_table }}", v=LATE) == '<bdi dir="ltr" class="keep">16-03-2026</bdi>'


@pytest.mark.usefixtures("urdu")
def test_on_an_urdu_page_latin_text_is_an_island_and_urdu_text_is_plain() -> None:
    assert shown("{{ v|bdi }}", v="Muhammad Akram") == '<bdi dir="ltr" lang="en">Muhammad Akram</bdi>'
    assert shown("{{ v|bdi }}", v="محمد اکرم") == "محمد اکرم"
    assert shown("{{ v|bdi }}", v="محمد Akram") == '<bdi dir="auto">محمد Akram</bdi>'


@pytest.mark.usefixtures("english")
def test_on_an_english_page_it_is_the_other_way_round() -> None:
    assert shown("{{ v|bdi }}", v="محمد اکرم") == '<bdi dir="rtl" lang="ur">محمد اکرم</bdi>'
    assert shown("{{ v|bdi }}", v="Akram") == "Akram"


def test_what_people_typed_is_escaped_but_our_own_html_is_not_escaped_twice() -> None:
    assert "&lt;b&gt;1&lt;/b&gt;" in shown("{{ v|bdi }}", v="<b>1</b>")
    assert shown("{{ v|cnic|bdi }}", v="0123456789012").startswith("<bdi")


@pytest.mark.usefixtures("urdu")
def test_a_name_without_urdu_is_marked_as_english() -> None:
    place = SimpleNamespace(name="Kasur", name_ur="")
    assert shown("{{ v|bilingual }}", v=place) == '<bdi dir="ltr" lang="en">Kasur</bdi>'


def test_isolates_in_our_sentences_become_islands() -> None:
    sentence = "جیسے \u206601234-5678901-2\u2069۔ یا 0300-1234567"
    assert str(ui.islands(sentence)) == (
        'جیسے <bdi dir="ltr" class="keep">01234-5678901-2</bdi>۔ '
        'یا <bdi dir="ltr" class="keep">0300-1234567</bdi>'
    )


def test_a_sentence_with_a_typed_value_in_it_stays_escaped() -> None:
    assert "<script" not in str(ui.islands("\u2066<script>1-2\u2069 <script> 3-4"))


@pytest.mark.usefixtures("english")
def test_money_does_not_leave_its_unit_behind() -> None:
    assert shown("{{ v|rupees }}", v=0) == "Rs\u00a00"
    assert shown("{{ v|number }}", v=170031) == "170,031"
    assert shown("{{ v|days_left:now }}", v=LATE, now=LATE) == "due today"


def test_every_rendered_form_has_a_key_of_its_own() -> None:
    first, second = shown("{% fresh_key %} {% fresh_key %}").split()
    assert len(first) == 36
    assert first != second
