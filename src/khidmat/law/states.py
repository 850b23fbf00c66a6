"""What a row of the table of offences can say."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """An offence; a section that only goes with one (common intention); or a section to prevent one."""

    OFFENCE = "offence", _("Offence")
    LINK = "link", _("Goes with an offence")
    PREVENTIVE = "preventive", _("To prevent an offence")


class Answer(TextChoices):
    """What Schedule II says in a column; `uncertain` was not checked against the Gazette and is shown as such."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    WITH_COURT = "with court", _("Only with the court")
    UNCERTAIN = "uncertain", _("To be checked")


class Precision(TextChoices):
    """How exactly the day is known from which a section is law."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    UNKNOWN = "unknown", _("not known")


class Confidence(TextChoices):
    """How well a row is supported by its source."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Court(TextChoices):
    """Which court tries it."""

    SESSIONS = "CoS", _("Court of Session")
    FIRST_CLASS = "MFC", _("Magistrate of the first class")
    SECTION_30 = "S30", _("Magistrate with powers under section 30")
    ANY = "AM", _("Any magistrate")
    AS_MAIN = "as main", _("The court of the main offence")
    TERRORISM = "ATC", _("Anti-Terrorism Court")
    NARCOTICS = "SC-NAR", _("Special Court for narcotics")
    RAPE = "SC-AR", _("Special Court under the Anti-Rape Act")
    ELECTRICITY = "EUC", _("Electricity Utilities Court")
    GAS = "GUC", _("Gas Utility Court")
    CYBER = "PECA-C", _("Court under the electronic crimes Act")
    CHILD = "CPC", _("Child Protection Court")
    FAMILY = "FC", _("Family Court")
    SPECIAL = "SC", _("Special Court")
