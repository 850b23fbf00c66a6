"""What an investigation takes down: who says it, before whom, on which ground (CrPC 103, 161, 164, 165)."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class WitnessKind(models.TextChoices):
    """What somebody is in a case."""

    COMPLAINANT = "complainant", _("Complainant")
    VICTIM = "victim", _("Victim")
    EYEWITNESS = "eyewitness", _("Eyewitness")
    MEMO = "memo", _("Witness of a memo")
    EXPERT = "expert", _("Doctor or expert")
    OFFICIAL = "official", _("Officer of the police or a department")
    OTHER = "other", _("Other witness")


class StatementLaw(models.TextChoices):
    """Before whom it is made."""

    POLICE = "161", _("Before the police (161)")
    MAGISTRATE = "164", _("Before a magistrate (164)")


class Presence(models.TextChoices):
    """Who was with a woman who told what was done to her (CrPC 161, proviso of 2016)."""

    FEMALE_OFFICER = "officer", _("A female officer")
    FEMALE_RELATIVE = "relative", _("A woman of her family")
    OF_HER_CHOICE = "choice", _("Somebody whom she chose")


class Recorded(models.TextChoices):
    """How it is kept besides the writing."""

    AUDIO = "audio", _("Voice")
    VIDEO = "video", _("Film")


class MemoKind(models.TextChoices):
    """What a memo (fard) is about."""

    RECOVERY = "recovery", _("Recovery memo")
    SEIZURE = "seizure", _("Seizure memo")
    POINTING = "pointing", _("Memo of pointing out")
    DISCLOSURE = "disclosure", _("Disclosure memo")


#: Memos that take something into the hands of the police.
TAKING = (MemoKind.RECOVERY, MemoKind.SEIZURE)


class Ground(models.TextChoices):
    """By what right a place is searched."""

    WARRANT = "warrant", _("Search warrant")
    REASONS = "reasons", _("Reasons written beforehand (165)")


class WarrantKind(models.TextChoices):
    """What a court ordered."""

    ARREST = "arrest", _("Arrest, bailable")
    NON_BAILABLE = "non_bailable", _("Arrest, non-bailable")
    SEARCH = "search", _("Search of a place")
    PRODUCTION = "production", _("To bring a person or thing")


class WarrantResult(models.TextChoices):
    """What became of it."""

    EXECUTED = "executed", _("Executed")
    RETURNED = "returned", _("Returned without execution")


#: The sections whose victim is heard once only, before a magistrate and on film (Anti-Rape Act 2021, s. 14).
ONCE_ONLY = "^37[5-7]"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A witness as typed: one who stands in the file (`known`), or a new one, named or described."""

    known: UUID | None = None
    kind: str = WitnessKind.OTHER
    woman: bool = False
    name: str = ""
    father: str = ""
    address: str = ""
    described: str = ""
