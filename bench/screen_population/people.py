"""Who stands in the register: people drawn with Punjabi name frequencies, in seeded blocks.

Every person is a function of (register seed, index), so that a query can call up record 734,512 without
drawing the 734,512 before it, and two processes always draw the same people.
"""

import csv
from bisect import bisect
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, NamedTuple, TypeVar

DATA = Path(__file__).resolve().parent.parent / "data"

WOMEN = 0.08
CHRISTIAN, SIKH = 0.043, 0.002
NO_ROMAN, NO_URDU = 0.25, 0.15
NO_CNIC = 0.30
CLAN_IN_USE, CLAN_WRITTEN, FATHER_CLAN_WRITTEN = 0.70, 0.60, 0.35
BLOCK = 16
"""One record in 16 is a brother or son of one of the fifteen before it: the matcher's hardest neighbours."""

OLDEST, MOST, YOUNGEST = 1948, 1990, 2008
COMPOUND_WEIGHT = 2.0
"""Abdul Aziz, Ghulam Rasool and Allah Ditta are commoner in the villages than the name list has them."""


class Word(NamedTuple):
    """One part of a name in both scripts; a compound (Abdul Aziz) is one word with a space in it."""

    roman: str
    urdu: str
    part: str
    """muhammad, name, title, clan-first or clan-last."""


Name = tuple[Word, ...]


class Person(NamedTuple):
    """A person as he is, and (the last four fields) how much of him the register happened to write down."""

    woman: bool
    tradition: str
    own: Name
    father: Name
    clan: Name
    birth_year: int
    district: str
    scripts: str
    """both, roman or urdu."""
    clan_written: bool
    father_clan_written: bool
    has_cnic: bool


T = TypeVar("T")


class Pool(Generic[T]):
    """Things to draw by weight: constant memory, one bisection a draw."""

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        pairs = list(weighted)
        self.things = [thing for thing, _ in pairs]
        self.upto = list(accumulate(weight for _, weight in pairs))
        self.total = self.upto[-1]

    def draw(self, rng: Random) -> T:
        """Draw one of them."""
        return self.things[bisect(self.upto, rng.random() * self.total)]


MUSLIM_MEN: Pool[tuple[str, ...]] = Pool(
    (
        (("muhammad", "given"), 38),
        (("muhammad", "given", "second"), 12),
        (("given", "second"), 27),
        (("given",), 23),
    )
)
WOMEN_SHAPES: Pool[tuple[str, ...]] = Pool(
    ((("given", "second"), 62), (("given", "father"), 14), (("given",), 24))
)
OTHERS: Pool[tuple[str, ...]] = Pool(((("given", "last"), 45), (("given", "second"), 15), (("given",), 40)))

MUHAMMAD = Word("Muhammad", "محمد", "muhammad")
TITLES = Pool(
    (Word(roman, urdu, "title"), weight)
    for roman, urdu, weight in (
        ("Haji", "حاجی", 5),
        ("Hafiz", "حافظ", 4),
        ("Qari", "قاری", 2),
        ("Master", "ماسٹر", 1),
        ("Sufi", "صوفی", 1),
        ("Maulvi", "مولوی", 1),
    )
)
NOT_A_CLAN = frozenset(
    (
        *("Muhammad", "Ghulam", "Abdul", "Umme"),
        *("Hafiz", "Hafiza", "Qari", "Haji", "Babu", "Master", "Maulvi", "Sufi", "Pir", "Ghazi", "Sahibzada"),
    )
)
"""Prefixes that want a second half, which the compound names already have, and titles of one person."""

HALVES = frozenset(("Ullah", "Din", "Ditta", "Rakha", "Bakhsh", "Haq", "Ram", "Kumar", "Lal", "Ara", "Nisa"))
"""Second halves of one certain first: Allah Ditta and Noor Din stand whole in the list of given names."""

EITHER_END = frozenset(("Malik", "Chaudhry", "Sheikh"))
"""Written before the name as often as after it."""


