"""Writing certificates: number first, paper once, end with a reason; and what a look-up counts and tells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from secrets import compare_digest
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from khidmat.audit.public import record
from khidmat.documents import events, limits, queries
from khidmat.documents.codes import new_code, parse_code
from khidmat.documents.copies import CopyFacts
from khidmat.documents.envelope import open_envelope
from khidmat.documents.facts import CertificateFacts, read_facts
from khidmat.documents.keys import load_certificate
from khidmat.documents.models import Certificate, SignedCopy
from khidmat.documents.policies import REVOKE
from khidmat.documents.portrait import portrait
from khidmat.documents.press import as_issued
from khidmat.documents.states import LIFE, Standing, Status
from khidmat.files.public import Blob, keep, path
from khidmat.kernel import jobs
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Invalid, Stale, TooMany
from khidmat.kernel.roles import Role
from khidmat.kernel.transactions import as_one
from khidmat.org.public import Office, next_number

#: Parts of an office's code that say nothing in a number: province and kind.
SILENT = {"PB", "DPO", "CPO"}


@as_one
def issue_number(
    *,
    about: UUID,
    series: str,
    title: tuple[str, str],
    office: Office,
    issued_on: date,
    valid_until: date,
    actor: Actor,
    now: datetime,
) -> Certificate:
    """Give what the certificate is about its number and code. A repeat gets the same ones back.

    Commit before the paper is made: a number that was printed exists. `series` is the number's prefix, as PCC;
    `title` what the paper is called, in English and Urdu.
    """
    _one_at_a_time(about)
    known = Certificate.objects.filter(about=about).first()
    if known is not None:
        return known
    serial = next_number(office_id=office.pk, kind=series, year=issued_on.year)
    place = "-".join(part for part in office.code.split("-") if part not in SILENT)
    numbered = Certificate.objects.create(
        about=about,
        number=f"{series}-{place}-{issued_on.year}-{serial:06d}",
        code=new_code(),
        title=title[0],
        title_ur=title[1],
        office=office,
        issued_on=issued_on,
        valid_until=valid_until,
        numbered_at=now,
    )
    record(events.NUMBERED, subject=numbered, actor=actor, at=now, number=numbered.number)
    return numbered


def _one_at_a_time(about: UUID) -> None:
    """Let the second of two at the same moment wait, and find what the first one made."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"documents {about}"])


@as_one
def attach_file(
    *,
    certificate_id: UUID,
    facts: CertificateFacts,
    pdf: bytes,
    photo_id: UUID | None,
    actor: Actor,
    now: datetime,
) -> Certificate:
    """File the signed paper with its facts; from now on it is genuine. A repeat changes nothing.

    Raises ValueError when facts or paper are not this certificate's: nothing unsigned is ever filed.
    """
    paper = as_issued(facts)
    blob = keep(data=pdf, kind="paper", media_type="application/pdf", now=now)
    certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
    if certificate.status != Status.NUMBERED:
        return certificate
    _check_paper(certificate, paper, pdf)
    LIFE.move(certificate, "attach")
    certificate.facts = paper.canonical().decode()
    certificate.last_four = paper.last_four
    certificate.photo_id = photo_id
    certificate.blob = blob
    certificate.attached_at = now
    certificate.save(update_fields=["status", "facts", "last_four", "photo", "blob", "attached_at"])
    record(
        events.SEALED,
        subject=certificate,
        actor=actor,
        at=now,
        number=certificate.number,
        sha256=blob.sha256,
        facts=paper.digest().hex(),
    )
    return certificate


@as_one
def order_copy(
    *,
    about: UUID,
    number: str,
    title: tuple[str, str],
    office: Office,
    whom: tuple[str, str],
    dated: date,
    now: datetime,
) -> SignedCopy:
    """Note a copy that the worker will make, with its code; the caller's own event says who ordered it."""
    return SignedCopy.objects.create(
        about=about,
        code=new_code(),
        number=number,
        title=title[0],
        title_ur=title[1],
        office=office,
        whom=whom[0],
        whom_ur=whom[1],
        dated=dated,
        issued_on=max(localdate(now), dated),  # two machines' clocks at midnight
        ordered_at=now,
    )


