"""Anything at all typed into a line of any register is written as it was typed, or refused beside its column."""

from contextlib import suppress
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khidmat.kernel.errors import Forbidden, Invalid, NotFound
from khidmat.kernel.urdu import clean
from khidmat.station import registers
from khidmat.station.forms.registers import LineForm
from khidmat.station.models import RegisterLine
from khidmat.station.operations.registers import write_line
from khidmat.station.pages import registers as pages
from khidmat.station.queries import books

ENTERED = [(one, part) for one in registers.every() for part in one.parts if part.fact is None]
NASTY = [
    "",
    " ",
    "\x00",
    "\u202e",
    "-1",
    "1e309",
    "9" * 400,
    "x" * 5000,
    "۱۲۵۰",
    "31",
    "13",
    "1899",
    "0.5",
    "=1+1",
    "ﷺ",
]
TYPED = st.sampled_from(NASTY) | st.text(max_size=20)


def names(part: registers.Part) -> list[str]:
    """The inputs of a part's form."""
    boxes = ("_day", "_month", "_year")
    return [f"{one.code}{box}" for one in part.first for box in (boxes if one.kind == "date" else ("",))]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), which=st.sampled_from(ENTERED))
def test_any_line_is_written_or_refused(now: datetime, data: st.DataObject, which, cast) -> None:
    register, part = which
    form = LineForm({name: data.draw(TYPED) for name in names(part)}, columns=part.first)
    if not form.is_valid():
        assert set(form.errors) <= {one.code for one in part.first}
        return
    actor = cast.farah if register.writes == registers.MINUTES else cast.ali
    at = {"register": register.number, "part": part.code, "station": "KSR-PS-01"}
    kept: dict[str, str] = {}
    with suppress(Invalid), transaction.atomic():
        made = write_line(**at, values=form.values, actor=actor, now=now)
        kept = {code: str(value) for code, value in books.values(made).items() if value is not None}
        transaction.set_rollback(True)
    typed = {code: clean(str(value)) for code, value in form.values.items() if value is not None}
    assert kept in ({}, {code: value for code, value in typed.items() if value})


def send(cast, path: str, view, form: dict[str, str], **keys: object) -> int:
    """How a page answers Rashid."""
    request = RequestFactory().post(path, {"idempotency_key": str(uuid4()), **form})
    request.actor = cast.rashid
    return int(view(request, **keys).status_code)


def test_an_empty_or_torn_form_writes_nothing(cast) -> None:
    for form in ({}, {"letter": "1", "dated_day": "40"}, {"sender": "x" * 999}):
        assert send(cast, "/", pages.new_line, form, register=5) == 422
    assert send(cast, "/", pages.new_charge, {"remarks": "no keys"}) == 422
    assert not RegisterLine.objects.exists()


def test_a_register_or_part_that_is_not_there_is_not_found(cast) -> None:
    for path, register in (("/?part=nothing", 5), ("/", 0), ("/", 99), ("/?station=KSR-PS-02", 5)):
        with pytest.raises(NotFound):
            send(cast, path, pages.new_line, {}, register=register)
    for path, register in (("/", 1), ("/", 8), ("/?part=own", 4), ("/", 10)):
        with pytest.raises(Forbidden):
            send(cast, path, pages.new_line, {}, register=register)
