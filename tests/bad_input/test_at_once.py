"""The same form sent 32 times at once: one act, and everybody gets the same answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client

from khidmat.accounts.public import User
from khidmat.audit.models import Event
from khidmat.clocks.models import Clock
from khidmat.notify.models import Message
from khidmat.payments.public import Charge, Receipt, open_shift
from khidmat.screening.models import Check
from khidmat.services.models import Application, Happening, Verification
from khidmat.services.states import Status
from tests.rights.entering import enter_citizen, enter_staff
from tests.rights.posts import A
from tests.rights.world import APPLICANTS, World

HANDS = 32
Answers = list[tuple[int, str]]


@pytest.fixture
def town(committed: None, settings: object, tmp_path: Path) -> World:
    """Kasur as it is when what happens there is committed."""
    settings.FILES = tmp_path
    return World(tmp_path)


@pytest.fixture
def session(town: World) -> Callable[[], Client]:
    """More and more windows of Bilal's one browser."""
    first = Client()
    enter_citizen(first, APPLICANTS[A].mobile)
    return lambda: _window(first)


def _window(first: Client) -> Client:
    another = Client()
    key = first.cookies[django_settings.SESSION_COOKIE_NAME].value
    another.cookies[django_settings.SESSION_COOKIE_NAME] = key
    return another


def at_once(window: Callable[[], Client], path: str, forms: list[dict[str, str]]) -> Answers:
    """Send each form from its own window in its own thread, all released together."""
    gate = Barrier(len(forms))

    def send(form: dict[str, str]) -> tuple[int, str]:
        client = window()
        gate.wait()
        try:
            answer = client.post(path, form)
            return answer.status_code, answer.headers.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(len(forms)) as hands:
        return list(hands.map(send, forms))


def codes(application: Application) -> list[str]:
    return sorted(Event.objects.filter(subject_id=application.pk).values_list("code", flat=True))


def test_one_form_sent_32_times_at_once_is_one_application(
    town: World, session: Callable[[], Client]
) -> None:
    draft = town.draft(A)
    form = {"true": "on", "idempotency_key": str(uuid4())}
    answers = at_once(session, f"/my/{draft.pk}/check/", [form] * HANDS)
    assert answers == [(302, f"/my/{draft.pk}/")] * HANDS
    made = Application.objects.get()
    assert made.status == Status.AWAITING_PAYMENT
    assert Clock.objects.get().rule == "payment.applicant"
    assert Charge.objects.get().about == made.pk
    assert Message.objects.filter(about=made.pk).count() == 1
    assert Happening.objects.filter(application=made).count() == 1
    assert codes(made).count("services.submitted") == 1


def test_32_windows_of_one_draft_send_it_once_and_all_lead_to_it(
    town: World, session: Callable[[], Client]
) -> None:
    draft = town.draft(A)
    forms = [{"true": "on", "idempotency_key": str(uuid4())} for _hand in range(HANDS)]
    answers = at_once(session, f"/my/{draft.pk}/check/", forms)
    assert {status for status, _to in answers} <= {302, 409}
    assert answers.count((302, f"/my/{draft.pk}/")) >= 1
    assert Charge.objects.count() == Clock.objects.count() == 1
    assert codes(Application.objects.get()).count("services.submitted") == 1


def test_a_fee_taken_32_times_at_once_is_taken_once(town: World) -> None:
    town.engage()
    owed, first = town.unpaid(A), Client()
    charge = Charge.objects.get(about=owed.pk)
    enter_staff(first, "sana")
    open_shift(began_with=0, actor=town.actor("sana"), now=town.now)
    form = {"charge": str(charge.pk), "rupees": "500", "idempotency_key": str(uuid4())}
    answers = at_once(lambda: _window(first), "/duty/cash/take/", [form] * HANDS)
    receipt = Receipt.objects.get()
    assert answers == [(302, f"/duty/cash/receipts/{receipt.pk}/")] * HANDS
    assert (receipt.number, receipt.rupees) == (1, 500)
    assert Verification.objects.get().application == Application.objects.get()
    assert sorted(Clock.objects.filter(met_at=None).values_list("rule", flat=True)) == [
        "certificate.decide",
        "verification.station",
    ]
    assert Check.objects.get().about == owed.pk


def test_a_fee_taken_by_32_forms_at_once_is_taken_once(town: World) -> None:
    town.engage()
    owed, first = town.unpaid(A), Client()
    enter_staff(first, "sana")
    open_shift(began_with=0, actor=town.actor("sana"), now=town.now)
    said = {"charge": str(Charge.objects.get(about=owed.pk).pk), "rupees": "500"}
    forms = [{**said, "idempotency_key": str(uuid4())} for _hand in range(HANDS)]
    answers = at_once(lambda: _window(first), "/duty/cash/take/", forms)
    assert sorted(status for status, _to in answers) == [302] + [409] * (HANDS - 1)
    assert Receipt.objects.count() == 1


def test_beginning_32_times_at_once_makes_one_draft(town: World, session: Callable[[], Client]) -> None:
    answers = at_once(session, "/services/character-certificate/apply/", [{}] * HANDS)
    draft = Application.objects.get()
    assert answers == [(302, f"/my/{draft.pk}/edit/who/")] * HANDS
    assert codes(draft) == ["services.started"]


def test_an_approval_sent_32_times_at_once_decides_once(town: World) -> None:
    town.engage()
    ready, first = town.reported(A), Client()
    enter_staff(first, "kamran")
    form = {"idempotency_key": str(uuid4())}
    answers = at_once(lambda: _window(first), f"/duty/applications/{ready.pk}/approve/", [form] * HANDS)
    assert answers == [(302, f"/duty/applications/{ready.pk}/")] * HANDS
    assert codes(ready).count("services.approved") == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'services.issue'")
        assert cursor.fetchone() == (1,)


def test_a_number_typed_by_32_people_at_once_is_one_citizen(town: World) -> None:
    form = {"mobile": APPLICANTS[A].mobile, "idempotency_key": str(uuid4())}
    at_once(Client, "/mobile/", [form] * HANDS)
    assert Message.objects.count() == 1
    assert not User.objects.exists()
