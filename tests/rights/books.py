"""A station's books for the rights table: yesterday's diary, still open, with an entry that its writer may strike.

And what was told at its desk: a complaint that waits, one that was refused, a missing child, an order of a court.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.timezone import localdate

from khidmat.kernel.actor import Actor
from khidmat.org.public import Office, office
from khidmat.services.tests.answering import picture
from khidmat.station import public as station
from tests.rights import stores
from tests.rights.cases import cases
from tests.rights.posts import LAHORE, SADAR, A, B

if TYPE_CHECKING:
    from tests.rights.world import World

#: Who keeps the diary of an area.
KEEPERS = {A: "rashid", B: "zahid", SADAR: "sadar", LAHORE: "yasir"}
#: The SHO of an area who takes down and decides what is told there; for Lahore, whose office is no station, Kasur's
#: sends it on.
HEADS = {A: "ali", B: "zahid", SADAR: "sadar", LAHORE: "ali"}
#: The SHO whose own office it is, and the gazetted officer above who writes minutes there.
OWN_HEADS = {**HEADS, LAHORE: "yasir"}
ABOVE = {A: "farah", B: "farah", SADAR: "hina", LAHORE: "tahir"}
#: Who investigates there.
INVESTIGATORS = {A: "aslam", B: "tariq", SADAR: "sadar", LAHORE: "imran"}
REFUSAL = "The cheque was a loan between partners and was never presented to a bank: a civil matter."


def diary(world: "World", area: str) -> dict[str, UUID | str]:
    """A day of an area's diary, an entry of it, and the code of its page on paper."""
    keeper, yesterday = world.actor(KEEPERS[area]), world.now - timedelta(days=1)
    entry = station.write(
        station_id=keeper.office,
        kind=station.EntryKind.OTHER,
        happened_at=yesterday,
        text="The gate was painted.",
        actor=keeper,
        now=yesterday,
    )
    page = station.print_day(day_id=entry.day_id, actor=keeper, now=world.now)
    found = {"diary_day": entry.day_id, "diary_entry": entry.pk, "diary_code": page.code}
    found |= entered(world, area)
    return found | desk(world, area) | fir(world, area) | stores.store(world, area)


def entered(world: "World", area: str) -> dict[str, UUID | str]:
    """A letter and a minute in an area's registers, and a charge that its SHO hands over."""
    head, above, then = (
        world.actor(OWN_HEADS[area]),
        world.actor(ABOVE[area]),
        world.now - timedelta(days=1),
    )
    on = localdate(then)
    letter = {"letter": "1", "dated": on, "sender": "DPO", "subject": "Patrol", "action": "SHO"}
    minute = {"visited": on, "remarks": "All in order."}
    here = Office.objects.get(pk=head.office).code
    line = station.write_line(register=5, part="received", values=letter, actor=head, now=then)
    seen = {"register": 13, "part": "minutes", "station": here, "values": minute}
    return {
        "register_line": line.pk,
        "minute": station.write_line(**seen, actor=above, now=then).pk,
        "charge": station.hand_over(keys="Malkhana 2", remarks="", actor=head, now=then).pk,
    }


def desk(world: "World", area: str) -> dict[str, UUID | str]:
    """What was told at an area's desk, in the states that its routes are about."""
    there = office("PB-LHR") if area == LAHORE else None
    head, today = world.actor(HEADS[area]), localdate(world.now)
    yesterday = world.now - timedelta(days=1)  # today's diary is opened by the table's own form
    decider = world.actor("yasir") if there else head
    told = station.Told(told="A bicycle was stolen.", matter="theft")
    waiting, second, third = (_taken(told, head, there, yesterday) for _n in range(3))
    child = _taken(station.Told(told="A child is missing.", matter="missing_child"), head, None, yesterday)
    act = {"actor": decider, "now": yesterday}
    station.refuse(complaint_id=second.pk, ground="civil", reason=REFUSAL, heard=True, **act)
    order = station.take_order(
        complaint_id=third.pk,
        petition="12/2026",
        court="Sessions Judge",
        ordered_on=today - timedelta(days=2),
        report_by=today + timedelta(days=3),
        orders="Record the statement.",
        **act,
    )
    return {
        "complaint": waiting.pk,
        "complaint_code": waiting.code,
        "refused_complaint": second.pk,
        "child": child.pk,
        "court_order": order.pk,
    }


