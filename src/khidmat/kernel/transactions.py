"""One transaction for a whole act, also where an operation calls others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

Given = ParamSpec("Given")
Made = TypeVar("Made")
_INSIDE: ContextVar[bool] = ContextVar("inside an act", default=False)


def as_one(operation: Callable[Given, Made]) -> Callable[Given, Made]:
    """All of the operation or nothing. Inside another one so marked it has no savepoint of its own.

    Every savepoint costs two statements, and a life of an application had sixteen. Therefore who goes on after an
    operation inside his own has refused wraps the call in `transaction.atomic()`; without that Django stops him.
    """

    @wraps(operation)
    def act(*arguments: Given.args, **named: Given.kwargs) -> Made:
        with part():
            outside = _INSIDE.set(True)
            try:
                return operation(*arguments, **named)
            finally:
                _INSIDE.reset(outside)

    return act


@contextmanager
def part() -> Iterator[None]:
    """Some statements that are all or nothing: inside an act with the whole of it, elsewhere by themselves."""
    with transaction.atomic(savepoint=not _INSIDE.get()):
        yield
