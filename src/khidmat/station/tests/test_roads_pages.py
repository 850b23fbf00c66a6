"""The pages of road certificates: from the shelf to the laboratory and back, two people where two must sign."""

from uuid import uuid4

import pytest
from django.utils import timezone

from khidmat.kernel.errors import Forbidden, NotFound
from khidmat.station.models import Discrepancy, Item, RoadCertificate
from khidmat.station.tests.test_desk_pages import ask
from khidmat.station.tests.test_property_pages import WATCH

WEAPON = {**WATCH, "kind": "weapon", "description": "پستول"}
ROAD = {"things": "۱/۲۶", "purpose": "laboratory", "destination": "PFSA لاہور", "carrier": "راشد 412"}


@pytest.fixture
def year(now) -> str:
    return f"{timezone.localdate().year % 100:02}"


@pytest.fixture
def item(cast) -> str:
    """A pistol received by the clerk; its page."""
    return ask(cast.rashid, "/duty/malkhana/new/", WEAPON).headers["Location"]


def test_a_pistol_goes_and_comes_back_by_the_pages(cast, item: str, year: str) -> None:
    assert "countersign" in ask(cast.ali, item).content.decode()
    assert f"{item}countersign/" not in ask(cast.rashid, item).content.decode()
    assert ask(cast.ali, f"{item}countersign/", {}).status_code == 302
    road = {**ROAD, "things": f"1/{year}"}
    prepared = ask(cast.rashid, "/duty/road-certificates/new/", road).headers["Location"]
    assert f"{prepared}sign/" in ask(cast.ali, prepared).content.decode()
    assert f"{prepared}sign/" not in ask(cast.rashid, prepared).content.decode()
    with pytest.raises(Forbidden):
        ask(cast.rashid, f"{prepared}sign/", {})
    assert ask(cast.ali, f"{prepared}sign/", {}).status_code == 302
    assert ask(cast.rashid, f"{prepared}certificate.pdf").content.startswith(b"%PDF-")
    assert ask(cast.rashid, f"{prepared}received/", {"name": "", "hour": "00:00"}).status_code == 422
    back = {"quantity": "1", "broken": "on", "seals": "none", **_now()}
    assert ask(cast.rashid, f"{item}back/", {**back, "quantity": "-1"}).status_code == 422
    assert ask(cast.rashid, f"{item}back/", back).status_code == 302
    assert Item.objects.get().status == "stored"
    assert "1/" in ask(cast.javed, "/duty/road-certificates/?show=all", language="ur").content.decode()


def _now() -> dict[str, str]:
    return {"hour": f"{timezone.localtime():%H:%M}"}


def test_a_difference_is_answered_and_seen_on_its_page(cast, item: str, year: str) -> None:
    assert ask(cast.ali, f"{item}countersign/", {}).status_code == 302
    road = {**ROAD, "things": f"1/{year}"}
    prepared = ask(cast.rashid, "/duty/road-certificates/new/", road).headers["Location"]
    ask(cast.ali, f"{prepared}sign/", {})
    ask(cast.rashid, f"{item}back/", {"quantity": "1", "broken": "on", **_now()})
    one = f"/duty/malkhana/differences/{Discrepancy.objects.get().pk}/"
    assert f"{one}answer/" in ask(cast.rashid, "/duty/malkhana/differences/").content.decode()
    assert ask(cast.rashid, f"{one}answer/", {"text": "short"}).status_code == 422
    assert ask(cast.rashid, f"{one}answer/", {"text": "The laboratory opened it."}).status_code == 302
    assert f"{one}seen/" in ask(cast.farah, "/duty/malkhana/differences/?show=answered").content.decode()
    assert ask(cast.farah, f"{one}seen/", {"accepted": "", "text": "x" * 30}).status_code == 422
    assert (
        ask(cast.farah, f"{one}seen/", {"accepted": "yes", "text": "Seen, and accepted so."}).status_code
        == 302
    )
    assert Discrepancy.objects.get().status == "seen"
    with pytest.raises(NotFound):
        ask(cast.zahid, f"{one}answer/")


@pytest.mark.parametrize(
    "wrong",
    [
        {"things": ""}, {"things": "x"}, {"things": "1/26 many"}, {"things": "1/26 -5"}, {"things": "1\n" * 4000},
        {"things": "9/26"}, {"purpose": "holiday"}, {"destination": ""}, {"carrier": "x" * 200},
        {"purpose": "holder"}, {"rupees": "1.5"}, {"ordered_on_day": "31", "ordered_on_month": "2"},
    ],
)  # fmt: skip
def test_a_certificate_that_cannot_be_is_a_422_and_nothing_is_written(cast, item: str, wrong) -> None:
    sent = {**ROAD, **wrong, "idempotency_key": str(uuid4())}
    assert ask(cast.rashid, "/duty/road-certificates/new/", sent).status_code == 422
    assert RoadCertificate.objects.count() == 0
