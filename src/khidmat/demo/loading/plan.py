"""Which applications the demo has: the same from the same seed and the same last working day. Pure.

The first sixty are in the area of the two stations whose officers are in the cast, so that every stage can be played
on at once. The rest covers the district and five months.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from khidmat.demo.caseload import CaseRecord, Whose
from khidmat.demo.cast import CITIZENS
from khidmat.demo.loading import homes
from khidmat.demo.loading.citizens import AYESHA, BILAL
from khidmat.demo.loading.homes import Home
from khidmat.demo.loading.lives import GENERAL, LEAST, Frame, Life, Purpose, Stage, steps
from khidmat.demo.loading.times import Times
from khidmat.demo.places import stations
from khidmat.demo.population import Inhabitant
from khidmat.people.public import AddressKind
from khidmat.ui.formats import Language

CITY = frozenset({"KSR-PS-01", "KSR-PS-02"})
FIRST, REST = 60, 1500
#: Working days over which the rest was sent in; one in eight in the last days, so that every desk has its work.
SPAN, LATELY, SHARE_LATELY = 108, 8, 0.12
PAGES = 5
#: Which of the rest want the second service.
EVERY = 12
#: Of the first sixty all that are delivered were taken at the counter, of the rest one in so many.
ASSISTED = 4
#: Years by which a record may differ from a card and still look like the same person.
SAME_AGE = 2

S = Stage
#: The first sixty: stage, whose record is found, how many working days ago (from, to), how many.
Row = tuple[Stage, Whose | None, tuple[int, int], int]
FIRST_ROWS: tuple[Row, ...] = (
    (S.ISSUED, "inhabitant", (5, 8), 1),
    (S.ISSUED, "namesake", (5, 8), 1),
    (S.ISSUED, None, (4, 9), 5),
    (S.DELIVERED, None, (6, 16), 6),
    (S.LAPSED, None, (11, 14), 2),
    (S.REFUSED, None, (7, 12), 2),
    (S.APPEALED, None, (8, 12), 2),
    (S.NOTICED, None, (3, 4), 2),
    (S.WITHDRAWN, None, (2, 10), 2),
    (S.LATE, None, (3, 5), 2),
    (S.LATE_MARKED, None, (3, 5), 2),
    (S.ANSWERED, None, (4, 5), 2),
    (S.ASKED, None, (2, 4), 2),
    (S.READY, None, (4, 6), 1),
    (S.READY, "inhabitant", (2, 2), 1),
    (S.READY, "namesake", (2, 2), 1),
    (S.READY, None, (1, 2), 4),
    (S.HALF, None, (1, 1), 3),
    (S.RECORDS, "inhabitant", (1, 2), 3),
    (S.RECORDS, "namesake", (1, 2), 2),
    (S.MARKED, None, (1, 1), 2),
    (S.WAITING, None, (0, 0), 2),
    (S.UNPAID, None, (0, 3), 2),
    (S.DRAFT, None, (0, 9), 4),
)
#: In Lahore, so that the other district has something that Kasur must not see; and the two citizens of the cast.
IN_LAHORE, OF_CAST = 2, 2

#: Shares of the rest by age: sent at least so many working days ago.
REST_SHARES: tuple[tuple[int, dict[Stage, int]], ...] = (
    (14, {S.DELIVERED: 80, S.ISSUED: 8, S.REFUSED: 5, S.LAPSED: 2, S.WITHDRAWN: 3, S.DRAFT: 2}),
    (9, {S.DELIVERED: 80, S.ISSUED: 10, S.REFUSED: 6, S.WITHDRAWN: 4}),
    (6, {S.DELIVERED: 50, S.ISSUED: 26, S.REFUSED: 6, S.ASKED: 6, S.LATE: 3, S.READY: 5, S.WITHDRAWN: 4}),
    (4, {S.ISSUED: 50, S.ANSWERED: 6, S.ASKED: 8, S.READY: 14, S.LATE: 6, S.LATE_MARKED: 6, S.REFUSED: 10}),
    (2, {S.READY: 46, S.ASKED: 8, S.LATE_MARKED: 20, S.LATE: 14, S.RECORDS: 6, S.WITHDRAWN: 6}),
    (1, {S.MARKED: 58, S.HALF: 12, S.RECORDS: 10, S.READY: 16, S.DRAFT: 4}),
    (0, {S.WAITING: 88, S.DRAFT: 12}),
)
LANGUAGES: tuple[Language, Language] = ("ur", "en")
ENGLISH = 0.15
PURPOSES = (("visa", 46), ("employment", 30), ("education", 14), ("other", 10))
COUNTRIES = (
    ("SA", 30),
    ("AE", 24),
    ("QA", 8),
    ("OM", 7),
    ("IT", 6),
    ("GB", 5),
    ("DE", 4),
    ("MY", 3),
    ("CA", 3),
)
OTHER = (
    ("عمرہ گروپ", "Umrah group"), ("دکان کا لائسنس", "Shop licence"), ("اسلحہ لائسنس", "Arms licence"),
    ("سکیورٹی گارڈ کی رجسٹریشن", "Registration as a guard"), ("کرائے کا مکان", "Renting a house"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """The people and records of the demo, and the working days before today, oldest first."""

    seed: int
    people: tuple[Inhabitant, ...]
    cases: tuple[CaseRecord, ...]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is wanted of a life: who it is about, how far it comes, how long ago it was sent, where he lives now."""

    person: Inhabitant
    stage: Stage
    ago: int
    moved: Home | None = None
    also: Home | None = None


