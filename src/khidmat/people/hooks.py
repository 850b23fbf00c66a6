"""The hook this app owns. `config.registries` fills it; a merge calls it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from khidmat.kernel.actor import Actor

#: Told the ids of the merged and of the kept person inside the transaction: an exception takes the merge back. What is
#: read through the pointer needs no telling; this is for whoever keeps a copy.
Merged = Callable[[UUID, UUID, Actor, datetime], None]

merged: list[Merged] = []
