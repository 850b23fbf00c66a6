"""The demo's registers: a line in each that is entered, one struck, one charge under two signatures."""

from datetime import datetime

from khidmat.demo.loading.books import load_books
from khidmat.demo.loading.registers import load_registers
from khidmat.station.models import ChargeReport, RegisterLine
from khidmat.station.public import every_register, register_book


def test_every_register_has_something_to_show_and_loading_again_adds_nothing(cast, now: datetime) -> None:
    for name in ("ali", "rashid", "saima", "aslam", "zahid", "tariq", "farah", "rabia"):
        assert getattr(cast, name).office_id
    load_books(now)
    for _turn in range(2):
        load_registers(now)
    for one in every_register():
        shown = register_book(cast.ali, one.number, "", "", now)
        assert all(part.lines for part in shown.parts if part.part.fact is None)
    assert RegisterLine.objects.filter(struck_by__isnull=False).count() == 1
    assert ChargeReport.objects.get().taken.by_id == cast.rashid.user_id