def first(world: World) -> tuple[Life, ...]:
    """The first sixty, in the order in which they came to their present stage."""
    rng = Random(world.seed ^ 0xF125)
    pools = _pools(world)
    wishes = [_Wish(BILAL, S.ISSUED, 5), _Wish(AYESHA, S.ASKED, 3)]
    wishes += [_in_lahore(rng, pools[None].pop(), ago) for ago in range(IN_LAHORE)]
    for stage, whose, (newest, oldest), count in FIRST_ROWS:
        for _one in range(count):
            person = next(pools[one] for one in (whose, "inhabitant", None) if pools[one]).pop()
            wishes.append(_in_city(rng, person, stage, rng.randint(newest, oldest)))
    return _lives(world, 0, _with_slip(wishes))


def _with_slip(wishes: list[_Wish]) -> list[_Wish]:
    """The last who is ready to be decided wrote the card number of somebody the index knows since days."""
    number = max(n for n, wish in enumerate(wishes) if wish.stage is S.READY)
    known = max((wish for wish in wishes if wish.stage is S.DELIVERED), key=lambda wish: wish.ago)
    slip = replace(wishes[number].person, cnic=known.person.cnic)
    return [*wishes[:number], replace(wishes[number], person=slip), *wishes[number + 1 :]]


def rest(world: World) -> tuple[Life, ...]:
    """Everybody else's applications, in the order in which they came to their present stage."""
    rng = Random(world.seed ^ 0x4E57)
    used = {life.person.number for life in first(world)}
    people = [one for one in applicants(world.people) if one.number not in used]
    rng.shuffle(people)
    lives = _lives(world, FIRST, [_anywhere(rng, person) for person in people[:REST]])
    return tuple(replace(life, slug=GENERAL) if _is_general(life) else life for life in lives)


def _is_general(life: Life) -> bool:
    """One in twelve asks for the general verification, which costs nothing: no such life waits for its fee."""
    return life.number % EVERY == 0 and life.stage not in (S.UNPAID, S.LAPSED, S.DRAFT)


def applicants(people: Sequence[Inhabitant]) -> list[Inhabitant]:
    """Whoever can apply: of age, with a card, and a telephone no other has."""
    taken = {one.mobile for one in CITIZENS.values()}
    found = []
    for person in people:
        can = person.is_adult and person.id_kind == "cnic"
        if can and person.mobile and person.mobile not in taken:
            taken.add(person.mobile)
            found.append(person)
    return found


def _pools(world: World) -> dict[Whose | None, list[Inhabitant]]:
    """Applicants by what the record check will find: his own record, a namesake's, nothing that is planted."""
    recorded = _recorded(world)
    pools: dict[Whose | None, list[Inhabitant]] = {"inhabitant": [], "namesake": [], None: []}
    for person in applicants(world.people):
        whose = recorded.get(person.number)
        if whose or (person.station_code in CITY and person.namesake_of is None and person.age < 60):
            pools[whose].append(person)
    for pool in pools.values():
        Random(world.seed).shuffle(pool)
    return pools


