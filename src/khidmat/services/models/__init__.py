"""Applications, what their life leaves behind, and what follows a decision."""

from khidmat.services.models.applications import (
    Application,
    Assisted,
    Attachment,
    Happening,
    Question,
    Token,
    Verification,
)
from khidmat.services.models.recourse import (
    Appeal,
    Correction,
    Decision,
    Discrepancy,
    Feedback,
    Notice,
    Reissue,
)

__all__ = [
    "Appeal",
    "Application",
    "Assisted",
    "Attachment",
    "Correction",
    "Decision",
    "Discrepancy",
    "Feedback",
    "Happening",
    "Notice",
    "Question",
    "Reissue",
    "Token",
    "Verification",
]
