"""What happens at the desk, in the diary and up to the FIR."""

from datetime import timedelta
from random import Random

from bench.whole.posts import STATIONS
from bench.whole.world import Matter, World
from khidmat.station.models import Complaint, Designation, DiaryEntry, Fir
from khidmat.station.operations import deciding, desk, diary, sending
from khidmat.station.operations import fir as firs
from khidmat.station.told import Told
from khidmat.station.typed import Typed

LUCKY = 0.7
WHY = "The cheque was for a loan between partners and was never presented to a bank; it is a civil matter."
SECTIONS = (
    "379 PPC",
    "379 PPC",
    "302/34 PPC",
    "376 PPC",
    "354 PPC",
    "9(c) CNSA",
    "13-2(a)/20/65 AO",
    "کچھ",
    "506-B",
)
#: What people say of an hour: odd things are kept as they are.
HOURS = ("", "کل رات", "1448-05-02 ہجری", "2026", "31/12/2035 10:00", "24/11/2026 06:00", "x" * 190)
ACCUSED = (
    "",
    "نامعلوم، سانولا، لمبا",
    "محمد اکرم ولد اللہ دتہ\nنامعلوم",
    "\n".join(f"ملزم {n}" for n in range(40)),
)


def take(world: World, chance: Random) -> None:
    """Somebody tells something; a sealed matter has a name that is found again."""
    station = chance.choice(STATIONS)
    matter = chance.choice(("theft", "body", "documents", "other", "missing_child"))
    sections = chance.choice(SECTIONS)
    sealed = matter == "missing_child" or sections in ("376 PPC", "354 PPC")
    planted = world.name() if sealed else ""
    told = Told(
        told=f"{planted} نے بتایا کہ رات کو واردات ہوئی۔", matter=matter, name=planted or "بلال احمد",
        father=planted, child_name=planted if matter == "missing_child" else "", mobile="0300 0000001",
        offences=sections, occurred=chance.choice(HOURS), sensitive=sealed,
    )  # fmt: skip
    _name, actor, now = world.who("desk", station, chance)
    made = world.attempt("take", lambda: desk.take(told=told, actor=actor, now=now))
    if isinstance(made, Complaint):
        code = next((code for code, one in world.stations.items() if one.pk == made.station_id), "")
        world.matters.append(Matter(made.pk, code or station, planted))


def decide(world: World, matter: Matter, chance: Random) -> None:
    """A waiting complaint: mostly registered, sometimes refused, referred or sent on, by whoever comes."""
    what = chance.choice(("register",) * 6 + ("refuse", "refer", "transfer", "zarra", "found", "order"))
    right = "clerk" if what == "register" and chance.random() < 0.5 else "head"
    _name, actor, now = world.who(right, matter.station, chance)
    one = {"complaint_id": matter.complaint, "actor": actor, "now": now}
    if what == "register":
        register(world, matter, chance, one)
        return
    other = world.stations[chance.choice(STATIONS)]
    acts = {
        "refuse": lambda: deciding.refuse(ground="civil", reason=WHY, heard=True, **one),
        "refer": lambda: deciding.refer(magistrate="MFC Kasur", reason=WHY, **one),
        "transfer": lambda: deciding.transfer(station=other, reason=WHY, **one),
        "zarra": lambda: deciding.tell_zarra(done="1099, told", **one),
        "found": lambda: deciding.child_found(done="found at home", **one),
        "order": lambda: deciding.take_order(
            petition="1", court="SJ", ordered_on=now.date(), report_by=now.date(), orders=WHY, **one
        ),
    }
    made = world.attempt(what, acts[what])
    if what == "transfer" and isinstance(made, Complaint):
        follow(world, made, matter.planted)


def follow(world: World, made: Complaint, planted: str) -> None:
    """What was sent goes on at the other station."""
    code = next((code for code, one in world.stations.items() if one.pk == made.station_id), "")
    if code:
        world.matters.append(Matter(made.pk, code, planted))


def register(world: World, matter: Matter, chance: Random, one: dict[str, object]) -> None:
    """As an FIR, with an officer of the station or of another."""
    station = matter.station if chance.random() < 0.9 else chance.choice(STATIONS)
    io = world.people[f"io@{station}"].user_id
    accused = matter.planted or chance.choice(ACCUSED)
    typed = Typed(chance.choice(SECTIONS), io, brief=matter.planted, accused=accused, delay="", steps="")
    made = world.attempt("register", lambda: firs.register(typed=typed, **one))
    if isinstance(made, Fir):
        matter.fir = made.pk


def reopen(world: World, matter: Matter, chance: Random) -> None:
    """The circle looks at what was decided."""
    _name, actor, now = world.who("circle", matter.station, chance)
    one = {"complaint_id": matter.complaint, "actor": actor, "now": now}
    world.attempt("seen", lambda: deciding.note_seen(**one))
    world.attempt("reopen", lambda: deciding.reopen(reason=WHY, **one))


def send(world: World, matter: Matter, chance: Random) -> None:
    """A case goes to another station, which has it as a complaint."""
    _name, actor, now = world.who("dpo", matter.station, chance)
    there = world.stations[chance.choice(STATIONS)]
    made = world.attempt(
        "send", lambda: sending.send(fir_id=matter.fir, station=there, reason=WHY, actor=actor, now=now)
    )
    if made is not None:
        follow(world, made.complaint, matter.planted)  # type: ignore[attr-defined]


def change_io(world: World, matter: Matter, chance: Random) -> None:
    """The investigation changes hands."""
    _name, actor, now = world.who("head", matter.station, chance)
    officer = world.people[chance.choice(sorted(world.people))].user_id
    if chance.random() < LUCKY:
        officer = world.people[f"{chance.choice(('io', 'head'))}@{matter.station}"].user_id
    how = {"fir_id": matter.fir, "officer_id": officer, "reason": "By order of the SHO."}
    world.attempt("designate", lambda: firs.designate(**how, actor=actor, now=now))


def keep_diary(world: World, chance: Random) -> None:
    """Written, struck, opened, closed."""
    _name, actor, now = world.who("clerk", chance.choice(STATIONS), chance)
    act, what = {"actor": actor, "now": now}, chance.choice(("write", "write", "strike", "open", "close"))
    if what == "write":
        ago = timedelta(minutes=chance.randint(-20, 300))
        said = {"kind": "other", "happened_at": now - ago, "text": "گشت", "language": "ur"}
        world.attempt("write", lambda: diary.write_own(**said, **act))
    elif what == "strike":
        wrong = (
            DiaryEntry.objects.filter(station_id=actor.office_id).order_by("-written_at", "-number").first()
        )
        said = {"reason": "It was written wrongly.", "text": "درست", "language": "ur"}
        if wrong is not None:
            world.attempt("strike", lambda: diary.strike(entry_id=wrong.pk, **said, **act))
    elif what == "open":
        world.attempt("open", lambda: diary.open_day(prisoners="", **act))
    else:
        world.attempt("close", lambda: diary.close_day(cash=chance.randint(0, 900), **act))


def who_investigates(world: World, matter: Matter) -> str:
    """The name of the post that investigates now."""
    given = Designation.objects.filter(fir_id=matter.fir).order_by("-number")
    last = given.values_list("officer_id", flat=True)[0]
    return next(name for name, one in world.people.items() if one.user_id == last)