def _recorded(world: World) -> dict[int, Whose]:
    """Inhabitants about whom, or about whose namesake, a record says so much that the record check must find it."""
    by_person: dict[int, list[CaseRecord]] = defaultdict(list)
    for case in world.cases:
        if case.person is not None:
            by_person[case.person].append(case)
    found: dict[int, Whose] = {}
    for person in world.people:
        own = by_person[person.number]
        model = person.namesake_of
        others = (
            [case for case in by_person[model] if case.whose == "inhabitant"] if model is not None else []
        )
        kinds = {case.whose for case in own if _clear(person, case)}
        kinds |= {"namesake" for case in others if _clear(person, case)}
        if len(kinds) == 1:
            found[person.number] = kinds.pop()
    return found


def _clear(person: Inhabitant, case: CaseRecord) -> bool:
    """Whole names in Urdu, much the same age, no other card; and a case that may be disclosed.

    The comparison of names itself is not asked: a better one would make another demo, and one that is half loaded
    could not be finished.
    """
    named = (case.name_ur, case.father_ur) == (person.name_ur, person.relation_name_ur)
    aged = case.birth_year is None or abs(case.birth_year - person.birth_year) <= SAME_AGE
    shown = case.stage in ("convicted", "pending") and not case.juvenile
    return shown and named and aged and case.cnic in ("", person.cnic)


def _in_city(rng: Random, person: Inhabitant, stage: Stage, ago: int) -> _Wish:
    """Where both stations have officers from the start; who comes from elsewhere has moved there."""
    moved = None if person.station_code in CITY else homes.near(rng, CITY)
    two = stage is S.HALF or (moved is None and rng.random() < 0.2)
    return _Wish(person, stage, ago, moved, homes.near(rng, CITY) if two else None)


def _in_lahore(rng: Random, person: Inhabitant, ago: int) -> _Wish:
    return _Wish(person, S.WAITING, ago, homes.in_lahore(rng), homes.of(person))


def _anywhere(rng: Random, person: Inhabitant) -> _Wish:
    ago = rng.randrange(LATELY if rng.random() < SHARE_LATELY else SPAN)
    shares = next(shares for oldest, shares in REST_SHARES if ago >= oldest)
    stage = rng.choices(list(shares), list(shares.values()))[0]
    elsewhere = homes.near(rng, frozenset(stations())) if stage is S.HALF or rng.random() < 0.15 else None
    return _Wish(person, stage, max(ago, LEAST[stage]), elsewhere, homes.of(person) if elsewhere else None)


def _lives(world: World, start: int, wishes: Sequence[_Wish]) -> tuple[Life, ...]:
    made = [_life(world, number, wish) for number, wish in enumerate(wishes, start)]
    return tuple(sorted(made, key=lambda life: (life.ended, life.number)))


def _life(world: World, number: int, wish: _Wish) -> Life:
    rng, chance = (Random(world.seed * 1_000_003 + 2 * number + turn) for turn in (0, 1))
    person, language = wish.person, LANGUAGES[rng.random() < ENGLISH]
    present = wish.moved or homes.of(person)
    kinds = (AddressKind.PRESENT, AddressKind.PERMANENT) if wish.also else (AddressKind.PRESENT,)
    return Life(
        number=number,
        stage=wish.stage,
        person=person,
        language=language,
        present=present,
        permanent=wish.also,
        since=_since(rng, person, moved=wish.moved is not None),
        purpose=_purpose(rng, language),
        email=f"{person.name.split()[-1].lower()}{number}@example.com" if rng.random() < 0.15 else "",
        pages=rng.randint(1, PAGES),
        assisted=wish.stage is S.DELIVERED and (number < FIRST or number % ASSISTED == 0),
        steps=steps(wish.stage, Frame(chance, Times(world.days, chance), wish.ago, kinds)),
    )


def _since(rng: Random, person: Inhabitant, *, moved: bool) -> int:
    """Born there, or there since some year; who has moved did so lately."""
    if not moved and rng.random() < 0.5:
        return person.birth_year
    return rng.randint(2019 if moved else max(person.birth_year, 1990), 2025)


def _purpose(rng: Random, language: Language) -> Purpose:
    purpose = _drawn(rng, PURPOSES)
    if purpose == "visa":
        return Purpose(purpose, country=_drawn(rng, COUNTRIES))
    detail = rng.choice(OTHER)[language == "en"]
    return Purpose(purpose, detail=detail if purpose == "other" else "")


def _drawn(rng: Random, shares: Sequence[tuple[str, int]]) -> str:
    return rng.choices([one for one, _share in shares], [share for _one, share in shares])[0]
