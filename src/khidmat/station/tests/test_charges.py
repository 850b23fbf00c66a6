"""Charge reports (register XXV): the counts of that minute, and two signatures of one post."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override

from khidmat.accounts.public import actor_for, add_officer, end_posting, post, system_actor
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound, Stale
from khidmat.kernel.ids import uuid7
from khidmat.kernel.roles import Role
from khidmat.org.public import office
from khidmat.station.articles import Article
from khidmat.station.models import ChargeReport, DiaryEntry
from khidmat.station.operations import charging, registers
from khidmat.station.operations.diary import write
from khidmat.station.queries import books
from khidmat.station.tests.test_desk_pages import ask

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


def sign_for(cast, now: datetime, actor: Actor | None = None, **more: Any) -> ChargeReport:
    """Farah hands over the charge of Rashid, who lies in hospital."""
    said = {
        "posting_id": cast.rashid.posting_id,
        "keys": KEYS,
        "because": "He lies unconscious in the DHQ hospital.",
        "witness_1": "Munshi Akbar, HC 412",
        "witness_2": "Arshad, C 1122",
        "remarks": "",
    }
    return charging.hand_over_for(**{**said, **more}, actor=actor or cast.farah, now=now)


def test_a_superior_signs_as_himself_for_who_cannot(cast, second_clerk: Actor, now: datetime) -> None:
    made = sign_for(cast, now)
    assert (made.by_id, made.absent_id, made.role) == (
        cast.farah.user_id,
        cast.rashid.user_id,
        "station_clerk",
    )
    assert {"Farah Naz", "Rashid Minhas"} <= set(re.findall("Farah Naz|Rashid Minhas", made.entry.text))
    for actor in (cast.rashid, cast.ali):
        with pytest.raises(Forbidden):
            charging.take_over(report_id=made.pk, remarks="", actor=actor, now=now + HOUR)
    charging.take_over(report_id=made.pk, remarks="", actor=second_clerk, now=now + HOUR)
    with override("en"):
        line = books.book(cast.hina, 25, "KSR-PS-01", "", now).parts[0].lines[0]
    said = " ".join(box.text for box in line.boxes)
    assert "Rashid Minhas, who could not sign; signed by Farah Naz" in said
    assert "DHQ hospital" in said
    assert "Munshi Akbar" in said


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"posting_id": None}, "posting"),
        ({"keys": " "}, "keys"),
        ({"because": "ill"}, "because"),
        ({"witness_1": ""}, "witness_1"),
        ({"witness_2": "Munshi  Akbar, HC 412"}, "witness_2"),
    ],
)
def test_an_absence_has_its_reason_and_two_witnesses(cast, now: datetime, wrong, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        sign_for(cast, now, **wrong)
    assert set(caught.value.fields) == {field}
    assert ChargeReport.objects.count() == 0


def test_only_who_stands_above_signs_for_another(cast, now: datetime) -> None:
    for actor in (cast.ali, cast.rashid, cast.aslam, cast.omar):
        with pytest.raises(Forbidden):
            sign_for(cast, now, actor=actor)
    for absent in (cast.aslam, cast.farah, cast.sana):
        with pytest.raises(Invalid):
            sign_for(cast, now, posting_id=absent.posting_id)
    end_posting(posting_id=cast.rashid.posting_id, at=now, actor=system_actor(None), now=now, reason="Died")
    later = now + timedelta(days=29)
    assert sign_for(cast, later, actor=cast.hina).signed_as == "district_officer"
    with pytest.raises(Invalid):
        sign_for(cast, now + timedelta(days=31))


def test_the_database_knows_who_may_sign_for_whom(cast, now: datetime) -> None:
    made = sign_for(cast, now)
    for wrong in (
        {"signed_as": "district_officer"},
        {"signed_as": "station_head"},
        {"absent_id": cast.aslam.user_id},
        {"absent_id": None},
        {"because": ""},
        {"witness_1": ""},
        {"witness_2": made.witness_1},
        {"by_id": cast.rashid.user_id},
    ):
        forged = ChargeReport.objects.get(pk=made.pk)
        forged.pk, forged.number = uuid7(), 2
        forged.entry_id = _entry_about(cast, forged, now).pk
        for name, value in wrong.items():
            setattr(forged, name, value)
        with pytest.raises(DatabaseError, match=r"handed over by|absent_one"), transaction.atomic():
            forged.save(force_insert=True)


def _entry_about(cast, one: ChargeReport, now: datetime) -> DiaryEntry:
    about = {"about_kind": "charge", "about_id": one.pk, "text": "x", "text_ur": "x"}
    return write(
        station_id=one.station_id, kind="other", happened_at=now, **about, actor=cast.rashid, now=now
    )


def test_the_form_of_a_superior_offers_his_own_stations(cast) -> None:
    assert {cast.rashid.posting_id, cast.ali.posting_id, cast.zahid.posting_id}
    page = ask(cast.farah, "/duty/charge/absent/").content.decode()
    assert str(cast.rashid.posting_id) in page
    assert str(cast.aslam.posting_id) not in page
    said = {"posting": str(cast.rashid.posting_id), "keys": KEYS, "because": "He was posted away at once."}
    said |= {"witness_1": "Akbar, HC 412", "witness_2": "Arshad, C 1122"}
    assert ask(cast.farah, "/duty/charge/absent/", {**said, "witness_2": ""}).status_code == 422
    assert ask(cast.farah, "/duty/charge/absent/", {**said, "posting": "x"}).status_code == 422
    assert ask(cast.farah, "/duty/charge/absent/", said).status_code == 302
    assert "absent/" in ask(cast.farah, "/duty/registers/25/").content.decode()
    assert "absent/" not in ask(cast.ali, "/duty/registers/25/").content.decode()
