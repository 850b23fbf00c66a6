"""Records that may be a person's: fetched by name blocks and by card number, for `kernel.names` to weigh."""

from collections.abc import Collection
from typing import NamedTuple, cast
from uuid import UUID

from django.db import connection

from khidmat.kernel.names import Party, query_blocks, search
from khidmat.wanted.states import DISCLOSED

#: `queries.DISCLOSABLE` as SQL; a test holds the two together.
_DISCLOSABLE = (
    f"stage in ({', '.join(repr(str(s)) for s in DISCLOSED)}) and not juvenile and expunged_at is null"
)
#: Only a current version has blocks.
BY_NAME = search.candidate_sql("wanted_criminalrecord", scope=_DISCLOSABLE)
_BY_NAME_HELD = search.candidate_sql("wanted_criminalrecord", scope="holder_id = any(%(holders)s)")
#: An equal card number is looked at however many namesakes there are: they must not push it off the list.
_BY_CARD = f"""
select id, {", ".join(search.COLUMNS)} from wanted_criminalrecord
where cnic = %(cnic)s and cnic <> '' and superseded_by_id is null and {_DISCLOSABLE}
"""

_Value = int | str | list[int] | list[UUID] | None


class Found(NamedTuple):
    """A record by the id of its current version, and the person written in it."""

    record_id: UUID
    party: Party


def alike(party: Party) -> list[Found]:
    """Records that share a name block or the card number with the person and may be disclosed; nothing is decided.

    What may not be disclosed cannot change what a certificate says, so nobody is made to wait or looked at for it.
    """
    with connection.cursor() as cursor:
        cursor.execute(BY_NAME, _parameters(party))
        rows = cursor.fetchall()
        if party.cnic:
            cursor.execute(_BY_CARD, {"cnic": party.cnic})
            rows += cursor.fetchall()
    return [Found(key, one) for key, one in {key: Party(*rest) for key, *rest in rows}.items()]


def _parameters(party: Party) -> dict[str, _Value]:
    return cast(dict[str, _Value], search.candidate_parameters(party))


def named(party: Party, holders: Collection[UUID]) -> list[UUID]:
    """Ids of these districts' current records that bear such a name, most alike first."""
    # A screening knows the father or the year and leaves the wide blocks out; a bare name has nothing else.
    wide = query_blocks(
        name=party.name,
        name_ur=party.name_ur,
        father=party.father,
        father_ur=party.father_ur,
        birth_year=party.birth_year,
        district=party.district,
        cnic=party.cnic,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _BY_NAME_HELD, {**_parameters(party), "wanted": sorted(wide), "holders": list(holders)}
        )
        rows = [(key, Party(*rest)) for key, *rest in cursor.fetchall()]
    return [key for key, likeness in search.rank(party, rows) if "name_different" not in likeness.reasons]
