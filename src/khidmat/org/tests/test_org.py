"""The tree of offices: derived paths, dated parents, gapless numbers."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from khidmat.kernel.actor import Actor
from khidmat.kernel.policy import Scope
from khidmat.kernel.roles import Role
from khidmat.org import operations, queries
from khidmat.org.models import Office, Place, Placement
from khidmat.org.states import OfficeKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def sho() -> Actor:
    station = Office.objects.get(code="KSR-PS-01")
    return Actor(
        role=Role.STATION_HEAD, chain=station.pk, office_id=station.pk, office_path=str(station.path)
    )


def test_the_suite_runs_as_the_serving_role_which_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("khidmat_app", False)
        cursor.execute("select count(*) from pg_tables where tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_every_listed_office_stands_in_the_tree() -> None:
    assert Office.objects.filter(path=None).count() == 0
    assert Office.objects.filter(kind=OfficeKind.DISTRICT).count() == 41
    assert (
        str(Office.objects.get(code="KSR-PP-17").path) == "PB-CPO.RG-SKP.KSR-DPO.KSR-C1.KSR-PS-01.KSR-PP-17"
    )


def test_every_place_of_kasur_has_a_station_of_kasur() -> None:
    assert Place.objects.count() == 756
    assert Place.objects.exclude(station__district__code="KSR-DPO").count() == 0


def test_loading_again_adds_nothing(now: datetime, sho: Actor) -> None:
    assert operations.load_offices(actor=sho, now=now) == 0
    assert operations.load_places(actor=sho, now=now) == 0


def test_a_station_moves_and_its_history_stays(now: datetime, sho: Actor) -> None:
    station, sadar = Office.objects.get(code="KSR-PS-01"), Office.objects.get(code="KSR-C2")
    day = date(2026, 12, 1)
    operations.move(office=station, parent=sadar, since=day, actor=sho, now=now)
    station.refresh_from_db()
    assert ".KSR-C2.KSR-PS-01" in str(station.path)
    assert str(Office.objects.get(code="KSR-PP-17").path).endswith("KSR-C2.KSR-PS-01.KSR-PP-17")
    before, after = (queries.parent_on(station.pk, day + timedelta(days=d)) for d in (-1, 0))
    assert (before and before.code, after and after.code) == ("KSR-C1", "KSR-C2")


def test_an_office_has_one_place_at_a_time() -> None:
    station = Office.objects.get(code="KSR-PS-01")
    period = Placement.objects.get(office=station).period
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(office=station, parent_id=station.district_id, period=period)


def test_an_office_cannot_stand_under_itself(now: datetime, sho: Actor) -> None:
    circle, station = Office.objects.get(code="KSR-C1"), Office.objects.get(code="KSR-PS-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        operations.move(office=circle, parent=station, since=date(2026, 12, 1), actor=sho, now=now)


def test_scopes_reach_their_offices_and_no_others(sho: Actor) -> None:
    codes = {scope: set(queries.within(sho, scope).values_list("code", flat=True)) for scope in Scope}
    assert codes[Scope.OFFICE] == {"KSR-PS-01"}
    assert codes[Scope.SUBTREE] == {"KSR-PS-01", "KSR-PP-17"}
    assert "KSR-PS-20" in codes[Scope.DISTRICT]
    assert "PB-LHR" not in codes[Scope.DISTRICT]
    assert codes[Scope.OWN] == set()


def test_numbers_of_a_series_have_no_gaps_and_series_do_not_mix() -> None:
    a, b = (Office.objects.get(code=code).pk for code in ("KSR-PS-01", "KSR-PS-02"))
    given = [operations.next_number(office_id=a, kind="PCC", year=2026) for _ in range(3)]
    assert given == [1, 2, 3]
    assert operations.next_number(office_id=b, kind="PCC", year=2026) == 1
    assert operations.next_number(office_id=a, kind="PCC", year=2027) == 1


def test_a_place_is_found_by_part_of_its_name_in_either_script() -> None:
    kasur = Office.objects.get(code="KSR-DPO").pk
    for typed in ("کوٹ مراد", "kot murad", "مراد خان"):
        assert "KSR-PL-0650" in [place.code for place in queries.find_places(kasur, typed)]
    assert len(queries.find_places(kasur, "کوٹ")) == 12
    assert queries.find_places(kasur, " ") == []


def test_a_place_that_was_just_added_is_found() -> None:
    kasur = Office.objects.get(code="KSR-DPO")
    assert queries.find_places(kasur.pk, "Naya Gaon") == []
    Place.objects.create(
        code="KSR-PL-9999", kind="village", name="Naya Gaon", name_ur="نیا گاؤں", district=kasur, sort_ur="x"
    )
    assert [place.code for place in queries.find_places(kasur.pk, "نیا گاؤں")] == ["KSR-PL-9999"]
