"""What the machines of the station's life cycles share."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine


class Undone(RuleBasedStateMachine):
    """A machine on the tables of a test: every example begins at `start` and is taken back."""

    people: ClassVar[Any]
    start: ClassVar[datetime]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now = self.start

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)
