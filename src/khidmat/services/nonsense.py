"""What a well-formed definition may still get wrong: questions nobody is asked, papers nobody can print or decide."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from khidmat.documents.public import papers
from khidmat.kernel.urdu import clean
from khidmat.payments.public import known_fee
from khidmat.services.definition import FieldKind, FieldSpec, Service, Strict, Words
from khidmat.services.vocabulary import VOCABULARY

Where = tuple[str | int, ...]

#: What a paper about a person at an address is made of, and as which kind of question.
NEEDED: Mapping[str, FieldKind] = {
    "name": "name",
    "name_ur": "name_ur",
    "id": "id_document",
    "relation": "relation",
    "relation_name": "name",
    "relation_name_ur": "name_ur",
    "birth": "birth",
    "present": "address",
    "purpose": "choice",
    "photo": "photo",
}
URDU = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong, and the way to it through keys and places in lists."""

    where: Where
    said: str


def faults(service: Service, granted: frozenset[str]) -> Iterator[Fault]:
    """Everything that is wrong with a service; `granted` are the permissions that some rule gives."""
    places = {spec.name: where for where, spec in _fields(service)}
    yield from _names(service)
    for where, spec in _fields(service):
        yield from _options(where, spec)
        yield from _conditions(where, spec, service, places)
    yield from _needed(service, places)
    yield from _texts((), service)
    if service.output.template not in papers():
        yield Fault(("output", "template"), f"there is no template {service.output.template}.typ")
    if not known_fee(service.fee):
        yield Fault(("fee",), f"no fee {service.fee} is in the catalogue of fees")
    if service.decides not in granted:
        yield Fault(("decides",), f"nobody may take this step: no rule grants {service.decides}")
    for name in ("records", "station"):
        if not getattr(service.checks, name):
            yield Fault(("checks", name), "the database lets no paper out without this check")


def _fields(service: Service) -> Iterator[tuple[Where, FieldSpec]]:
    for number, page in enumerate(service.pages):
        for place, spec in enumerate(page.fields):
            yield ("pages", number, "fields", place), spec


def _names(service: Service) -> Iterator[Fault]:
    """Every page, field and input once."""
    pages: set[str] = set()
    for number, page in enumerate(service.pages):
        if page.name in pages:
            yield Fault(("pages", number, "name"), f"page {page.name} is there twice")
        pages.add(page.name)
    inputs: set[str] = set()
    for where, spec in _fields(service):
        own = {spec.name, *VOCABULARY[spec.kind].names(spec)}
        if taken := sorted(own & inputs):
            yield Fault((*where, "name"), f"{taken[0]} is there twice")
        inputs |= own


def _options(where: Where, spec: FieldSpec) -> Iterator[Fault]:
    if (spec.kind == "choice") != bool(spec.options):
        yield Fault((*where, "options"), "options belong to a choice, and a choice needs them")
    values = [option.value for option in spec.options]
    if len(values) == 1:
        yield Fault((*where, "options"), "one option is no choice")
    for place, value in enumerate(values):
        if value in values[:place]:
            yield Fault((*where, "options", place), f"{value} is there twice")


def _conditions(
    where: Where, spec: FieldSpec, service: Service, places: Mapping[str, Where]
) -> Iterator[Fault]:
    """`when` and `same_as` lead to a question asked before, `when` to an option that it has."""
    specs = {one.name: one for one in service.fields}
    depends = [("when", name) for name in spec.when] + [("same_as", spec.same_as)] * bool(spec.same_as)
    for key, name in depends:
        at = (*where, key)
        if name not in specs:
            yield Fault(at, f"there is no field {name}")
        elif spec.name in _behind(name, specs):
            yield Fault(at, f"a circle: {name} depends on {spec.name}")
        elif places[name] >= places[spec.name]:
            yield Fault(at, f"{name} is not asked before {spec.name}")
        elif key == "when" and spec.when[name] not in [one.value for one in specs[name].options]:
            yield Fault(at, f"{name} has no option {spec.when[name]}: nobody would be asked")
        elif key == "same_as" and (spec.kind, specs[name].kind) != ("address", "address"):
            yield Fault(at, "only an address can stand for an address")


def _behind(name: str, specs: Mapping[str, FieldSpec]) -> set[str]:
    """The field and everything that it depends on, however far."""
    found, left = set[str](), [name]
    while left:
        one = left.pop()
        if one in specs and one not in found:
            found.add(one)
            left += [*specs[one].when, *([specs[one].same_as] if specs[one].same_as else [])]
    return found


def _needed(service: Service, places: Mapping[str, Where]) -> Iterator[Fault]:
    specs = {one.name: one for one in service.fields}
    for name, kind in NEEDED.items():
        spec = specs.get(name)
        if spec is None:
            yield Fault(("pages",), f"the paper needs a field {name} of kind {kind}")
        elif spec.kind != kind:
            yield Fault((*places[name], "kind"), f"{name} must be of kind {kind}")
        elif not spec.required or spec.when or spec.same_as:
            yield Fault(places[name], f"the paper needs {name} from everybody")
    permanent = specs.get("permanent")
    if permanent and permanent.kind != "address":
        yield Fault((*places["permanent"], "kind"), "permanent must be of kind address")


def _texts(where: Where, value: object) -> Iterator[Fault]:
    """Every text is in its language, and the Urdu in Urdu's own letters."""
    if isinstance(value, Words):
        yield from _words(where, value)
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _texts((*where, place), one)
    elif isinstance(value, Strict):
        for name in type(value).model_fields:
            yield from _texts((*where, name), getattr(value, name))


def _words(where: Where, words: Words) -> Iterator[Fault]:
    if not URDU.search(words.ur):
        yield Fault((*where, "ur"), "not in Urdu")
    elif clean(words.ur) != " ".join(words.ur.split()):
        yield Fault((*where, "ur"), "letters that only look like Urdu, or cannot be seen")
    if not words.en.strip() or URDU.search(words.en):
        yield Fault((*where, "en"), "not in English")
