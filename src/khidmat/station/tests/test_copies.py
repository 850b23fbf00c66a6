"""Signed copies of an FIR: genuine for whoever holds one, of a sealed case silent about who it is, each one noted."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction

from khidmat.accounts.public import system_actor
from khidmat.audit.models import Event
from khidmat.documents import operations as documents
from khidmat.documents import press
from khidmat.documents.copies import CopyFacts
from khidmat.documents.keys import load_certificate
from khidmat.documents.public import SignedCopy, new_code
from khidmat.documents.states import Standing
from khidmat.documents.tests import samples
from khidmat.documents.verify import verify
from khidmat.files.public import path
from khidmat.kernel.errors import Forbidden, Invalid, NotFound
from khidmat.station.models import Fir, FirCopy
from khidmat.station.operations import copying, desk
from khidmat.station.operations import fir as operations
from khidmat.station.queries import fir as queries
from khidmat.station.states import Copy
from khidmat.station.tests.test_desk import RAPE, THEFT
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.typed import Typed

WITNESS = "Shirin of the fourth house"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> samples.Office:
    """An installation with its keys."""
    return samples.office(tmp_path_factory.mktemp("house"))


@pytest.fixture(autouse=True)
def _worker(house: samples.Office, settings: object, tmp_path: Path) -> Iterator[None]:
    settings.KEYS, settings.PUBLIC_KEYS, settings.FILES = house.places.secret, house.places.public, tmp_path
    press.tools.cache_clear()
    yield
    press.tools.cache_clear()


@pytest.fixture
def register(cast, now: datetime):
    """Register what was told, by the clerk."""
    assert cast.saima.user_id

    def act(told=THEFT, actor=None, **more: str) -> Fir:
        complaint = desk.take(told=told, actor=cast.saima, now=now)
        typed = Typed(told.offences, cast.aslam.user_id, accused=WITNESS, **more)
        return operations.register(complaint_id=complaint.pk, typed=typed, actor=actor or cast.ali, now=now)

    return act


@pytest.fixture
def copied(now: datetime):
    """Order a copy and let the worker make it."""

    def act(fir: Fir, actor, whom: str = Copy.COMPLAINANT) -> FirCopy:
        copy = copying.order(fir_id=fir.pk, whom=whom, actor=actor, now=now)
        copying.make(copy_id=copy.pk, now=now)
        return FirCopy.objects.select_related("paper__blob").get(pk=copy.pk)

    return act


def read(copy: FirCopy) -> str:
    """What a copy says in Latin letters and figures, all pages."""
    document = pypdfium2.PdfDocument(path(copy.paper.blob).read_bytes())
    return " ".join(page.get_textpage().get_text_range() for page in document)


def test_a_copy_verifies_offline_and_on_the_page_with_number_station_and_day(
    cast, register, copied, now, house
) -> None:
    fir = register()
    copy = copied(fir, cast.rashid)
    root = load_certificate(house.places.public / "root.pem")
    verdict = verify(path(copy.paper.blob).read_bytes(), root=root, now=datetime.now(UTC))
    assert (verdict.check, type(verdict.facts)) == ("genuine", CopyFacts)
    assert verdict.facts.number == f"FIR-{fir.station.code}-2026-{fir.number}"
    page = ask(cast.aslam, f"/v/{copy.paper.code}").content.decode()
    assert "This copy is genuine" in page
    for shown in (f"First information report {fir}", fir.station.name, copy.paper.number, "Complainant"):
        assert shown in page
    assert THEFT.name not in page
    assert THEFT.mobile not in page


def test_a_changed_copy_is_none_and_one_not_made_yet_is_not_known(cast, register, copied, house, now) -> None:
    fir = register()
    data = bytearray(path(copied(fir, cast.rashid).paper.blob).read_bytes())
    data[2000] ^= 1
    root = load_certificate(house.places.public / "root.pem")
    assert verify(bytes(data), root=root, now=datetime.now(UTC)).check == "changed"
    waiting = copying.order(fir_id=fir.pk, whom=Copy.STATION, actor=cast.rashid, now=now)
    asked = {"digits": "", "address": "192.0.2.1", "actor": system_actor(None), "now": now}
    for code in (waiting.paper.code, new_code()):
        assert documents.look_up(code=code, **asked).standing is Standing.NOT_KNOWN
    with pytest.raises(NotFound):
        copying.take(copy_id=waiting.pk, actor=cast.rashid, now=now)


def test_a_copy_of_a_sealed_case_has_names_only_if_who_ordered_it_may_know_them(
    cast, register, copied, now
) -> None:
    fir = register(RAPE)
    without, named = copied(fir, cast.rashid), copied(fir, cast.javed, Copy.MAGISTRATE)
    assert (without.named, named.named) == (False, True)
    assert WITNESS not in read(without)
    assert WITNESS in read(named)
    with pytest.raises(NotFound):
        copying.take(copy_id=named.pk, actor=cast.rashid, now=now)
    assert copying.take(copy_id=without.pk, actor=cast.rashid, now=now) == without
    assert RAPE.name not in str(SignedCopy.objects.values_list())


def test_each_order_and_each_printing_is_noted_with_whom_it_is_for(cast, register, copied, now) -> None:
    fir = register()
    for whom in Copy:
        copied(fir, cast.rashid, whom)
    copy = fir.copies.get(whom=Copy.MAGISTRATE)
    copying.take(copy_id=copy.pk, actor=cast.javed, now=now)
    copying.make(copy_id=copy.pk, now=now)
    told = Event.objects.order_by("pk").values_list("code", flat=True)
    assert [list(told).count(code) for code in ("station.fir.copied", "station.fir.taken")] == [4, 1]
    assert list(told).count("documents.copied") == 4
    assert {one.whom for one in queries.copies(cast.javed, fir.pk).copies} == set(Copy.values)


def test_copies_are_the_stations_the_courts_and_the_officers_above(cast, register, now) -> None:
    fir = register()
    for actor, said in ((cast.aslam, Forbidden), (cast.saima, Forbidden), (cast.zahid, NotFound)):
        with pytest.raises(said):
            copying.order(fir_id=fir.pk, whom=Copy.STATION, actor=actor, now=now)
    with pytest.raises(Invalid):
        copying.order(fir_id=fir.pk, whom="newspaper", actor=cast.rashid, now=now)
    assert FirCopy.objects.count() == SignedCopy.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        "update documents_signedcopy set number = 'FIR-1'",
        "update documents_signedcopy set blob_id = null, facts = '', made_at = null",
        "delete from documents_signedcopy",
        "update station_fircopy set named = true",
    ],
)
def test_the_database_lets_no_copy_be_changed(cast, register, copied, change: str) -> None:
    copied(register(RAPE), cast.rashid)
    with pytest.raises((DatabaseError, psycopg.Error)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_page_orders_a_copy_and_leads_to_its_paper(cast, register) -> None:
    fir = register()
    assert ask(cast.rashid, f"/duty/fir/{fir.pk}/copies/", {"whom": "magistrate"}).status_code == 302
    assert "being signed" in ask(cast.rashid, f"/duty/fir/{fir.pk}/copies/").content.decode()
    copy = FirCopy.objects.get()
    copying.make(copy_id=copy.pk, now=copy.at)
    there = f"/duty/fir/copies/{copy.pk}/fir.pdf"
    assert there in ask(cast.javed, f"/duty/fir/{fir.pk}/copies/").content.decode()
    answer = ask(cast.javed, there)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
