"""Writing criminal records: files taken in, stages changed, records expunged. A change is a new row, always."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.utils import OperationalError
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import once
from khidmat.audit.public import record as note
from khidmat.kernel import failpoints, jobs
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import clean
from khidmat.wanted import events, kept, policies, queries, sheet, staging, uploads, weighing, written
from khidmat.wanted.models import CriminalRecord, ImportBatch, Upload
from khidmat.wanted.reasons import BadFile, FileFault
from khidmat.wanted.staging import Source
from khidmat.wanted.states import UPLOAD, Part, Stage, UploadState, Verdict
from khidmat.wanted.telling import Tell, telling, unheard

#: A reason that explains something has at least this many letters.
SHORTEST_REASON = 10
#: Two imports into one district, or an import and a correction, take turns; who waits longer is told so.
PATIENCE = "5s"


class AlreadyDecidedOtherwise(Stale):
    """The record has a newer version than the one that was looked at."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a court or the police decided about the case against one person."""

    stage: Stage
    court: str = ""
    decided_on: date | None = None


@transaction.atomic
def send_file(*, upload: UploadedFile[bytes], encoding: str, actor: Actor, now: datetime) -> Upload:
    """Keep a file for its sender and have the worker look at its rows; nothing is taken in. Raises `BadFile`."""
    TABLE.require(actor, policies.IMPORT)
    sent = Upload(
        owner_id=actor.user,
        holder_id=queries.holder(actor),
        file_name=clean(upload.name or "")[-200:],
        encoding=encoding,
        kept_at=now,
    )
    sent.sha256 = uploads.keep(upload, sent.pk)
    sent.save(force_insert=True)
    jobs.defer("wanted.weigh", upload_id=sent.pk)
    return sent


def weigh_file(*, upload_id: UUID, actor: Actor, now: datetime) -> None:
    """Say of every row of a file what it would do. A file that was looked at already is left as it is."""
    sent = Upload.objects.get(pk=upload_id)
    if sent.status != UploadState.WAITING:
        return
    try:
        _require_same_office(sent, actor)
        with telling(sent.pk) as tell:
            table = sheet.read(_bytes_of(sent), sent.encoding)
            with transaction.atomic():
                weighed = weighing.weigh(
                    table, queries.known(sent.holder_id, localdate(now)), sent.holder_id, tell
                )
    except (BadFile, Forbidden) as refused:
        _settle(sent.pk, "refuse", summary=kept.fault(_bad(refused)))
        return
    _settle(sent.pk, "weigh", summary=kept.summary(weighed), lines=kept.everything(weighed))


def _require_same_office(sent: Upload, actor: Actor) -> None:
    """Whoever was transferred since must not take one district's register into another's."""
    TABLE.require(actor, policies.IMPORT)
    if queries.holder(actor) != sent.holder_id:
        raise BadFile(FileFault.NOT_POSTED)


def _bytes_of(sent: Upload) -> Path:
    path = uploads.place(sent.pk)
    if not path.exists():
        raise BadFile(FileFault.GONE)
    return path


def _bad(refused: BadFile | Forbidden) -> BadFile:
    """What is told to the sender, who may have been transferred in the meantime."""
    return refused if isinstance(refused, BadFile) else BadFile(FileFault.NOT_POSTED)


@transaction.atomic
def _settle(upload_id: UUID, step: str, **facts: object) -> None:
    """Move a file on by a step, with the facts of its new state. Two workers may come here: the second does nothing."""
    sent = Upload.objects.select_for_update().get(pk=upload_id)
    if not UPLOAD.may(sent.status, step):
        return
    UPLOAD.move(sent, step)
    for name, value in facts.items():
        setattr(sent, name, value)
    sent.save(update_fields=["status", *facts])


@transaction.atomic
def order_import(*, upload_id: UUID, actor: Actor, now: datetime) -> Upload:
    """Have the worker take a file in that was looked at; asked twice, once."""
    queries.upload(actor, upload_id)
    sent = Upload.objects.select_for_update().get(pk=upload_id)
    if sent.status in (UploadState.ORDERED, UploadState.TAKEN):
        return sent
    UPLOAD.move(sent, "order")
    sent.part, sent.done, sent.total, sent.kept_at = Part.OPEN, 0, 0, now
    sent.save(update_fields=["status", "part", "done", "total", "kept_at"])
    jobs.defer("wanted.take", upload_id=sent.pk)
    return sent


