"""Every page that a post can reach by links, in Urdu: no Latin word outside an island, no fault, no broken link."""

import re
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page, Response

from tests.browser.actors import Citizen, Officer, Person
from tests.browser.conftest import Installation

pytestmark = pytest.mark.browser
#: Pages of one route that are looked at; the tenth row of a worklist has nothing that the second has not.
OF_A_ROUTE = 2
#: Words outside islands. Islands: LTR elements, `bdi` (a name or text as typed), other languages, code, hidden.
STRAY = """() => {
  const words = [];
  const stray = (text) => words.push(...(text.match(/[A-Za-z]{2,}/g) || []).filter((w) => !/^[IVX]+$/.test(w)));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest('[dir=ltr], bdi, [lang=en], script, noscript, style, svg, textarea, code')) continue;
    stray(walker.currentNode.data.replace(/[\\u2066-\\u2068][^\\u2069]*\\u2069/g, ' '));
  }
  for (const field of document.querySelectorAll('[placeholder], [aria-label], [title], img[alt]'))
    for (const name of ['placeholder', 'aria-label', 'title', 'alt']) stray(field.getAttribute(name) || '');
  return [...new Set(words), ...(document.title.match(/[A-Za-z]{2,}/g) || []).filter((w) => w.length > 8)];
}"""


def no_look(_page: Page, _name: str) -> None:
    """The crawl looks for itself."""


def signed_in(who: str, installation: Installation, browser: Browser) -> Person:
    if who == "visitor":
        return Person(browser, installation.base, "ur", 390, no_look)
    if who == "citizen":
        citizen = Citizen(browser, installation.base, "ur", 390, no_look)
        citizen.go("/mobile/", "mobile")
        citizen.sign_in("03000000001")
        return citizen
    officer = Officer(browser, installation.base, "ur", 390, no_look)
    officer.sign_in(who)
    return officer


def links(page: Page, base: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    return [urldefrag(url).url for url in found if url.startswith(f"{base}/")]


def faults(page: Page, answer: Response | None, url: str) -> list[str]:
    if answer is None or answer.status >= 400:
        return [f"{url}: {answer.status if answer else 'no answer'}"]
    if "html" not in answer.headers.get("content-type", ""):
        return []
    return [f"{url}: {word}" for word in page.evaluate(STRAY)]


def crawl(person: Person, base: str) -> list[str]:
    page, wrong, waiting, seen = person.page, [], [f"{base}/", f"{base}/duty/", f"{base}/me/"], set()
    by_route: dict[str, int] = {}
    while waiting:
        url = waiting.pop(0)
        route = resolve(urlsplit(url).path).view_name
        if (
            url in seen
            or by_route.get(route, 0) >= OF_A_ROUTE
            or re.search(r"\.(pdf|csv|xlsx)(\?|$)|/export/|/v/keys/.", url)
        ):
            continue
        seen.add(url)
        by_route[route] = by_route.get(route, 0) + 1
        answer = page.request.get(url) if "papers/" in url or "photograph/" in url else page.goto(url)
        if isinstance(answer, Response):
            wrong += faults(page, answer, url)
            waiting += links(page, base)
    return wrong


@pytest.mark.parametrize(
    "who", ["visitor", "citizen", "sana", "nadia", "ali", "aslam", "farah", "kamran", "hina", "rabia"]
)
def test_no_latin_word_stands_outside_an_island(
    who: str, installation: Installation, browser: Browser
) -> None:
    person = signed_in(who, installation, browser)
    wrong = crawl(person, installation.base)
    allowed = () if who not in ("visitor", "citizen") else (f"{installation.base}/duty/: 403",)
    assert [fault for fault in wrong if not fault.startswith(allowed or ("\0",))] == []
