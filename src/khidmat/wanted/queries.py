"""Reading criminal records. Only record keepers start here; everybody else gets `disclosable` through `public`."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.kernel.names import Party
from khidmat.kernel.names.sounds import is_urdu
from khidmat.kernel.policy import TABLE
from khidmat.kernel.urdu import ascii_digits, clean, squeeze
from khidmat.law.public import Reading, read
from khidmat.org import public as org
from khidmat.wanted import kept, matching, policies
from khidmat.wanted.entry import Known
from khidmat.wanted.models import CriminalRecord, ImportBatch, Upload
from khidmat.wanted.states import DISCLOSED, Stage, UploadState

#: What may leave the record office. The one place where it is written down.
DISCLOSABLE = Q(superseded_by=None, stage__in=DISCLOSED, juvenile=False, expunged_at=None)

#: How many namesakes a search page shows; more than one reads, few enough to rank while one waits.
MOST_FOUND = 100

#: Records on one page of the list; their number is never counted, a register may have a million.
A_PAGE = 50

_SON_OF = re.compile(r"\s+(?:[sdw]\s*/\s*o|son of|daughter of|wife of|ولد|بنت|زوجہ|بیوہ)\s+", re.IGNORECASE)
_CASE = re.compile(r"(\d{1,6})\s*/\s*(\d{2}|\d{4})")


def _within(actor: Actor, permission: str) -> QuerySet[org.Office]:
    scope = TABLE.scope(actor, permission)
    return org.within(actor, scope) if scope else org.Office.objects.none()


def versions(actor: Actor, permission: str = policies.READ) -> QuerySet[CriminalRecord]:
    """Every version of the records this actor's posting reaches, newest first."""
    return CriminalRecord.objects.filter(holder__in=_within(actor, permission)).order_by("-id")


def records(actor: Actor, permission: str = policies.READ) -> QuerySet[CriminalRecord]:
    """The current versions."""
    return versions(actor, permission).filter(superseded_by=None)


def record(actor: Actor, record_id: UUID, permission: str = policies.READ) -> CriminalRecord:
    """One version, current or not. Raises `NotFound`."""
    found = (
        versions(actor, permission).select_related("office", "holder", "batch").filter(pk=record_id).first()
    )
    if found is None:
        raise NotFound(_("This record was not found."))
    return found


@dataclass(frozen=True, slots=True)
class Opened:
    """A record as a record keeper reads it. `others` are the other persons of the case: where a slip shows.

    `law` is what the sections as written mean, by the law at the end of the case's year: a record has no day.
    """

    record: CriminalRecord
    versions: tuple[CriminalRecord, ...]
    others: tuple[CriminalRecord, ...]
    disclosable: bool
    law: Reading

    @property
    def current(self) -> CriminalRecord:
        """The version that counts."""
        return self.versions[0]


def opened(actor: Actor, record_id: UUID) -> Opened:
    """One version with every other version, newest first, and the case's other persons. Raises `NotFound`."""
    one = record(actor, record_id)
    same_case = records(actor).filter(
        holder_id=one.holder_id, year=one.year, case_key=one.case_key, station_key=one.station_key
    )
    every = (
        versions(actor)
        .filter(series=one.series)
        .select_related("made_by", "batch")
        .order_by("-made_at", "-id")
    )
    return Opened(
        record=one,
        # Keys of one millisecond are in no order, so the current version is put first by what it is.
        versions=tuple(sorted(every, key=lambda version: version.superseded_by_id is not None)),
        others=tuple(same_case.exclude(series=one.series)[:20]),
        disclosable=CriminalRecord.objects.filter(DISCLOSABLE, series=one.series).exists(),
        law=read(one.sections, date(one.year, 12, 31)),
    )


class Page(NamedTuple):
    """Some records, and the id after which the next ones stand; None: these are the last."""

    records: tuple[CriminalRecord, ...]
    following: UUID | None


def listed(actor: Actor, stage: str = "", after: UUID | None = None) -> Page:
    """A page of current records, newest first, of one stage or of all, older than `after`."""
    found = records(actor).select_related("office")
    if stage:
        found = found.filter(stage=stage)
    if after:
        found = found.filter(pk__lt=after)
    rows = tuple(found[: A_PAGE + 1])
    return Page(rows[:A_PAGE], rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None)


def search(actor: Actor, words: str) -> list[CriminalRecord]:
    """Current records by CNIC (13 digits), case number (354/12) or name in either script, best first."""
    digits = ascii_digits(words)
    bare = re.sub(r"[\s-]", "", digits)
    if re.fullmatch(r"[0-9]{13}", bare):
        return list(records(actor).filter(cnic=bare)[:MOST_FOUND])
    if found := _CASE.fullmatch(digits.strip()):
        short = int(found[2])
        years = [short] if len(found[2]) == 4 else [year + short for year in (1900, 2000)]
        in_case = records(actor).filter(case_key=str(int(found[1])), year__in=years)
        return list(in_case[:MOST_FOUND])
    return _by_name(actor, words)


