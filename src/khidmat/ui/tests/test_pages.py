"""The language of a page, and the pages that stand in for one."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings

from khidmat.ui import pages
from khidmat.ui.tests import settings as gallery_settings

Visit = Callable[..., str]


@pytest.fixture
def client(visit: Visit) -> Client:
    return Client()


@pytest.fixture
def manifest() -> Iterator[None]:
    storage = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    with override_settings(STORAGES={"staticfiles": storage}, DEBUG=False):
        yield


def test_a_phone_that_asks_for_english_gets_urdu_all_the_same(client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "en-US,en;q=0.9"})
    assert '<html lang="ur" dir="rtl"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "ur"
    assert "Cookie" in answer.headers["Vary"]
    assert "Accept-Language" not in answer.headers["Vary"]


def test_the_switch_is_remembered_and_leads_back(client: Client) -> None:
    answer = client.post("/ui/language/", {"language": "en", "next": "/track/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/track/?a=1")
    assert answer.cookies["language"]["httponly"]
    assert '<html lang="en" dir="ltr"' in client.get("/track/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.post("/ui/language/", {"language": "en", "next": elsewhere})["Location"] == "/"


@pytest.mark.parametrize("language", ["fr", "", "../ur", "UR"])
def test_a_language_that_we_do_not_speak_is_refused(client: Client, language: str) -> None:
    answer = client.post("/ui/language/", {"language": language})
    assert answer.status_code == 400
    assert "language" not in answer.cookies


def test_a_forged_cookie_is_urdu(client: Client) -> None:
    client.cookies["language"] = "<script>"
    assert '<html lang="ur"' in client.get("/").content.decode()


def test_the_switch_is_no_link_that_a_crawler_follows(client: Client) -> None:
    assert client.get("/ui/language/").status_code == 405


def test_the_switch_needs_our_own_form(visit: Visit) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/ui/language/", {"language": "en"}).status_code == 403


def test_an_urdu_page_preloads_the_urdu_font_and_an_english_one_does_not(visit: Visit) -> None:
    assert 'rel="preload"' in visit("/", "ur")
    assert "nastaliq" not in visit("/", "en")


def test_an_absent_page_says_so_in_the_readers_language(visit: Visit) -> None:
    assert "یہ صفحہ یا درخواست نہیں ملی۔" in visit("/nowhere/", "ur")
    assert "This page or application was not found." in visit("/nowhere/", "en")


def test_a_refusal_gives_its_reason_escaped(visit: Visit, rf: object) -> None:
    answer = pages.forbidden(HttpRequest(), PermissionError("<b>no</b>"))
    assert answer.status_code == 403
    assert "&lt;b&gt;no&lt;/b&gt;" in answer.content.decode()


@pytest.mark.usefixtures("manifest")
def test_the_page_for_our_own_fault_needs_nothing_that_may_be_broken(visit: Visit) -> None:
    request = HttpRequest()
    request.request_id = "ab12cd34"  # type: ignore[attr-defined]
    answer = pages.server_error(request)
    text = answer.content.decode()
    assert answer.status_code == 500
    assert 'dir="ltr">ab12cd34<' in text
    assert "Something broke on our side" in text


def test_a_stale_form_is_explained(visit: Visit) -> None:
    answer = pages.csrf_failure(HttpRequest(), reason="CSRF token missing")
    assert answer.status_code == 403
    assert "یہ صفحہ کافی دیر کھلا رہا۔" in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


def test_the_gallery_and_the_program_have_the_same_languages() -> None:
    assert [code for code, _name in gallery_settings.LANGUAGES] == ["ur", "en"]
