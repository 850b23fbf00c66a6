"""Offices and officers of the lifecycle bench: Kasur's twenty stations and sixty more in fifteen districts."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from khidmat.accounts.public import User, actor_for, post, system_actor
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.models import Office, Placement
from khidmat.org.public import OfficeKind
from khidmat.payments.public import open_shift

KASUR = "KSR-DPO"
DISTRICTS, STATIONS = 15, 4


@dataclass(frozen=True, slots=True)
class Desk:
    """A station with those who act for it, and its district's approver, record keeper and operator, as they act now."""

    station: Office
    head: Actor
    officer: Actor
    approver: Actor
    keeper: Actor
    teller: Actor


def build() -> list[Office]:
    """Make the stations that the lists do not know, and post officers everywhere. Returns the stations."""
    others = Office.objects.filter(kind=OfficeKind.DISTRICT).exclude(code=KASUR).order_by("code")[:DISTRICTS]
    stations = [*Office.objects.filter(district__code=KASUR, kind=OfficeKind.STATION).order_by("code")]
    for district in others:
        stations += [_station(district, number) for number in range(1, STATIONS + 1)]
    now = timezone.now()
    for station in stations:
        engage(f"sho.{station.code.lower()}", Role.STATION_HEAD, station, now)
        engage(f"officer.{station.code.lower()}", Role.STATION_OFFICER, station, now)
    for district in {one.district_id: one.district for one in stations if one.district}.values():
        engage(f"dsp.{district.code.lower()}", Role.APPROVER, district, now)
        engage(f"keeper.{district.code.lower()}", Role.RECORD_KEEPER, district, now)
        teller = engage(f"counter.{district.code.lower()}", Role.OPERATOR, district, now)
        open_shift(began_with=0, actor=actor_for(teller, now=now), now=now)
    return stations


def _station(district: Office, number: int) -> Office:
    code = f"{district.code}-B{number:02d}"
    known = Office.objects.select_related("district").filter(code=code).first()
    if known is not None:
        return known
    town = district.name.replace("District Police Office ", "")
    made = Office.objects.create(
        code=code,
        kind=OfficeKind.STATION,
        name=f"Police Station {number} {town}",
        name_ur=f"تھانہ {number} {district.name_ur.replace('ڈسٹرکٹ پولیس آفس ', '')}",
        district=district,
    )
    Placement.objects.create(office=made, parent=district, period=DateRange(date(2002, 8, 14), None))
    return made


def engage(username: str, role: Role, office: Office, now: datetime) -> User:
    """An officer with a posting and no password: nobody signs in here, and a hash costs 60 ms."""
    user = User(
        username=username, name=username.title(), name_ur="افسر", is_staff_member=True, date_joined=now
    )
    user.set_unusable_password()
    user.save(force_insert=True)
    post(user=user, role=role, office=office, since=now, actor=system_actor(None), now=now)
    return user


def desks() -> list[Desk]:
    """Every station with its people, looked up once: an officer's request reads his posting before the page."""
    now = timezone.now()
    users = {one.username: one for one in User.objects.filter(is_staff_member=True)}

    def actor(username: str) -> Actor:
        return actor_for(users[username.lower()], now=now)

    stations = Office.objects.filter(kind=OfficeKind.STATION).select_related("district").order_by("code")
    return [
        Desk(
            one,
            actor(f"sho.{one.code}"),
            actor(f"officer.{one.code}"),
            actor(f"dsp.{one.district.code}"),
            actor(f"keeper.{one.district.code}"),
            actor(f"counter.{one.district.code}"),
        )
        for one in stations
        if one.district
    ]
