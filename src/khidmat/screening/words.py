"""The warnings that a record keeper reads above two persons; the evidence itself is worded in `people`."""

from django.utils.translation import gettext_lazy as _

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
