"""Ledger events of certificates."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

NUMBERED = event("documents.numbered", "certificate", _("Number %(number)s given"), "number")
MADE = event(
    "documents.made", "certificate", _("Paper %(number)s made and signed"), "number", "sha256", "facts_sha256"
)
REVOKED = event("documents.revoked", "certificate", _("Certificate %(number)s revoked"), "number")
SUPERSEDED = event("documents.superseded", "certificate", _("Certificate %(number)s replaced"), "number")

ALL = [NUMBERED, MADE, REVOKED, SUPERSEDED]
