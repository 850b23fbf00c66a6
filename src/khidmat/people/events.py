"""Ledger events of the index of persons."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

REGISTERED = event("people.registered", "person", _("Person entered in the index"), "id_kind")
STATED = event(
    "people.stated", "person", _("New address, phone or other name stated"), "addresses", "phones", "aliases"
)
LOOKED_UP = event(
    "people.looked_up",
    "person",
    _("Look-up by identity number for %(purpose)s, reference %(reference)s"),
    "purpose",
    "reference",
    "found",
)
SEARCHED = event(
    "people.searched", "search", _("Persons searched by name; %(hits)s shown"), "query_sha256", "hits"
)

CONTRADICTED = event(
    "people.contradicted",
    "person",
    _("A statement under this number differs from the index: %(parts)s"),
    "parts",
)

READ = event("people.read", "person", _("Person of the index read"))
MERGED = event("people.merged", "person", _("Person merged into another one"), "into", "two_cards")
UNMERGED = event("people.unmerged", "person", _("Merged person taken apart again"), "out_of")

CORRECTED = event(
    "people.corrected", "person", _("Person corrected: %(parts)s; the earlier names stay"), "parts"
)

ALL = [REGISTERED, STATED, CORRECTED, LOOKED_UP, SEARCHED, CONTRADICTED, READ, MERGED, UNMERGED]
