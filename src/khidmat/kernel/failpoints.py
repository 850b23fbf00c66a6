"""Named points of the journey at which a crash test lets this process kill itself; in production there are none.

`KHIDMAT_FAILPOINT=certificate.made@3` kills the process the third time it comes to that point. The variable is read
once, when the program starts, and never in production, which refuses to start with it.
"""

import os
import signal
from itertools import count

VARIABLE = "KHIDMAT_FAILPOINT"
#: Every point of the program, in the order of a journey.
POINTS = frozenset(
    {
        "files.written",  # bytes on the disk, not yet in their place
        "files.stored",  # the file in its place, its row not written
        "ledger.event",  # an act done, its event not written
        "act.done",  # an act done with its event, its idempotency key not settled
        "job.deferred",  # a job put into the queue, the transaction not committed
        "request.answered",  # everything committed, the reply not sent
        "job.fetched",  # a job taken from the queue, nothing done
        "receipt.numbered",  # the receipt's number taken, the receipt not written
        "refund.numbered",  # the refund's number taken, the refund not written
        "import.stored",  # the rows of a file stored, its event not written, nothing committed
        "import.taken",  # a file taken in and committed, its sender not told
        "certificate.numbered",  # the number committed, the paper not made
        "certificate.made",  # the paper made, not attached
        "job.done",  # the effect committed, the queue not told
        "message.claimed",  # a try written down, the service not spoken to
        "message.sent",  # the service has the message, our note is not written
    }
)


class NoSuchPoint(ValueError):
    """The variable does not name a point and a number from 1."""


def _armed() -> tuple[str, int]:
    text = os.environ.get(VARIABLE, "")
    if not text or os.environ.get("KHIDMAT_MODE") == "production":
        return "", 0
    name, _, number = text.partition("@")
    if name not in POINTS or not number.isdecimal() or int(number) < 1:
        raise NoSuchPoint(
            f"{VARIABLE} is {text!r}; it must be NAME@COUNT with one of {', '.join(sorted(POINTS))}"
        )
    return name, int(number)


_NAME, _COUNT = _armed()
_reached = count(1)


def reach(name: str) -> None:
    """Do nothing, unless a test asked for this process to be killed here, this time."""
    if name == _NAME and next(_reached) == _COUNT:
        os.write(2, f"killed at the failpoint {name}\n".encode())
        os.kill(os.getpid(), signal.SIGKILL)
