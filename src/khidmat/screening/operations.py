"""Writing checks: a person is screened, a record keeper compares, the last verdict settles the check.

A likeness never decides. What a check finds is for a person to judge, who did not enter it and gives the reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import once, record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid
from khidmat.kernel.names import Party
from khidmat.kernel.names.blocks import cnic_digits
from khidmat.kernel.transactions import as_one
from khidmat.screening import events, matching, policies, queries
from khidmat.screening.models import Candidate, Check, Verdict
from khidmat.screening.states import CANDIDATE_LIFE, CHECK_LIFE, Answer, CheckState

#: A reason that another officer understands has at least this many letters.
SHORTEST_REASON = 10

Listeners = Iterable[Callable[[UUID, Actor, datetime], None]]


@as_one
def screen(
    *,
    party: Party,
    about: UUID,
    office_id: UUID,
    purpose: str,
    actor: Actor,
    now: datetime,
    also: Iterable[Party] = (),
    address: str = "",
    photo_id: UUID | None = None,
) -> Check:
    """Check a person against the criminal records of the whole province; returns the check, cleared or with candidates.

    `about` is the id of what it is for, `office_id` an office of the district whose record keeper compares.
    `party.district` is an office code of `org`. `also` is the same person under other
    names. `address` and `photo_id` are for the eye only.
    """
    party = replace(party, cnic=cnic_digits(party.cnic), birth_year=party.birth_year or None)
    found = matching.candidates(party, also)
    check = Check(
        **asdict(party),
        office_id=office_id,
        purpose=purpose,
        about=about,
        address=address,
        photo_id=photo_id,
        algorithm=matching.ALGORITHM,
        status=CheckState.CANDIDATES if found else CheckState.CLEARED,
        entered_by_id=actor.user_id,
        made_at=now,
    )
    check.save(force_insert=True)
    Candidate.objects.bulk_create([matching.row(check, one) for one in found])
    _note_screened(check, len(found), actor, now)
    return check


def _note_screened(check: Check, found: int, actor: Actor, now: datetime) -> None:
    record(
        events.SCREENED,
        subject=check,
        actor=actor,
        at=now,
        purpose=check.purpose,
        about=str(check.about),
        candidates=found,
        algorithm=check.algorithm,
    )


@transaction.atomic
def adjudicate(
    *,
    candidate_id: UUID,
    same: bool,
    reason: str,
    tell: Listeners,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Candidate:
    """Say whether a candidate is the person; the last answer settles the check and tells the listeners.

    Raises `NotFound`, `Forbidden` for who entered the person, `Invalid` without a reason, `Stale` when it is decided.
    """

    def act() -> UUID:
        candidate = _lock(candidate_id, actor)
        _judge(candidate, "judge", same=same, reason=reason, actor=actor, now=now)
        record(events.DECIDED, subject=candidate, actor=actor, at=now, reason=reason, **_about(candidate))
        _settle(candidate.of_check, tell, actor, now)
        return candidate.pk

    done = once(key, kind="screening.adjudicate", actor=actor, at=now, act=act) if key else act()
    return queries.candidate(actor, done)


@transaction.atomic
def reconsider(
    *, candidate_id: UUID, same: bool, reason: str, actor: Actor, now: datetime, key: UUID | None = None
) -> Candidate:
    """Change a verdict: a new row beside the old one, with its own reason. Raises as `adjudicate` does."""

    def act() -> UUID:
        candidate = _lock(candidate_id, actor)
        turn = _judge(candidate, "change_to", same=same, reason=reason, actor=actor, now=now)
        record(
            events.CHANGED,
            subject=candidate,
            actor=actor,
            at=now,
            reason=reason,
            turn=turn,
            **_about(candidate),
        )
        return candidate.pk

    done = once(key, kind="screening.reconsider", actor=actor, at=now, act=act) if key else act()
    return queries.candidate(actor, done)


@transaction.atomic
def open_candidate(*, candidate_id: UUID, actor: Actor, now: datetime) -> Candidate:
    """A candidate to compare, with the line in the ledger that says who opened the record behind it."""
    candidate = queries.candidate(actor, candidate_id)
    record(
        events.OPENED,
        subject=candidate,
        actor=actor,
        at=now,
        check=str(candidate.of_check_id),
        record=str(candidate.record_id),
    )
    return candidate


def _lock(candidate_id: UUID, actor: Actor) -> Candidate:
    """The candidate and its check, locked: two record keepers who finish a check together settle it once."""
    seen = queries.candidate(actor, candidate_id, policies.ADJUDICATE)
    check = Check.objects.select_for_update().get(pk=seen.of_check_id)
    if check.entered_by_id == actor.user_id:
        raise Forbidden(_("You entered this person yourself. Another record keeper must compare."))
    candidate = Candidate.objects.get(pk=seen.pk)
    candidate.of_check = check
    return candidate


def _judge(candidate: Candidate, step: str, *, same: bool, reason: str, actor: Actor, now: datetime) -> int:
    """One more verdict and the status that follows from it; returns the verdict's turn."""
    if sum(map(str.isalpha, reason)) < SHORTEST_REASON:
        said = _("Write at least 10 letters: what is the same, or what is different?")
        raise Invalid(said, fields={"reason": said})
    if actor.user_id is None:
        raise Forbidden(_("Only a person can compare two persons."))
    answer = Answer.SAME if same else Answer.DIFFERENT
    CANDIDATE_LIFE.move(candidate, f"{step}_{answer}")
    turn = candidate.verdicts.count() + 1
    Verdict.objects.create(
        candidate=candidate,
        turn=turn,
        answer=answer,
        reason=reason,
        decided_by_id=actor.user_id,
        decided_at=now,
    )
    candidate.save(update_fields=["status"])
    return turn


def _settle(check: Check, tell: Listeners, actor: Actor, now: datetime) -> None:
    if check.candidates.filter(status=Answer.OPEN).exists():
        return
    CHECK_LIFE.move(check, "resolve")
    check.resolved_at = now
    check.save(update_fields=["status", "resolved_at"])
    for listener in tell:
        listener(check.pk, actor, now)


def _about(candidate: Candidate) -> dict[str, str]:
    return {
        "check": str(candidate.of_check_id),
        "record": str(candidate.record_id),
        "answer": str(candidate.status),
    }
