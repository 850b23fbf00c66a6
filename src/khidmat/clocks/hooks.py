"""The hook this app owns. `config.registries` fills it; `clocks.sweep` calls it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

#: Told that a clock has just run out, inside the transaction that marks it; an exception takes the mark back.
#: Lock your own rows before the clock's. Write the ledger as `keeper(clock.office)`: one chain a transaction.
Breached = Callable[[UUID, datetime], None]

breached: list[Breached] = []
