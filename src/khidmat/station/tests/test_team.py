"""A joint investigation team: ordered by the Superintendent, whole in each order, writing as who investigates does."""

from datetime import datetime, timedelta

import pytest

from khidmat.kernel.errors import Forbidden, Invalid, NotFound
from khidmat.station.integrity import LINES
from khidmat.station.models import Fir, TeamMember, TeamOrder
from khidmat.station.operations import teaming, zimni
from khidmat.station.operations.investigating import enter
from khidmat.station.queries import fir as firs
from khidmat.station.queries import investigation, papers, teams
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.tests.test_papers import AKRAM, copied, refuses

HOUR = timedelta(hours=1)


@pytest.fixture
def order(cast, case: Fir, now: datetime):
    """Hina orders a team: the first named convenes it."""

    def make(*officers, at: datetime = now, actor=None, **more) -> TeamOrder:
        ids = [one.user_id for one in officers]
        said = {"order_no": "حکم 12/26", "reason": "مقدمہ دو تھانوں سے تعلق رکھتا ہے۔", **more}
        who = {"convener_id": ids[0] if ids else None, "member_ids": ids[1:]}
        return teaming.order_team(fir_id=case.pk, actor=actor or cast.hina, now=at, **{**who, **said})

    return make


def leaf(case: Fir, actor, at: datetime):
    hours = {"informed_at": at, "began_at": at, "ended_at": at}
    return zimni.write(fir_id=case.pk, places="", circumstances="تفتیش کی۔", actor=actor, now=at, **hours)


def test_a_member_of_another_station_writes_in_the_case_as_who_investigates(
    cast, case, order, hear, now
) -> None:
    with pytest.raises(NotFound):
        leaf(case, cast.tariq, now)
    order(cast.ali, cast.tariq)
    for place, who in enumerate((cast.tariq, cast.ali, cast.aslam), start=1):
        assert leaf(case, who, now + HOUR).number == place
    assert hear(case, AKRAM, actor=cast.tariq).by_id == cast.tariq.user_id
    assert papers.file(cast.tariq, papers.reachable(cast.tariq, case.pk)).writes
    assert case in [line.fir for line in investigation.mine(cast.tariq, now).lines]
    with pytest.raises(Forbidden):
        leaf(case, cast.rashid, now + HOUR)
    with pytest.raises(NotFound):
        leaf(case, cast.zahid, now + HOUR)


def test_who_is_not_named_by_the_next_order_is_out_from_then_on(cast, case, order, now) -> None:
    order(cast.aslam, cast.tariq)
    written = leaf(case, cast.tariq, now)
    order(cast.aslam, cast.ali, at=now + HOUR)
    with pytest.raises(NotFound):
        leaf(case, cast.tariq, now + 2 * HOUR)
    refuses(lambda: copied(written).save(force_insert=True), "only who investigates")
    order(at=now + 2 * HOUR)
    with pytest.raises(Forbidden):
        leaf(case, cast.ali, now + 3 * HOUR)
    found = [(len(one.members), one.until) for one in teams.served(case)]
    assert found == [(0, None), (2, now + 2 * HOUR), (2, now + HOUR)]


def test_a_team_is_ordered_by_the_superintendent_with_reason_and_two_officers(cast, order) -> None:
    for actor in (cast.ali, cast.farah, cast.rashid):
        with pytest.raises(Forbidden):
            order(cast.aslam, cast.tariq, actor=actor)
    for officers, more, field in (
        ([], {}, "convener"),
        ([cast.aslam], {}, "members"),
        ([cast.rashid, cast.aslam], {}, "convener"),
        ([cast.aslam, cast.hina], {}, "members"),
        ([cast.aslam, cast.tariq], {"reason": "so"}, "reason"),
        ([cast.aslam, cast.tariq], {"order_no": " "}, "order_no"),
    ):
        with pytest.raises(Invalid) as refused:
            order(*officers, **more)
        assert field in refused.value.fields
    assert TeamOrder.objects.count() == 0


def test_nobody_is_slipped_into_an_order_or_out_of_it(cast, case, order) -> None:
    made = order(cast.aslam, cast.tariq)
    stranger = TeamMember(order=made, officer_id=cast.zahid.user_id, part="member")
    refuses(lambda: stranger.save(force_insert=True), "officers of its order")
    refuses(lambda: made.members.all().delete())
    refuses(lambda: TeamOrder.objects.update(reason="other"), "Cannot")
    refuses(lambda: copied(made, role="station_head").save(force_insert=True))


def test_an_order_whose_officers_are_missing_does_not_stand(committed, cast, case, order) -> None:
    made = order(cast.aslam, cast.tariq)
    said = ("Joint team", "مشترکہ ٹیم")

    def forged() -> None:
        entry = enter(case, "fir", said, happened_at=made.at, actor=cast.hina, now=made.at)
        copied(made, entry_id=entry.pk).save(force_insert=True)

    refuses(forged, "with its officers")


def test_the_verification_takes_a_leaf_of_a_member_for_what_it_is(
    committed, cast, case, order, now, as_owner
) -> None:
    line = next(one for one in LINES if one.name == "case_diary_by_the_investigator")
    order(cast.aslam, cast.tariq)
    leaf(case, cast.tariq, now + HOUR)
    order(at=now + 2 * HOUR)
    with as_owner() as owner:
        assert owner.execute(line.sql).fetchall() == []


def test_the_order_is_given_and_shown_on_the_page_of_the_case(cast, case) -> None:
    path = f"/duty/fir/{case.pk}/team/"
    said = {"convener": str(cast.ali.user_id), "members": str(cast.tariq.user_id), "order_no": "12/26"}
    assert ask(cast.hina, path, {**said, "reason": "x"}).status_code == 422
    answer = ask(cast.hina, path, {**said, "reason": "مقدمہ دو تھانوں سے تعلق رکھتا ہے۔"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/duty/fir/{case.pk}/")
    for reader in (cast.rashid, cast.tariq):
        assert "12/26" in ask(reader, f"/duty/fir/{case.pk}/").content.decode()
    assert firs.writes(cast.tariq, case)
    assert "checked" in ask(cast.hina, path).content.decode()
    assert (
        ask(cast.hina, path, {**said, "members": "nobody", "reason": "کوئی وجہ لکھی گئی۔"}).status_code == 422
    )