def facts_of(copy: SignedCopy) -> CopyFacts:
    """What goes to paper of a copy that was ordered."""
    return CopyFacts(
        code=copy.code,
        number=copy.number,
        title=copy.title,
        title_ur=copy.title_ur,
        office=copy.office.name,
        office_ur=copy.office.name_ur,
        whom=copy.whom,
        whom_ur=copy.whom_ur,
        dated=copy.dated,
        issued_on=copy.issued_on,
    )


@as_one
def attach_copy(*, copy_id: UUID, pdf: bytes, actor: Actor, now: datetime) -> SignedCopy:
    """File a copy that was made; from now on it is genuine. A repeat changes nothing. Unsigned, a ValueError."""
    open_envelope(pdf, load_certificate(Path(settings.PUBLIC_KEYS) / "root.pem"))
    blob = keep(data=pdf, kind="paper", media_type="application/pdf", now=now)
    copy = SignedCopy.objects.select_for_update(of=("self",)).select_related("office").get(pk=copy_id)
    if copy.blob_id is not None:
        return copy
    facts = as_issued(facts_of(copy))
    copy.blob, copy.made_at, copy.facts = blob, now, facts.canonical().decode()
    copy.save(update_fields=["blob", "made_at", "facts"])
    record(
        events.COPIED,
        subject=copy,
        actor=actor,
        at=now,
        number=copy.number,
        sha256=blob.sha256,
        facts=facts.digest().hex(),
    )
    return copy


def _check_paper(certificate: Certificate, facts: CertificateFacts, pdf: bytes) -> None:
    ours = (certificate.number, certificate.code, certificate.issued_on, certificate.valid_until)
    if ours != (facts.number, facts.code, facts.issued_on, facts.valid_until):
        raise ValueError("the facts are another certificate's")
    open_envelope(pdf, load_certificate(Path(settings.PUBLIC_KEYS) / "root.pem"))


@transaction.atomic
def revoke(*, certificate_id: UUID, reason: str, actor: Actor, now: datetime) -> Certificate:
    """End a certificate at once. Raises `Invalid` without a reason, `Stale` when it has ended already."""
    certificate = _to_end(certificate_id, reason, actor)
    LIFE.move(certificate, "revoke")
    certificate.ended_at, certificate.end_reason = now, reason.strip()
    certificate.save(update_fields=["status", "ended_at", "end_reason"])
    jobs.wake("documents.revocations")
    record(
        events.REVOKED,
        subject=certificate,
        actor=actor,
        at=now,
        reason=certificate.end_reason,
        number=certificate.number,
    )
    return certificate


@transaction.atomic
def supersede(*, certificate_id: UUID, by_id: UUID, reason: str, actor: Actor, now: datetime) -> Certificate:
    """End a certificate because a corrected one took its place. Raises as `revoke` does."""
    certificate = _to_end(certificate_id, reason, actor)
    better = Certificate.objects.exclude(pk=certificate_id).get(pk=by_id, status=Status.VALID)
    LIFE.move(certificate, "supersede")
    certificate.superseded_by = better
    certificate.ended_at, certificate.end_reason = now, reason.strip()
    certificate.save(update_fields=["status", "superseded_by", "ended_at", "end_reason"])
    jobs.wake("documents.revocations")
    record(
        events.SUPERSEDED,
        subject=certificate,
        actor=actor,
        at=now,
        reason=certificate.end_reason,
        number=certificate.number,
        by=better.number,
    )
    return certificate


def _to_end(certificate_id: UUID, reason: str, actor: Actor) -> Certificate:
    if not reason.strip():
        raise Invalid(_("The reason is empty."), fields={"reason": _("The reason is empty. Write why.")})
    if actor.role is not Role.SYSTEM:  # the worker ends what an officer with the right has ordered
        queries.certificate(actor, certificate_id, REVOKE)
    certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
    if certificate.status != Status.VALID:
        raise Stale(_("This certificate has ended already."))
    return certificate


