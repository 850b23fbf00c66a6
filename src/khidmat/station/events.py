"""Ledger events of the station's books."""

from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import event

DIARY_OPENED = event("station.diary.opened", "diary", _("The diary of %(day)s was opened"), "station", "day")
DIARY_WRITTEN = event(
    "station.diary.written",
    "entry",
    _("Diary entry %(number)s of %(day)s was written"),
    "station", "day", "number", "about", "digest",
)  # fmt: skip
DIARY_STRUCK = event(
    "station.diary.struck",
    "entry",
    _("Diary entry %(number)s of %(day)s was struck; entry %(by)s stands in its place"),
    "day", "number", "by",
)  # fmt: skip
DIARY_CLOSED = event(
    "station.diary.closed",
    "diary",
    _("The diary of %(day)s was closed with %(entries)s entries"),
    "station", "day", "entries", "cash", "digest",
)  # fmt: skip
DIARY_PRINTED = event(
    "station.diary.printed",
    "diary",
    _("The diary of %(day)s was printed up to entry %(entries)s"),
    "day", "entries", "code", "digest",
)  # fmt: skip
DIARY_PROVED = event(
    "station.diary.proved",
    "diary",
    _("A printed diary was compared with the books: %(agrees)s"),
    "day", "code", "agrees",
)  # fmt: skip

ALL = [DIARY_OPENED, DIARY_WRITTEN, DIARY_STRUCK, DIARY_CLOSED, DIARY_PRINTED, DIARY_PROVED]
