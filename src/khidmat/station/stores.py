"""What a station keeps in its malkhana, where a thing can be, and what moves it (Police Rules 1934, r. 22.70)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khidmat.kernel.machine import Machine, step


class Kind(models.TextChoices):
    """What a thing is, as far as it decides how it is kept."""

    NARCOTIC = "narcotic", _("Narcotic")
    CASH = "cash", _("Cash")
    WEAPON = "weapon", _("Weapon")
    VEHICLE = "vehicle", _("Vehicle")
    VALUABLES = "valuables", _("Jewellery and valuables")
    OTHER = "other", _("Other property")


#: Kept under two keys: whatever happens to one of these needs two people, and is weighed or counted each time.
HIGH_RISK = (Kind.NARCOTIC, Kind.CASH, Kind.WEAPON)


class Unit(models.TextChoices):
    """What a quantity counts."""

    PIECES = "pieces", _("pieces")
    GRAMS = "grams", _("grams")
    LITRES = "litres", _("litres")
    ROUNDS = "rounds", _("rounds")
    RUPEES = "rupees", _("rupees")


#: Nobody has half a pistol or half a rupee.
WHOLE = (Unit.PIECES, Unit.ROUNDS, Unit.RUPEES)


class Basis(models.TextChoices):
    """By which law a thing came into the hands of the police."""

    CASE = "case", _("Case property")
    UNCLAIMED = "unclaimed", _("Unclaimed property (CrPC 523)")
    SUSPECTED = "suspected", _("Suspected to be stolen (CrPC 550)")
    PERSONAL = "personal", _("Taken from an arrested person (CrPC 51)")


class ItemStatus(models.TextChoices):
    """Where a thing is. It is always in exactly one of these."""

    STORED = "stored", _("In the malkhana")
    AWAY = "away", _("Out on a road certificate")
    HELD = "held", _("With a holder by order of a court (sapurdari)")
    GONE = "gone", _("Disposed of")


ITEM = Machine(
    "station_item",
    first=[ItemStatus.STORED],
    steps=[
        step("send", [ItemStatus.STORED], ItemStatus.AWAY),
        step("back", [ItemStatus.AWAY, ItemStatus.HELD], ItemStatus.STORED),
        step("entrust", [ItemStatus.AWAY], ItemStatus.HELD),
        step("settle", [ItemStatus.AWAY], ItemStatus.GONE),
    ],
)


class Move(models.TextChoices):
    """One step of a thing; each is a row that stays."""

    DEPOSIT = "deposit", _("Received")
    SEND = "send", _("Sent out")
    BACK = "back", _("Returned")
    ENTRUST = "entrust", _("Given to a holder")
    SETTLE = "settle", _("Disposed of")


#: Where each step leaves the thing.
LEADS_TO = {
    Move.DEPOSIT: ItemStatus.STORED,
    Move.SEND: ItemStatus.AWAY,
    Move.BACK: ItemStatus.STORED,
    Move.ENTRUST: ItemStatus.HELD,
    Move.SETTLE: ItemStatus.GONE,
}
#: The largest quantity that its column holds.
MOST = 999_999_999
#: Milligrams in a gram: weights are whole milligrams, so that no sum of them rounds.
GRAM = 1000
