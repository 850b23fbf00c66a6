"""Printing a page of the diary, and comparing a printed page with the books."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khidmat.audit import public as audit
from khidmat.documents.public import new_code, parse_code
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid
from khidmat.kernel.transactions import as_one
from khidmat.station import digests, events, policies, proving
from khidmat.station.models import DiaryPrint
from khidmat.station.queries import diary as queries


@as_one
def print_day(*, day_id: UUID, actor: Actor, now: datetime) -> DiaryPrint:
    """Fix what a page says at this moment, under a new code; the paper itself is set afterwards, without a lock."""
    day = queries.day(actor, day_id, policies.PRINT_DIARY)
    entries = list(queries.page(day))
    link, head = audit.head(day.station_id)
    made = DiaryPrint(
        day=day,
        code=new_code(),
        entries=len(entries),
        digest=digests.of_page(entries),
        link=link,
        head=head,
        printed_by_id=actor.user,
        printed_at=now,
    )
    made.save(force_insert=True)
    audit.record(
        events.DIARY_PRINTED,
        subject=day,
        actor=actor,
        at=now,
        day=day.day.isoformat(),
        entries=made.entries,
        code=made.code,
        digest=made.digest,
    )
    return made


@as_one
def prove_page(*, code: str, actor: Actor, now: datetime) -> proving.Proof:
    """Compare the page of a code with the books; that it was asked, and the answer, stand in the ledger."""
    plain = parse_code(code)
    if plain is None:
        said = _("This is no code of a diary page. Write all its letters and digits as printed.")
        raise Invalid(said, fields={"code": said})
    proof = proving.prove(queries.printed(actor, plain))
    audit.record(
        events.DIARY_PROVED,
        subject=proof.printed.day,
        actor=actor,
        at=now,
        day=proof.printed.day.day.isoformat(),
        code=plain,
        agrees=proof.agrees,
    )
    return proof
