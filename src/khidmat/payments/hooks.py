"""The hook this app owns. `config.registries` fills it; whatever settles a charge calls it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from khidmat.kernel.actor import Actor

#: Told that nothing is owed any more for a thing, inside the transaction that settles it and before the receipt has
#: its number; an exception takes the payment back. The charge is locked before; lock your own rows after it. Write
#: the ledger as the actor given: one chain a transaction.
Settled = Callable[[UUID, Actor, datetime], None]

settled: list[Settled] = []
