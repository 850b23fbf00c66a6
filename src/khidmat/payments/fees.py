"""The fees as data: how much, since when, by which source. Checked at start-up."""

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from khidmat.kernel.catalogues import plain

FILE = Path(__file__).parent / "catalogue" / "fees.yaml"


class FeesError(ValueError):
    """The catalogue of fees says something it cannot say; the message lists every fault."""


class Fee(BaseModel):
    """One version of a fee, in whole rupees."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    code: str = Field(pattern=r"^[a-z]+\.[a-z_]+$", max_length=40)
    version: int = Field(ge=1, le=999)
    since: date
    until: date | None = None
    rupees: int = Field(ge=0, le=100_000, strict=True)
    title: str
    title_ur: str
    source: str
    confidence: Literal["sourced", "knowledge", "uncertain"]


def read(text: str) -> tuple[Fee, ...]:
    """Return the fees of a catalogue, in order of code and version. Raises `FeesError`."""
    try:
        found = TypeAdapter(list[Fee]).validate_python(plain(text))
    except (ValueError, yaml.YAMLError) as error:
        raise FeesError(str(error)) from error
    ordered = sorted(found, key=lambda one: (one.code, one.version))
    faults = [
        f"{later.code}: version {later.version} must come after {earlier.version}, by number and by day"
        for earlier, later in pairwise(ordered)
        if earlier.code == later.code and (later.version == earlier.version or later.since <= earlier.since)
    ]
    faults += [
        f"{one.code}: version {one.version} ends before it begins"
        for one in ordered
        if one.until and one.until < one.since
    ]
    if faults or not ordered:
        raise FeesError("\n".join(faults) or "no fees")
    return tuple(ordered)


@cache
def load() -> tuple[Fee, ...]:
    """Return the fees of the program."""
    return read(FILE.read_text(encoding="utf-8"))


def known(code: str) -> bool:
    """Whether the catalogue has a fee of this code."""
    return any(one.code == code for one in load())


def fee(code: str, day: date) -> Fee:
    """Return the version in force on a day. Raises LookupError when there is none."""
    for one in reversed(load()):
        if one.code == code and one.since <= day:
            if one.until is None or day <= one.until:
                return one
            break
    raise LookupError(f"no fee {code} on {day}")


def version(code: str, number: int) -> Fee:
    """Return the version that a charge was made under. Raises LookupError."""
    for one in load():
        if (one.code, one.version) == (code, number):
            return one
    raise LookupError(f"no fee {code}, version {number}")
