"""Rights follow the current posting."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from khidmat.accounts import queries
from khidmat.accounts.models import Posting, User
from khidmat.accounts.operations.officers import add_officer, end_posting, post, renew_sign_in, take_on
from khidmat.accounts.queries import actor_for, system_actor
from khidmat.accounts.tests.conftest import PASSWORD, Enlist
from khidmat.kernel.actor import Actor
from khidmat.kernel.errors import Forbidden, Invalid, NotFound
from khidmat.kernel.roles import Role
from khidmat.org.public import office

HOUR = timedelta(hours=1)


@pytest.fixture
def rabia(enlist: Enlist) -> Actor:
    """The accounts administrator of Kasur."""
    return actor_for(enlist("rabia", Role.ADMINISTRATOR, "KSR-DPO"), now=timezone.now())


@pytest.fixture
def ali(enlist: Enlist) -> User:
    """SHO A-Division."""
    return enlist("ali")


def test_a_transfer_ends_the_old_posting_in_the_moment_the_new_one_begins(ali: User, rabia: Actor) -> None:
    now = timezone.now()
    post(user=ali, role=Role.STATION_OFFICER, office=office("KSR-PS-02"), since=now, actor=rabia, now=now)
    before, after = (actor_for(ali, now=at) for at in (now - HOUR, now))
    assert (before.role, before.office_id) == (Role.STATION_HEAD, office("KSR-PS-01").pk)
    assert (after.role, after.office_id) == (Role.STATION_OFFICER, office("KSR-PS-02").pk)
    assert after.chain == after.office_id


def test_an_ended_posting_leaves_no_right_at_all(
    ali: User, rabia: Actor, ledger: Callable[[], list[str]]
) -> None:
    now = timezone.now()
    held = queries.current_posting(ali.pk, now=now)
    assert held is not None
    end_posting(posting_id=held.pk, at=now, actor=rabia, now=now, reason="Leave")
    left = actor_for(ali, now=now)
    assert (left.role, left.posting_id, left.office_id, left.user_id) == (Role.PUBLIC, None, None, ali.pk)
    assert ledger()[-1] == "accounts.unposted"


def test_a_planned_transfer_takes_effect_at_its_time_and_not_before(ali: User, rabia: Actor) -> None:
    now = timezone.now()
    later = now + 24 * HOUR
    post(user=ali, role=Role.STATION_HEAD, office=office("KSR-PS-02"), since=later, actor=rabia, now=now)
    assert actor_for(ali, now=later - HOUR).office_id == office("KSR-PS-01").pk
    assert actor_for(ali, now=later).office_id == office("KSR-PS-02").pk


def test_a_posting_called_off_before_it_began_gives_no_hour_of_rights(ali: User, rabia: Actor) -> None:
    now = timezone.now()
    later = now + 24 * HOUR
    planned = post(user=ali, role=Role.APPROVER, office=office("KSR-HQ"), since=later, actor=rabia, now=now)
    end_posting(posting_id=planned.pk, at=now, actor=rabia, now=now, reason="Called off")
    assert actor_for(ali, now=later + HOUR).role == Role.PUBLIC
    assert Posting.objects.get(pk=planned.pk).period.lower == later


def test_two_transfers_in_the_same_moment_leave_one_current_posting(ali: User, rabia: Actor) -> None:
    now = timezone.now()
    for code in ("KSR-PS-02", "KSR-PS-03"):
        post(user=ali, role=Role.STATION_HEAD, office=office(code), since=now, actor=rabia, now=now)
    assert actor_for(ali, now=now + HOUR).office_id == office("KSR-PS-03").pk


def test_the_database_refuses_a_second_posting_at_the_same_time(ali: User) -> None:
    with pytest.raises(IntegrityError, match="accounts_posting_one_at_a_time"), transaction.atomic():
        Posting.objects.create(
            user=ali,
            role=Role.APPROVER,
            office=office("KSR-HQ"),
            period=DateTimeTZRange(timezone.now(), None),
        )


@pytest.mark.parametrize(
    "change",
    [
        "role = 'approver'",
        "office_id = (select id from org_office where code = 'KSR-HQ')",
        "period = tstzrange(lower(period) - interval '1 day', null)",
        "reason = 'another'",
    ],
)
def test_the_database_refuses_to_rewrite_what_a_posting_was(ali: User, change: str) -> None:
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        _sql(f"update accounts_posting set {change} where user_id = %s", ali)


def test_the_database_refuses_to_open_an_ended_posting_again_or_to_remove_one(ali: User) -> None:
    _sql(
        "update accounts_posting set period = tstzrange(lower(period), now() - interval '1 s') where user_id = %s",
        ali,
    )
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        _sql("update accounts_posting set period = tstzrange(lower(period), null) where user_id = %s", ali)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        _sql("delete from accounts_posting where user_id = %s", ali)


def _sql(statement: str, user: User) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, [user.pk])


def test_a_transfer_is_refused_for_a_time_that_has_passed(ali: User, rabia: Actor) -> None:
    now = timezone.now()
    with pytest.raises(Invalid, match="has passed") as refused:
        post(user=ali, role=Role.APPROVER, office=office("KSR-HQ"), since=now - HOUR, actor=rabia, now=now)
    assert "since" in refused.value.fields
    assert actor_for(ali, now=now).role == Role.STATION_HEAD


def test_an_administrator_cannot_post_or_renew_himself(rabia: Actor, ali: User) -> None:
    now = timezone.now()
    himself = User.objects.get(pk=rabia.user_id)
    with pytest.raises(Forbidden, match="own posting"):
        post(user=himself, role=Role.APPROVER, office=office("KSR-HQ"), since=now, actor=rabia, now=now)
    with pytest.raises(Forbidden, match="own posting"):
        renew_sign_in(user=himself, password=PASSWORD, actor=rabia, now=now, reason="x")
    assert post(user=ali, role=Role.APPROVER, office=office("KSR-HQ"), since=now, actor=rabia, now=now)


def test_an_administrator_cannot_post_into_another_district(rabia: Actor, ali: User) -> None:
    now = timezone.now()
    with pytest.raises(Forbidden, match="outside the territory"):
        post(user=ali, role=Role.APPROVER, office=office("PB-LHR"), since=now, actor=rabia, now=now)


def test_an_officer_who_is_no_administrator_cannot_post_anybody(ali: User, enlist: Enlist) -> None:
    now = timezone.now()
    hina = actor_for(enlist("hina", Role.DISTRICT_OFFICER, "KSR-DPO"), now=now)
    with pytest.raises(Forbidden):
        post(user=ali, role=Role.APPROVER, office=office("KSR-HQ"), since=now, actor=hina, now=now)


def test_an_administrator_sees_the_officers_of_his_district_and_the_unposted_only(
    rabia: Actor, ali: User, enlist: Enlist
) -> None:
    now = timezone.now()
    omar = enlist("omar", Role.APPROVER, "PB-LHR")
    seen = [one.user.username for one in queries.staff(rabia, "")]
    assert seen == ["ali", "rabia"]
    with pytest.raises(NotFound):
        queries.staff_member(rabia, "accounts.officer.list", omar.pk, now=now)
    held = queries.current_posting(omar.pk, now=now)
    assert held is not None
    end_posting(posting_id=held.pk, at=now, actor=system_actor(None), now=now, reason="Relieved")
    assert queries.staff_member(rabia, "accounts.officer.list", omar.pk, now=now + HOUR) == omar
    assert queries.unposted(rabia, "omar", now=now + HOUR) == omar


def test_taking_an_officer_on_adds_and_posts_or_does_neither(rabia: Actor) -> None:
    now = timezone.now()
    wanted = {"username": "kiran", "name": "Kiran", "name_ur": "کرن", "password": PASSWORD, "mobile": ""}
    with pytest.raises(Forbidden), transaction.atomic():
        take_on(
            **wanted,
            role=Role.OPERATOR,
            office=office("PB-LHR"),
            since=now,
            reason="x",
            actor=rabia,
            now=now,
        )
    assert not User.objects.filter(username="kiran").exists()
    added = take_on(
        **wanted,
        role=Role.OPERATOR,
        office=office("PB-KSR-KM01"),
        since=now,
        reason="x",
        actor=rabia,
        now=now,
    )
    assert actor_for(added, now=now).role == Role.OPERATOR
    assert added.password_expires_at == now + timedelta(hours=72)


@pytest.mark.parametrize("username", ["", "x", "7ali", "علی", "+923001234567", "ali raza", "a" * 61])
def test_a_user_name_that_could_be_mistaken_is_refused(db: None, username: str) -> None:
    now = timezone.now()
    with pytest.raises(Invalid, match="user name") as refused:
        add_officer(
            username=username, name="A", name_ur="ا", password=PASSWORD, actor=system_actor(None), now=now
        )
    assert "username" in refused.value.fields


def test_the_database_refuses_staff_with_the_name_of_a_citizen(db: None) -> None:
    with pytest.raises(IntegrityError, match="accounts_user_name"), transaction.atomic():
        User.objects.create(username="+923001234567", is_staff_member=True, date_joined=timezone.now())
    with pytest.raises(IntegrityError, match="accounts_user_name"), transaction.atomic():
        User.objects.create(username="ali", mobile="+923001234567", date_joined=timezone.now())


def test_a_user_name_is_given_once_whatever_its_case(ali: User) -> None:
    with pytest.raises(Invalid, match="taken"):
        add_officer(
            username="ALI",
            name="A",
            name_ur="ا",
            password=PASSWORD,
            actor=system_actor(None),
            now=timezone.now(),
        )


def test_production_refuses_a_chosen_second_step_or_a_lasting_password(db: None, settings: object) -> None:
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    for chosen in ({"totp_secret": "JBSWY3DPEHPK3PXP"}, {"temporary": False}):
        with pytest.raises(Forbidden, match="Only the demo"):
            add_officer(
                username="ali",
                name="A",
                name_ur="ا",
                password=PASSWORD,
                actor=system_actor(None),
                now=timezone.now(),
                **chosen,
            )


def test_officers_of_an_office_are_those_posted_there_at_the_moment(ali: User, enlist: Enlist) -> None:
    aslam = enlist("aslam", Role.STATION_OFFICER)
    here, now = office("KSR-PS-01").pk, timezone.now()
    assert list(queries.officers(office_id=here, now=now)) == [ali, aslam]
    assert list(queries.officers(office_id=here, role=Role.STATION_OFFICER)) == [aslam]
    assert list(queries.officers(office_id=here, now=now - timedelta(days=365))) == []
    assert queries.names([ali.pk])[ali.pk].name == "Ali"


def test_the_actor_of_the_system_is_on_its_districts_chain(now: datetime, db: None) -> None:
    kasur = office("KSR-DPO").pk
    assert system_actor(kasur).chain != system_actor(None).chain
    assert system_actor(kasur) == system_actor(kasur)
