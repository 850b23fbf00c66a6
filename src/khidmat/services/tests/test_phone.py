"""The phone line: a status in words to whoever has the slip, nothing to whoever tries numbers."""

from datetime import timedelta

import pytest

from khidmat.audit.models import Event
from khidmat.kernel.errors import Forbidden, Invalid, TooMany
from khidmat.services import operations, voice
from khidmat.services.models import Assisted
from khidmat.services.operations import phoning
from khidmat.services.tests.test_counter import come, entered, typed

pytestmark = pytest.mark.django_db
__all__ = ["come", "entered", "typed"]


def ask(number: str, actor: object, now: object) -> object:
    return operations.say_status(number=number, actor=actor, now=now)


def test_the_number_of_the_slip_finds_its_application_and_asking_is_recorded(entered, cast, now) -> None:
    application = entered()
    number = Assisted.objects.get(application=application).voice
    assert ask(number, cast.waseem, now) == application
    [noted] = Event.objects.filter(code="services.phoned")
    assert noted.subject_id == application.pk


def test_a_number_misheard_finds_nothing_and_that_is_recorded_too(entered, cast, now) -> None:
    number = Assisted.objects.get(application=entered()).voice
    wrong = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
    for one in (wrong, voice.new_number(), "", "1234"):
        with pytest.raises(Invalid):
            ask(one, cast.sana, now)
    assert Event.objects.filter(code="services.phoned", subject_id=None).count() == 4


def test_who_tries_numbers_has_to_wait(entered, cast, now) -> None:
    number = Assisted.objects.get(application=entered()).voice
    for _time in range(phoning.MISSED.most):
        with pytest.raises(Invalid):
            ask(voice.new_number(), cast.sana, now)
    with pytest.raises(TooMany):
        ask(voice.new_number(), cast.sana, now)
    assert ask(number, cast.sana, now + timedelta(minutes=10))


@pytest.mark.parametrize("name", ["nadia", "ali", "kamran", "hina", "omar", "bilal"])
def test_the_line_is_answered_at_the_centres(cast, now, name: str) -> None:
    with pytest.raises(Forbidden):
        ask("417028365", getattr(cast, name), now)
