"""A criminal-record register of Punjab that never was, and people asked for in it: to measure a name matcher.

Written without sight of the matcher, by another hand. Everything is drawn: no name, year or number here is
a real person's, and every CNIC begins with 0. Standard library only; the same seed gives the same bytes in
every process. One million records take about 30 s of one core.

    for record in register(1_000_000, seed=1): ...
    for query, answer in queries(1_000, seed=2, split="eval", register_size=1_000_000, register_seed=1): ...

`answer` is the record_id of the person asked for, or None. `query_kinds` tells the two sorts of None apart.

How a query differs from the truth, and the register too. Shares are per word (*), per name, or per person.

| what happens                                   | register | query  | only in "eval"                     |
|------------------------------------------------|----------|--------|------------------------------------|
| another accepted spelling *, Roman             | 26 %     | 45 %   | a third of the spellings           |
| the same, Urdu, where one exists *             | 20 %     | 45 %   | half of those in `spellings.csv`   |
| sound change where a rule fits *, Roman / Urdu | 5 / 2 %  | 18/9 % | 20 Roman and 12 Urdu rules         |
| slip of the finger *, Roman / Urdu (4+ letters)| 1.5/1 %  | 7/5 %  | doubled, inserted, dots lost       |
| Muhammad short (M., Mohd., م۔)                 | 12 %     | 22 %   | Muh'd, Mohmd., محمدؐ, ایم۔ …       |
| Muhammad left out / put where there is none    | 5 / 2 %  | 15/6 % |                                    |
| two neighbouring words swapped                 | 2 %      | 10 %   |                                    |
| a space lost                                   | 2 %      | 6 %    |                                    |
| father's name short (G. Rasool; Nazir)         | 4 %      | 10 %   |                                    |
| clan word: dropped if recorded / added if not  |          | 30/12 %|                                    |
| Arabic yeh, kaf and heh in an Urdu field       | 5 %      | 12 %   | alef maksura, ae                   |
| capitals throughout                            | 15 %     | 10 %   |                                    |
| title (Haji …) put before / alias after        |          |        | 4 % / 2 %                          |
| own compound name as an initial (A. Rehman)    |          |        | 2 %                                |
| non-joiner, no-break or double space, RLM      |          |        | 4 % of Urdu fields                 |
| one script only, Urdu / Roman                  | 25/15 %  |        |                                    |
| the query only in the script not recorded      |          | 20 %   |                                    |
| birth year missing / off by one or two         | 12 %     | 10/27 %|                                    |
| district wrong (half of them a neighbour)      |          | 13 %   |                                    |
| CNIC missing                                   | 30 %     | always |                                    |

Splits: blocks of 16 people are asked for in "tune" and in "eval" by turns, in the register and outside it,
so that relatives stay together. The register and "tune" know the same spellings and rules; "eval" knows
those and the held-out ones.
One record in 16 is a brother or son of an earlier one. Chance namesakes are as common as the names make them.

The ceiling: whoever undid every spelling, and weighed clan, year and district as well as can be, would find
the member first in 98.5 % and among ten in 99.9 % of the searches in a million; the rest are namesakes.

Not modelled: a woman recorded under her husband's name and asked for under her father's, false names,
several records of one person, districts renamed since.
"""

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Literal, TypedDict

from .people import BLOCK, Person, block, kin, person
from .writing import EVAL, REGISTER, TUNE, Clerk, as_asked, as_recorded, asked_district, asked_year

__all__ = ["Entry", "Record", "Split", "queries", "query_kinds", "register"]

NO_YEAR = 0.12
CNIC_STEP, CNIC_START = 387_420_489_037, 271_828_182_845
"""A step prime to ten walks through all twelve-digit numbers before it repeats one: CNICs are unique."""

Split = Literal["tune", "eval"]
Kind = Literal["member", "stranger", "kin"]
PARITY: dict[Split, int] = {"tune": 0, "eval": 1}


class Entry(TypedDict):
    """A person on paper. Empty text or None is what the paper does not say; `district` is like PB-KSR."""

    name: str
    name_ur: str
    father: str
    father_ur: str
    birth_year: int | None
    district: str
    cnic: str


class Record(Entry):
    """One line of the register."""

    record_id: int


