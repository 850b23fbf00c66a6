"""Row history: what every change left behind, written by triggers of the database and by nobody else."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=models.Model)


def kept(*, without: tuple[str, ...] = ()) -> Callable[[type[M]], type[M]]:
    """Keep each row that is added, changed or removed in a table `<table>event`, but for the columns named.

    A second witness beside the ledger: no operation writes it. The library's context is left out: it puts a statement
    of its own before each of ours, which then cannot stay prepared, and the ledger names the actor already.
    """
    track: Callable[[type[M]], type[M]] = pghistory.track(
        pghistory.InsertEvent("added"),
        pghistory.UpdateEvent("changed"),
        pghistory.DeleteEvent("removed"),
        exclude=list(without),
        context_field=None,  # type: ignore[arg-type]  # its documentation allows None, its annotation does not
        append_only=True,
        attrs={"pgh_id": models.BigAutoField(primary_key=True)},
    )
    return track
