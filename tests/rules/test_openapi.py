"""The API's document in the repository is what the program says: a change of the API shows in the diff."""

import json
from pathlib import Path

from django.utils import translation
from ninja import Schema

from khidmat.config.openapi import document, written

SNAPSHOT = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
MEND = "The API changed. Look at it, then: ./khidmat manage openapi > docs/openapi.json"


def test_the_committed_document_is_the_programs() -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == written(), MEND


def test_it_is_the_same_in_every_language() -> None:
    with translation.override("ur"):
        assert document() == json.loads(written())


def test_every_operation_says_who_may_and_how_it_refuses() -> None:
    made = document()
    assert made["openapi"] == "3.1.0"
    told = [one for methods in made["paths"].values() for one in methods.values()]
    for one in told:
        assert {"token": []} in one["security"]
        assert {"401", "429"} <= set(one["responses"])
        assert one["description"]


def test_no_two_schemas_share_a_name() -> None:
    """Of two with one name the document would hold the last, for both."""
    found: dict[str, set[type]] = {}
    waiting: list[type] = [Schema]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("khidmat."):
                found.setdefault(one.__name__, set()).add(one)
    assert [name for name, classes in found.items() if len(classes) > 1] == []