def register(n: int, seed: int) -> Iterator[Record]:
    """Stream the first `n` records of the register with this seed; a longer one begins with a shorter."""
    people_rng = Random()
    rng = Random(seed)
    clerk = Clerk(rng, REGISTER)
    for number in range(-(-n // BLOCK)):
        for place, who in enumerate(block(people_rng, seed, number)[: n - number * BLOCK]):
            record_id = number * BLOCK + place
            names = as_recorded(clerk, who)
            yield Record(
                record_id=record_id,
                name=names.name,
                name_ur=names.name_ur,
                father=names.father,
                father_ur=names.father_ur,
                birth_year=None if rng.random() < NO_YEAR else who.birth_year,
                district=who.district,
                cnic=f"0{(CNIC_START + record_id * CNIC_STEP) % 10**12:012d}" if who.has_cnic else "",
            )


def queries(
    n: int,
    seed: int,
    split: Split,
    register_size: int,
    register_seed: int,
    *,
    members: float = 0.5,
    non_members: float = 0.25,
) -> list[tuple[Entry, int | None]]:
    """Ask for `n` people, shuffled, each with the record that is his or None.

    `members` of them stand in the register, `non_members` are strangers drawn from the same names (some are
    namesakes of a member by chance), and the rest are a brother or son of somebody who stands in it.
    """
    asked, _ = tallied(n, seed, split, register_size, register_seed, members, non_members)
    return asked


def query_kinds(
    n: int,
    seed: int,
    split: Split,
    register_size: int,
    *,
    members: float = 0.5,
    non_members: float = 0.25,
) -> list[Kind]:
    """Tell for each of the same queries whether it is a member, a stranger or the kin of a member."""
    return [kind for kind, _ in plan(n, seed, split, register_size, members, non_members)]


def tallied(
    n: int,
    seed: int,
    split: Split,
    register_size: int,
    register_seed: int,
    members: float,
    non_members: float,
) -> tuple[list[tuple[Entry, int | None]], Counter[str]]:
    """Ask as `queries` does, and count how often each kind of noise was put in."""
    rng = Random()
    clerk = Clerk(rng, EVAL if split == "eval" else TUNE)
    asked: list[tuple[Entry, int | None]] = []
    for place, (kind, index) in enumerate(plan(n, seed, split, register_size, members, non_members)):
        who = subject(rng, register_seed, kind, index)
        rng.seed((seed << 40) | (place << 2) | (PARITY[split] << 1) | 1)
        asked.append((entry(clerk, who), index if kind == "member" else None))
    return asked, clerk.tally


def plan(
    n: int, seed: int, split: Split, register_size: int, members: float, non_members: float
) -> list[tuple[Kind, int]]:
    """Choose who is asked for: the kind, and the index of the person (of the relative, for kin)."""
    rng = Random(seed * 2 + PARITY[split])
    known = round(n * members)
    strangers = round(n * non_members)
    of_split = [index for index in range(register_size) if index // BLOCK % 2 == PARITY[split]]
    if n - strangers > len(of_split):
        wanted = n - strangers
        raise ValueError(
            f"a register of {register_size} has {len(of_split)} people for {split}, not {wanted}"
        )
    drawn = rng.sample(of_split, n - strangers)
    chosen: list[tuple[Kind, int]] = [("member", index) for index in drawn[:known]]
    chosen += [("kin", index) for index in drawn[known:]]
    for _ in range(strangers):
        number = rng.randrange(2**30) * 2 + PARITY[split]
        chosen.append(("stranger", number * BLOCK + rng.randrange(BLOCK)))
    rng.shuffle(chosen)
    return chosen


def subject(rng: Random, register_seed: int, kind: Kind, index: int) -> Person:
    """Call up the person himself."""
    who = person(rng, register_seed, index, outside=kind == "stranger")
    if kind == "kin":
        rng.seed((register_seed << 50) | (2 << 48) | index)
        return kin(rng, who)
    return who


def entry(clerk: Clerk, who: Person) -> Entry:
    """Write the person as the clerk at the counter does; the CNIC is hidden."""
    names = as_asked(clerk, who)
    return Entry(
        name=names.name,
        name_ur=names.name_ur,
        father=names.father,
        father_ur=names.father_ur,
        birth_year=asked_year(clerk, who.birth_year),
        district=asked_district(clerk, who.district),
        cnic="",
    )
