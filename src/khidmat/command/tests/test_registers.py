"""The index of the 25 registers: complete, in order, and a link only where there is something behind it."""

from django.test import RequestFactory

from khidmat.command.pages import registers
from khidmat.command.registers import REGISTERS, Standing, index


def test_all_twenty_five_stand_in_their_order() -> None:
    assert [one.number for one in REGISTERS] == list(range(1, 26))
    assert [one.number for one in REGISTERS if one.standing is Standing.DORMANT] == [8]
    assert [one.number for one in REGISTERS if one.standing is Standing.RESTRICTED] == [9, 10]


def test_a_link_is_there_only_for_who_may_open_it(cast) -> None:
    lines = {line.roman: line.url for line in index(cast.rashid)}
    assert lines["XIX"] == "/duty/malkhana/"
    assert lines["XXI"] == "/duty/road-certificates/"
    assert lines["III"] == lines["VIII"] == lines["X"] == ""
    assert {line.url for line in index(cast.saima)} == {""}


def test_the_page_says_what_is_not_kept_yet(cast) -> None:
    request = RequestFactory().get("/duty/registers/")
    request.actor = cast.farah
    page = registers(request).content.decode()
    assert page.count("<tr>") == 26
    assert "/duty/fir/" in page
