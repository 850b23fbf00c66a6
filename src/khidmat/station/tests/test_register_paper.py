"""Registers XIX and XXI on paper: every thing and certificate of a year, nobody of a sealed case."""

from datetime import datetime, timedelta

import pytest

from khidmat.kernel.errors import NotFound
from khidmat.station import register_paper
from khidmat.station.articles import Article
from khidmat.station.operations import differing, returning, roads
from khidmat.station.queries import registers
from khidmat.station.removing import Returned
from khidmat.station.tests.test_property import HEROIN
from khidmat.station.tests.test_roads import BICYCLE, ORDER, road

DAY = timedelta(days=1)


@pytest.fixture
def lived(cast, deposit, sealed_case, now: datetime) -> None:
    """Heroin that went to the laboratory and came back, a bicycle given to its owner, a shirt of a sealed case."""
    heroin, _bicycle = deposit(HEROIN, BICYCLE)
    deposit(Article("other", "قمیض"), fir=sealed_case)
    differing.countersign(item_id=heroin.pk, weight_mg=heroin.weight_mg, actor=cast.ali, now=now)
    for things, more in (
        ([("1/26", heroin.weight_mg)], {}),
        ([("2/26", None)], {"purpose": "owner", **ORDER}),
    ):
        made = roads.prepare(road=road(*things, **more), actor=cast.rashid, now=now)
        roads.sign(certificate_id=made.pk, actor=cast.ali, now=now)
        how = {"name": "وصول کنندہ", "post": "", "happened_at": now, "actor": cast.rashid, "now": now}
        returning.receive(certificate_id=made.pk, **how)
    back = Returned(heroin.quantity, weight_mg=heroin.weight_mg)
    returning.bring_back(
        item_id=heroin.pk, returned=back, happened_at=now + DAY, actor=cast.rashid, now=now + DAY
    )


@pytest.mark.usefixtures("lived")
def test_the_malkhana_register_has_every_thing_and_where_it_went(cast, now: datetime) -> None:
    book = registers.malkhana(cast.rashid, "", "", now)
    heroin, bicycle, shirt = (register_paper.kept(one) for one in book.rows)
    assert [one["road"] for one in heroin["moves"]] == ["1/26"]
    assert heroin["moves"][0]["back"] == "25-11-2026"
    assert (bicycle["end"], bicycle["moves"][0]["back"]) == ("مالک کو واپسی", "")
    assert "قمیض" not in str(shirt)
    assert register_paper.property_pdf(book).startswith(b"%PDF-")


@pytest.mark.usefixtures("lived")
def test_the_register_of_certificates_has_every_receipt(cast, now: datetime) -> None:
    book = registers.road_certificates(cast.farah, "KSR-PS-01", "2026", now)
    assert [str(one.road) for one in book.rows] == ["1/26", "2/26"]
    assert [one.back is None for one in book.rows] == [False, True]
    assert register_paper.roads_pdf(book).startswith(b"%PDF-")


def test_another_station_s_registers_are_not_found_and_an_empty_year_is_empty(cast, now: datetime) -> None:
    for book in (registers.malkhana, registers.road_certificates):
        with pytest.raises(NotFound):
            book(cast.rashid, "KSR-PS-02", "", now)
        assert not book(cast.hina, "KSR-PS-02", "۲۰۲۶x", now).rows
        assert not book(cast.javed, "", "1999", now).rows
