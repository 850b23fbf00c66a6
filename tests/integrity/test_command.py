"""`manage books_verify`: every line with its count, a failure that names what is broken, and nothing half seen."""

from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from khidmat.station import integrity
from khidmat.station.management.commands import books_verify
from khidmat.station.models import Fir
from khidmat.station.tests.casework import Work


def said(**how: Any) -> str:
    out = StringIO()
    call_command("books_verify", stdout=out, **how)
    return out.getvalue()


def test_every_line_is_printed_with_its_count(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books_verify, "sees_everything", lambda _ask: True)
    words = said()
    assert all(line.name in words for line in integrity.LINES)
    assert all(claim in words for claim in integrity.Claim)
    assert f"{len(integrity.LINES)} lines" in words
    assert ", 0 faults" in words


def test_what_is_broken_is_named_and_fails(cast: Any, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    fir = Work(cast, now).case().fir
    line = integrity.Line("x", integrity.Claim.TRACE, "SELECT id::text FROM station_fir")
    monkeypatch.setattr(books_verify, "sees_everything", lambda _ask: True)
    monkeypatch.setattr(books_verify, "LINES", (line,))
    with pytest.raises(CommandError, match="do not hold"):
        said()
    assert Fir.objects.get() == fir


def test_a_role_that_is_kept_out_by_a_seal_is_told_so(db: None) -> None:
    with pytest.raises(CommandError, match="does not see sealed rows"):
        said()
