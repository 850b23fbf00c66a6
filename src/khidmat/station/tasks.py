"""The steps of an investigation, from `data/tasks.yaml`, checked when the program starts."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

FILE = Path(__file__).parent / "data" / "tasks.yaml"
Paper = Literal[
    "zimni", "plan", "complainant", "witness", "inquest", "docket", "laboratory", "memo", "magistrate"
]  # fmt: skip


class Task(BaseModel):
    """One step: for which heads, by which law, and which paper of the file shows it done."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    code: str
    title: str
    title_ur: str
    law: str
    law_ur: str
    heads: tuple[str, ...] = ()
    mandatory: bool = True
    met_by: Paper | None = None


@cache
def every() -> tuple[Task, ...]:
    """All steps in the order of an investigation. Raises ValidationError for a step that cannot be."""
    found = TypeAdapter(tuple[Task, ...]).validate_python(yaml.safe_load(FILE.read_text(encoding="utf-8")))
    if len({one.code for one in found}) != len(found):
        raise ValueError(f"{FILE.name}: two steps of one code")
    return found


def of_head(head: str) -> list[Task]:
    """The steps of a case under this head of the crime table; "" where it has none."""
    return [one for one in every() if not one.heads or head in one.heads]
