"""The evidence that two persons are one, in words: what an officer reads instead of a score."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAME, NEAR, OTHER, NOTHING = "same", "near", "other", ""


class Word(NamedTuple):
    """One line of evidence: its sentence, and the class that colours it."""

    text: str | Promise
    tone: str


SILENT = Word("", NOTHING)
NAME: Mapping[str, Word] = {
    "same": Word(_("The same name"), SAME),
    "variant": Word(_("The same name, written otherwise"), SAME),
    "script": Word(_("Sounds the same; one is in Urdu, the other in Latin letters"), NEAR),
    "partial": Word(_("Only a part of the name agrees"), NEAR),
    "different": Word(_("Another name"), OTHER),
    "unknown": Word(_("Not known on one side"), NOTHING),
}
FATHER: Mapping[str, Word] = {
    "same": Word(_("The same father's name"), SAME),
    "variant": Word(_("The same father's name, written otherwise"), SAME),
    "script": Word(_("Sounds the same; one is in Urdu, the other in Latin letters"), NEAR),
    "partial": Word(_("Only a part of the father's name agrees"), NEAR),
    "different": Word(_("Another father's name"), OTHER),
    "unknown": Word(_("Not known on one side"), NOTHING),
}
BIRTH: Mapping[str, Word] = {
    "same": Word(_("The same year of birth"), SAME),
    "near": Word(_("One or two years apart"), NEAR),
    "far": Word(_("More than two years apart"), OTHER),
    "unknown": Word(_("Not known on one side"), NOTHING),
}
DISTRICT: Mapping[str, Word] = {
    "same": Word(_("The same district"), SAME),
    "different": Word(_("Another district; people move"), OTHER),
    "unknown": Word(_("Not known on one side"), NOTHING),
}
CNIC: Mapping[str, Word] = {
    "same": Word(_("The same card number"), SAME),
    "different": Word(_("Another card number"), OTHER),
    "unknown": Word(_("Not known on one side"), NOTHING),
}
RELATION = Word(_("One is the father's name, the other the husband's: do not compare them"), NEAR)
#: Where two persons of the index are compared; a reason each, said beside those of name, father and birth.
NUMBER = Word(_("The same paper number, written otherwise"), SAME)
SLIP = Word(_("The card numbers differ in one place"), NEAR)
ALIAS = Word(_("Agrees with another name that was stated"), NEAR)
PHONE = Word(_("The same mobile number"), SAME)
ADDRESS = Word(_("The same address"), SAME)
OTHER_BIRTH = Word(_("Another date or year of birth"), OTHER)
STATION = Word(_("An address at the same station"), NEAR)
