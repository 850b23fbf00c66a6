"""Ledger events of certificates."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

NOUN = "certificate"
NUMBERED = event("documents.numbered", NOUN, _("Certificate %(number)s got its number"), "number")
SEALED = event(
    "documents.sealed", NOUN, _("Certificate %(number)s was signed and filed"), "number", "sha256", "facts"
)
REVOKED = event("documents.revoked", NOUN, _("Certificate %(number)s was revoked"), "number")
SUPERSEDED = event(
    "documents.superseded", NOUN, _("Certificate %(number)s was replaced by %(by)s"), "number", "by"
)
SHOWN = event(
    "documents.shown",
    NOUN,
    _("Name and photograph of certificate %(number)s were shown to its holder"),
    "number",
)
OPENED = event("documents.opened", NOUN, _("Certificate %(number)s was opened"), "number")
PRINTED = event("documents.printed", NOUN, _("Certificate %(number)s was downloaded"), "number")

COPIED = event(
    "documents.copied", "copy", _("Copy %(number)s was signed and filed"), "number", "sha256", "facts"
)

ALL = [COPIED, NUMBERED, SEALED, REVOKED, SUPERSEDED, SHOWN, OPENED, PRINTED]