def rows(name: str) -> list[dict[str, str]]:
    """Read one of the fact files beside the benches."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class Facts:
    """The pools everybody is drawn from; made once a process by `facts`."""

    def __init__(self) -> None:
        self.given = {
            (sex, tradition, age): Pool(given_names(sex, tradition, age))
            for sex in "MF"
            for tradition in ("muslim", "christian", "sikh")
            for age in ("older", "all", "younger")
        }
        self.second = {
            (sex, tradition): Pool(second_names(sex, tradition))
            for sex in "MF"
            for tradition in ("muslim", "christian", "sikh")
        }
        self.last = {tradition: Pool(last_names(tradition)) for tradition in ("christian", "sikh")}
        self.clan = Pool(clans())
        self.year = Pool((year, year_weight(year)) for year in range(OLDEST, YOUNGEST + 1))
        districts = rows("districts.csv")
        self.district = Pool((row["district_code"], float(row["population_2023"])) for row in districts)
        regions = {row["region_code"] for row in districts}
        self.neighbours = {
            region: [row["district_code"] for row in districts if row["region_code"] == region]
            for region in sorted(regions)
        }
        self.region = {row["district_code"]: row["region_code"] for row in districts}


@lru_cache(maxsize=1)
def facts() -> Facts:
    """Read the pools from `bench/data`."""
    return Facts()


def given_names(sex: str, tradition: str, age: str) -> Iterable[tuple[Word, float]]:
    """List first names that a person of this sex and age may have, with their weights."""
    for row in rows("given_names.csv"):
        if (row["sex"], row["tradition"]) != (sex, tradition) or row["roman"] in ("Muhammad", "Ghulam"):
            continue
        if row["cohort"] in ("all", age):
            weight = float(row["relative_frequency"])
            compound = row["form"] == "compound" and tradition == "muslim"
            yield Word(row["roman"], row["urdu"], "name"), weight * (COMPOUND_WEIGHT if compound else 1)


def second_names(sex: str, tradition: str) -> Iterable[tuple[Word, float]]:
    """List second names; the Christian and Sikh ones also hold what all three share."""
    for row in rows("name_tokens.csv"):
        fits = row["tradition"] in (tradition, "shared") and row["used_with_sex"] in (sex, "B")
        if fits and row["position"] == "second" and row["roman"] not in HALVES:
            yield Word(row["roman"], row["urdu"], "name"), float(row["relative_frequency"])


def last_names(tradition: str) -> Iterable[tuple[Word, float]]:
    """List family names of the two smaller traditions."""
    for row in rows("name_tokens.csv"):
        if row["tradition"] == tradition and row["position"] == "last" and row["used_with_sex"] != "F":
            yield Word(row["roman"], row["urdu"], "name"), float(row["relative_frequency"])


def clans() -> Iterable[tuple[Name, float]]:
    """List clan words with their place; a Syed family also carries Shah, Bukhari or nothing."""
    for row in rows("name_tokens.csv"):
        roman, urdu, weight = row["roman"], row["urdu"], float(row["relative_frequency"])
        if row["tradition"] not in ("muslim", "shared") or roman in NOT_A_CLAN:
            continue
        first, last = Word(roman, urdu, "clan-first"), Word(roman, urdu, "clan-last")
        if roman == "Syed":
            yield (first, Word("Shah", "شاہ", "clan-last")), weight * 0.6
            yield (first, Word("Bukhari", "بخاری", "clan-last")), weight * 0.2
            yield (first,), weight * 0.2
        elif row["position"] == "prefix":
            yield (first,), weight
        elif row["position"] == "last":
            yield (last,), weight * (0.4 if roman in EITHER_END else 1)
            yield (first,), weight * (0.6 if roman in EITHER_END else 0)


def year_weight(year: int) -> float:
    """Weigh birth years of those who come before a court: few old, most about thirty-five."""
    span = MOST - OLDEST if year <= MOST else YOUNGEST + 6 - MOST
    return max(0.04, 1 - abs(year - MOST) / span)


def age_group(birth_year: int) -> str:
    """Tell which first names were in use when he was born."""
    return "older" if birth_year < 1972 else "younger" if birth_year >= 1997 else "all"


def full_name(rng: Random, sex: str, tradition: str, born: int, father: Name = ()) -> Name:
    """Draw a name without its clan: Muhammad and given, given and second, or one word."""
    pools = facts()
    given = pools.given[sex, tradition, age_group(born)].draw(rng)
    if " " in given.roman or "-" in given.roman:
        prefixed = tradition == "muslim" and sex == "M" and "Muhammad" not in given.roman
        return (MUHAMMAD, given) if prefixed and rng.random() < 0.12 else (given,)
    shapes = WOMEN_SHAPES if sex == "F" else MUSLIM_MEN if tradition == "muslim" else OTHERS
    words: list[Word] = []
    for part in shapes.draw(rng):
        if part == "muhammad":
            words.append(MUHAMMAD)
        elif part == "given":
            words.append(given)
        elif part == "second":
            words.append(pools.second[sex, tradition].draw(rng))
        elif part == "last":
            words.append(pools.last[tradition].draw(rng))
        else:
            words.append(father[-1])
    repeated = len(words) > 1 and words[-1].roman == words[-2].roman
    return tuple(words[:-1] if repeated else words)


def titled(rng: Random, name: Name) -> Name:
    """Put a personal title before the name now and then."""
    return (TITLES.draw(rng), *name) if rng.random() < 0.03 else name


def draw(rng: Random) -> Person:
    """Draw a person with no relation to anybody else in the register."""
    pools = facts()
    woman = rng.random() < WOMEN
    roll = rng.random()
    tradition = "christian" if roll < CHRISTIAN else "sikh" if roll < CHRISTIAN + SIKH else "muslim"
    born = pools.year.draw(rng)
    father = full_name(rng, "M", tradition, born - 30)
    own = full_name(rng, "F" if woman else "M", tradition, born, father)
    uses_clan = tradition == "muslim" and rng.random() < CLAN_IN_USE
    clan = pools.clan.draw(rng) if uses_clan else ()
    if woman and len(clan) == 1 and clan[0].part == "clan-first":
        clan = ()
    if not woman:
        own, father = titled(rng, own), titled(rng, father)
    return recorded(
        rng,
        woman=woman,
        tradition=tradition,
        own=own,
        father=father,
        clan=clan,
        born=born,
        district=pools.district.draw(rng),
    )


def recorded(
    rng: Random, *, woman: bool, tradition: str, own: Name, father: Name, clan: Name, born: int, district: str
) -> Person:
    """Complete the person with what the register's clerk had of him."""
    roll = rng.random()
    scripts = "urdu" if roll < NO_ROMAN else "roman" if roll < NO_ROMAN + NO_URDU else "both"
    return Person(
        woman=woman,
        tradition=tradition,
        own=own,
        father=father,
        clan=clan,
        birth_year=born,
        district=district,
        scripts=scripts,
        clan_written=bool(clan) and rng.random() < CLAN_WRITTEN,
        father_clan_written=bool(clan) and rng.random() < FATHER_CLAN_WRITTEN,
        has_cnic=rng.random() >= NO_CNIC,
    )