def _by_name(actor: Actor, words: str) -> list[CriminalRecord]:
    """By name, or by "name s/o father" in either script."""
    name, *father = _SON_OF.split(clean(words), maxsplit=1)
    party = _party(name, father[0] if father else "")
    holders = _within(actor, policies.READ).values_list("pk", flat=True)
    ids = matching.named(party, list(holders))
    found = records(actor).select_related("office").in_bulk(ids)
    return [found[key] for key in ids if key in found]


def _party(name: str, father: str) -> Party:
    """The person, each name in the field of its script."""
    own = ("", name) if is_urdu(name) else (name, "")
    fathers = ("", father) if is_urdu(father) else (father, "")
    return Party(name=own[0], name_ur=own[1], father=fathers[0], father_ur=fathers[1])


def known(holder_id: UUID, today: date) -> Known:
    """The district's stations and all districts by every way of writing them, for reading a file."""
    stations: dict[str, tuple[UUID, str]] = {}
    for office in org.stations(holder_id):
        bare, bare_ur = office.name.removeprefix("Police Station "), office.name_ur.removeprefix("تھانہ ")
        written = (office.code, office.name, office.name_ur, bare, bare_ur, f"PS {bare}", f"P.S. {bare}")
        stations |= {squeeze(text): (office.pk, f"@{office.code}") for text in written}
    districts: dict[str, str] = {}
    for office in org.districts():
        bare = office.name.removeprefix("District Police Office ")
        bare_ur = office.name_ur.removeprefix("ڈسٹرکٹ پولیس آفس ")
        districts |= {squeeze(text): office.code for text in (office.code, bare, bare_ur, f"ضلع {bare_ur}")}
    return Known(stations=stations, districts=districts, today=today)


def holder(actor: Actor) -> UUID:
    """The district whose record office the actor works for. Raises `Forbidden` outside any."""
    found = org.above(actor.office_id, org.OfficeKind.DISTRICT) if actor.office_id else None
    if found is None:
        raise Forbidden(_("Your posting is in no district, and records are kept by districts."))
    return found.pk


def upload(actor: Actor, upload_id: UUID) -> Upload:
    """A file that the actor sent, not yet given up. Raises `NotFound` for anybody else's."""
    TABLE.require(actor, policies.IMPORT)
    found = (
        Upload.objects.filter(pk=upload_id, owner_id=actor.user_id).exclude(status=UploadState.GONE).first()
    )
    if found is None:
        raise NotFound(_("This file was not found. Send it again."))
    return found


def dry_run(actor: Actor, upload_id: UUID) -> kept.Kept:
    """Every row of a file that waits for its sender's word, with its verdict. Raises `NotFound`, `BadFile`."""
    found = upload(actor, upload_id)
    if found.status == UploadState.REFUSED:
        raise kept.unpack_fault(bytes(found.summary))
    if found.status != UploadState.WEIGHED:
        raise NotFound(_("This file was not found. Send it again."))
    return kept.unpack(bytes(found.lines))


def batches(actor: Actor) -> QuerySet[ImportBatch]:
    """The files that were taken in, newest first."""
    return ImportBatch.objects.filter(holder__in=_within(actor, policies.IMPORT)).order_by("-id")


def batch(actor: Actor, batch_id: UUID) -> ImportBatch:
    """One file that was taken in. Raises `NotFound`."""
    found = batches(actor).select_related("made_by").filter(pk=batch_id).first()
    if found is None:
        raise NotFound(_("This file was not found."))
    return found


def taken_before(actor: Actor, digest: str) -> ImportBatch | None:
    """The batch of the same content, when it was taken in already."""
    return batches(actor).filter(sha256=digest).first()


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What may leave the record office about one person in one case."""

    series: UUID
    case_ref: str
    year: int
    station: str
    station_ur: str
    sections: str
    stage: Stage
    court: str
    decided_on: date | None


def current_of(ids: Collection[UUID]) -> QuerySet[CriminalRecord]:
    """The current versions of the records these versions belong to; every record once."""
    series = CriminalRecord.objects.filter(pk__in=ids).values("series")
    return CriminalRecord.objects.filter(superseded_by=None, series__in=series).select_related("office")


def disclosable(ids: Collection[UUID]) -> list[Disclosed]:
    """Convictions and pending cases among these records as they stand now; never a child's or an expunged one."""
    return [
        Disclosed(
            series=one.series,
            case_ref=one.case_ref,
            year=one.year,
            station=one.office.name if one.office else one.station,
            station_ur=one.office.name_ur if one.office else one.station,
            sections=one.sections,
            stage=Stage(one.stage),
            court=one.court,
            decided_on=one.decided_on,
        )
        for one in current_of(ids).filter(DISCLOSABLE).order_by("year", "case_key", "pk")
    ]


def compared(ids: Collection[UUID]) -> dict[UUID, CriminalRecord]:
    """For a record keeper's comparison: by the id of the version once found, the record as it stands now."""
    series = dict(CriminalRecord.objects.filter(pk__in=ids).values_list("pk", "series"))
    now = {one.series: one for one in current_of(ids)}
    return {id_: now[of] for id_, of in series.items()}
