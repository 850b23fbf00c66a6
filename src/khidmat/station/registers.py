"""The 25 registers of a station as data: title, rule, columns, who reads and writes, which fact feeds each part.

`data/registers.yaml` is checked when the program starts; what it cannot say is refused with its line.
"""

from functools import cache
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from khidmat.station.states import EntryKind

FILE = Path(__file__).parent / "data" / "registers.yaml"
#: Registers of rule 22.45.
HOW_MANY = 25
MINUTES, RESTRICTED = "station.register.minute", "station.register.restricted"
Code = Literal[
    "absent", "charges", "convictions", "counted", "days", "firs", "inquests", "items", "proclaimed", "roads", "roll",
    "village_crime",
]  # fmt: skip
#: `mark`: numbers and signs, which run left to right; `lines`: a longer text.
Kind = Literal["text", "lines", "mark", "date", "moment", "count", "rupees", "choice"]
#: What nobody types: the hour of an act is its act's.
NEVER_TYPED = ("moment",)
#: The kinds that are whole numbers.
WHOLE: tuple[Kind, ...] = ("count", "rupees")


class RegistersError(ValueError):
    """The definition says something it cannot say; the message lists every fault with file and line."""


class Titled(BaseModel):
    """Something with a code and a title in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=20)
    title: str
    title_ur: str


class Column(Titled):
    """A column. `later`: filled once, when it has happened. `ahead`: a date that may lie after today."""

    kind: Kind
    later: bool = False
    optional: bool = False
    ahead: bool = False
    options: tuple[Titled, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if (self.kind == "choice") != bool(self.options):
            raise ValueError("options: a choice has some, nothing else has")
        if self.ahead and self.kind != "date":
            raise ValueError("ahead: only of a date")
        _once("option", [one.code for one in self.options])
        return self

    @property
    def needed(self) -> bool:
        """Whether a line is not written without it."""
        return not (self.later or self.optional)


class Part(BaseModel):
    """A part of a register: a view of a fact, or entered. `balance`: what comes in less what goes out, line by line."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=20)
    title: str = ""
    title_ur: str = ""
    fact: Code | None = None
    feeds: str
    feeds_ur: str
    balance: tuple[str, str] | None = None
    columns: tuple[Column, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        codes = [one.code for one in self.columns]
        _once("column", codes)
        if bool(self.title) != bool(self.title_ur):
            raise ValueError("title: in both languages or in none")
        if self.fact and any(one.later or one.optional or one.ahead for one in self.columns):
            raise ValueError("columns: of a fact none is typed")
        if not self.fact and any(one.kind in NEVER_TYPED for one in self.columns):
            raise ValueError("columns: the hour of a line is the hour it is written")
        whole = {one.code for one in self.columns if one.kind == "rupees"}
        if self.balance and (self.fact or not set(self.balance) <= whole):
            raise ValueError("balance: of two columns of rupees that are entered")
        return self

    def column(self, code: str) -> Column:
        """A column by its code. Raises `KeyError`."""
        return next(one for one in self.columns if one.code == code)

    @property
    def first(self) -> tuple[Column, ...]:
        """The columns of a new line."""
        return tuple(one for one in self.columns if not one.later)

    @property
    def later(self) -> tuple[Column, ...]:
        """The columns that are filled afterwards."""
        return tuple(one for one in self.columns if one.later)


class Register(BaseModel):
    """One register of the 25."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    number: int = Field(ge=1, le=HOW_MANY)
    title: str
    title_ur: str
    rule: str = Field(pattern=r"^22\.\d\d$")
    sure: Literal["sourced", "knowledge"]
    reads: Literal[
        "station.register.read",
        "station.register.restricted",
        "station.fir.read",
        "station.diary.read",
        "station.inquest.read",
        "station.store.read",
    ] = "station.register.read"
    writes: Literal["station.register.write", "station.register.minute"] | None = None
    diary: EntryKind | None = None
    kept: str = ""
    kept_ur: str = ""
    dormant: bool = False
    parts: tuple[Part, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _once("part", [one.code for one in self.parts])
        if self.dormant == bool(self.parts):
            raise ValueError("parts: a register has some, or it is dormant")
        if bool(self.kept) != bool(self.kept_ur):
            raise ValueError("kept: in both languages or in none")
        entered = any(one.fact is None for one in self.parts)
        if entered != bool(self.writes) or (self.diary and not entered):
            raise ValueError("writes: of what is entered, and of nothing else")
        return self

    @property
    def roman(self) -> str:
        """`19` as it is printed on the cover: `XIX`."""
        text, left = "", self.number
        for worth, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
            count, left = divmod(left, worth)
            text += letters * count
        return text

    @property
    def mark(self) -> str:
        """Its number as the cover and as the clerk says it: `XIX (19)`."""
        return f"{self.roman} ({self.number})"

    @property
    def has_view(self) -> bool:
        """Whether a part of it is never typed."""
        return any(one.fact for one in self.parts)

    @property
    def restricted(self) -> bool:
        """Whether reading it is an event."""
        return self.reads == RESTRICTED


def _once(what: str, codes: list[str]) -> None:
    doubled = sorted({code for code in codes if codes.count(code) > 1})
    if doubled:
        raise ValueError(f"two of one {what}: {', '.join(doubled)}")


def read(text: str, name: str = FILE.name) -> tuple[Register, ...]:
    """The registers of a definition, in their order. Raises `RegistersError`."""
    try:
        rows, said = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise RegistersError(f"{name}: {error}") from error
    if not isinstance(rows, yaml.SequenceNode) or not said:
        raise RegistersError(f"{name}: no registers")
    found: dict[int, Register] = {}
    faults: list[str] = []
    for node, one in zip(rows.value, said, strict=True):
        try:
            made = Register.model_validate(one)
        except ValidationError as error:
            faults += [f"{name}:{_line(node, each['loc'])}: {_said(each)}" for each in error.errors()]
            continue
        if made.number in found:
            faults.append(f"{name}:{node.start_mark.line + 1}: two registers of number {made.number}")
        found[made.number] = made
    if not faults and sorted(found) != list(range(1, HOW_MANY + 1)):
        missing = sorted(set(range(1, HOW_MANY + 1)) - set(found))
        faults.append(f"{name}:1: no register of number {', '.join(map(str, missing))}")
    if faults:
        raise RegistersError("\n".join(faults))
    return tuple(found[number] for number in sorted(found))


def _said(fault: object) -> str:
    """A fault in words: where in the register, and what."""
    if not isinstance(fault, dict):
        raise TypeError("a fault is a mapping")
    return f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"


def _line(node: yaml.Node, where: tuple[int | str, ...]) -> int:
    """The line of the deepest thing that a fault's path names."""
    line = node.start_mark.line + 1
    for step in where:
        inner = _inside(node, step)
        if inner is None:
            return line
        line, node = inner
    return line


def _inside(node: yaml.Node, step: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step].start_mark.line + 1, node.value[step]
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next(((key.start_mark.line + 1, value) for key, value in pairs if key.value == step), None)


@cache
def every() -> tuple[Register, ...]:
    """All 25. Raises `RegistersError` for a definition that cannot be."""
    return read(FILE.read_text(encoding="utf-8"))


def register(number: int) -> Register | None:
    """One of them, or None."""
    return next((one for one in every() if one.number == number), None)
