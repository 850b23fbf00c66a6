"""What people say, as figures: none so small that it names somebody, each reader his own, and no name anywhere."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from khidmat.command.day import day
from khidmat.config.tests.visits import visit
from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.kernel.hiding import HIDDEN
from khidmat.kernel.reports import Asked, Sheet, Spot, behind, by_code, sheet
from khidmat.org.public import office
from khidmat.services.models import Application, Assisted, Feedback

pytestmark = pytest.mark.django_db
COUNTER = "PB-KSR-KM01"
LINE = "Polite, and no money was asked."


@pytest.fixture
def said(cast: object, sent: Callable[..., Application]) -> Callable[..., None]:
    """So many answers about applications taken at the counter, or sent by phone."""

    def say(count: int, *, face: int = 5, at: str = COUNTER, given: datetime | None = None) -> None:
        given = given or timezone.now() - timedelta(hours=1)
        for _one in range(count):
            about = sent()
            if at:
                Assisted.objects.create(application=about, office=office(at), begun_at=given)
            told = {"office": office("KSR-HQ"), "face": face, "text": LINE, "given_at": given}
            Feedback.objects.create(application=about, **told)

    return say


def read(actor: object, asked: Asked) -> Sheet:
    return sheet(by_code("feedback", actor), actor, asked)


def test_of_fewer_than_five_nothing_is_shown_and_nothing_opens(
    cast: object, said: Callable[..., None], asked: Callable[..., Asked], now: datetime
) -> None:
    said(4, given=now)
    wanted = asked(by="point", now=now + timedelta(hours=1))
    assert set(read(cast.hina, wanted).total.values()) == {HIDDEN}
    with pytest.raises(Forbidden):
        behind(by_code("feedback", cast.hina), cast.hina, wanted, Spot("", "given"))
    assert LINE not in visit(cast.hina, "/duty/feedback/").content.decode()
    said(1, given=now)
    assert read(cast.hina, wanted).total["given"] == 5
    assert LINE in visit(cast.hina, "/duty/feedback/").content.decode()


def test_a_figure_opens_what_was_said_without_number_or_name(
    cast: object, said: Callable[..., None], asked: Callable[..., Asked], now: datetime
) -> None:
    said(5, given=now)
    said(5, face=2, at="", given=now)
    wanted = asked(by="point", now=now + timedelta(hours=1))
    made = read(cast.hina, wanted)
    assert [one.cells["badly"] for one in made.lines] == [0, 5]
    for column in made.report.columns:
        rows = behind(made.report, cast.hina, wanted, Spot("", column.code)).rows
        assert len(rows) == made.total[column.code]
        assert {row.url for row in rows} <= {""}
    words = {word.text for row in rows for word in row.words}
    assert not words & {*Application.objects.values_list("ref", flat=True), "Bilal Ahmad", "بلال احمد"}


def test_an_in_charge_has_his_counters_and_another_district_nothing(
    cast: object, said: Callable[..., None], asked: Callable[..., Asked], now: datetime
) -> None:
    said(5, given=now)
    said(5, at="", given=now)
    later = now + timedelta(hours=1)
    assert read(cast.hina, asked(by="point", now=later)).total["given"] == 10
    assert read(cast.waseem, asked(COUNTER, "point", now=later)).total["given"] == 5
    assert not any(read(cast.omar, asked("PB-LHR", "point", now=later)).total.values())
    with pytest.raises(NotFound):
        read(cast.hina, asked(COUNTER, "point", now=later))
    with pytest.raises(Forbidden):
        read(cast.ali, asked("KSR-PS-01", "point", now=later))


def test_the_day_of_the_district_and_of_the_counter_show_a_month_of_it(
    cast: object, said: Callable[..., None]
) -> None:
    said(6)
    said(5, given=timezone.now() - timedelta(days=40))
    for who, shown in (("hina", "6"), ("waseem", "6"), ("farah", None)):
        found = day(getattr(cast, who), chosen="", now=timezone.now())
        parts = [one for one in found.parts if one.spread.sheet.report.code == "feedback"]
        assert [one.spread.total.figures[0].text for one in parts] == ([shown] if shown else [])
        assert visit(getattr(cast, who), "/duty/today/").status_code == 200
