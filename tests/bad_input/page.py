"""A page as its reader meets it: the summary, what stands beside a field, what stands in it."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from lxml import html

URDU = re.compile("[\u0600-\u06ff]")
LATIN = re.compile("[A-Za-z]{2,}")
ISOLATED = re.compile("\u2066[^\u2069]*\u2069")


def reads_as(text: str, language: str) -> bool:
    """Whether a sentence is in the reader's language."""
    ours, other = (URDU, LATIN) if language == "ur" else (LATIN, URDU)
    return bool(ours.search(text)) and not other.search(text)


@dataclass(frozen=True)
class Shown:
    """The answer to a request."""

    answer: HttpResponse

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.answer.status_code

    @cached_property
    def document(self) -> html.HtmlElement:
        """The page's tree."""
        return html.fromstring(self.answer.content.decode())

    @property
    def text(self) -> str:
        """Everything that can be read on it."""
        return " ".join(self.document.text_content().split())

    @property
    def summary(self) -> list[tuple[str, str]]:
        """The lines of the summary, each after the id it leads to; what leads nowhere after an empty id."""
        rows = self.document.xpath('//div[@aria-labelledby="summary-title"]//li')
        return [(row.xpath("string(.//a/@href)").removeprefix("#"), _line(row)) for row in rows]

    @property
    def reason(self) -> str:
        """Why it was refused: the lines of the summary, or the sentence of a page that stands for a refusal."""
        stopped = self.document.xpath('//p[@class="lead"]')
        return " ".join([*(line for _to, line in self.summary), *map(_line, stopped)])

    def beside(self, name: str) -> list[str]:
        """The messages beside a field."""
        return [_line(one) for one in self.document.xpath(f'//*[@id="id_{name}_error"]/p')]

    def value(self, name: str) -> str:
        """What stands in an input, is chosen in a select, or is ticked among radio buttons."""
        for one in self.document.xpath(f'//form//*[@name="{name}"]'):
            if one.tag == "textarea":
                return str(one.text or "").removeprefix("\n")
            if one.tag == "select":
                return str(one.value or "")
            if one.get("type") not in ("radio", "checkbox") or one.get("checked") is not None:
                return str(one.get("value") or "")
        return ""

    def explains(self, name: str, language: str) -> str:
        """Nothing when the refusal of this field is as it should be, else what is missing."""
        said, lines = self.beside(name), {line for _to, line in self.summary}
        faults = {
            f"status {self.status}": self.status != 422,
            "nothing beside the field": not said,
            f"not in the reader's language: {said}": not all(reads_as(one, language) for one in said),
            "not in the summary": not lines.issuperset(said),
            f"the summary leads to nothing: {self.dangling}": bool(self.dangling),
        }
        return "; ".join(fault for fault, is_so in faults.items() if is_so)

    @property
    def dangling(self) -> list[str]:
        """Places that the summary leads to and that are not on the page."""
        return [to for to, _text in self.summary if to and not self.document.xpath(f'//*[@id="{to}"]')]


def _line(element: html.HtmlElement) -> str:
    """The sentence without its islands: numbers, examples and what was typed are in no language."""
    words = element.xpath(".//text()[not(ancestor::bdi)]")
    return " ".join(ISOLATED.sub("", "".join(words)).split())
