"""Reading the catalogue when the program starts: what is wrong with a file is said with file and line."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, SequenceNode

from khidmat.kernel.catalogues import LOADER, plain
from khidmat.services.definition import Service
from khidmat.services.nonsense import Fault, Where, faults

FOLDER = Path(__file__).parent / "catalogue"
#: A definition is some 10 KB. What is far larger is no definition, nested deeper than C bears:
LARGEST = 30_000


class BadDefinition(Exception):
    """Service files that cannot be taken: a line for each fault, with file and line."""


def load_all(*, granted: frozenset[str], folder: Path = FOLDER) -> list[Service]:
    """Every service in the catalogue, by file name; `granted` are the permissions that some rule gives.

    Raises `BadDefinition` with every fault of every file.
    """
    found: dict[Path, tuple[Service, Node]] = {}
    wrong: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found[path] = load(path, granted=granted)
        except BadDefinition as error:
            wrong.append(str(error))
    wrong += _together(found)
    if wrong:
        raise BadDefinition("\n".join(wrong))
    return [service for service, _tree in found.values()]


def load(path: Path, *, granted: frozenset[str]) -> tuple[Service, Node]:
    """The service of a file, and the tree that knows its lines. Raises `BadDefinition`."""
    tree = _tree(path)
    try:
        service = Service.model_validate(plain(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        said = [Fault(one["loc"], one["msg"]) for one in error.errors()]
        raise BadDefinition(_lines(path, tree, said)) from error
    if found := list(faults(service, granted)):
        raise BadDefinition(_lines(path, tree, found))
    return service, tree


def _tree(path: Path) -> Node:
    """The file as nodes with their lines: one document, no key twice, nothing that points elsewhere."""
    try:
        tree = _composed(path)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BadDefinition(f"{path.name}:{line}: {getattr(error, 'problem', None) or error}") from error
    except (ValueError, RecursionError) as error:
        said = "not UTF-8" if isinstance(error, UnicodeDecodeError) else error
        raise BadDefinition(f"{path.name}:1: {said}") from error
    if twice := list(_twice(tree)):
        raise BadDefinition("\n".join(f"{path.name}:{line}: {key} is there twice" for line, key in twice))
    return tree


def _composed(path: Path) -> Node:
    text = path.read_text(encoding="utf-8")
    if len(text) > LARGEST:
        raise ValueError(f"longer than {LARGEST} characters")
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise BadDefinition(f"{path.name}:{line}: an alias; write the thing itself")
    tree = yaml.compose(text, Loader=LOADER)
    plain(text)  # a date that is none, or a tag of Python's, is found only here
    if tree is None:
        raise ValueError("empty")
    return tree


def _twice(node: Node) -> Iterator[tuple[int, str]]:
    """Keys that stand twice in one mapping: YAML would quietly take the last."""
    if isinstance(node, SequenceNode):
        for one in node.value:
            yield from _twice(one)
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield key.start_mark.line + 1, str(key.value)
            seen.add(str(key.value))
            yield from _twice(value)


def line_of(tree: Node, where: Where) -> int:
    """The line of a place, or of the last part of the way to it that is there."""
    node, line = tree, tree.start_mark.line
    for part in where:
        if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line
        elif isinstance(node, MappingNode):
            below = [(key, value) for key, value in node.value if key.value == part]
            if not below:
                break
            line, node = below[0][0].start_mark.line, below[0][1]
    return line + 1


def _lines(path: Path, tree: Node, found: Iterable[Fault]) -> str:
    placed = sorted((line_of(tree, fault.where), fault) for fault in found)
    return "\n".join(
        f"{path.name}:{line}: {'.'.join(str(part) for part in fault.where)}: {fault.said}"
        for line, fault in placed
    )


def _together(found: dict[Path, tuple[Service, Node]]) -> Iterator[str]:
    """What two files must not both have: a version; and a slug or a series may not be another service's."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    versions: set[tuple[str, int]] = set()
    for path, (service, tree) in found.items():
        if (service.code, service.version) in versions:
            yield _line(path, tree, ("version",), f"{service.code} has a version {service.version} already")
        versions.add((service.code, service.version))
        for where, value in ((("slug",), service.slug), (("output", "number"), service.output.number)):
            owners[".".join(where), value].add(service.code)
            if len(owners[".".join(where), value]) > 1:
                yield _line(path, tree, where, f"{value} belongs to another service")


def _line(path: Path, tree: Node, where: Where, said: str) -> str:
    return _lines(path, tree, [Fault(where, said)])
