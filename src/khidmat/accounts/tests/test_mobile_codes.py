"""Citizens' sign-in: what a code opens, how long, how often."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from khidmat.accounts.models import MobileCode, SignIn, User
from khidmat.accounts.operations import codes
from khidmat.accounts.queries import actor_for, visitor
from khidmat.accounts.states import Means, Place
from khidmat.accounts.tests.conftest import ELSEWHERE, STATION
from khidmat.kernel.errors import Invalid, TooMany
from khidmat.kernel.roles import Role
from khidmat.notify.public import inbox, messages_about

BILAL = "+923000000001"
SECONDS = timedelta(seconds=1)


def ask(mobile: str = BILAL, *, place: Place = STATION, after: int = 0) -> MobileCode:
    now = timezone.now() + after * SECONDS
    return codes.request_code(mobile=mobile, language="ur", place=place, actor=visitor(), now=now)


def give(code: MobileCode, typed: str, *, after: int = 0) -> SignIn:
    now = code.sent_at + after * SECONDS
    return codes.redeem_code(
        code_id=code.pk, typed=typed, language="ur", place=STATION, actor=visitor(), now=now
    )


def sent(code: MobileCode) -> str:
    """The digits in the message that went out."""
    text = next(text for message, text in inbox() if message.about == code.pk)
    return next(word.strip("۔.") for word in text.split() if word.strip("۔.").isdecimal())


def wrong(code: MobileCode) -> str:
    return f"{(int(sent(code)) + 1) % 1_000_000:06}"


def test_a_code_opens_the_session_of_its_number_and_makes_the_citizen_once(
    db: None, ledger: Callable[[], list[str]]
) -> None:
    first = ask()
    opened = give(first, sent(first))
    second = ask(after=61)
    again = give(second, sent(second))
    assert opened.means == Means.MOBILE
    assert again.user == opened.user
    assert (opened.user.is_staff_member, opened.user.has_usable_password()) == (False, False)
    assert actor_for(opened.user, now=timezone.now()).role == Role.CITIZEN
    assert ledger().count("accounts.entered") == 2


def test_asking_for_a_code_makes_no_citizen(db: None) -> None:
    ask()
    assert not User.objects.exists()


def test_a_code_works_once_and_a_button_pressed_twice_is_one_act(db: None) -> None:
    code = ask()
    typed = sent(code)
    opened = give(code, typed)
    assert give(code, typed, after=14) == opened
    with pytest.raises(Invalid, match="too old"):
        give(code, typed, after=15)
    with pytest.raises(Invalid, match="too old"):
        give(code, wrong(code))


def test_a_code_is_good_for_five_minutes(db: None) -> None:
    code = ask()
    typed = sent(code)
    with pytest.raises(Invalid, match="too old"):
        give(code, typed, after=300)
    assert give(code, typed, after=299)


def test_a_code_can_be_tried_five_times_and_each_wrong_try_is_kept(
    db: None, ledger: Callable[[], list[str]]
) -> None:
    code = ask()
    typed = sent(code)
    for left in (4, 3, 2, 1):
        with pytest.raises(Invalid, match=f"{left} tr"):
            give(code, wrong(code))
    with pytest.raises(Invalid, match="too old"):
        give(code, wrong(code))
    with pytest.raises(Invalid, match="too old"):
        give(code, typed)
    assert ledger().count("accounts.code_refused") == 5


def test_the_last_try_may_still_be_right(db: None) -> None:
    code = ask()
    for _try in range(4):
        with pytest.raises(Invalid):
            give(code, wrong(code))
    assert give(code, sent(code))


def test_a_code_for_one_number_does_not_open_another(db: None) -> None:
    bilals, ayeshas = ask(), ask("+923000000002")
    if sent(bilals) != sent(ayeshas):
        with pytest.raises(Invalid):
            give(ayeshas, sent(bilals))
    assert give(ayeshas, sent(ayeshas)).user.mobile == "+923000000002"


def test_a_number_gets_one_code_a_minute_and_five_an_hour(db: None) -> None:
    ask()
    with pytest.raises(TooMany, match="seconds"):
        ask()
    for number in range(1, 5):
        ask(after=61 * number)
    with pytest.raises(TooMany, match="minutes"):
        ask(after=61 * 5)
    assert ask("+923000000002", after=61 * 5)
    assert ask(after=3700)


def test_one_address_cannot_make_us_send_without_end(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khidmat.accounts.limits.CODES_BY_ADDRESS", ((timedelta(hours=1), 3),))
    for number in range(3):
        ask(f"+92300000010{number}")
    with pytest.raises(TooMany):
        ask("+923000000109")
    assert ask("+923000000109", place=ELSEWHERE)


def test_the_code_is_in_no_table_but_the_message_and_no_officer_reads_it(db: None, cast: object) -> None:
    code = ask()
    typed = sent(code)
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(string_agg(c::text, ''), '') from accounts_mobilecode c")
        assert typed not in str(cursor.fetchone()).replace(str(code.sent_at), "")
        cursor.execute("select coalesce(string_agg(body, ''), '') from audit_event")
        assert f'"{typed}"' not in str(cursor.fetchone())
    officers_view = messages_about(code.pk, cast.rabia)  # type: ignore[attr-defined]
    assert officers_view
    assert all(typed not in one.body for one in officers_view)


def test_two_uses_of_one_code_at_the_same_moment_open_one_session(committed: None) -> None:
    code = ask()
    typed = sent(code)

    def use(_number: int) -> object:
        try:
            return give(code, typed).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(use, range(4)))
    assert len(set(found)) == 1
    assert (SignIn.objects.count(), User.objects.count()) == (1, 1)
