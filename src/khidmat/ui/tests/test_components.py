"""What the components promise to people who do not see the page, and to the content policy."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from khidmat.ui import controls
from khidmat.ui.tests.gallery import WRONG, Apply

UI = Path(__file__).resolve().parents[1]
TEMPLATES = sorted((UI / "templates").rglob("*.html"))
Visit = Callable[..., str]


@pytest.fixture
def page(visit: Visit) -> str:
    return visit("/", "ur")


def tag(page: str, identity: str) -> str:
    found = re.search(rf'<[a-z]+ [^>]*id="{identity}"[^>]*>', page)
    assert found, identity
    return found[0]


def test_every_label_leads_to_its_input(page: str) -> None:
    targets = re.findall(r'<label[^>]* for="([^"]+)"', page)
    assert len(targets) >= 12
    for target in targets:
        tag(page, target)


def test_an_input_names_its_hint_and_its_error(page: str) -> None:
    cnic = tag(page, "id_cnic")
    assert 'aria-describedby="id_cnic_helptext id_cnic_error"' in cnic
    assert 'aria-invalid="true"' in cnic
    tag(page, "id_cnic_helptext")
    tag(page, "id_cnic_error")


def test_digits_are_typed_left_to_right_with_the_right_keyboard(page: str) -> None:
    for identity, keyboard in (("id_cnic", "numeric"), ("id_mobile", "tel"), ("id_birth_day", "numeric")):
        assert 'dir="ltr"' in tag(page, identity)
        assert f'inputmode="{keyboard}"' in tag(page, identity)


def test_no_input_cuts_what_is_pasted(page: str) -> None:
    assert "maxlength" not in page
    assert 'data-limit="300"' in tag(page, "id_address")


def test_the_summary_leads_to_each_field_that_needs_correcting(page: str) -> None:
    summary = page[page.index('class="summary"') : page.index('class="page-head"')]
    assert re.findall(r'href="#([^"]+)"', summary) == ["id_cnic", "id_birth_day"]
    assert "2 جگہ درستی چاہیے" in summary
    for target in ("id_cnic", "id_birth_day"):
        tag(page, target)


def test_the_title_of_a_page_with_errors_begins_with_it(visit: Visit) -> None:
    assert "<title>To correct: " in visit("/", "en")
    assert "<title>Apply" in visit("/?wrong=0", "en")


def test_what_was_typed_is_still_there_after_an_error(page: str) -> None:
    for name in ("name", "father", "cnic", "birth_day", "mobile", "address"):
        assert WRONG[name] in page
    assert "checked" in tag(page, "id_purpose_0")


def test_a_link_to_choices_leads_to_the_first_of_them() -> None:
    assert controls.anchor(Apply({})["purpose"]) == "id_purpose_0"
    assert controls.anchor(Apply({})["birth"]) == "id_birth_day"


def test_only_what_is_not_necessary_is_marked(page: str) -> None:
    assert page.count("ضروری نہیں") == 2


def test_every_form_that_posts_carries_its_tokens(visit: Visit) -> None:
    for path in ("/", "/compare/"):
        text = visit(path)
        assert text.count('method="post"') == text.count("csrfmiddlewaretoken")
        assert 'name="idempotency_key"' in text


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_style_or_a_script_of_its_own(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_template_parses(template: Path, visit: Visit) -> None:
    from django.template.loader import get_template

    get_template(template.relative_to(UI / "templates").as_posix())


def test_styles_are_logical() -> None:
    physical = re.compile(
        r"(?:margin|padding|border)-(?:left|right|top|bottom)|[{;]\s*(?:left|right|top|bottom)\s*:"
    )
    for sheet in (UI / "static" / "ui").glob("*.css"):
        assert not physical.search(sheet.read_text(encoding="utf-8")), sheet.name


@pytest.mark.parametrize("language", ["ur", "en"])
def test_a_citizens_page_is_under_100_kilobytes_besides_the_urdu_font(visit: Visit, language: str) -> None:
    text = visit("/", language)
    files = {path for path in re.findall(r'(?:href|src)="/static/([^"#]+)"', text) if "nastaliq" not in path}
    files |= {"ui/icons.svg", "ui/chevron.svg", "vendor/source-sans-3.woff2"}
    total = len(text.encode()) + sum((UI / "static" / name).stat().st_size for name in files)
    assert total < 100_000, total
    assert settings.STATIC_URL == "/static/"
