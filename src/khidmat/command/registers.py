"""The 25 registers of a police station (Police Rules 1934, r. 22.45): which fact feeds each, and where it is read.

Nothing is typed into two of them. A register whose facts this program does not keep yet says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import TABLE


class Standing(StrEnum):
    """How a register stands in this program."""

    KEPT = "kept"
    NOT_YET = "not_yet"
    DORMANT = "dormant"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its number, title and rule; for a kept one the fact that feeds it, its page and the right there."""

    number: int
    title: Promise
    rule: str
    feeds: Promise | None = None
    route: str = ""
    right: str = ""
    standing: Standing = Standing.NOT_YET


def kept(number: int, title: Promise, rule: str, feeds: Promise, route: str, right: str) -> Register:
    """A register that is a view of facts."""
    return Register(number, title, rule, feeds, route, right, Standing.KEPT)


REGISTERS = (
    kept(
        1,
        _("First information reports"),
        "22.47",
        _("Each FIR as it is registered"),
        "station:register",
        "station.fir.read",
    ),
    kept(
        2,
        _("Daily diary"),
        "22.48",
        _("Each act of the station, by itself"),
        "station:diary",
        "station.diary.read",
    ),
    Register(3, _("Standing orders"), "22.53"),
    Register(4, _("Absconders and deserters"), "22.54"),
    Register(5, _("Correspondence"), "22.55"),
    Register(6, _("Miscellaneous: kalandras and inquests"), "22.56"),
    Register(7, _("Cattle pound"), "22.57"),
    Register(8, _("Not in use"), "22.58", standing=Standing.DORMANT),
    Register(9, _("Village crime"), "22.59", standing=Standing.RESTRICTED),
    Register(10, _("Surveillance"), "22.61", standing=Standing.RESTRICTED),
    Register(11, _("Index to history sheets and personal files"), "22.62"),
    Register(12, _("Information sheets"), "22.63"),
    Register(13, _("Minute book of gazetted officers"), "22.64"),
    Register(14, _("File book of inspection reports"), "22.65"),
    Register(15, _("Births and deaths"), "22.66"),
    Register(16, _("Government officials and property"), "22.67"),
    Register(17, _("Licences"), "22.68"),
    Register(18, _("Receipts for arms and stores deposited"), "22.69"),
    kept(
        19,
        _("Malkhana (store-room)"),
        "22.70",
        _("Each article received, and each of its movements"),
        "station:store",
        "station.store.read",
    ),
    Register(20, _("Cash account"), "22.71"),
    kept(
        21,
        _("Road certificates"),
        "22.72",
        _("Each certificate that is let go, and its receipt"),
        "station:roads",
        "station.store.read",
    ),
    Register(22, _("Printed receipt books"), "22.73"),
    Register(23, _("Police Gazette and Criminal Intelligence Gazette"), "22.74"),
    Register(24, _("Police Rules and corrections"), "22.75"),
    Register(25, _("Charge reports"), "22.76"),
)
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """`19` as it is printed on the cover: `XIX`."""
    text = ""
    for worth, letters in ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text


@dataclass(frozen=True, slots=True)
class Line:
    """A register in the reader's index; `url` is "" where nothing can be opened."""

    register: Register
    roman: str
    url: str


def index(actor: Actor) -> Sequence[Line]:
    """All 25 in their order, those that the reader may open with their pages."""
    return [
        Line(one, roman(one.number), reverse(one.route) if one.route and TABLE.may(actor, one.right) else "")
        for one in REGISTERS
    ]
