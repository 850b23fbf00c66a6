"""Which records a person should be compared with: fetched by name blocks, weighed by `kernel.names`, never decided."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from khidmat.kernel.names import ALERT, Likeness, Party, compare
from khidmat.screening.models import Candidate, Check
from khidmat.screening.states import Answer
from khidmat.wanted import public as wanted

#: What a check writes down of how it looked. Change it with the keys, the weights or the threshold.
ALGORITHM = f"names 1, blocks 1, alert {ALERT}"


class Match(NamedTuple):
    """A record that may be the person's, and the evidence."""

    record_id: UUID
    likeness: Likeness
    alias: str = ""


def candidates(party: Party, also: Iterable[Party] = ()) -> list[Match]:
    """Records worth a human look, most alike first; `also` is the person under other names.

    An equal card number is one by itself, whatever the name: either the record or the form is wrong, and only a
    person can find out which. It decides nothing, and neither does an equal name.
    """
    best: dict[UUID, Match] = {}
    for one in [
        *_under(party, ""),
        *(m for other in also for m in _under(other, other.name_ur or other.name)),
    ]:
        if one.record_id not in best or best[one.record_id].likeness.score < one.likeness.score:
            best[one.record_id] = one
    worth = [one for one in best.values() if one.likeness.score >= ALERT or one.likeness.cnic == "same"]
    return sorted(worth, key=lambda one: (-one.likeness.score, str(one.record_id)))


def _under(party: Party, alias: str) -> list[Match]:
    return [Match(one.record_id, compare(party, one.party), alias) for one in wanted.alike(party)]


def row(check: Check, match: Match) -> Candidate:
    """The candidate as it is stored, its evidence in columns."""
    evidence = dict(code.split("_", 1) for code in match.likeness.reasons)
    return Candidate(
        of_check=check,
        record_id=match.record_id,
        score=match.likeness.score,
        name_score=match.likeness.name_score,
        father_score=match.likeness.father_score,
        birth_gap=match.likeness.birth_gap,
        status=Answer.OPEN,
        alias=match.alias,
        **{f"{part}_evidence": degree for part, degree in evidence.items()},
    )
