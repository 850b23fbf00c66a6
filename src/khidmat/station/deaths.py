"""The three forms of an inquest (Form 25.35(1))."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class Death(models.TextChoices):
    """How somebody seems to have died; with violence or poison the body goes to a doctor."""

    NATURAL = "natural", _("A: natural causes")
    VIOLENCE = "violence", _("B: violence")
    POISON = "poison", _("C: poison")


@dataclass(frozen=True, slots=True)
class Seen:
    """An inquest as typed."""

    form: str
    deceased: str
    place: str
    informed_at: datetime
    magistrate: str
    told_at: datetime
    began_at: datetime
    first: str
    second: str
    seen: str
    opinion: str
    wounds: str = ""
    weapon: str = ""
    poison: str = ""
    doctor: str = ""

    def texts(self) -> dict[str, str]:
        """Its words by name, without spaces around."""
        return {name: text.strip() for name, text in asdict(self).items() if isinstance(text, str)}
