"""Nobody works on an application before its fee is there; one that is not paid for in time lapses."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override

from khidmat.clocks.jobs import sweep
from khidmat.clocks.public import Clock
from khidmat.kernel.errors import Stale
from khidmat.notify.models import Message
from khidmat.payments.public import charge_for, open_shift, take_cash
from khidmat.services import operations, queries, registry, worklist
from khidmat.services.definition import Service
from khidmat.services.dossier import dossier
from khidmat.services.models import Application
from khidmat.services.states import S
from khidmat.services.tests.conftest import pay

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> Service:
    """One that costs something."""
    return registry.by_slug("character-certificate")


def test_a_sent_application_waits_for_its_fee_and_nobody_works_on_it(unpaid, cast, now: datetime) -> None:
    application = unpaid()
    assert application.status == S.AWAITING_PAYMENT
    assert (application.records, application.verifications.count()) == (None, 0)
    charge = charge_for(application.pk)
    assert (charge.rupees, charge.ref, charge.payer) == (500, application.ref, "Bilal Ahmad")
    assert Message.objects.get(about=application.pk).template == "fee_due"
    assert worklist.decisions(cast.kamran, show="", after="", now=now).rows == []


def test_the_file_of_an_unpaid_application_says_that_nobody_compares_yet(unpaid, cast, now: datetime) -> None:
    file = dossier(unpaid(), cast.kamran, now)
    with override("en"):
        page = render_to_string("services/application.html", {"file": file}, RequestFactory().get("/"))
    assert "compared when the fee is paid" in page
    assert "is comparing" not in page


def test_paying_begins_the_work_and_promises_the_day_from_then_on(unpaid, cast, now: datetime) -> None:
    application, later = unpaid(), now + timedelta(days=6)
    pay(application, cast.sana, later)
    application.refresh_from_db()
    assert (application.status, application.records.status) == (S.UNDER_VERIFICATION, "cleared")
    assert application.verifications.get().office.code == "KSR-PS-01"
    assert application.due_at > later
    assert Clock.objects.get(rule="payment.applicant").met_at == later
    assert [one.what for one in queries.happenings(application)] == ["submitted", "paid", "sent_to_station"]


def test_no_hand_in_the_database_moves_an_unpaid_application_on(unpaid) -> None:
    application = unpaid()
    with pytest.raises(IntegrityError, match="not paid for"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(status=S.UNDER_VERIFICATION)


def test_an_application_that_is_not_paid_for_lapses_and_takes_no_money_then(
    unpaid, cast, now: datetime
) -> None:
    application = unpaid()
    late = application.due_at + timedelta(minutes=1)
    assert late - now > timedelta(days=14)
    sweep(late)
    application.refresh_from_db()
    assert application.status == S.LAPSED
    assert charge_for(application.pk).status == "cancelled"
    assert Clock.objects.get(rule="payment.applicant").breached_at == late
    with pytest.raises(Stale):
        pay(application, cast.sana, late)


def test_one_that_is_paid_in_time_does_not_lapse(unpaid, cast, now: datetime) -> None:
    application = unpaid()
    clock, due = application.clock_id, application.due_at
    pay(application, cast.sana, due - timedelta(minutes=1))
    operations.lapse_unpaid(clock, due + timedelta(minutes=1))
    application.refresh_from_db()
    assert application.status == S.UNDER_VERIFICATION


def test_who_takes_his_application_back_owes_nothing(unpaid, cast, now: datetime) -> None:
    application = unpaid()
    operations.withdraw(application_id=application.pk, actor=cast.bilal, now=now)
    charge = charge_for(application.pk)
    assert charge.status == "cancelled"
    open_shift(began_with=0, actor=cast.sana, now=now)
    with pytest.raises(Stale):
        take_cash(charge_id=charge.pk, rupees=500, actor=cast.sana, now=now)


@pytest.mark.parametrize("language", ["ur", "en"])
def test_the_applicant_reads_what_to_pay_where_and_until_when(unpaid, cast, client: Client, language) -> None:
    application = unpaid()
    client.cookies["language"] = language
    client.force_login(cast.citizen("bilal"))
    text = client.get(f"/my/{application.pk}/").content.decode()
    for word in ("500", application.ref, "1787"):
        assert word in text
    assert ("lapses" if language == "en" else "ختم ہو جائے گی") in text
