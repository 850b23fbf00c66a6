"""How alike two persons of the index are, and what an identity contradicts: reasons in words, never a number alone."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from khidmat.kernel.names import ALERT, Likeness, Party, compare
from khidmat.kernel.urdu import squeeze
from khidmat.people import evidence
from khidmat.people.evidence import Word
from khidmat.people.identity import Identity
from khidmat.people.models import Person
from khidmat.people.states import Relation

AGREES = frozenset({"same", "variant", "script"})
_HUSBAND = frozenset({Relation.WIFE_OF, Relation.WIDOW_OF})


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A person who looks like another one, and why."""

    person: Person
    score: float
    reasons: tuple[Word, ...]


def group(person: Person) -> list[Person]:
    """A surviving person with those who turned out to be the same."""
    return [person, *person.merged_from.all()]


def parties(person: Person) -> list[Party]:
    """What is compared of a person: every name of him and of those merged into him, the first name first."""
    return [party for one in group(person) for party in _own(one)]


def _own(person: Person) -> list[Party]:
    first = Party(
        name=person.name,
        name_ur=person.name_ur,
        father=person.relation_name,
        father_ur=person.relation_name_ur,
        birth_year=born(person),
        district=person.district.code if person.district else "",
        cnic=person.cnic or "",
    )
    return [first, *(replace(first, name=one.name, name_ur=one.name_ur) for one in person.aliases.all())]


def born(person: Person) -> int | None:
    """The year of birth, known or stated."""
    return person.birth_date.year if person.birth_date else person.birth_year


def evidence_of(one: Person, two: Person) -> dict[str, Word]:
    """The evidence on two persons side by side: of name, father, birth and number."""
    _main, best = _best(parties(one), parties(two))
    found = dict(code.split("_", 1) for code in best.reasons)
    return {
        "name": evidence.NAME[found["name"]],
        "father": evidence.FATHER[found["father"]] if _comparable(one, two) else evidence.RELATION,
        "birth": evidence.BIRTH[found["birth"]],
        "cnic": evidence.CNIC[found["cnic"]],
        "beside": next(_beside(one, two), evidence.SILENT),
    }


def lookalike(one: Person, two: Person) -> Lookalike | None:
    """The reasons why two persons may be one, or None when there are not enough to show them to anybody."""
    main, best = _best(parties(one), parties(two))
    found = dict(code.split("_", 1) for code in best.reasons)
    beside = list(_beside(one, two))
    agrees = found["name"] in AGREES
    strong = agrees and bool({evidence.PHONE, evidence.ADDRESS, evidence.SLIP}.intersection(beside))
    enough = best.score >= ALERT and found["cnic"] != "different"
    if not enough and evidence.NUMBER not in beside and not (strong and found["father"] != "different"):
        return None
    words = [evidence.NAME[found["name"]]]
    if best.score > main.score:
        words.append(evidence.ALIAS)
    words.append(evidence.FATHER[found["father"]] if _comparable(one, two) else evidence.RELATION)
    words += [evidence.BIRTH[found["birth"]], *beside]
    return Lookalike(two, best.score, tuple(word for word in words if word.tone != evidence.NOTHING))


def _best(mine: list[Party], others: list[Party]) -> tuple[Likeness, Likeness]:
    """The likeness of the first names, and the greatest of all."""
    main = compare(mine[0], others[0])
    return main, max([main, *(compare(a, b) for a in mine for b in others)], key=_score)


def _score(found: Likeness) -> float:
    return found.score


def _comparable(one: Person, two: Person) -> bool:
    return (one.relation in _HUSBAND) == (two.relation in _HUSBAND)


def _beside(one: Person, two: Person) -> Iterator[Word]:
    """Reasons that lie outside names and birth."""
    ours, theirs = group(one), group(two)
    if _numbers(ours) & _numbers(theirs):
        yield evidence.NUMBER
    if any(b.cnic in miscopied(a.cnic) for a in ours for b in theirs if a.cnic and b.cnic):
        yield evidence.SLIP
    if {p.number for a in ours for p in a.phones.all()} & {p.number for b in theirs for p in b.phones.all()}:
        yield evidence.PHONE
    mine = [address for a in ours for address in a.addresses.all()]
    other = [address for b in theirs for address in b.addresses.all()]
    if {squeeze(a.line) for a in mine} & {squeeze(a.line) for a in other}:
        yield evidence.ADDRESS
    elif {a.station_id for a in mine} & {a.station_id for a in other}:
        yield evidence.STATION


def _numbers(persons: Collection[Person]) -> set[str]:
    return {bare(one.id_number) for one in persons} - {""}


def bare(number: str) -> str:
    """A paper's number without what people write between its letters and digits."""
    return "".join(letter for letter in number if letter.isascii() and letter.isalnum()).upper()


def miscopied(cnic: str) -> frozenset[str]:
    """The numbers that a hand makes of a card's: one digit other, or two neighbours exchanged."""
    other = {cnic[:at] + digit + cnic[at + 1 :] for at in range(len(cnic)) for digit in "0123456789"}
    turned = {cnic[:at] + cnic[at + 1] + cnic[at] + cnic[at + 2 :] for at in range(len(cnic) - 1)}
    return frozenset(other | turned) - {cnic}


def contradicted(person: Person, stated: Identity) -> Collection[str]:
    """What a statement under this person's number says otherwise: `name`, `father`, `birth`; empty when it agrees."""
    mine = Party(
        name=stated.name,
        name_ur=stated.name_ur,
        father=stated.relation_name,
        father_ur=stated.relation_name_ur,
        birth_year=stated.birth_date.year if stated.birth_date else stated.birth_year,
    )
    reasons = [compare(mine, other).reasons for other in parties(person)]
    found = []
    if all("name_different" in one for one in reasons):
        found.append("name")
    if "father_different" in reasons[0] and (stated.relation in _HUSBAND) == (person.relation in _HUSBAND):
        found.append("father")
    both = stated.birth_date and person.birth_date
    if "birth_far" in reasons[0] or (both and stated.birth_date != person.birth_date):
        found.append("birth")
    return tuple(found)