def fir(world: "World", area: str, investigator: str = "") -> dict[str, UUID | str]:
    """A registered case of an area; in A Division the court has called for its diary."""
    keeper, yesterday = world.actor(KEEPERS[area]), world.now - timedelta(days=1)
    there = office("PB-LHR") if area == LAHORE else None
    told = station.Told(told="A cow was stolen.", matter="theft")
    complaint = _taken(told, world.actor(HEADS[area]), there, yesterday)
    typed = station.Typed("379 PPC", world.users[investigator or INVESTIGATORS[area]].pk)
    made = station.register(complaint_id=complaint.pk, typed=typed, actor=keeper, now=yesterday)
    if area == A:
        reason, judge = "Bail petition 11 of 2026", world.actor("javed")
        station.call_zimni(fir_id=made.pk, reason=reason, actor=judge, now=yesterday)
    who = station.Who(described="Unknown, tall", age="about 30")
    accused = station.name_accused(fir_id=made.pk, typed=who, actor=keeper, now=yesterday)
    head = keeper if there else world.actor(HEADS[area])
    copy = station.order_copy(fir_id=made.pk, whom="station", actor=head, now=world.now)
    station.make_copy(copy_id=copy.pk, now=world.now)
    found: dict[str, UUID | str] = {"fir": made.pk, "accused": accused.pk, "fir_copy": copy.pk}
    found["inquest"] = papers(made, world.actor(investigator or INVESTIGATORS[area]), yesterday)
    found |= custody(world, area, investigator or INVESTIGATORS[area])
    return found | cases(world, area, investigator or INVESTIGATORS[area], found)


def papers(case: station.Fir, officer: Actor, then: datetime) -> UUID:
    """A plan with its picture in the file of a case; gives an inquest of the same station, of no case."""
    shown = {"drawn_at": then, "scaled": False, "text": "", "paper": picture()}
    station.plan(fir_id=case.pk, **shown, actor=officer, now=then)
    hours = {"informed_at": then, "told_at": then, "began_at": then}
    words = {"deceased": "Unknown, about 60", "place": "Bus stand", "seen": "No wound", "opinion": "Natural"}
    two = {"first": "Akram, bus stand", "second": "Bashir, bus stand", "magistrate": "MFC Kasur"}
    seen = station.Seen(form="natural", **hours, **words, **two)
    return station.hold_inquest(seen=seen, fir_id=None, actor=officer, now=then).pk


def custody(world: "World", area: str, investigator: str) -> dict[str, UUID | str]:
    """Two arrests of a case of its own: one in the lock-up after production, one at the court before it."""
    keeper, officer, now = (
        world.actor(KEEPERS[area]),
        world.actor(investigator),
        world.now - timedelta(days=1),
    )
    there = office("PB-LHR") if area == LAHORE else None
    told = station.Told(told="A goat was stolen.", matter="theft")
    complaint = _taken(told, world.actor(HEADS[area]), there, now)
    typed = station.Typed("379 PPC", officer.user)
    fir = station.register(complaint_id=complaint.pk, typed=typed, actor=keeper, now=now)
    taken = station.Taken(
        gender="man",
        place="Bazaar",
        medical="No injury.",
        men="Constable Arshad 1122",
        relative="Brother",
        relative_how="By telephone",
        searched=False,
    )
    held, at_court = (
        station.arrest(
            accused_id=station.name_accused(
                fir_id=fir.pk, typed=station.Who(described=f"Unknown {n}"), actor=keeper, now=now
            ).pk,
            taken=taken,
            actor=officer,
            now=now,
        )
        for n in ("one", "two")
    )
    for one, to in ((held, "court"), (at_court, "court"), (held, "lock_up")):
        station.move_prisoner(arrest_id=one.pk, to=to, escort="Clerk 12", cell="1", actor=keeper, now=now)
        if to == "court" and one is held:
            station.produce(arrest_id=one.pk, magistrate="MFC Kasur", actor=officer, now=now)
    return {"arrest": held.pk, "at_court": at_court.pk}


def _taken(told: station.Told, head: Actor, there: Office | None, now: datetime) -> station.Complaint:
    """A complaint taken by an SHO, and sent to another office if it belongs there."""
    made = station.take(told=told, actor=head, now=now)
    if there is None:
        return made
    reason = "It happened there, not here."
    return station.transfer(complaint_id=made.pk, station=there, reason=reason, actor=head, now=now)
