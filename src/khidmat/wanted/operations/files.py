"""Taking files in: sent, looked at by the worker, ordered, stored; each content once."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate

from khidmat.audit.public import record as note
from khidmat.kernel import failpoints, jobs
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import clean
from khidmat.wanted import events, kept, policies, queries, sheet, staging, uploads, weighing, written
from khidmat.wanted.models import ImportBatch, Upload
from khidmat.wanted.operations.turns import take_turn
from khidmat.wanted.reasons import BadFile, FileFault
from khidmat.wanted.staging import Source
from khidmat.wanted.states import UPLOAD, Part, UploadState, Verdict
from khidmat.wanted.telling import Tell, telling, unheard


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
    take_turn(holder, patience="10min")
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


@transaction.atomic
def take_refused(*, batch_id: UUID, actor: Actor, now: datetime) -> bytes:
    """The CSV of a batch's refused rows, with the line in the ledger that says who took them."""
    batch = queries.batch(actor, batch_id)
    note(events.REFUSED_TAKEN, subject=batch, actor=actor, at=now, file=batch.file_name)
    return written.refused(bytes(batch.refused_rows))
