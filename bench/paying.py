"""The counter of the bench `close`: operators with drawers, an in-charge, and fees by the thousand."""

import time
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from bench.district import engage
from khidmat.accounts.public import actor_for, system_actor
from khidmat.kernel.actor import Actor
from khidmat.kernel.ids import uuid7
from khidmat.kernel.roles import Role
from khidmat.org.public import office
from khidmat.payments import operations, queries
from khidmat.payments import public as payments
from khidmat.payments.models import Day, Receipt, Refund

MORNING = 9


class Counter:
    """One centre's people and days; `taken` are the seconds that each receipt took."""

    def __init__(self, code: str, tellers: int) -> None:
        self.office, now = office(code), timezone.now() - timedelta(days=60)
        self.tellers = [self._actor(f"teller{n}", Role.OPERATOR, now) for n in range(tellers)]
        self.chief = self._actor("chief", Role.IN_CHARGE, now)
        self.taken: list[float] = []

    def _actor(self, name: str, role: Role, now: datetime) -> Actor:
        return actor_for(engage(name, role, self.office, now), now=timezone.now())

    def day(self, *, ago: int, receipts: int, refunds: int) -> UUID:
        """A day of receipts into drawers that are still open. Returns its id."""
        start = timezone.localtime() - timedelta(days=ago + 1)
        start = start.replace(hour=MORNING, minute=0, second=0, microsecond=0)
        shifts = [payments.open_shift(began_with=1000, actor=one, now=start) for one in self.tellers]
        made = [self._take(number, start + timedelta(seconds=10 * number + 60)) for number in range(receipts)]
        for receipt in made[:refunds]:
            payments.give_back(
                receipt_id=receipt.pk,
                kind="return",
                reason="Taken for the wrong number.",
                actor=self.chief,
                now=start + timedelta(hours=7),
            )
        return shifts[0].day_id

    def _take(self, number: int, at: datetime) -> Receipt:
        matter = payments.Matter(
            about=uuid7(), ref=f"B{number:07}", payer="Payer", payer_ur="نام", district_id=self.district
        )
        found = payments.fee("certificate.character", at.date())
        charge = payments.raise_charge(matter=matter, fee=found, actor=system_actor(self.district), now=at)
        since, teller = time.perf_counter(), self.tellers[number % len(self.tellers)]
        receipt = payments.take_cash(charge_id=charge.pk, rupees=charge.rupees, actor=teller, now=at)
        self.taken.append(time.perf_counter() - since)
        return receipt

    @property
    def district(self) -> UUID:
        """The district that is owed."""
        return UUID(str(self.office.district_id))

    def count(self, day_id: UUID) -> list[float]:
        """Count every drawer. Returns the seconds of each."""
        taken, at = [], Day.objects.get(pk=day_id).opened_at + timedelta(hours=8)
        for teller in self.tellers:
            since = time.perf_counter()
            shift = payments.open_shift_of(teller)
            if shift is None:
                raise AssertionError("its drawer was opened in the morning")
            pieces = {1000: 1, 500: shift.receipts.count()}
            payments.close_shift(shift_id=shift.pk, pieces=pieces, explanation="", actor=teller, now=at)
            taken.append(time.perf_counter() - since)
        return taken

    def look(self, day_id: UUID) -> None:
        """What the page of the day reads."""
        day = queries.days(self.chief).select_related("office", "closed_by", "seen_by").get(pk=day_id)
        queries.whole(day)
        queries.drawers(day)
        list(queries.refunds(day))

    def close(self, day_id: UUID) -> None:
        """Close the day with the cash that is there."""
        day = Day.objects.get(pk=day_id)
        at = day.opened_at + timedelta(hours=9)
        counted = sum(one.counted - one.began_with for one in day.shifts.all() if one.counted is not None)
        back = sum(one.rupees for one in day.refunds.all())
        operations.close_day(day_id=day_id, counted=counted - back, explanation="", actor=self.chief, now=at)

    def balances(self, day_id: UUID, receipts: int, refunds: int) -> bool:
        """Whether the closed row says what was played."""
        day = Day.objects.get(pk=day_id)
        said = (day.receipts, day.taken, day.refunded, day.counted)
        return said == (receipts, 500 * receipts, 500 * refunds, 500 * (receipts - refunds))

    def numbers_run(self) -> bool:
        """Whether no number is missing and none is there twice."""
        return all(
            sorted(model.objects.values_list("number", flat=True))
            == list(range(1, model.objects.count() + 1))
            for model in (Receipt, Refund)
            if model.objects.values("year").distinct().count() == 1
        )
