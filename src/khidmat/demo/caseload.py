"""The criminal records of the demo: some of its people, some of their namesakes, some of nobody here.

Sections and courts come from the table of offences. Sealed cases (sexual offences, kidnapping of children) are
left out. A record is what a station's clerk wrote then: often in one script, without the CNIC, with the year
of birth guessed, so that telling a person from his namesake takes a person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Literal

from khidmat.demo import names, places
from khidmat.demo.names import Name
from khidmat.demo.places import Station
from khidmat.demo.population import ADULT, AS_OF, CNIC_START, CNIC_STEP, MOST_PEOPLE, Inhabitant
from khidmat.law.public import listed

Stage = Literal["pending", "convicted", "acquitted", "discharged", "cancelled"]
Whose = Literal["inhabitant", "namesake", "stranger"]

MEN_WITH_RECORD, WOMEN_WITH_RECORD = 0.035, 0.003
MEN_WITH_RECORDED_NAMESAKE = 0.015
STRANGERS = 0.03
FIRST_YEAR = 1998

#: Law, sections as the table of offences has them, the way a clerk writes them, weight after the crime table.
Charge = tuple[str, tuple[str, ...], str, int]
CHARGES: tuple[Charge, ...] = (
    ("PPC", ("379", "411"), "379/411", 14), ("PPC", ("380",), "380", 5), ("PPC", ("381-A",), "381-A", 11),
    ("PPC", ("392",), "392", 6), ("PPC", ("392", "411"), "392/411", 4), ("PPC", ("394", "34"), "394/34", 1),
    ("PPC", ("457", "380"), "457/380", 4), ("PPC", ("302(b)", "34"), "302/34", 2),
    ("PPC", ("324", "34"), "324/34", 3),
    ("PPC", ("324", "148", "149"), "324/148/149", 1),
    ("PPC", ("337-A(i)", "337-F(i)", "34"), "337-A(i)/337-F(i)/34", 6), ("PPC", ("337-L(2)",), "337-L(2)", 3),
    ("PPC", ("353", "186"), "353/186", 1), ("PPC", ("420", "468", "471"), "420/468/471", 5),
    ("PPC", ("489-F",), "489-F", 9), ("PPC", ("506(ii)",), "506-B", 4), ("PPC", ("452", "427"), "452/427", 3),
    ("PPC", ("279",), "279", 3), ("PPC", ("188",), "188", 3), ("PPC", ("447",), "447", 2),
    ("AO", ("13", "20"), "13/20/65", 13), ("AO", ("13-2(a)", "20"), "13-2(a)/20/65", 5),
    ("PEHO", ("3", "4"), "3/4", 8), ("CNSA", ("9(b)",), "9(b)", 3), ("CNSA", ("9(c)",), "9(c)", 3),
    ("PCNSA", ("9",), "9", 2), ("PGO", ("5",), "5", 2), ("PGO", ("6",), "6", 1), ("PITRA", ("11",), "11", 2),
)  # fmt: skip
LAWS = {
    "PPC": ("PPC", "ت پ"),
    "AO": ("AO", "اسلحہ آرڈیننس"),
    "PEHO": ("PEHO", "امتناع منشیات"),
    "CNSA": ("CNSA", "سی این ایس اے"),
    "PCNSA": ("PCNSA 2025", "پنجاب سی این ایس اے 2025"),
    "PGO": ("Gambling Ord.", "انسداد قمار بازی آرڈیننس"),
    "PITRA": ("PITRA", "کرایہ داری ایکٹ"),
}
COURTS = {
    "AM": ("Judicial Magistrate, {}", "جوڈیشل مجسٹریٹ {}"),
    "MFC": ("Judicial Magistrate, {}", "جوڈیشل مجسٹریٹ {}"),
    "S30": ("Magistrate Section 30, {}", "مجسٹریٹ دفعہ 30 {}"),
    "CoS": ("Additional Sessions Judge, {}", "ایڈیشنل سیشن جج {}"),
    "SC-NAR": ("Special Court (Narcotics), Kasur", "خصوصی عدالت منشیات قصور"),
}
STAGES: dict[str, tuple[tuple[Stage, int], ...]] = {
    "new": (("pending", 74), ("cancelled", 14), ("discharged", 6), ("convicted", 4), ("acquitted", 2)),
    "old": (("acquitted", 43), ("convicted", 26), ("cancelled", 16), ("pending", 9), ("discharged", 6)),
}


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One person in one case, as the register has it; the fields are named as the import's columns.

    `station` is written without the word *thana*, in the language of the entry. `whose` tells what nobody in
    the office knows: an inhabitant's own record (his number in `person`), one of a namesake of his who is
    somebody else (the inhabitant's number in `person`), or of a stranger (`person` is None).
    """

    station: str
    case_ref: str
    year: int
    sections: str
    stage: Stage
    court: str
    decided_on: date | None
    juvenile: bool
    name: str
    name_ur: str
    father: str
    father_ur: str
    relation: Literal["father", "husband"]
    cnic: str
    birth_year: int | None
    address: str
    district: str
    station_code: str
    whose: Whose
    person: int | None


