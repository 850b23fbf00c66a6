"""Twenty-four posts of three stations, those above them, and some who have no business there."""

from datetime import datetime

from khidmat.accounts.public import User, actor_for, post, system_actor
from khidmat.kernel.actor import Actor
from khidmat.kernel.roles import Role
from khidmat.org.public import office

STATIONS = ("KSR-PS-01", "KSR-PS-02", "KSR-PS-06")
#: Each machine's clock is wrong by some seconds, and stays so.
SKEW = (-75, 90)
AT_A_STATION = (
    ("head", Role.STATION_HEAD),
    ("clerk", Role.STATION_CLERK),
    ("io", Role.STATION_OFFICER),
    ("io2", Role.STATION_OFFICER),
    ("desk", Role.FRONT_DESK),
    ("court", Role.MAGISTRATE),
    ("prosecutor", Role.PROSECUTOR),
)
#: The third station has no second officer, desk or reader of its own.
ABSENT = {("KSR-PS-06", "io2"), ("KSR-PS-06", "desk"), ("KSR-PS-06", "court")}
ELSEWHERE = (
    ("circle1", Role.CIRCLE_OFFICER, "KSR-C1"),
    ("circle2", Role.CIRCLE_OFFICER, "KSR-C2"),
    ("dpo", Role.DISTRICT_OFFICER, "KSR-DPO"),
    ("approver", Role.APPROVER, "KSR-HQ"),
    ("stranger", Role.APPROVER, "PB-LHR"),
    ("records", Role.RECORD_KEEPER, "KSR-ITB"),
)
CIRCLE_OF = {"KSR-PS-01": "circle1", "KSR-PS-02": "circle1", "KSR-PS-06": "circle2"}


def listed() -> list[tuple[str, Role, str]]:
    """Name, role and office of every post."""
    there = [
        (f"{name}@{code}", role, code)
        for code in STATIONS
        for name, role in AT_A_STATION
        if (code, name) not in ABSENT
    ]
    return [*there, *ELSEWHERE]


def engage(now: datetime) -> dict[str, Actor]:
    """Everybody with his posting; nobody signs in here, and a password costs 60 ms."""
    found = {}
    for name, role, code in listed():
        user = User(
            username="whole." + name.lower().replace("@", "."),
            name=name,
            name_ur="افسر",
            is_staff_member=True,
            date_joined=now,
        )
        user.set_unusable_password()
        user.save(force_insert=True)
        post(user=user, role=role, office=office(code), since=now, actor=system_actor(None), now=now)
        found[name] = actor_for(user, now=now)
    return found


def hand(name: str, station: str) -> str:
    """Who does at a station what a post of this name does there or for it."""
    if name == "circle":
        return CIRCLE_OF[station]
    if (station, name) in ABSENT:
        return f"{'io' if name == 'io2' else 'clerk'}@{station}"
    return name if name == "dpo" else f"{name}@{station}"
