"""Who is accused in a new FIR: as the informant said, or as the case brought them from another station (r. 25.7).

Inside the transaction that registers it; the FIR's own diary entry is theirs.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from khidmat.kernel.actor import Actor
from khidmat.kernel.ids import uuid7
from khidmat.kernel.urdu import clean
from khidmat.station.models import Accused, AccusedText, Age, Fir, FirTransfer
from khidmat.station.queries.fir import unsealed, words

WHO = ("name", "name_ur", "father", "described", "address", "cnic")
AGE = ("number", "stated", "years", "odd", "child", "disputed", "basis", "paper", "by_id", "at")

#: Somebody, who he is in words, and what was said of his age.
Person = tuple[Accused, AccusedText, Sequence[Age]]


def enter(fir: Fir, lines: str, order: FirTransfer | None, actor: Actor, now: datetime) -> None:
    """A line each, named or described; before them those of the case that came, with who they are and their ages."""
    told = [line for line in map(clean, lines.splitlines()) if line]
    if order is None:
        _add(fir, map(_described, told), actor, now)
        return
    known = set(map(clean, words(order.fir).text.accused.splitlines()))
    fresh = map(_described, (line for line in told if line not in known))
    _add(fir, [*_brought(order.fir), *fresh], actor, now)


def _described(line: str) -> Person:
    return Accused(), AccusedText(described=line), []


def _brought(before: Fir) -> Iterable[Person]:
    """Whoever was not struck there."""
    there = list(before.accused.filter(struck=None).order_by("number"))
    with unsealed(before):
        texts = {text.accused_id: text for text in AccusedText.objects.filter(accused__in=there)}
        ages = list(Age.objects.filter(accused__in=there).order_by("accused", "number"))
    for one in there:
        yield one, texts[one.pk], [age for age in ages if age.accused_id == one.pk]


def _add(fir: Fir, people: Iterable[Person], actor: Actor, now: datetime) -> None:
    named, texts, said = list[Accused](), list[AccusedText](), list[Age]()
    for number, (who, text, ages) in enumerate(people, start=1):
        one = Accused(id=uuid7(), fir=fir, number=number, person_id=who.person_id, gender=who.gender)
        one.added_at, one.by_id, one.entry_id = now, actor.user, fir.entry_id
        named.append(one)
        texts.append(AccusedText(accused=one, **{name: getattr(text, name) for name in WHO}))
        said += [Age(accused=one, **{name: getattr(age, name) for name in AGE}) for age in ages]
    Accused.objects.bulk_create(named)
    AccusedText.objects.bulk_create(texts)
    Age.objects.bulk_create(said)
