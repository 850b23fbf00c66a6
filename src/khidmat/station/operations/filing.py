"""What every paper of a case shares when it is put into the file."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid
from khidmat.station import events, investigation_words
from khidmat.station.models import DiaryEntry, Fir
from khidmat.station.models.papers import Paper
from khidmat.station.operations.investigating import enter

P = TypeVar("P", bound=Paper)
Wrong = Mapping[str, str | Promise]


def refuse(wrong: Wrong) -> None:
    """Raise `Invalid` when something is wrong, each beside its field."""
    if wrong:
        raise Invalid(_("It is not in the file yet. What you wrote is still here."), fields=dict(wrong))


def need(texts: Mapping[str, str], hours: Mapping[str, datetime], now: datetime) -> None:
    """Texts that may not be empty, and hours that may not lie ahead."""
    empty = {name: _("It is empty. Write it.") for name, text in texts.items() if not text.strip()}
    ahead = {
        name: _("This hour has not come yet. Look at it again.") for name, at in hours.items() if at > now
    }
    refuse({**empty, **ahead})


def note(one: Fir, what: str, happened_at: datetime, actor: Actor, now: datetime) -> DiaryEntry:
    """The entry of the station's diary that a paper was made."""
    said = investigation_words.paper(str(one), what)
    return enter(one, "paper", said, happened_at=happened_at, actor=actor, now=now)


def save(one: Fir, paper: Paper, entry: DiaryEntry, actor: Actor) -> None:
    """Number a paper and write it; the case is locked and unsealed."""
    paper.fir, paper.entry, paper.by_id, paper.at = one, entry, actor.user, entry.written_at
    paper.number = type(paper).objects.filter(fir=one).count() + 1
    paper.save(force_insert=True)


def told(one: Fir, paper: P, actor: Actor, now: datetime) -> P:
    """Write the ledger's line of a paper."""
    record(
        events.PAPER_WRITTEN,
        subject=one,
        actor=actor,
        at=now,
        fir=str(one),
        what=paper._meta.model_name,
        number=paper.number,
    )
    return paper
