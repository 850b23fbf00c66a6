"""Ledger events of the organisation."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

MOVED = event("org.moved", "office", _("%(office)s moved under %(parent)s"), "office", "parent", "since")
LOADED = event("org.loaded", "office", _("%(rows)s rows of %(table)s loaded"), "table", "rows", "digest")

ALL = [MOVED, LOADED]
