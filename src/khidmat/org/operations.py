"""Writing the organisation: moves in the tree, gapless numbers."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from khidmat.audit.public import record
from khidmat.kernel.actor import Actor
from khidmat.kernel.urdu import sort_text
from khidmat.org import events, loading
from khidmat.org.models import Office, Place, Placement
from khidmat.org.states import OfficeKind

#: The day the listed offices are taken to have begun: the Police Order came into force (14 August 2002).
FOUNDED = date(2002, 8, 14)


def next_number(*, office_id: UUID, kind: str, year: int) -> int:
    """The next number of a gapless series. Take it last in the transaction: the counter stays locked till commit."""
    return next_numbers(office_id=office_id, kind=kind, year=year, count=1)[0]


def next_numbers(*, office_id: UUID, kind: str, year: int, count: int) -> range:
    """So many numbers of a gapless series that follow one another, as with `next_number`."""
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into org_serial (office_id, kind, year, last) values (%s, %s, %s, %s)
               on conflict on constraint org_serial_one do update set last = org_serial.last + excluded.last
               returning last""",
            [office_id, kind, year, count],
        )
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)


@transaction.atomic
def move(*, office: Office, parent: Office, since: date, actor: Actor, now: datetime) -> Placement:
    """Put an office under another parent from a day on; the earlier placement ends the day before."""
    current = Placement.objects.select_for_update().get(office=office, period__endswith=None)
    current.period = DateRange(current.period.lower, since)
    current.save(update_fields=["period"])
    placed = Placement.objects.create(office=office, parent=parent, period=DateRange(since, None))
    record(
        events.MOVED,
        subject=office,
        actor=actor,
        at=now,
        office=office.code,
        parent=parent.code,
        since=since.isoformat(),
    )
    return placed


@transaction.atomic
def load_offices(*, actor: Actor, now: datetime) -> int:
    """Add the listed offices that are not there yet, each under its listed parent. Returns how many were new."""
    known = dict(Office.objects.values_list("code", "pk"))
    fresh = [row for row in loading.offices() if row.code not in known]
    if not fresh:
        return 0
    district = {one.code: one.district for one in Office.objects.select_related("district")}
    made: dict[str, Office] = {}
    for row in fresh:
        office = Office(
            code=row.code,
            kind=row.kind,
            name=row.name,
            name_ur=row.name_ur,
            latitude=row.latitude,
            longitude=row.longitude,
        )
        office.district = office if row.kind == OfficeKind.DISTRICT else district.get(row.parent)
        made[row.code], district[row.code], known[row.code] = office, office.district, office.pk
    Office.objects.bulk_create(made.values())
    began = DateRange(FOUNDED, None)
    Placement.objects.bulk_create(
        Placement(office=made[row.code], parent_id=known[row.parent] if row.parent else None, period=began)
        for row in fresh
    )
    listed = ("districts.csv", "kasur_offices.csv", "police_regions.csv", "province_service_points.csv")
    record(
        events.LOADED,
        subject=None,
        actor=actor,
        at=now,
        table="offices",
        rows=len(fresh),
        digest=loading.digest(*listed),
    )
    return len(fresh)


@transaction.atomic
def load_places(
    *, actor: Actor, now: datetime, name: str = "kasur_places.csv", district: str = "KSR-DPO"
) -> int:
    """Add a district's places that are not there yet. Returns how many were new."""
    known = set(Place.objects.values_list("code", flat=True))
    codes = dict(Office.objects.values_list("code", "pk"))
    fresh = [
        Place(
            code=row["place_code"],
            kind=row["kind"],
            name=row["name_en"],
            name_ur=row["name_ur"],
            other_names=row["alt_names"],
            tehsil=row["tehsil_en"],
            tehsil_ur=row["tehsil_ur"],
            district_id=codes[district],
            station_id=codes.get(row["station_code"]),
            sort_ur=sort_text(row["name_ur"]),
        )
        for row in loading.read(name)
        if row["place_code"] not in known
    ]
    Place.objects.bulk_create(fresh)
    if fresh:
        record(
            events.LOADED,
            subject=None,
            actor=actor,
            at=now,
            table="places",
            rows=len(fresh),
            digest=loading.digest(name),
        )
    return len(fresh)
