"""Ledger events of the criminal records."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

IMPORTED = event(
    "wanted.imported",
    "import",
    _(
        "File %(file)s imported: %(rows)s rows, %(new)s new, %(changed)s changed, "
        "%(same)s already there, %(refused)s refused"
    ),
    "file", "digest", "rows", "new", "changed", "same", "refused",
)  # fmt: skip
REFUSED_TAKEN = event(
    "wanted.refused_taken", "import", _("The refused rows of %(file)s were downloaded"), "file"
)
STAGE_CHANGED = event(
    "wanted.stage_changed",
    "record",
    _("Case %(case)s: from %(before)s to %(after)s, decided on %(decided_on)s by %(court)s"),
    "case", "before", "after", "decided_on", "court", "version",
)  # fmt: skip
EXPUNGED = event(
    "wanted.expunged",
    "record",
    _("Case %(case)s: record expunged by order %(order)s"),
    "case",
    "order",
    "version",
)
CASE_ENTERED = event(
    "wanted.case_entered",
    "record",
    _("Case %(case)s: entered as pending, sent by its station"),
    "case",
    "version",
)
READ = event("wanted.record_read", "record", _("The record of case %(case)s was opened"), "case")
SEARCHED = event(
    "wanted.searched", "record", _("Records were searched for %(words)s: %(found)s found"), "words", "found"
)

ALL = [IMPORTED, REFUSED_TAKEN, STAGE_CHANGED, CASE_ENTERED, EXPUNGED, READ, SEARCHED]
