"""What custody writes into the diary, in both languages. A name only in the list of prisoners, never a sealed one."""

from collections.abc import Sequence

from khidmat.station.custody_states import NoteKind, RemandKind, Where
from khidmat.station.models import Accused, Arrest, Custody
from khidmat.station.words import Both

PLACES: dict[str, Both] = {
    Where.LOCK_UP: ("put into the lock-up", "بند حوالات ہوا"),
    Where.COURT: ("taken to the court", "عدالت لے جایا گیا"),
    Where.HOSPITAL: ("taken to the hospital", "ہسپتال لے جایا گیا"),
    Where.JAIL: ("committed to jail", "جیل بھیجا گیا"),
    Where.RELEASED: ("released", "رہا ہوا"),
    Where.ESCAPED: ("escaped from custody", "حراست سے فرار ہوا"),
}
NOTES: dict[str, Both] = {
    NoteKind.CHECK: ("The lock-up was checked.", "حوالات کی پڑتال کی گئی۔"),
    NoteKind.MEAL: ("A meal was given", "کھانا دیا گیا"),
    NoteKind.VISIT: ("A visit was allowed", "ملاقات کرائی گئی"),
    NoteKind.MEDICINE: ("Medicine was given", "دوا دی گئی"),
    NoteKind.HEALTH: ("A complaint of health was noted", "صحت کی شکایت درج ہوئی"),
}
CELLS: dict[str, Both] = {
    "men": ("men", "مرد"),
    "women": ("women", "عورتیں"),
    "juvenile": ("children", "بچے"),
    "transgender": ("khwaja sira persons", "خواجہ سرا"),
}


def who(one: Accused) -> Both:
    """An accused without his name."""
    return f"FIR {one.fir}, accused no. {one.number}", f"مقدمہ نمبر {one.fir}، ملزم نمبر {one.number}"


def arrested(one: Accused, basis: Both, held: Custody | None) -> Both:
    """Somebody was arrested, and on what ground; where, when he was held already."""
    said = who(one)
    there = ("", "")
    if held is not None:
        at = held.station
        there = (f" Held already: {at.name}.", f" پہلے سے زیر حراست: {at.name_ur or at.name}۔")
    return f"{said[0]}: arrested. {basis[0]}.{there[0]}", f"{said[1]}: گرفتار ہوا۔ {basis[1]}۔{there[1]}"


def moved(one: Accused, body: Custody) -> Both:
    """Somebody came to a place."""
    said, place = who(one), PLACES[body.status]
    if body.status == Where.LOCK_UP:
        cell = CELLS[body.held_as]
        return (
            f"{said[0]}: {place[0]}, cell {body.cell} ({cell[0]}).",
            f"{said[1]}: {place[1]}، کوٹھڑی {body.cell} ({cell[1]})۔",
        )
    return f"{said[0]}: {place[0]}.", f"{said[1]}: {place[1]}۔"


def informed(one: Accused) -> Both:
    """Somebody was told of the arrest."""
    said = who(one)
    return f"{said[0]}: word of the arrest was given.", f"{said[1]}: گرفتاری کی اطلاع دی گئی۔"


def produced(one: Accused, magistrate: str) -> Both:
    """Before the magistrate."""
    said = who(one)
    return f"{said[0]}: stood before {magistrate}.", f"{said[1]}: {magistrate} کے روبرو پیش ہوا۔"


def remanded(one: Accused, kind: str, days: int) -> Both:
    """Days by order."""
    said = who(one)
    if kind == RemandKind.POLICE:
        return f"{said[0]}: physical remand of {days} days.", f"{said[1]}: {days} دن کا جسمانی ریمانڈ ملا۔"
    return f"{said[0]}: judicial remand of {days} days.", f"{said[1]}: {days} دن کا جوڈیشل ریمانڈ ہوا۔"


def released(one: Accused, authority: Both, still: Sequence[Arrest], *, shut: bool) -> Both:
    """Let go; or in this case only, with the cases that hold him on: their number alone where one of all is `shut`."""
    said = who(one)
    if still:
        firs = [each.fir for each in still]
        cases = "" if shut else ": " + ", ".join(f"FIR {fir} {fir.station.name}" for fir in firs)
        there = (
            "" if shut else "، " + "، ".join(f"مقدمہ نمبر {fir} تھانہ {fir.station.name_ur}" for fir in firs)
        )
        return (
            f"{said[0]}: released in this case. {authority[0]}. Held on in {len(firs)} more{cases}.",
            f"{said[1]}: اس مقدمے میں رہا ہوا۔ {authority[1]}۔ {len(firs)} اور مقدمے میں زیر حراست{there}۔",
        )
    return f"{said[0]}: released. {authority[0]}.", f"{said[1]}: رہا ہوا۔ {authority[1]}۔"


def noted(kind: str, one: Accused | None) -> Both:
    """A line of the lock-up register."""
    text = NOTES[kind]
    if one is None:
        return text
    said = who(one)
    return f"{said[0]}: {text[0].rstrip('.')}.", f"{said[1]}: {text[1].rstrip('۔')}۔"
