"""The officers of the demo: the cast, then the posts of every other station and circle."""

import base64
import secrets
from collections.abc import Iterator
from datetime import datetime
from random import Random

from django.db import transaction

from khidmat.accounts.public import (
    Client,
    User,
    actor_for,
    add_client,
    add_officer,
    officers,
    post,
    system_actor,
)
from khidmat.demo import names
from khidmat.demo.cast import OFFICERS, PASSWORD, Part
from khidmat.demo.places import stations
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import office

PROGRAM, LETTER = "Visa section, German embassy", "Letter 7 of 2026"
CIRCLES = ("KSR-C2", "KSR-C3", "KSR-C4")


def engage(parts: tuple[Part, ...], *, since: datetime) -> None:
    """Add and post those who are not there yet."""
    known = set(User.objects.filter(is_staff_member=True).values_list("username", flat=True))
    for part in parts:
        if part.username not in known:
            _engage(part, since)


@transaction.atomic
def _engage(part: Part, since: datetime) -> None:
    """Both or neither: an officer without a posting would never get one by running this again."""
    system = system_actor(None)
    user = add_officer(
        username=part.username,
        name=part.name,
        name_ur=part.name_ur,
        password=PASSWORD,
        temporary=False,
        totp_secret=base64.b32encode(secrets.token_bytes(20)).decode(),
        actor=system,
        now=since,
    )
    post(user=user, role=part.role, office=office(part.office), since=since, actor=system, now=since)


def let_in(name: str, *, now: datetime) -> None:
    """A program that may verify, as the administrator adds it; whoever tries it out issues the token himself."""
    if Client.objects.filter(name=name).exists():
        return
    rabia = actor_for(User.objects.get(username="rabia"), now=now)
    headquarters = office("KSR-HQ")
    add_client(name=name, scopes=["verify"], office=headquarters, reason=LETTER, actor=rabia, now=now)


def district(seed: int) -> tuple[Part, ...]:
    """The posts around the cast: SHO and an officer of each other station, a counter's, the other circles' officers."""
    rng = Random(seed ^ 0x0FF1)
    return tuple(_posts(rng))


def _posts(rng: Random) -> Iterator[Part]:
    manned = {part.office for part in OFFICERS}
    for code in sorted(stations()):
        if code not in manned:
            short = code.removeprefix("KSR-").replace("-", "").lower()
            yield _named(rng, f"sho.{short}", Role.STATION_HEAD, code)
            yield _named(rng, f"officer.{short}", Role.STATION_OFFICER, code)
    yield _named(rng, "operator.km02", Role.OPERATOR, "PB-KSR-KM02")
    yield _named(rng, "incharge.km02", Role.IN_CHARGE, "PB-KSR-KM02")
    for code in CIRCLES:
        yield _named(rng, f"sdpo.{code[-2:].lower()}", Role.CIRCLE_OFFICER, code)


def _named(rng: Random, username: str, role: Role, code: str) -> Part:
    style, born = names.style(rng), rng.randint(1972, 1998)
    name = (names.woman if rng.random() < 0.15 else names.man)(rng, style, born)
    return Part(username, name.roman, name.urdu, role, code)


class Desks:
    """Whoever acts at an office, as the actor he is at that moment; a posting is looked up once."""

    def __init__(self, now: datetime) -> None:
        """Take postings as they stand now."""
        self._now = now
        self._known: dict[tuple[str, Role], Actor] = {}

    def at(self, code: str, role: Role) -> Actor:
        """The officer of a role at an office. Raises LookupError when nobody is posted there."""
        if (code, role) not in self._known:
            user = officers(office_id=office(code).pk, role=role, now=self._now).first()
            if user is None:
                raise LookupError(f"no {role} is posted at {code}")
            self._known[code, role] = actor_for(user, now=self._now)
        return self._known[code, role]