def kin(rng: Random, of: Person) -> Person:
    """Draw a brother (three of four) or a son: same clan, mostly same district, another first name."""
    district = of.district if rng.random() < 0.9 else facts().district.draw(rng)
    if of.woman or rng.random() < 0.75:
        father, born = of.father, of.birth_year + rng.choice((-9, -6, -4, -3, -2, 2, 3, 4, 6, 9))
    else:
        father, born = of.own, of.birth_year + rng.randint(20, 34)
    born = min(max(born, OLDEST), YOUNGEST)
    own = full_name(rng, "M", of.tradition, born)
    return recorded(
        rng,
        woman=False,
        tradition=of.tradition,
        own=own,
        father=father,
        clan=of.clan,
        born=born,
        district=district,
    )


def block(rng: Random, register_seed: int, number: int, *, outside: bool = False) -> list[Person]:
    """Draw sixteen people, the last of them kin of another; `outside` are people of no register.

    A block is the unit of seeding: one seed a person would cost a quarter of the whole time. The seed is an
    integer, so that it means the same in every process and Python version.
    """
    rng.seed((register_seed << 50) | (int(outside) << 48) | number)
    people = [draw(rng) for _ in range(BLOCK - 1)]
    return [*people, kin(rng, rng.choice(people))]


def person(rng: Random, register_seed: int, index: int, *, outside: bool = False) -> Person:
    """Call up person `index` of a register, or of the people outside it, drawing only his block."""
    return block(rng, register_seed, index // BLOCK, outside=outside)[index % BLOCK]