def take_ordered(*, upload_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a file in as its sender ordered. Killed and begun again it finds what was taken, by the content."""
    sent = Upload.objects.get(pk=upload_id)
    if sent.status != UploadState.ORDERED:
        return
    try:
        _require_same_office(sent, actor)
        with telling(sent.pk) as tell:
            batch = import_file(
                path=_bytes_of(sent),
                file_name=sent.file_name,
                encoding=sent.encoding,
                tell=tell,
                actor=actor,
                now=now,
            )
    except (BadFile, Forbidden) as refused:
        _settle(sent.pk, "refuse", summary=kept.fault(_bad(refused)), lines=b"")
        return
    failpoints.reach("import.taken")
    _settle(sent.pk, "take", batch=batch, summary=b"", lines=b"")
    uploads.drop(sent.pk)


def drop_uploads(*, now: datetime) -> None:
    """Forget files of which nobody said within a day that they be taken in: a register of names must not lie about."""
    oldest = now - timedelta(seconds=uploads.KEPT_SECONDS)
    left = Upload.objects.filter(kept_at__lt=oldest).exclude(status__in=[UploadState.TAKEN, UploadState.GONE])
    for key in left.values_list("pk", flat=True):
        _settle(key, "drop", summary=b"", lines=b"")
    uploads.sweep()


def import_file(
    *, path: Path, file_name: str, encoding: str, actor: Actor, now: datetime, tell: Tell = unheard
) -> ImportBatch:
    """Take a file in, once for each content: of many senders at the same moment one acts and all get its batch.

    New and changed rows are stored, refused ones kept in the batch with their reasons. Raises `BadFile`.
    """
    TABLE.require(actor, policies.IMPORT)
    holder = queries.holder(actor)
    digest = sheet.digest(path)
    found = queries.taken_before(actor, digest)
    return found or _import(sheet.read(path, encoding), digest, file_name, holder, tell, actor, now)


@transaction.atomic
def _import(
    table: sheet.Table, digest: str, file_name: str, holder: UUID, tell: Tell, actor: Actor, now: datetime
) -> ImportBatch:
    _take_turn(holder, patience="10min")
    if found := ImportBatch.objects.filter(holder_id=holder, sha256=digest).first():
        return found
    weighed = weighing.weigh(table, queries.known(holder, localdate(now)), holder, tell)
    counts = weighed.counts()
    batch = ImportBatch.objects.create(
        holder_id=holder,
        file_name=file_name[:200],
        sha256=digest,
        rows=len(weighed.lines),
        new=counts[Verdict.NEW],
        changed=counts[Verdict.CHANGED],
        same=counts[Verdict.SAME],
        refused=counts[Verdict.REFUSED],
        refused_rows=written.pack(weighed, weighed.of(Verdict.REFUSED)),
        made_by_id=actor.user_id,
        made_at=now,
    )
    accepted = (line.outcome for line in weighed.of(Verdict.NEW, Verdict.CHANGED))
    staging.store(accepted, Source(holder, batch.pk, actor.user_id, now), tell)
    failpoints.reach("import.stored")
    note(
        events.IMPORTED,
        subject=batch,
        actor=actor,
        at=now,
        file=batch.file_name,
        digest=digest,
        rows=batch.rows,
        new=batch.new,
        changed=batch.changed,
        same=batch.same,
        refused=batch.refused,
    )
    return batch


def _take_turn(holder: UUID, patience: str = PATIENCE) -> None:
    """One writer of a district's records at a time: a row that was matched must not change before it is stored."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, true)", [patience])
        try:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"wanted:{holder}"])
        except OperationalError as error:
            raise Stale(_("A file is being taken in just now. Try again in a minute.")) from error
        cursor.execute("select set_config('lock_timeout', '0', true)")


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
        after = _next(before, actor, now, reason)
        after.stage, after.court, after.decided_on = decision.stage, decision.court, decision.decided_on
        _replace(before, after)
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
        return after.pk

    return once(key, kind="wanted.change_stage", actor=actor, at=now, act=act)


@transaction.atomic
def expunge(*, record_id: UUID, order: str, reason: str, key: UUID, actor: Actor, now: datetime) -> UUID:
    """Close a record for good by an order (number, court, date as text): it stays as a fact, and is never disclosed."""

    def act() -> UUID:
        before = _current(record_id, actor)
        unnamed = None if any(map(str.isdigit, order)) else _("Name the order by its number, court and date.")
        _refuse({"order": unnamed, "reason": _short(reason)})
        after = _next(before, actor, now, f"{order}: {reason}"[:500])
        after.expunged_at = now
        _replace(before, after)
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


@transaction.atomic
def take_refused(*, batch_id: UUID, actor: Actor, now: datetime) -> bytes:
    """The CSV of a batch's refused rows, with the line in the ledger that says who took them."""
    batch = queries.batch(actor, batch_id)
    note(events.REFUSED_TAKEN, subject=batch, actor=actor, at=now, file=batch.file_name)
    return written.refused(bytes(batch.refused_rows))


def _current(record_id: UUID, actor: Actor) -> CriminalRecord:
    """The record in its current version, and nobody else's until we are done."""
    seen = queries.record(actor, record_id, policies.CHANGE)
    _take_turn(seen.holder_id)
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


def _next(before: CriminalRecord, actor: Actor, now: datetime, reason: str) -> CriminalRecord:
    """A copy to become the next version."""
    values = {field.attname: getattr(before, field.attname) for field in CriminalRecord._meta.concrete_fields}
    return CriminalRecord(
        **values
        | {"id": uuid7(), "batch_id": None, "made_by_id": actor.user_id, "made_at": now, "reason": reason}
    )


def _replace(before: CriminalRecord, after: CriminalRecord) -> None:
    """The old version first: there is one current version at any moment, and the link is checked at commit."""
    before.superseded_by_id, before.blocks = after.pk, []
    before.save(update_fields=["superseded_by", "blocks"])
    after.save(force_insert=True)
