"""Changing criminal records: stages, expunctions; who reads and searches them. A change is a new row, always."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import once
from khidmat.audit.public import record as note
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.urdu import clean
from khidmat.wanted import events, policies, queries
from khidmat.wanted.models import CriminalRecord
from khidmat.wanted.operations.turns import take_turn
from khidmat.wanted.states import Stage

#: A reason that explains something has at least this many letters.
SHORTEST_REASON = 10


class AlreadyDecidedOtherwise(Stale):
    """The record has a newer version than the one that was looked at."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a court or the police decided about the case against one person."""

    stage: Stage
    court: str = ""
    decided_on: date | None = None


@transaction.atomic
def change_stage(
    *, record_id: UUID, decision: Decision, reason: str, key: UUID, actor: Actor, now: datetime
) -> UUID:
    """Record a new stage as a new version; returns its id. `key` makes a double click one act.

    Raises `NotFound`, `Stale` when `record_id` is no longer the current version, `Invalid` with the fields.
    """

    def act() -> UUID:
        before = _current(record_id, actor)
        _check(before, decision, reason, localdate(now))
        return staged(before, decision, reason, actor, now).pk

    return once(key, kind="wanted.change_stage", actor=actor, at=now, act=act)


@transaction.atomic
def expunge(*, record_id: UUID, order: str, reason: str, key: UUID, actor: Actor, now: datetime) -> UUID:
    """Close a record for good by an order (number, court, date as text): it stays as a fact, and is never disclosed."""

    def act() -> UUID:
        before = _current(record_id, actor)
        unnamed = None if any(map(str.isdigit, order)) else _("Name the order by its number, court and date.")
        _refuse({"order": unnamed, "reason": _short(reason)})
        after = next_version(before, actor, now, f"{order}: {reason}"[:500])
        after.expunged_at = now
        replace_by(before, after)
        note(
            events.EXPUNGED,
            subject=after.series,
            actor=actor,
            at=now,
            reason=reason,
            case=after.case_ref,
            order=order,
            version=str(after.pk),
        )
        return after.pk

    return once(key, kind="wanted.expunge", actor=actor, at=now, act=act)


@transaction.atomic
def open_record(*, record_id: UUID, actor: Actor, now: datetime) -> queries.Opened:
    """The record with its versions and its case, and the line in the ledger that says who opened it."""
    found = queries.opened(actor, record_id)
    note(events.READ, subject=found.record.series, actor=actor, at=now, case=found.record.case_ref)
    return found


@transaction.atomic
def search(*, words: str, actor: Actor, now: datetime) -> list[CriminalRecord]:
    """What `queries.search` finds, with the line in the ledger that says who looked for whom."""
    words = clean(words)[:80]
    found = queries.search(actor, words)
    note(events.SEARCHED, subject=None, actor=actor, at=now, words=words, found=len(found))
    return found


def _current(record_id: UUID, actor: Actor) -> CriminalRecord:
    """The record in its current version, and nobody else's until we are done."""
    seen = queries.record(actor, record_id, policies.CHANGE)
    take_turn(seen.holder_id)
    seen.refresh_from_db(fields=["superseded_by"])
    if seen.superseded_by_id:
        raise AlreadyDecidedOtherwise(
            _("This record was changed in the meantime. Look at it as it is now, then decide.")
        )
    if seen.expunged_at:
        raise AlreadyDecidedOtherwise(
            _("This record was expunged by order; nothing about it changes any more.")
        )
    return seen


def _check(before: CriminalRecord, decision: Decision, reason: str, today: date) -> None:
    wrong: dict[str, str | Promise | None] = {"reason": _short(reason)}
    day = decision.decided_on
    if (decision.stage, decision.court, day) == (before.stage, before.court, before.decided_on):
        wrong["stage"] = _("The record says this already. Choose what has changed.")
    if decision.stage == Stage.CONVICTED and not decision.court:
        wrong["court"] = _(
            "A conviction needs the court. Without it nobody can check it; write the court's name."
        )
    if decision.stage == Stage.CONVICTED and day is None:
        wrong["decided_on"] = _("A conviction needs the date of the decision. Write it like 14-03-2014.")
    if day and day > today:
        wrong["decided_on"] = _("The decision cannot be after today. Check the year.")
    if day and day.year < before.year:
        wrong["decided_on"] = _("The decision is before the year of the case. Check the date.")
    _refuse(wrong)


def _short(text: str) -> Promise | None:
    if sum(map(str.isalpha, text)) >= SHORTEST_REASON:
        return None
    return _("Write at least 10 letters, so that another officer understands it in ten years.")


def _refuse(wrong: Mapping[str, str | Promise | None]) -> None:
    fields = {name: text for name, text in wrong.items() if text}
    if fields:
        raise Invalid(_("The record was not changed."), fields=fields)


def staged(
    before: CriminalRecord, decision: Decision, reason: str, actor: Actor, now: datetime
) -> CriminalRecord:
    """The next version of a record, which says what was decided. A long reason stands whole in the ledger."""
    after = next_version(before, actor, now, reason[:500])
    after.stage, after.court, after.decided_on = decision.stage, decision.court, decision.decided_on
    replace_by(before, after)
    note(
        events.STAGE_CHANGED,
        subject=after.series,
        actor=actor,
        at=now,
        reason=reason,
        case=after.case_ref,
        before=before.stage,
        after=after.stage,
        court=after.court,
        decided_on=after.decided_on.isoformat() if after.decided_on else None,
        version=str(after.pk),
    )
    return after


def next_version(before: CriminalRecord, actor: Actor, now: datetime, reason: str) -> CriminalRecord:
    """A copy to become the next version."""
    values = {field.attname: getattr(before, field.attname) for field in CriminalRecord._meta.concrete_fields}
    return CriminalRecord(
        **values
        | {"id": uuid7(), "batch_id": None, "made_by_id": actor.user_id, "made_at": now, "reason": reason}
    )


def replace_by(before: CriminalRecord, after: CriminalRecord) -> None:
    """The old version first: there is one current version at any moment, and the link is checked at commit."""
    before.superseded_by_id, before.blocks = after.pk, []
    before.save(update_fields=["superseded_by", "blocks"])
    after.save(force_insert=True)