@dataclass(frozen=True, slots=True)
class _Accused:
    """Whom a record is about, in truth."""

    called: Name
    relative: Name
    relation: Literal["father", "husband"]
    born: int
    cnic: str
    address: tuple[str, str]
    district: tuple[str, str]
    station_code: str
    whose: Whose
    person: int | None


def records(seed: int, people: tuple[Inhabitant, ...]) -> tuple[CaseRecord, ...]:
    """Draw the criminal records of a district with these inhabitants, oldest first."""
    rng = Random(seed ^ 0x5EC7)
    taken: set[tuple[str, str]] = set()
    drawn = [record for accused in _accused(rng, people) for record in _cases(rng, accused, taken)]
    return tuple(
        sorted(drawn, key=lambda record: (record.year, record.station_code, record.case_ref, record.name_ur))
    )


def _accused(rng: Random, people: tuple[Inhabitant, ...]) -> Iterator[_Accused]:
    """Choose who has a record. Of every second planted pair of namesakes one has, the other has not."""
    models = {person.namesake_of for person in people if person.namesake_of is not None}
    serial = 0
    for person in people:
        if person.is_adult and person.namesake_of is None:
            share = WOMEN_WITH_RECORD if person.relation in ("w/o", "d/o") else MEN_WITH_RECORD
            if rng.random() < (0.5 if person.number in models else share):
                yield _himself(person)
        if person.is_adult and person.relation == "s/o" and rng.random() < MEN_WITH_RECORDED_NAMESAKE:
            serial += 1
            yield _namesake(rng, person, serial)
    for _ in range(round(STRANGERS * len(people))):
        serial += 1
        yield _stranger(rng, serial)


def _himself(person: Inhabitant) -> _Accused:
    return _Accused(
        called=person.called,
        relative=person.relative,
        relation="husband" if person.relation == "w/o" else "father",
        born=person.birth_year,
        cnic=person.cnic,
        address=(person.address, person.address_ur),
        district=("Kasur", "قصور"),
        station_code=person.station_code,
        whose="inhabitant",
        person=person.number,
    )


def _namesake(rng: Random, of: Inhabitant, serial: int) -> _Accused:
    """Draw somebody of the same name and father's name, of another year or place, who is not in the demo."""
    born = of.birth_year + rng.choice((-11, -7, -4, -2, 0, 3, 5, 8, 12))
    return _from_afar(rng, of.called, of.relative, born, serial, "namesake", of.number)


def _stranger(rng: Random, serial: int) -> _Accused:
    style, born = names.style(rng), rng.randint(1955, 2004)
    own, father = names.man(rng, style, born), names.man(rng, style, born - 28)
    return _from_afar(rng, own, father, born, serial, "stranger", None)


def _from_afar(
    rng: Random, own: Name, father: Name, born: int, serial: int, whose: Whose, person: int | None
) -> _Accused:
    """House somebody who is not an inhabitant: mostly elsewhere in the district, else in another one."""
    place = places.draw(rng)
    address, district = places.address(rng, place), ("Kasur", "قصور")
    if rng.random() < 0.3:
        _, name, name_ur = rng.choice(places.other_districts())
        chak = rng.randint(2, 480)
        address = f"Chak No. {chak}, {name}", f"چک نمبر {chak}، {name_ur}"
        district = name, name_ur
    return _Accused(
        called=own,
        relative=father,
        relation="father",
        born=min(born, AS_OF.year - ADULT - 1),
        cnic=f"0{(CNIC_START + (MOST_PEOPLE + serial) * CNIC_STEP) % 10**12:012d}",
        address=address,
        district=district,
        station_code=place.station_code,
        whose=whose,
        person=person,
    )


