"""What persons are found by: words for the search box, blocks for likeness. Made from facts, never a fact itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from khidmat.kernel.names import blocks
from khidmat.kernel.urdu import fold
from khidmat.people.identity import OtherName
from khidmat.people.models import Person

#: As much as the column holds.
LONGEST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Keys:
    """The words of all names in both scripts, each once, and the numbers of all names."""

    words: str
    blocks: frozenset[int]


def made(person: Person, aliases: Iterable[OtherName], district: str) -> Keys:
    """The keys of one person's own names; `district` is the code of his district."""
    others = list(aliases)
    names = [OtherName(person.name, person.name_ur), *others]
    found: set[int] = set()
    for one in names:
        found.update(
            blocks(
                name=one.name,
                name_ur=one.name_ur,
                father=person.relation_name,
                father_ur=person.relation_name_ur,
                birth_year=person.birth_date.year if person.birth_date else person.birth_year,
                district=district,
                cnic=person.cnic or "",
            )
        )
    written = [person.name, person.name_ur, person.relation_name, person.relation_name_ur]
    written += [text for one in others for text in (one.name, one.name_ur)]
    return Keys(_words(written), frozenset(found))


def joined(several: Iterable[Keys]) -> Keys:
    """The keys of persons who are one."""
    parts = list(several)
    return Keys(_words([part.words for part in parts]), frozenset().union(*(part.blocks for part in parts)))


def _words(texts: Iterable[str]) -> str:
    text = " ".join(dict.fromkeys(word for one in texts for word in fold(one).split()))
    return text if len(text) <= LONGEST_WORDS else text[:LONGEST_WORDS].rpartition(" ")[0]
