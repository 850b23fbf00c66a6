"""Ledger events of the portal."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

SEARCHED = event("portal.searched", "search", _("Searched; %(hits)s rows shown"), "query_sha256", "hits")

ALL = [SEARCHED]
