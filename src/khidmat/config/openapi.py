"""The API's document: what ninja derives from the endpoints, with rights and refusals added."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.utils import translation
from ninja.operation import Operation

from khidmat.config.api import PREFIX, api, operations, permit
from khidmat.kernel.api import Permit
from khidmat.kernel.problems import KINDS, MEDIA_TYPE

WORDS = {"type": "object", "properties": {"ur": {"type": "string"}, "en": {"type": "string"}}}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457, with title and detail in both languages under `texts`.",
    "required": ["type", "title", "status", "detail", "instance", "texts", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "texts": {
            "type": "object",
            "required": ["ur", "en"],
            "additionalProperties": {
                "type": "object",
                "required": ["title", "detail"],
                "properties": {"title": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail", "texts"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}, "texts": WORDS},
            },
        },
    },
}


@lru_cache(maxsize=1)
def written() -> str:
    """The document as text, the same at every call and in every process."""
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def document() -> dict[str, Any]:
    """The document as values."""
    with translation.override("en"):
        made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=f"{PREFIX}/")))
        parts = made["components"]
        parts["schemas"]["Problem"] = PROBLEM
        parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        parts["responses"] = {kind.name: _refusal(str(kind.title)) for kind in KINDS.values()}
        known = {one.operation_id: one for _path, one in operations()}
        for told in _told(made):
            _complete(told, known[told["operationId"]])
    return made


def _told(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in made["paths"].values():
        yield from methods.values()


def _complete(told: dict[str, Any], operation: Operation) -> None:
    asked = permit(operation)
    if asked is None:
        raise AssertionError("the start-up check refuses an operation without a right")
    told["security"] = [{"token": []}, *([{}] if asked.is_public else [])]
    for status in _statuses(told, asked):
        told["responses"][str(status)] = {"$ref": f"#/components/responses/{KINDS[status].name}"}


def _statuses(told: dict[str, Any], asked: Permit) -> list[int]:
    """How an operation may refuse, besides faults of ours."""
    found = [401, 429, *([] if asked.is_public else [403])]
    if told.get("parameters"):
        found += [404, 422]
    if "requestBody" in told:
        found += [400, 413, 415, 422]
    if any(one["name"] == "Idempotency-Key" for one in told.get("parameters", ())):
        found.append(409)
    return sorted(set(found))


def _refusal(title: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": title, "content": {MEDIA_TYPE: {"schema": schema}}}
