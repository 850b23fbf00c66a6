"""Something that is owed, and a drawer to put it into."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.utils.timezone import localdate

from khidmat.accounts.public import actor_for, add_officer, post, system_actor
from khidmat.kernel.actor import Actor
from khidmat.kernel.ids import uuid7
from khidmat.kernel.roles import Role
from khidmat.org.public import Office, office
from khidmat.payments import operations, public
from khidmat.payments.fees import fee
from khidmat.payments.models import Charge, Receipt

Owe = Callable[..., Charge]
Take = Callable[..., Receipt]


def operator_of(code: str, name: str, role: str, now: datetime) -> Actor:
    """Another officer of a centre."""
    system, since = system_actor(None), now - timedelta(days=30)
    named = {"username": name, "name": name.title(), "name_ur": "افسر", "password": "a long password"}
    user = add_officer(**named, temporary=False, totp_secret="JBSWY3DPEHPK3PXP", actor=system, now=since)
    post(user=user, role=Role(role), office=office(code), since=since, actor=system, now=since)
    return actor_for(user, now=now)


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is owed here is for nothing that another room knows."""
    monkeypatch.setattr("khidmat.payments.hooks.settled", [])


@pytest.fixture
def owe(cast, now: datetime) -> Owe:
    """Another fee that somebody owes."""
    numbers = count(1)

    def make(district: Office | None = None) -> Charge:
        matter = operations.Matter(
            about=uuid7(),
            ref=f"TEST{next(numbers):04}",
            payer="Bilal Ahmad",
            payer_ur="بلال احمد",
            district_id=(district or office("KSR-DPO")).pk,
        )
        found = fee("certificate.character", localdate(now))
        return operations.raise_charge(matter=matter, fee=found, actor=cast.bilal, now=now)

    return make


@pytest.fixture
def take(cast, now: datetime) -> Take:
    """The whole fee into a drawer that is open."""

    def make(charge: Charge, teller: Actor | None = None, at: datetime | None = None) -> Receipt:
        return public.take_cash(
            charge_id=charge.pk, rupees=charge.rupees, actor=teller or cast.sana, now=at or now
        )

    return make
