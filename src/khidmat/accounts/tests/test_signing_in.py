"""Password, second step, and how often they may be tried."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from khidmat.accounts import limits, queries
from khidmat.accounts.models import Attempt, RecoveryCode, SignIn, User
from khidmat.accounts.operations import factors, officers, sessions
from khidmat.accounts.queries import actor_for, system_actor, visitor
from khidmat.accounts.states import Ending, Means, Place
from khidmat.accounts.tests.conftest import ELSEWHERE, PASSWORD, STATION, Enlist, code_at
from khidmat.kernel.errors import DomainError, Forbidden, Invalid, NotFound, TooMany

MINUTES = timedelta(minutes=1)
VISITOR = visitor()


def knock(username: str, password: str, place: Place = STATION, *, now: datetime | None = None) -> User:
    return sessions.check_password(
        username=username, password=password, place=place, actor=VISITOR, now=now or timezone.now()
    )


def step(user: User, code: str, place: Place = STATION, *, now: datetime | None = None) -> SignIn:
    return sessions.enter(user_id=user.pk, code=code, place=place, actor=VISITOR, now=now or timezone.now())


def fail(times: int, username: str, place: Place = STATION, *, now: datetime | None = None) -> None:
    for _try in range(times):
        with pytest.raises(Invalid):
            knock(username, "wrong", place, now=now)


def test_the_right_password_and_code_open_a_session(enlist: Enlist, ledger: Callable[[], list[str]]) -> None:
    now = timezone.now()
    opened = step(knock(" ALI ", PASSWORD) if enlist("ali") else User(), code_at(now), now=now)
    assert (opened.means, opened.until - opened.started_at) == (Means.TOTP, timedelta(hours=12))
    assert ledger()[-1] == "accounts.entered"
    assert list(queries.open_sessions(opened.user_id, now=now)) == [opened]


def test_a_name_that_is_not_known_gets_the_sentence_of_a_wrong_password(enlist: Enlist) -> None:
    enlist("ali")
    said = []
    for username in ("ali", "nobody"):
        with pytest.raises(Invalid) as refused:
            knock(username, "wrong")
        said.append((str(refused.value), refused.value.fields))
    assert said[0] == said[1]


def test_a_citizen_cannot_sign_in_by_password(db: None) -> None:
    citizen = User(username="+923001234567", mobile="+923001234567", date_joined=timezone.now())
    citizen.set_password(PASSWORD)
    citizen.save()
    with pytest.raises(Invalid):
        knock("+923001234567", PASSWORD)


def test_each_wrong_try_is_kept_with_its_event_and_without_what_was_typed(
    enlist: Enlist, ledger: Callable[[], list[str]]
) -> None:
    ali = enlist("ali")
    fail(1, "ali")
    fail(1, "my password by mistake")
    kept = list(Attempt.objects.order_by("id").values_list("user_id", "address", "outcome"))
    assert kept == [(ali.pk, STATION.address, "failed"), (None, STATION.address, "failed")]
    assert ledger()[-2:] == ["accounts.refused", "accounts.refused"]
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_event where body like '%%mistake%%'")
        assert cursor.fetchone() == (0,)


def test_five_wrong_tries_close_the_door_even_to_the_right_password(
    enlist: Enlist, ledger: Callable[[], list[str]]
) -> None:
    enlist("ali")
    now = timezone.now()
    fail(5, "ali", now=now)
    assert ledger()[-1] == "accounts.barred"
    with pytest.raises(TooMany, match="15 minutes"):
        knock("ali", PASSWORD, now=now)
    with pytest.raises(TooMany, match="1 minute"):
        knock("ali", PASSWORD, now=now + 14.5 * MINUTES)
    assert knock("ali", PASSWORD, now=now + 15 * MINUTES)


def test_a_locked_out_officer_does_not_lock_a_colleague_at_the_same_address(enlist: Enlist) -> None:
    enlist("ali")
    enlist("aslam")
    fail(5, "ali")
    assert knock("aslam", PASSWORD)
    with pytest.raises(TooMany):
        knock("ali", PASSWORD)


def test_wrong_tries_elsewhere_do_not_lock_an_officer_out_of_his_station(enlist: Enlist) -> None:
    enlist("ali")
    fail(5, "ali", ELSEWHERE)
    assert knock("ali", PASSWORD, STATION)


def test_tries_from_many_addresses_close_an_account_everywhere(enlist: Enlist) -> None:
    enlist("ali")
    for number in range(limits.TRIES_EVERYWHERE):
        fail(1, "ali", Place(f"198.51.100.{number}"))
    with pytest.raises(TooMany):
        knock("ali", PASSWORD, STATION)


def test_one_password_tried_on_many_names_closes_the_address(enlist: Enlist) -> None:
    enlist("ali")
    for number in range(limits.TRIES_BY_ADDRESS):
        fail(1, f"name{number}")
    with pytest.raises(TooMany):
        knock("ali", PASSWORD, STATION)
    assert knock("ali", PASSWORD, ELSEWHERE)


def test_the_right_password_does_not_buy_more_guesses_at_the_code(enlist: Enlist) -> None:
    ali = enlist("ali")
    for _guess in range(5):
        knock("ali", PASSWORD)
        with pytest.raises(Invalid):
            step(ali, "000000")
    with pytest.raises(TooMany):
        knock("ali", PASSWORD)
    with pytest.raises(TooMany):
        step(ali, code_at(timezone.now()))


def test_getting_in_forgets_the_wrong_tries_before(enlist: Enlist) -> None:
    ali = enlist("ali")
    now = timezone.now()
    fail(4, "ali", now=now - MINUTES)
    step(ali, code_at(now), now=now)
    fail(4, "ali", now=now + MINUTES)
    assert knock("ali", PASSWORD, now=now + 2 * MINUTES)


def test_a_code_works_once(enlist: Enlist) -> None:
    ali = enlist("ali")
    now = timezone.now()
    assert step(ali, code_at(now), now=now)
    with pytest.raises(Invalid, match="code is not right"):
        step(ali, code_at(now), now=now)
    assert step(ali, code_at(now, later=1), now=now)


def test_a_code_may_be_typed_with_urdu_digits_and_spaces(enlist: Enlist) -> None:
    now = timezone.now()
    typed = code_at(now).translate({ord("0") + digit: chr(0x06F0 + digit) for digit in range(10)})
    assert step(enlist("ali"), f"{typed[:3]} {typed[3:]}", now=now)


def test_a_recovery_code_works_once_however_it_is_written(enlist: Enlist) -> None:
    ali = enlist("ali")
    me, now = actor_for(ali, now=timezone.now()), timezone.now()
    codes = factors.renew_recovery_codes(user_id=ali.pk, actor=me, now=now)
    assert len(set(codes)) == 10
    assert step(ali, f" {codes[0].lower().replace('-', ' ')} ").means == Means.RECOVERY
    with pytest.raises(Invalid):
        step(ali, codes[0])
    assert queries.factors(ali.pk).codes_left == 9


def test_a_recovery_code_of_somebody_else_or_of_an_older_paper_does_not_work(enlist: Enlist) -> None:
    ali, aslam = enlist("ali"), enlist("aslam")
    now = timezone.now()
    old = factors.renew_recovery_codes(user_id=ali.pk, actor=actor_for(ali, now=now), now=now)
    new = factors.renew_recovery_codes(user_id=ali.pk, actor=actor_for(ali, now=now), now=now)
    for user, code in ((ali, old[0]), (aslam, new[0])):
        with pytest.raises(Invalid):
            step(user, code)
    assert step(ali, new[0])
    assert not RecoveryCode.objects.filter(digest__in=new).exists()


def test_a_temporary_password_is_no_password_after_three_days(enlist: Enlist) -> None:
    ali = enlist("ali")
    now = timezone.now()
    officers.renew_sign_in(
        user=ali, password="short lived one", actor=system_actor(None), now=now, reason="x"
    )
    assert knock("ali", "short lived one", now=now + timedelta(hours=71))
    with pytest.raises(Invalid, match="too old"):
        knock("ali", "short lived one", now=now + timedelta(hours=72))


def test_a_renewed_sign_in_ends_sessions_and_asks_for_everything_anew(enlist: Enlist) -> None:
    ali = enlist("ali")
    now = timezone.now()
    opened = step(ali, code_at(now), now=now)
    officers.renew_sign_in(
        user=ali, password="short lived one", actor=system_actor(None), now=now, reason="x"
    )
    opened.refresh_from_db()
    assert opened.ending == Ending.RESET
    assert queries.waiting(ali.pk).step is queries.Step.OWN_WORD
    factors.replace_temporary_password(user_id=ali.pk, password="my very own words", actor=VISITOR, now=now)
    assert queries.waiting(ali.pk).step is queries.Step.ENROL
    with pytest.raises(Forbidden, match="not a temporary"):
        factors.replace_temporary_password(
            user_id=ali.pk, password="once again other", actor=VISITOR, now=now
        )


@pytest.mark.parametrize("bad", ["short", "password1234", "short lived one"])
def test_the_first_own_password_is_long_uncommon_and_another(enlist: Enlist, bad: str) -> None:
    ali = enlist("ali")
    now = timezone.now()
    officers.renew_sign_in(
        user=ali, password="short lived one", actor=system_actor(None), now=now, reason="x"
    )
    with pytest.raises(Invalid) as refused:
        factors.replace_temporary_password(user_id=ali.pk, password=bad, actor=VISITOR, now=now)
    assert "new" in refused.value.fields


def test_a_password_alone_cannot_add_a_second_step_beside_the_one_there_is(enlist: Enlist) -> None:
    ali = enlist("ali")
    now = timezone.now()
    with pytest.raises(Forbidden, match="already"):
        factors.enter_with_first_app(
            user_id=ali.pk,
            secret="JBSWY3DPEHPK3PXP",
            code=code_at(now),
            place=STATION,
            actor=VISITOR,
            now=now,
        )
    with pytest.raises(Forbidden, match="himself"):
        factors.add_app(user_id=ali.pk, secret="JBSWY3DPEHPK3PXP", code=code_at(now), actor=VISITOR, now=now)


def test_nobody_ends_the_session_of_another(enlist: Enlist) -> None:
    ali, aslam = enlist("ali"), enlist("aslam")
    now = timezone.now()
    opened = step(ali, code_at(now), now=now)
    with pytest.raises(NotFound):
        sessions.end(
            session_id=opened.pk,
            user_id=aslam.pk,
            ending=Ending.SIGNED_OUT,
            actor=actor_for(aslam, now=now),
            now=now,
        )
    opened.refresh_from_db()
    assert opened.ended_at is None


def _in_parallel(act: Callable[[int], object], times: int) -> list[object]:
    def one(number: int) -> object:
        try:
            return act(number)
        except DomainError as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))


def test_of_many_guesses_at_the_same_moment_five_are_looked_at(committed: None, enlist: Enlist) -> None:
    enlist("ali")
    found = _in_parallel(lambda _number: knock("ali", "wrong"), 16)
    assert (found.count(Invalid), found.count(TooMany)) == (5, 11)
    assert Attempt.objects.count() == 5


def test_of_two_uses_of_one_code_at_the_same_moment_one_gets_in(committed: None, enlist: Enlist) -> None:
    ali = enlist("ali")
    now = timezone.now()
    found = _in_parallel(lambda _number: step(ali, code_at(now), now=now).pk, 4)
    assert len([one for one in found if isinstance(one, UUID)]) == 1
    assert SignIn.objects.count() == 1
