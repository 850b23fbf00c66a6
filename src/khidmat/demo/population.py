"""The people of the demo: households of district Kasur that never were, the same from the same seed.

Pure: no database, no clock. Every CNIC begins with 0, which no card in Pakistan does; every mobile is of the
series 0300-00xxxxx. Sex is there only where the person stated it, and is never read from a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Literal

from khidmat.demo import names, places
from khidmat.demo.names import Name, Style
from khidmat.demo.places import Place

#: Who is a child is decided as of this day, so that a seed means the same people on every day.
AS_OF = date(2026, 7, 1)
ADULT = 18
#: The series 0300-00xxxxx has a hundred thousand numbers, and about half of the people have one.
MOST_PEOPLE = 100_000

CNIC_STEP, CNIC_START = 290_797_405_639, 31_415_926_535
"""Walks through all twelve-digit numbers, being prime to ten, before one comes twice."""
MOBILE_STEP, MOBILE_START = 61_803, 27_182

Relation = Literal["s/o", "d/o", "w/o", "c/o"]
IdKind = Literal["cnic", "b_form", "none"]

NO_CNIC, NO_B_FORM = 0.07, 0.30
YEAR_ONLY = 0.15
SEX_STATED = 0.60
NAMESAKE_HOUSEHOLDS = 0.06


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """A person as his papers and he himself have him.

    `birth_date` is known or None; `birth_year` is there always. `cnic` is 13 digits without hyphens (for a
    child the B-form's number) or empty. `mobile` is +923XXXXXXXXX, perhaps shared in the family, or empty.
    `namesake_of` is the number of an inhabitant with the same name and father's name who is another person.
    """

    number: int
    household: int
    called: Name
    relation: Relation
    relative: Name
    sex: str
    birth_year: int
    birth_date: date | None
    id_kind: IdKind
    cnic: str
    mobile: str
    address: str
    address_ur: str
    place_code: str
    station_code: str
    namesake_of: int | None = None

    @property
    def name(self) -> str:
        """The name in Roman letters."""
        return self.called.roman

    @property
    def name_ur(self) -> str:
        """The name in Urdu."""
        return self.called.urdu

    @property
    def relation_name(self) -> str:
        """The father's or husband's name in Roman letters."""
        return self.relative.roman

    @property
    def relation_name_ur(self) -> str:
        """The father's or husband's name in Urdu."""
        return self.relative.urdu

    @property
    def age(self) -> int:
        """Age in years on the demo's day, by the year alone."""
        return AS_OF.year - self.birth_year

    @property
    def is_adult(self) -> bool:
        """Whether surely of age on the demo's day, by the year alone."""
        return self.age > ADULT


@dataclass(frozen=True, slots=True)
class _Member:
    """A person before papers: who he is in his family."""

    called: Name
    relation: Relation
    relative: Name
    born: int
    woman: bool
    namesake_of: int | None = None


def inhabitants(seed: int, size: int) -> tuple[Inhabitant, ...]:
    """Draw `size` people, household by household; raises ValueError above `MOST_PEOPLE`."""
    if size > MOST_PEOPLE:
        raise ValueError(f"the fictitious numbers are enough for {MOST_PEOPLE} people, not {size}")
    rng = Random(seed)
    people: list[Inhabitant] = []
    styles: list[Style] = []
    while len(people) < size:
        model = _model_for_namesake(rng, people)
        style = styles[model.household] if model else names.style(rng)
        head = _namesake(rng, model) if model else _head(rng, style)
        family = list(_around(rng, style, head))
        people += _settled(rng, family, len(styles), len(people), places.draw(rng))
        styles.append(style)
    return tuple(people[:size])


def _model_for_namesake(rng: Random, people: list[Inhabitant]) -> Inhabitant | None:
    """Choose somebody whose name and father's name the next head shall share, now and then."""
    if rng.random() >= NAMESAKE_HOUSEHOLDS:
        return None
    men = [one for one in people if one.relation == "s/o" and one.is_adult and one.namesake_of is None]
    return rng.choice(men) if men else None


def _head(rng: Random, style: Style) -> _Member:
    """Draw the man a household begins with."""
    born = rng.randint(1950, 1998)
    father = names.man(rng, style, born - 28)
    return _Member(names.man(rng, style, born), "s/o", father, born, woman=False)


def _namesake(rng: Random, model: Inhabitant) -> _Member:
    """Draw another man with the model's name and father's name, at most fourteen years older or younger."""
    years = range(max(1946, model.birth_year - 14), min(2006, model.birth_year + 14) + 1)
    born = rng.choice([year for year in years if year != model.birth_year])
    return _Member(model.called, "s/o", model.relative, born, woman=False, namesake_of=model.number)


def _around(rng: Random, style: Style, head: _Member) -> Iterator[_Member]:
    """Put a family round its head, who comes first; a youth lives alone."""
    yield head
    if rng.random() < 0.15:
        mother = names.woman(rng, style, head.born - 22)
        yield _Member(mother, "w/o", head.relative, head.born - rng.randint(18, 28), woman=True)
    if head.born > 2002 or rng.random() < 0.08:
        return
    wife_born = min(head.born + rng.randint(0, 8), 2006)
    yield _Member(names.woman(rng, style, wife_born), "w/o", head.called, wife_born, woman=True)
    yield from _children(rng, style, head, wife_born)


def _children(rng: Random, style: Style, head: _Member, mother_born: int) -> Iterator[_Member]:
    """Draw children from eldest to youngest; married daughters live elsewhere, married sons here."""
    born = mother_born + rng.randint(19, 26)
    for _ in range(rng.randint(0, 6)):
        if born > min(mother_born + 42, AS_OF.year - 1):
            return
        woman = rng.random() < 0.49
        age = AS_OF.year - born
        if woman and not (age > 24 and rng.random() < 0.7):
            yield _Member(names.woman(rng, style, born), "d/o", head.called, born, woman=True)
        if not woman:
            son = _Member(names.man(rng, style, born), "s/o", head.called, born, woman=False)
            yield son
            if age > 25 and rng.random() < 0.5:
                bride = born + rng.randint(0, 5)
                yield _Member(names.woman(rng, style, bride), "w/o", son.called, bride, woman=True)
        born += rng.randint(1, 5)


def _settled(
    rng: Random, family: list[_Member], household: int, first: int, place: Place
) -> Iterator[Inhabitant]:
    """Give a family its house, cards and telephones."""
    line, line_ur = places.address(rng, place)
    family_mobile = _mobile(first)
    for number, member in enumerate(family, start=first):
        person = _with_papers(rng, number, household, member)
        own = member is family[0] or (not member.woman and person.is_adult and rng.random() < 0.8)
        shared = family_mobile if rng.random() < 0.7 else _mobile(number)
        mobile = _mobile(number) if own else shared if person.is_adult else ""
        yield replace(
            person,
            mobile=mobile,
            address=line,
            address_ur=line_ur,
            place_code=place.code,
            station_code=place.station_code,
        )


def _with_papers(rng: Random, number: int, household: int, member: _Member) -> Inhabitant:
    """Write the card of one person, address and telephone still empty."""
    birth_date = _birth_date(rng, member.born)
    year_only = rng.random() < (YEAR_ONLY if member.born > 1965 else 2.5 * YEAR_ONLY)
    child = birth_date > AS_OF.replace(year=AS_OF.year - ADULT)
    has_card = rng.random() >= (NO_B_FORM if child else NO_CNIC)
    relation, sex = _as_stated(rng, member)
    return Inhabitant(
        number=number,
        household=household,
        called=member.called,
        relation=relation,
        relative=member.relative,
        sex=sex,
        birth_year=member.born,
        birth_date=None if year_only and not child else birth_date,
        id_kind=("b_form" if child else "cnic") if has_card else "none",
        cnic=f"0{(CNIC_START + number * CNIC_STEP) % 10**12:012d}" if has_card else "",
        mobile="",
        address="",
        address_ur="",
        place_code="",
        station_code="",
        namesake_of=member.namesake_of,
    )


def _as_stated(rng: Random, member: _Member) -> tuple[Relation, str]:
    """State sex, or leave it blank; one in a thousand states X, and is then a child of."""
    if member.relation != "w/o" and rng.random() < 0.001:
        return "c/o", "x"
    stated = "female" if member.woman else "male"
    return member.relation, stated if rng.random() < SEX_STATED else ""


def _birth_date(rng: Random, year: int) -> date:
    """Draw the day; one in twelve is the first of January, as on cards made without a birth certificate."""
    first = date(year, 1, 1)
    return first if rng.random() < 1 / 12 else first + timedelta(days=rng.randrange(365))


def _mobile(number: int) -> str:
    """Take the person's own number of the fictitious series."""
    return f"+9230000{(MOBILE_START + number * MOBILE_STEP) % MOST_PEOPLE:05d}"
