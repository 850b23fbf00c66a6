"""Writing the ledger. Every operation of every app ends in `record`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from khidmat.audit.chain import canonical, instant
from khidmat.audit.events import EVENTS, EventType
from khidmat.kernel import failpoints
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Stale
from khidmat.kernel.ids import uuid7

Datum = str | int | bool | None


def record(
    kind: EventType,
    *,
    subject: models.Model | UUID | None,
    actor: Actor,
    at: datetime,
    reason: str = "",
    **data: Datum,
) -> UUID:
    """Write one event in the caller's transaction, as its last statement; the chain link is made at commit.

    `data` must have exactly the keys that the event type declares. Raises ValueError otherwise, LookupError for a
    type that is in no list. Returns the event's id.
    """
    if kind.code not in EVENTS:
        raise LookupError(f"{kind.code} is not in the list of events")
    if data.keys() != kind.keys:
        raise ValueError(f"{kind.code} carries {sorted(kind.keys)}, not {sorted(data)}")
    key = uuid7()
    subject_id = subject.pk if isinstance(subject, models.Model) else subject
    body = _body(kind, key, subject_id, actor, at) | {"reason": reason, "data": data}
    failpoints.reach("ledger.event")
    with connection.cursor() as cursor:
        cursor.execute("insert into audit_event (body) values (%s)", [canonical(body)])
    return key


def _body(
    kind: EventType, key: UUID, subject_id: UUID | None, actor: Actor, at: datetime
) -> dict[str, object]:
    # Who acted for whom is part of the act: a program is named beside the posting that it used.
    through = {"client": str(actor.client_id)} if actor.client_id else {}
    return through | {
        "v": 1,
        "id": str(key),
        "chain": str(actor.chain),
        "at": instant(at),
        "code": kind.code,
        "actor": str(actor.user_id) if actor.user_id else None,
        "posting": str(actor.posting_id) if actor.posting_id else None,
        "role": str(actor.role),
        "office": str(actor.office_id) if actor.office_id else None,
        "subject": kind.subject,
        "subject_id": str(subject_id) if subject_id else None,
        "request": actor.request_id,
    }


def once(key: UUID, *, kind: str, actor: Actor, at: datetime, act: Callable[[], UUID]) -> UUID:
    """Do `act` once for this key and return the id it gave; a repeat gets the first id and does nothing.

    The key is inserted first, so that of many at the same moment one acts and the others wait for its commit.
    Raises `Stale` when the key was used for another kind of act or by another actor.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_act (key, kind, actor_id, at) values (%s, %s, %s, %s) on conflict do nothing",
            [key, kind, actor.user_id, at],
        )
        first = cursor.rowcount == 1
        if first:
            result = act()
            _acted()
            cursor.execute("update audit_act set result = %s where key = %s", [result, key])
            return result
        cursor.execute("select kind, actor_id, result from audit_act where key = %s", [key])
        used_kind, used_by, used_result = cursor.fetchone()
    if (used_kind, used_by) != (kind, actor.user_id):
        raise Stale(_("This form belongs to another act. Load the page again."))
    return UUID(str(used_result))


def _acted() -> None:
    """The act is done and its event written; key and answer are not settled yet."""
    failpoints.reach("act.done")


@dataclass(frozen=True, slots=True)
class Answered:
    """What a write was answered, and whether it was this request that did it or an earlier one with its key."""

    status: int
    body: str
    again: bool = False


def answered_once(
    *, key: UUID, asked: str, actor: Actor, at: datetime, act: Callable[[], tuple[int, str]]
) -> Answered:
    """Do a program's write once for this key; a repeat gets the stored answer and does nothing.

    As with `once`, of many at the same moment one acts and the others wait for its commit. An act that refuses leaves
    nothing behind, its key neither. Raises `Stale` when the key came with another request before.
    """
    client = actor.client_id or actor.user
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """insert into audit_reply (id, client_id, key, asked, at, body) values (%s, %s, %s, %s, %s, '')
               on conflict do nothing""",
            [uuid7(), client, key, asked, at],
        )
        if cursor.rowcount == 1:
            status, body = act()
            _acted()
            cursor.execute(
                "update audit_reply set status = %s, body = %s where client_id = %s and key = %s",
                [status, body, client, key],
            )
            return Answered(status, body)
        cursor.execute(
            "select asked, status, body from audit_reply where client_id = %s and key = %s", [client, key]
        )
        used_for, status, body = cursor.fetchone()
    if used_for != asked:
        raise Stale(_("This key came with another request before. Use a fresh key for each act."))
    return Answered(status, body, again=True)


def effect(*, job: str, key: str, at: datetime) -> bool:
    """Claim a job's effect inside the transaction that has it. False when it was had before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_effect (id, job, key, at) values (%s, %s, %s, %s) on conflict do nothing",
            [uuid7(), job, key, at],
        )
        return bool(cursor.rowcount == 1)
