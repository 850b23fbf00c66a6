"""All writes of payments: what is owed, what is taken, how drawers and days are closed."""

from khidmat.payments.operations.advising import receive
from khidmat.payments.operations.charging import Matter, cancel, hold, raise_charge
from khidmat.payments.operations.closing import close_day, see_day
from khidmat.payments.operations.giving_back import exempt, give_back
from khidmat.payments.operations.shifts import close_shift, open_shift
from khidmat.payments.operations.taking import take_cash

__all__ = [
    "Matter",
    "cancel",
    "close_day",
    "close_shift",
    "exempt",
    "give_back",
    "hold",
    "open_shift",
    "raise_charge",
    "receive",
    "see_day",
    "take_cash",
]
