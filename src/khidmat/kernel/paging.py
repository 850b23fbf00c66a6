"""Pages of long lists: rows after a mark, never an offset: the thousandth page costs what the first one does."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from khidmat.kernel.planning import by_its_values

ROWS = 25
Row = TypeVar("Row", bound=Model)


def cut(
    found: QuerySet[Row], after: str, *, by: str, rows: int = 0, newest: bool = False
) -> tuple[list[Row], str]:
    """One page of rows that are ordered by a moment and their key, and the mark of the next page; "" ends the list.

    `newest`: both fall. Anything that is not a mark begins at the top.
    """
    rows, past = rows or ROWS, "lt" if newest else "gt"
    mark = _mark(after)
    if mark:
        found = found.filter(Q(**{f"{by}__{past}": mark[0]}) | Q(**{by: mark[0], f"pk__{past}": mark[1]}))
    with by_its_values():
        page = list(found[: rows + 1])
    if len(page) <= rows:
        return page, ""
    last = page[rows - 1]
    moment: datetime | None = getattr(last, by)
    return page[:rows], f"{moment.isoformat() if moment else ''}~{last.pk}"


def _mark(after: str) -> tuple[datetime, UUID] | None:
    moment, _tilde, key = after.partition("~")
    try:
        found = datetime.fromisoformat(moment)
        return (found, UUID(key)) if found.tzinfo else None
    except ValueError:
        return None
