"""Ledger events of the law tables."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

LOADED = event(
    "law.loaded", "law", _("The table of offences was loaded: %(rows)s new rows"), "rows", "digest"
)

ALL = [LOADED]
