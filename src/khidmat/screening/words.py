"""The evidence in words, and how it stands out: what a record keeper reads beside two persons."""

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

#: An equal card number with another name: one of the two papers has a slip, and it must be found out which.
CARD_BUT_NOT_NAME = _(
    "The card number is the same, the name is not. One of the two was written wrongly: look at both papers, and do "
    "not decide by the number."
)
ONLY_CARD_AND_NAME = _(
    "An equal number or an equal name decides nothing by itself. Look at everything below."
)
NO_LONGER_DISCLOSED = _(
    "Since it was found, this record has changed and may no longer be disclosed. Whatever you decide, it will not "
    "appear on a certificate."
)
EARLIER_VERSION = _("This record was corrected after it was found. You see it as it is now.")
