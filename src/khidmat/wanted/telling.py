"""How far a long piece of work is, told while it goes on.

On a connection of its own: what the work's own transaction writes nobody sees before its end.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from django.db import connection

from khidmat.wanted.states import Part

Tell = Callable[[Part, int, int], None]
One = TypeVar("One")
#: A page asks once a second; more would only cost.
SECONDS = 0.4
A_STEP = 500


def unheard(_part: Part, _done: int, _total: int) -> None:
    """For work that nobody waits for."""


def along(ones: Sequence[One], part: Part, tell: Tell) -> Iterator[One]:
    """The same one after another, telling how far it is."""
    for done, one in enumerate(ones):
        if done % A_STEP == 0:
            tell(part, done, len(ones))
        yield one


@contextmanager
def telling(upload_id: UUID) -> Iterator[Tell]:
    """Something that writes into the upload's row what it is told, now and then."""
    beside, said = connection.copy(), list[tuple[Part, float]]()

    def tell(part: Part, done: int, total: int) -> None:
        now = time.monotonic()
        if said and said[-1][0] == part and now - said[-1][1] < SECONDS:
            return
        said[:] = [(part, now)]
        with beside.cursor() as cursor:
            cursor.execute(
                "update wanted_upload set part = %s, done = %s, total = %s where id = %s",
                [part.value, done, total, upload_id],
            )

    try:
        yield tell
    finally:
        beside.close()
