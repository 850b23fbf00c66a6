"""The rules of the clocks as data: how many days, counted how, since when. Checked at start-up."""

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

FILE = Path(__file__).parent / "catalogue" / "rules.yaml"


class RulesError(ValueError):
    """The catalogue of rules says something it cannot say; the message lists every fault."""


class Rule(BaseModel):
    """One version of a rule. `days` are whole days after the day on which the clock starts."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    code: str = Field(pattern=r"^[a-z]+\.[a-z_]+$", max_length=40)
    version: int = Field(ge=1, le=999)
    since: date
    days: int = Field(ge=1, le=3660)
    counting: Literal["working", "calendar"]
    title: str
    title_ur: str
    source: str


def read(text: str) -> tuple[Rule, ...]:
    """Return the rules of a catalogue, in order of code and version. Raises `RulesError`."""
    try:
        found = TypeAdapter(list[Rule]).validate_python(yaml.safe_load(text))
    except ValueError as error:
        raise RulesError(str(error)) from error
    ordered = sorted(found, key=lambda one: (one.code, one.version))
    faults = [
        f"{later.code}: version {later.version} must come after {earlier.version}, by number and by day"
        for earlier, later in pairwise(ordered)
        if earlier.code == later.code and (later.version == earlier.version or later.since <= earlier.since)
    ]
    if faults or not ordered:
        raise RulesError("\n".join(faults) or "no rules")
    return tuple(ordered)


@cache
def load() -> tuple[Rule, ...]:
    """Return the rules of the program."""
    return read(FILE.read_text(encoding="utf-8"))


def rule(code: str, day: date) -> Rule:
    """Return the version in force on a day. Raises LookupError when there is none."""
    for one in reversed(load()):
        if one.code == code and one.since <= day:
            return one
    raise LookupError(f"no rule {code} on {day}")


def version(code: str, number: int) -> Rule:
    """Return the version that a clock began under. Raises LookupError."""
    for one in load():
        if (one.code, one.version) == (code, number):
            return one
    raise LookupError(f"no rule {code}, version {number}")
