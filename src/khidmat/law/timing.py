"""The statutory clocks, as they are written in `law/data/clocks.yaml`, and how a page says each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from khidmat.clocks.public import Rule, every_rule, read_rules
from khidmat.kernel.roles import Role
from khidmat.law.loading import DATA
from khidmat.law.states import Confidence
from khidmat.ui.formats import language_or

FILE = DATA / "clocks.yaml"
NATURES = {
    "duty": _("To be done by then"),
    "earliest": _("Not before then"),
    "right": _("A right from then on"),
}


def rules() -> tuple[Rule, ...]:
    """The statutory clocks. Raises `RulesError` with file and line."""
    return read_rules(FILE.read_text(encoding="utf-8"), FILE.name)


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told, and when."""

    who: Promise | str
    when: str


@dataclass(frozen=True, slots=True)
class Timing:
    """One rule in the reader's words."""

    rule: Rule
    title: str
    starts: str
    note: str
    length: str
    counted: tuple[Promise, ...]
    nature: Promise
    told: tuple[Told, ...]
    confidence: Promise | str
    in_force: bool


def timings(day: date, *, of_law: bool) -> list[Timing]:
    """Every version of every rule: the statutory ones, or the services' own promises."""
    found = (one for one in every_rule() if bool(one.law) == of_law)
    return [_timing(one, day) for one in sorted(found, key=lambda one: (one.code, -one.version))]


def _timing(one: Rule, day: date) -> Timing:
    urdu = language_or() == "ur"
    return Timing(
        rule=one,
        title=one.title_ur if urdu else one.title,
        starts=one.starts_ur if urdu else one.starts,
        note=(one.note_ur if urdu else one.note) or "",
        length=_length(one),
        counted=tuple(_counted(one)),
        nature=NATURES[one.nature],
        told=tuple(Told(Role(alert.role).label, _when(alert.offset)) for alert in one.alerts),
        confidence=Confidence(one.confidence).label,
        in_force=one.since <= day and (one.until is None or day <= one.until),
    )


def _length(one: Rule) -> str:
    if one.length is None:
        return str(_("set by the court"))
    words = {
        "hours": lambda n: ngettext("%(n)s hour", "%(n)s hours", n),
        "days": lambda n: ngettext("%(n)s day", "%(n)s days", n),
        "working": lambda n: ngettext("%(n)s working day", "%(n)s working days", n),
        "months": lambda n: ngettext("%(n)s month", "%(n)s months", n),
    }
    return words[one.unit](one.length) % {"n": one.length}


def _counted(one: Rule) -> Iterator[Promise]:
    said = (
        (one.inclusive, _("the first day counts")),
        (one.unit in ("days", "months") and not one.inclusive, _("the first day does not count")),
        (one.rolls, _("a closed last day moves on")),
        (one.cumulative, _("all orders together")),
        (one.excludes == "journey", _("without the journey")),
        (one.pauses, _("stands still while somebody else has to act")),
        (one.extendable, _("more time by an order")),
        (one.repeats, _("again and again")),
    )
    return (words for holds, words in said if holds)


def _when(offset: timedelta) -> str:
    if not offset:
        return str(_("when it runs out"))
    hours = int(abs(offset).total_seconds() // 3600)
    if offset < timedelta():
        return ngettext("%(n)s hour before", "%(n)s hours before", hours) % {"n": hours}
    return ngettext("%(n)s hour after", "%(n)s hours after", hours) % {"n": hours}
