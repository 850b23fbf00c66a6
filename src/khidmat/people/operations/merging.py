"""Two rows of the index that are one person: joined by one pointer, taken apart again; no fact is moved or lost."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.policy import TABLE
from khidmat.people import events, queries
from khidmat.people.models import Merge, Person
from khidmat.people.operations.keeping import renew_keys

MERGE = "people.person.merge"
#: A reason that another officer understands has at least this many letters.
SHORTEST_REASON = 10
Listeners = Iterable[Callable[[UUID, UUID, Actor, datetime], None]]


@transaction.atomic
def merge(
    *, gone_id: UUID, kept_id: UUID, reason: str, tell: Listeners, actor: Actor, now: datetime
) -> Merge:
    """Say that `gone` is `kept`: from now on the kept one is shown. What was stated of either stays where it is.

    Raises `NotFound` outside the territory, `Invalid` without a reason or the wrong way round, `Forbidden` for two
    cards without the right, `Stale` when one of them was merged meanwhile.
    """
    _reasoned(reason)
    gone, kept = _locked(gone_id, kept_id, actor)
    cards = _may_be_one(gone, kept, actor)
    merged = Merge.objects.create(
        gone=gone, kept=kept, two_cards=cards, reason=reason, merged_by=actor.user, merged_at=now
    )
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    renew_keys(kept)
    for listener in tell:
        listener(gone.pk, kept.pk, actor, now)
    record(
        events.MERGED,
        subject=gone,
        actor=actor,
        at=now,
        reason=reason,
        into=str(kept.pk),
        two_cards=cards,
    )
    return merged


def _may_be_one(gone: Person, kept: Person, actor: Actor) -> bool:
    """Whether both have a card."""
    cards = bool(gone.cnic and kept.cnic)
    if gone.merged_into_id or kept.merged_into_id or gone.merged_from.exists():
        raise Stale(_("One of the two is already merged. Look at both as they are now."))
    if gone.cnic and not kept.cnic:
        raise Invalid(_("Keep the one with the card number; merge the other one into it."))
    if why := queries.why_not_one(gone, kept, actor):
        raise Forbidden(why)
    return cards


def _locked(gone_id: UUID, kept_id: UUID, actor: Actor) -> tuple[Person, Person]:
    """Both persons, locked in the order of their keys: of two who merge crosswise, one waits and is refused."""
    TABLE.require(actor, MERGE)
    both = queries.persons(actor, MERGE).select_for_update(of=("self",)).order_by("pk")
    found = {one.pk: one for one in both.filter(pk__in=[gone_id, kept_id])}
    if len(found) != 2:
        raise NotFound(_("This person was not found."))
    return found[gone_id], found[kept_id]


def _reasoned(reason: str) -> None:
    if sum(map(str.isalpha, reason)) < SHORTEST_REASON:
        said = _("Write at least 10 letters: by what do you know it?")
        raise Invalid(said, fields={"reason": said})


@transaction.atomic
def unmerge(*, gone_id: UUID, reason: str, actor: Actor, now: datetime) -> Merge:
    """Take a merged person out again: both stand as if they had never been merged, with what was stated since."""
    TABLE.require(actor, MERGE)
    _reasoned(reason)
    reached = queries.persons(actor, MERGE).select_for_update(of=("self",))
    gone = reached.filter(pk=gone_id).first()
    if gone is None:
        raise NotFound(_("This person was not found."))
    merged = Merge.objects.select_related("kept").filter(gone=gone, unmerged_at=None).first()
    if merged is None:
        raise Stale(_("This person is not merged any more. Look at it as it is now."))
    merged.unmerged_by, merged.unmerged_at, merged.unmerge_reason = actor.user, now, reason
    merged.save(update_fields=["unmerged_by", "unmerged_at", "unmerge_reason"])
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    renew_keys(gone)
    renew_keys(merged.kept)
    record(events.UNMERGED, subject=gone, actor=actor, at=now, reason=reason, out_of=str(merged.kept_id))
    return merged
