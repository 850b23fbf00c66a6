"""What people, and programs, may send: near to what is right or far from it, from a service's own definition."""

from random import Random

from khidmat.services import registry
from khidmat.services.definition import Page
from khidmat.services.vocabulary import VOCABULARY
from tests.rights.posts import A
from tests.rights.world import APPLICANTS, answers

NASTY = [
    "", " ", "\x00", "\u202e", "\u200b\u200c\u200d", "0", "-1", "1e309", "9" * 400, "x" * 3000, "on", "None", "null",
    "01234-5678901-2", "۰۱۲۳۴-۵۶۷۸۹۰۱-۲", "0" * 13, "31", "2", "13", "1994", "1899", "9999", "۱۹۹۴", "اپریل", "Feb",
    "cnic", "passport", "s/o", "w/o", "visa", "other", "employment", "DE", "KSR-PL-0650", "بلال احمد", "Bilal Ahmad",
    " a@b.pk ", "a@b", "<script>", "'; drop table", "{{ 7*7 }}", "%s%(n)s", "\ufffd", "\N{GRINNING FACE}", "\ufeff",
    "Z\u0334\u031b" * 60, "00000000-0000-0000-0000-000000000000", "x\r\ny", "\u2028", "ﷺ", "ﻛﺎﻑ",
]  # fmt: skip
DIGITS = "0123456789۰۱۲۳-/ "
#: The last code point, and those that stand for no letter.
LAST, SURROGATES = 0x10FFFF, range(0xD800, 0xE000)


def inputs(page: Page) -> list[str]:
    """The names of the page's inputs."""
    return [one for spec in page.fields for one in VOCABULARY[spec.kind].names(spec)]


def value(rng: Random) -> str:
    """Something nasty, any letters at all, or something like a number."""
    match rng.randrange(3):
        case 0:
            return rng.choice(NASTY)
        case 1:
            return "".join(_letter(rng) for _n in range(rng.randrange(60)))
        case _:
            return "".join(rng.choices(DIGITS, k=rng.randrange(17)))


def _letter(rng: Random) -> str:
    found = rng.choice((rng.randrange(0x20, 0x7F), rng.randrange(0x600, 0x700), rng.randrange(1, LAST)))
    return chr(found) if found not in SURROGATES else "\ufffd"


def changed(rng: Random, page: Page, good: dict[str, str]) -> dict[str, str]:
    """A page's right answers with one to three inputs answered otherwise, or left out."""
    some, options = dict(good), {spec.name: [one.value for one in spec.options] for spec in page.fields}
    for name in rng.sample(names := inputs(page), k=min(len(names), rng.randint(1, 3))):
        some[name] = rng.choice(options[name]) if options.get(name) and rng.random() < 0.5 else value(rng)
        if rng.random() < 0.1:
            del some[name]
    return some


def submission(rng: Random, slug: str) -> dict[str, str]:
    """All answers of an application, some of its pages answered otherwise; now and then it is right."""
    good, found = answers(APPLICANTS[A], slug=slug), dict[str, str]()
    for page in registry.by_slug(slug).pages:
        right = good.get(page.name, {})
        found |= changed(rng, page, right) if inputs(page) and rng.random() < 0.5 else right
    return found
