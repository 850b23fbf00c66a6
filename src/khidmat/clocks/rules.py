"""The rules of the clocks as data: how long, counted how, by which law, since when. Checked at start-up.

`config.registries` hands over every catalogue: the services' own promises, and the statutory clocks of `law`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from khidmat.kernel.registry import Registry
from khidmat.kernel.roles import Role

FILE = Path(__file__).parent / "catalogue" / "rules.yaml"
ALERT = re.compile(r"([+-]?)(\d{1,4})(h|d) ([a-z_]+)")
TOLD = (Role.STATION_HEAD, Role.CIRCLE_OFFICER, Role.DISTRICT_OFFICER)


class RulesError(ValueError):
    """The catalogue of rules says something it cannot say; the message lists every fault with file and line."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Who is told, and how long before (negative) or after the time the clock runs out."""

    offset: timedelta
    role: Role


class Rule(BaseModel):
    """One version of a rule.

    `length` is in `unit`; it is absent only when a court or a person sets each day (`unit` "set"). `inclusive`: the
    day of the start is the first of the days. `rolls`: a last day on which offices are closed moves on. `pauses`,
    `excludes`, `extendable`: what may move the deadline besides. `cumulative`: days are granted one order at a time,
    `length` of them in the whole. `nature`: what running out means: a duty was not done in time, a thing may be done
    from then on, or somebody has got a right.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    code: str = Field(pattern=r"^[a-z]+\.[a-z_]+$", max_length=40)
    version: int = Field(ge=1, le=999)
    since: date
    until: date | None = None
    nature: Literal["duty", "earliest", "right"] = "duty"
    length: int | None = Field(default=None, ge=1, le=3660)
    unit: Literal["hours", "days", "working", "months", "set"]
    inclusive: bool = False
    rolls: bool = False
    pauses: bool = False
    excludes: Literal["journey"] | None = None
    extendable: bool = False
    repeats: bool = False
    cumulative: bool = False
    alerts: tuple[Alert, ...] = ()
    title: str
    title_ur: str
    starts: str
    starts_ur: str
    law: str | None = None
    source: str
    confidence: Literal["high", "medium", "low"] = "high"
    note: str | None = None
    note_ur: str | None = None

    @field_validator("alerts", mode="before")
    @classmethod
    def _written(cls, said: object) -> object:
        """`-4h station_head`, `0h circle_officer`, `+1d district_officer`, in the order of time."""
        if not isinstance(said, list):
            raise ValueError("a list like [-4h station_head, 0h circle_officer]")
        found = tuple(_alert(str(one)) for one in said)
        if list(found) != sorted(found, key=lambda one: one.offset):
            raise ValueError("in the order of time")
        return found

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if (self.unit == "set") != (self.length is None):
            raise ValueError("length: every unit but «set» needs one, and «set» has none")
        if (self.inclusive or self.rolls) and self.unit not in ("days", "months"):
            raise ValueError("inclusive and rolls: only of days and months")
        if self.cumulative and self.unit != "days":
            raise ValueError("cumulative: only of days")
        if bool(self.note) != bool(self.note_ur):
            raise ValueError("note: in both languages or in none")
        if self.until and self.until <= self.since:
            raise ValueError("until: after since")
        return self


def _alert(text: str) -> Alert:
    found = ALERT.fullmatch(text)
    if found is None or found[4] not in TOLD:
        raise ValueError(f"{text}: like -4h station_head; told can be {', '.join(TOLD)}")
    span = timedelta(**{"hours" if found[3] == "h" else "days": int(found[2])})
    return Alert(-span if found[1] == "-" else span, Role(found[4]))


def read(text: str, name: str = "rules.yaml") -> tuple[Rule, ...]:
    """Return the rules of a catalogue, in order of code and version. Raises `RulesError`."""
    try:
        rows = yaml.compose(text, Loader=yaml.SafeLoader)
        said = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise RulesError(f"{name}: {error}") from error
    if not isinstance(rows, yaml.SequenceNode) or not said:
        raise RulesError(f"{name}: no rules")
    found: list[tuple[Rule, int]] = []
    faults: list[str] = []
    for node, one in zip(rows.value, said, strict=True):
        try:
            found.append((Rule.model_validate(one), node.start_mark.line + 1))
        except ValidationError as error:
            faults += _faults(node, error, name)
    faults += _order(sorted(found, key=lambda one: (one[0].code, one[0].version)), name)
    if faults:
        raise RulesError("\n".join(faults))
    return tuple(sorted((one for one, _line in found), key=lambda one: (one.code, one.version)))


def _faults(node: yaml.Node, error: ValidationError, name: str) -> list[str]:
    """Each fault with the line of its key, or of the rule when the key is missing."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    lines = {key.value: key.start_mark.line + 1 for key, _value in pairs}
    first = node.start_mark.line + 1
    return [
        f"{name}:{lines.get(str(one['loc'][0]) if one['loc'] else '', first)}: "
        f"{'.'.join(map(str, one['loc']))}: {one['msg']}"
        for one in error.errors()
    ]


def _order(ordered: list[tuple[Rule, int]], name: str) -> list[str]:
    return [
        f"{name}:{line}: {later.code}: version {later.version} must come after {earlier.version}, "
        "by number and by day"
        for (earlier, _before), (later, line) in pairwise(ordered)
        if earlier.code == later.code and (later.version == earlier.version or later.since <= earlier.since)
    ]


def own() -> tuple[Rule, ...]:
    """Return the promises of the services."""
    return read(FILE.read_text(encoding="utf-8"), FILE.name)


def name(one: Rule) -> str:
    """Return what one version is called in the list of all."""
    return f"{one.code}/{one.version}"


RULES: Registry[Rule] = Registry("clock rules", name)


def every() -> Iterable[Rule]:
    """Return every version of every rule."""
    return iter(RULES)


def rule(code: str, day: date) -> Rule:
    """Return the version in force on a day. Raises LookupError when there is none."""
    known = [one for one in RULES if one.code == code and one.since <= day]
    if known:
        last = max(known, key=lambda one: one.version)
        if last.until is None or day <= last.until:
            return last
    raise LookupError(f"no rule {code} on {day}")


def version(code: str, number: int) -> Rule:
    """Return the version that a clock began under. Raises LookupError."""
    return RULES.get(f"{code}/{number}")
