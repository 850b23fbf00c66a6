"""The hook this app owns. `config.registries` fills it; the last verdict on a check calls it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from khidmat.kernel.actor import Actor

#: Told the check's id when its last candidate is decided, inside the transaction that decides it: an exception takes
#: the verdict back. Not called for a check that was cleared at once, nor for a changed mind.
HitResolved = Callable[[UUID, Actor, datetime], None]

hit_resolved: list[HitResolved] = []
