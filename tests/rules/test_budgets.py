"""House rule 16: functions of 40 lines, files of 400, tests of 25; no exception list."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FUNCTION, FILE, TEST = 40, 400, 25
DRAWERS = {"utils", "helpers", "common", "misc"}


def sources() -> Iterator[Path]:
    for folder in ("src", "tests", "bench"):
        yield from (p for p in (ROOT / folder).rglob("*.py") if "migrations" not in p.parts)
    yield ROOT / "conftest.py"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_longer_than_its_budget() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length(node)} lines"
        for path in sources()
        for node in functions(path)
        if length(node) > (TEST if node.name.startswith("test_") else FUNCTION)
    ]
    assert long == []


def test_no_file_is_longer_than_its_budget() -> None:
    long = [str(p.relative_to(ROOT)) for p in sources() if p.read_text(encoding="utf-8").count("\n") > FILE]
    assert long == []


def test_no_file_is_a_drawer() -> None:
    assert [
        str(p.relative_to(ROOT)) for p in sources() if p.stem in DRAWERS or p.parent.name in DRAWERS
    ] == []


def test_nothing_happens_in_signals_or_generic_keys() -> None:
    banned = ("GenericForeignKey", "post_save", "pre_save", "m2m_changed", "@receiver")
    found = [
        f"{p.relative_to(ROOT)}: {word}"
        for p in sources()
        for word in banned
        if p != Path(__file__) and word in p.read_text(encoding="utf-8")
    ]
    assert found == []
