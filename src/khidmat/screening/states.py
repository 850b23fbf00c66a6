"""The life of a check and of its candidates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step


class CheckState(models.TextChoices):
    """Whether a check still waits for a person's eye."""

    CLEARED = "cleared", _("No record found")
    CANDIDATES = "candidates", _("Waits for the record keeper")
    RESOLVED = "resolved", _("Compared and decided")


class Answer(models.TextChoices):
    """What a record keeper decides about a candidate; until then it is open."""

    OPEN = "open", _("Not decided yet")
    SAME = "same", _("Same person")
    DIFFERENT = "different", _("Different person")


#: States in which nothing is left to decide.
SETTLED = (CheckState.CLEARED, CheckState.RESOLVED)

CHECK_LIFE = Machine(
    "screening_check",
    first=[CheckState.CLEARED, CheckState.CANDIDATES],
    steps=[step("resolve", [CheckState.CANDIDATES], CheckState.RESOLVED)],
)
#: A verdict is given once; a changed mind is a step of its own, with its own row in the history.
CANDIDATE_LIFE = Machine(
    "screening_candidate",
    first=[Answer.OPEN],
    steps=[
        step("judge_same", [Answer.OPEN], Answer.SAME),
        step("judge_different", [Answer.OPEN], Answer.DIFFERENT),
        step("change_to_same", [Answer.DIFFERENT], Answer.SAME),
        step("change_to_different", [Answer.SAME], Answer.DIFFERENT),
    ],
)
