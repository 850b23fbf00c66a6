"""How often certificates may be looked up: enough for an embassy's desk, too little for a guessing machine.

Counted on shelves in the database, so that every process counts the same and no address is kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import connection

SHELVES = 65536


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in a window of time, for each value that is counted. `place` keeps the kinds apart."""

    place: int
    most: int
    window: timedelta


ASKED = Limit(0, 300, timedelta(minutes=10))  # look-ups by one address
MISSED = Limit(1, 30, timedelta(minutes=10))  # of them, those that found nothing in force
MISSED_EVERYWHERE = Limit(2, 3000, timedelta(minutes=10))
DIGITS = Limit(3, 5, timedelta(hours=1))  # wrong last four for one certificate: of 10,000 possible ones
ASKED_BY_CLIENT = Limit(4, 3000, timedelta(minutes=10))  # by a program that can be named and ended
MISSED_BY_CLIENT = Limit(5, 300, timedelta(minutes=10))  # a pile of old papers is honest; 2^128 codes are not
#: Places 8 and 9 are the phone line's (`services`), which counts on the same shelves.
FEW = 3  # misses that an address still has while somebody guesses from many addresses


def count(limit: Limit, value: str, now: datetime) -> int:
    """Count one more try and say how many there were in this window, this one included."""
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into documents_tally as t (shelf, "window", count) values (%s, %s, 1)
               on conflict (shelf) do update set "window" = excluded."window",
                   count = case when t."window" = excluded."window" then t.count + 1 else 1 end
               returning count""",
            [_shelf(limit, value), _window(limit, now)],
        )
        return int(cursor.fetchone()[0])


def so_far(limit: Limit, value: str, now: datetime) -> int:
    """How many tries there were in this window."""
    with connection.cursor() as cursor:
        cursor.execute(
            'select count from documents_tally where shelf = %s and "window" = %s',
            [_shelf(limit, value), _window(limit, now)],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@dataclass(frozen=True, slots=True)
class Asker:
    """Who looks up: an address, or a program by its id."""

    value: str
    asked: Limit = ASKED
    missed: Limit = MISSED


def program(client_id: UUID) -> Asker:
    """A program that an administrator let in."""
    return Asker(f"client {client_id}", ASKED_BY_CLIENT, MISSED_BY_CLIENT)


def misses_left(asker: Asker, now: datetime) -> int:
    """How many more look-ups of this asker may find nothing."""
    everywhere = so_far(MISSED_EVERYWHERE, "", now) >= MISSED_EVERYWHERE.most
    return (FEW if everywhere else asker.missed.most) - so_far(asker.missed, asker.value, now)


def _shelf(limit: Limit, value: str) -> int:
    hashed = int.from_bytes(sha256(value.encode()).digest()[:2], "big")
    return limit.place * SHELVES + hashed


def _window(limit: Limit, now: datetime) -> int:
    return int(now.timestamp() // limit.window.total_seconds())