@dataclass(frozen=True, slots=True)
class Opened:
    """A certificate with the facts that stand on it."""

    certificate: Certificate
    facts: CertificateFacts


@transaction.atomic
def open_certificate(*, certificate_id: UUID, actor: Actor, now: datetime) -> Opened:
    """A certificate for an officer; the ledger has the reading first."""
    certificate = queries.certificate(actor, certificate_id)
    record(events.OPENED, subject=certificate, actor=actor, at=now, number=certificate.number)
    return Opened(certificate, read_facts(certificate.facts.encode()))


@transaction.atomic
def print_certificate(*, certificate_id: UUID, actor: Actor, now: datetime) -> Certificate:
    """A certificate whose paper an officer downloads; the ledger has it first."""
    certificate = queries.certificate(actor, certificate_id)
    record(events.PRINTED, subject=certificate, actor=actor, at=now, number=certificate.number)
    return certificate


@dataclass(frozen=True, slots=True)
class Answer:
    """What the holder of a code is told. `digits`: "" not given, "right", "wrong", or "closed" for an hour."""

    standing: Standing
    certificate: Certificate | None
    digits: str = ""
    facts: CertificateFacts | None = None
    picture: str = ""
    copied: SignedCopy | None = None


def look_up(*, code: str, digits: str, address: str, actor: Actor, now: datetime) -> Answer:
    """Tell what a code stands for; with the right last four also name and photograph.

    Revoked, expired and unknown codes cost the same statements. Raises `TooMany` when the address or everybody
    together asked too often in vain.
    """
    answer, photo = _look_up(code, digits, _asker(actor, address), actor, now)
    if photo is None:
        return answer
    return replace(_named(answer), picture=portrait(path(photo)))


def look_up_many(
    *, asked: Sequence[tuple[str, str]], address: str, actor: Actor, now: datetime
) -> list[Answer | TooMany]:
    """Tell what many pairs of code and last four stand for, each as `look_up` does, without photographs.

    Each counts by itself; from the one on that is too many, every row says so.
    """
    told: list[Answer | TooMany] = []
    for code, digits in asked:
        try:
            answer, photo = _look_up(code, digits, _asker(actor, address), actor, now)
        except TooMany as refusal:
            return [*told, *[refusal] * (len(asked) - len(told))]
        told.append(_named(answer) if photo else answer)
    return told


def _asker(actor: Actor, address: str) -> limits.Asker:
    return limits.program(actor.client_id) if actor.client_id else limits.Asker(address)


def _named(answer: Answer) -> Answer:
    facts = read_facts(answer.certificate.facts.encode()) if answer.certificate else None
    return replace(answer, facts=facts)


@transaction.atomic
def _look_up(
    code: str, digits: str, asker: limits.Asker, actor: Actor, now: datetime
) -> tuple[Answer, Blob | None]:
    asked = limits.count(asker.asked, asker.value, now)
    if asked > asker.asked.most or limits.misses_left(asker, now) <= 0:
        raise TooMany(_("Too many look-ups from here. Wait ten minutes, then try again."))
    found, copied = queries.by_code(parse_code(code)), queries.copy_by_code(parse_code(code))
    if copied is not None:
        return Answer(Standing.GENUINE, None, copied=copied), None
    standing = queries.standing(found, localdate(now))
    if standing is not Standing.GENUINE or found is None:
        limits.count(asker.missed, asker.value, now)
        limits.count(limits.MISSED_EVERYWHERE, "", now)
        return Answer(standing, found), None
    if not digits:
        return Answer(standing, found), None
    said = _compare(found, digits, now)
    if said != "right":
        return Answer(standing, found, said), None
    record(events.SHOWN, subject=found, actor=actor, at=now, number=found.number)
    return Answer(standing, found, said), found.photo


def _compare(found: Certificate, digits: str, now: datetime) -> str:
    if limits.so_far(limits.DIGITS, found.code, now) >= limits.DIGITS.most:
        return "closed"
    if compare_digest(digits.encode(), found.last_four.encode()):
        return "right"
    return "closed" if limits.count(limits.DIGITS, found.code, now) >= limits.DIGITS.most else "wrong"