def _cases(rng: Random, accused: _Accused, taken: set[tuple[str, str]]) -> Iterator[CaseRecord]:
    """Draw one to three cases of one person, each in its own year."""
    first = max(FIRST_YEAR, accused.born + (14 if rng.random() < 0.12 else ADULT + 1))
    years = range(first, AS_OF.year + 1)
    for year in rng.sample(years, min(len(years), rng.choices((1, 2, 3), (75, 18, 7))[0])):
        code = accused.station_code if rng.random() < 0.75 else rng.choice(sorted(places.stations()))
        number = rng.randint(4, 350 + 40 * (year - FIRST_YEAR))
        while (code, f"{number}/{year}") in taken:
            number += 1
        taken.add((code, f"{number}/{year}"))
        yield _entry(rng, accused, places.stations()[code], number, year)


def _entry(rng: Random, accused: _Accused, station: Station, number: int, year: int) -> CaseRecord:
    """Write the case as the station's clerk of that year did."""
    urdu = rng.random() < 0.7
    sections, court_kind = _charge(rng, year, urdu=urdu)
    stage = rng.choices(*zip(*STAGES["new" if year >= AS_OF.year - 1 else "old"], strict=True))[0]
    court = COURTS[court_kind][urdu].format(station.court_town_ur if urdu else station.court_town)
    scripts = rng.choices(("both", "urdu", "roman"), (35, 45, 20))[0]
    called = accused.called if rng.random() < 0.7 else accused.called.without_clan()
    father = accused.relative if rng.random() < 0.5 else accused.relative.without_clan()
    return CaseRecord(
        station=station.name_ur if urdu else station.name,
        case_ref=f"{number}/{year % 100:02d}",
        year=year,
        sections=sections,
        stage=stage,
        court="" if stage == "pending" and rng.random() < 0.5 else court,
        decided_on=None if stage == "pending" else _decided(rng, year),
        juvenile=year - accused.born < ADULT,
        name="" if scripts == "urdu" else called.respelled(rng),
        name_ur="" if scripts == "roman" else called.urdu,
        father="" if scripts == "urdu" else father.respelled(rng),
        father_ur="" if scripts == "roman" else father.urdu,
        relation=accused.relation,
        cnic=accused.cnic if rng.random() < (0.75 if year > 2010 else 0.35) else "",
        birth_year=_stated_year(rng, accused.born),
        address=accused.address[urdu],
        district=accused.district[urdu],
        station_code=station.code,
        whose=accused.whose,
        person=accused.person,
    )


def _charge(rng: Random, year: int, *, urdu: bool) -> tuple[str, str]:
    """Draw sections in force in the year, as written, and the kind of court that tries the first."""
    law, sections, written, _ = rng.choices(*_charges(year))[0]
    return f"{written} {LAWS[law][urdu]}", _offences()[law, sections[0]]["court"]


@lru_cache(maxsize=40)
def _charges(year: int) -> tuple[list[Charge], list[int]]:
    in_force = [
        charge for charge in CHARGES if all(_in_force(charge[0], section, year) for section in charge[1])
    ]
    return in_force, [charge[3] for charge in in_force]


def _in_force(law: str, section: str, year: int) -> bool:
    """Tell whether the section stood on the second of January and to the end of the year."""
    row = _offences()[law, section]
    return row["effective_from"] < f"{year}-01-02" and not (
        row["effective_to"] and row["effective_to"] < f"{year}-12-31"
    )


@lru_cache(maxsize=1)
def _offences() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["law_code"], row["section"]): row for row in listed()}


def _decided(rng: Random, year: int) -> date:
    """Draw a day of decision after the year of the case and before the demo's, not a Sunday."""
    start = date(year, 3, 1)
    longest = min((AS_OF - start).days - 2, 5 * 365)
    day = start + timedelta(days=rng.randint(min(60, longest), longest))
    return day - timedelta(days=1) if day.weekday() == 6 else day


def _stated_year(rng: Random, born: int) -> int | None:
    """State the year of birth: missing, guessed within two years, or right."""
    if rng.random() < 0.25:
        return None
    return born + rng.choice((-2, -1, 1, 2)) if rng.random() < 0.3 else born
