"""Charge reports (register XXV): the counts of that minute, and two signatures of one post."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override

from khidmat.accounts.public import actor_for, add_officer, post, system_actor
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.roles import Role
from khidmat.org.public import office
from khidmat.station.articles import Article
from khidmat.station.models import ChargeReport, DiaryEntry
from khidmat.station.operations import charging, registers
from khidmat.station.queries import books

HOUR = timedelta(hours=1)
KEYS = "Malkhana 2, lock-up 1"


@pytest.fixture
def second_clerk(cast, now: datetime) -> Actor:
    """Another clerk of A Division."""
    named = {"username": "khalid", "name": "Khalid", "name_ur": "خالد", "password": "a long password here"}
    by: dict[str, Any] = {"actor": system_actor(None), "now": now - 9 * HOUR}
    user = add_officer(**named, temporary=False, totp_secret="JBSWY3DPEHPK3PXP", **by)
    post(user=user, role=Role.STATION_CLERK, office=office("KSR-PS-01"), since=now - 9 * HOUR, **by)
    return actor_for(user, now=now)


def hand_over(actor: Actor, now: datetime) -> ChargeReport:
    return charging.hand_over(keys=KEYS, remarks="", actor=actor, now=now)


def test_a_charge_report_says_what_the_books_say(cast, deposit, now: datetime) -> None:
    deposit(Article("weapon", "پستول"), Article("other", "قمیض"))
    said = {"whom": "District accounts", "purpose": "Diet", "received": 700}
    registers.write_line(register=20, part="account", values=said, actor=cast.rashid, now=now)
    made = hand_over(cast.rashid, now)
    assert (made.stored, made.weapons, made.cash, made.cases, made.prisoners) == (2, 1, 700, 1, 0)
    assert DiaryEntry.objects.get(pk=made.entry_id).about_id == made.pk
    assert str(made) == "1/26"


def test_the_other_of_the_same_post_signs_once(cast, second_clerk: Actor, now: datetime) -> None:
    made = hand_over(cast.rashid, now)
    act = {"report_id": made.pk, "remarks": "", "now": now + HOUR}
    for actor in (cast.rashid, cast.ali):
        with pytest.raises(Forbidden):
            charging.take_over(actor=actor, **act)
    with pytest.raises(NotFound):
        charging.take_over(actor=cast.zahid, **act)
    charging.take_over(actor=second_clerk, **act)
    with pytest.raises(Stale):
        charging.take_over(actor=second_clerk, **act)
    with override("ur"):
        line = books.book(cast.farah, 25, "KSR-PS-01", "", now).parts[0].lines[0]
    assert "خالد" in [box.text for box in line.boxes]


def test_no_charge_is_taken_over_after_the_books_have_changed(
    cast, second_clerk: Actor, deposit, now: datetime
) -> None:
    made = hand_over(cast.rashid, now)
    deposit(Article("other", "قمیض"), at=now + HOUR)
    act = {"remarks": "", "actor": second_clerk, "now": now + 2 * HOUR}
    with pytest.raises(Stale):
        charging.take_over(report_id=made.pk, **act)
    again = hand_over(cast.rashid, now + HOUR)
    assert again.stored == made.stored + 1
    charging.take_over(report_id=again.pk, **act)


def test_nobody_hands_over_what_he_does_not_have(cast, now: datetime) -> None:
    for actor in (cast.aslam, cast.saima, cast.javed, cast.farah, cast.hina):
        with pytest.raises(Forbidden):
            hand_over(actor, now)
    with pytest.raises(Invalid):
        charging.hand_over(keys="  ", remarks="", actor=cast.ali, now=now)


def test_the_database_counts_again(cast, now: datetime) -> None:
    made = hand_over(cast.rashid, now)
    forged = ChargeReport.objects.get(pk=made.pk)
    forged.pk, forged.number, forged.stored = None, 2, 7
    for attempt in (
        lambda: forged.save(force_insert=True),
        lambda: ChargeReport.objects.filter(pk=made.pk).update(stored=7),
    ):
        with pytest.raises(DatabaseError, match=r"books say|pgtrigger"), transaction.atomic():
            attempt()
