"""What the malkhana writes into the diary, in both languages. Numbers and kinds only: never a name, never a story."""

import re
from collections.abc import Sequence
from decimal import Decimal

from khidmat.kernel.urdu import isolate
from khidmat.station.models import Fir
from khidmat.station.stores import Kind, Unit
from khidmat.station.words import Both

URDU = re.compile("[\u0600-\u06ff]")
KINDS: dict[str, Both] = {
    Kind.NARCOTIC: ("narcotics", "منشیات"),
    Kind.CASH: ("cash", "نقدی"),
    Kind.WEAPON: ("weapon", "اسلحہ"),
    Kind.VEHICLE: ("vehicle", "گاڑی"),
    Kind.VALUABLES: ("valuables", "زیورات و قیمتی اشیا"),
    Kind.OTHER: ("other property", "دیگر مال"),
}
UNITS: dict[str, Both] = {
    Unit.PIECES: ("pieces", "عدد"),
    Unit.GRAMS: ("grams", "گرام"),
    Unit.LITRES: ("litres", "لیٹر"),
    Unit.ROUNDS: ("rounds", "گولیاں"),
    Unit.RUPEES: ("rupees", "روپے"),
}


def plain(quantity: Decimal) -> str:
    """A quantity without empty decimals: `1,250.5`."""
    return f"{quantity.normalize():,f}" if quantity else "0"


def grams(weight_mg: int) -> str:
    """A weight in grams, to the milligram that was read: `1,250.500`."""
    return f"{Decimal(weight_mg) / 1000:,.3f}"


def marks(text: str) -> str:
    """Seals as they were written: without an Urdu letter, `3 × AR` keeps its order among Urdu words."""
    return isolate(text) if text and not URDU.search(text) else text


def _case(fir: Fir | None) -> Both:
    return (f", FIR {fir}", f"، مقدمہ نمبر {fir}") if fir else ("", "")


def span(numbers: Sequence[str]) -> str:
    """One number, or the first and the last of many."""
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]} – {numbers[-1]}"


def received(numbers: Sequence[str], kinds: Sequence[str], fir: Fir | None) -> Both:
    """Things were received."""
    case = _case(fir)
    where = span(numbers)
    names = [KINDS[kind] for kind in dict.fromkeys(kinds)]
    english, urdu = ", ".join(one[0] for one in names), "، ".join(one[1] for one in names)
    return (
        f"Malkhana: {len(numbers)} received as no. {where} of register XIX ({english}){case[0]}.",
        f"مال خانہ: {len(numbers)} مال رجسٹر نمبر 19 نمبر {where} پر داخل ہوئے ({urdu}){case[1]}۔",
    )
