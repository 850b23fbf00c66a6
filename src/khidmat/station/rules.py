"""The figures that the station's books hold by their own rule, from `data/rules.yaml`, checked when first asked for."""

from datetime import time
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

FILE = Path(__file__).parent / "data" / "rules.yaml"


class Rules(BaseModel):
    """Each figure with what it rules; a file with another one is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    diary_closes_from: time
    weight_tolerance_mg: int = Field(ge=0)
    weight_tolerance_per_mille: int = Field(ge=0, le=1000)


@cache
def rules() -> Rules:
    """The figures in force. Raises ValidationError for one that cannot be."""
    return Rules.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
