"""A printed page of the diary and the books prove each other."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from khidmat.kernel.errors import Forbidden, Invalid, NotFound
from khidmat.station import paper
from khidmat.station.operations import diary, printing
from khidmat.station.tests.test_diary import WHY, write

HOUR = timedelta(hours=1)


@pytest.fixture
def printed(cast, now: datetime):
    """A page of two entries, one of them struck."""
    wrong = write(cast.rashid, now)
    diary.strike(
        entry_id=wrong.pk, reason=WHY, text="Nothing fell.", language="en", actor=cast.rashid, now=now
    )
    return printing.print_day(day_id=wrong.day_id, actor=cast.rashid, now=now)


def test_a_page_agrees_with_the_books_and_later_entries_do_not_matter(cast, printed, now: datetime) -> None:
    write(cast.rashid, now + HOUR)
    typed = f" {printed.code[:9].lower()}-{printed.code[9:]} "
    proof = printing.prove_page(code=typed, actor=cast.javed, now=now)
    assert (proof.agrees, printed.entries) == (True, 3)
    said = StringIO()
    call_command("diary_prove", printed.code, stdout=said)
    assert "agree" in said.getvalue()


def test_what_was_changed_behind_the_program_shows(committed, cast, now: datetime, as_owner) -> None:
    entry = write(cast.rashid, now)
    page = printing.print_day(day_id=entry.day_id, actor=cast.rashid, now=now)
    assert printing.prove_page(code=page.code, actor=cast.hina, now=now).agrees
    with as_owner() as owner:
        owner.execute("alter table station_diaryentry disable trigger user")
        owner.execute("update station_diaryentry set text_ur = 'کچھ نہیں ہوا' where number = 2")
        owner.execute("alter table station_diaryentry enable trigger user")
    proof = printing.prove_page(code=page.code, actor=cast.hina, now=now)
    assert (proof.agrees, proof.otherwise) == (False, (2,))
    with pytest.raises(CommandError, match="DIFFER"):
        call_command("diary_prove", page.code)


def test_a_ledger_cut_or_written_anew_shows(committed, cast, now: datetime, as_owner) -> None:
    entry = write(cast.rashid, now)
    page = printing.print_day(day_id=entry.day_id, actor=cast.rashid, now=now)
    with as_owner() as owner:
        owner.execute("alter table audit_link disable trigger user")
        owner.execute("update audit_link set hash = sha256(hash) where seq = %s", [page.link])
        owner.execute("alter table audit_link enable trigger user")
    assert page.link > 0
    assert not printing.prove_page(code=page.code, actor=cast.ali, now=now).agrees


def test_the_station_next_door_and_the_reader_without_the_right_print_nothing(cast, printed, now) -> None:
    with pytest.raises(NotFound):
        printing.prove_page(code=printed.code, actor=cast.zahid, now=now)
    with pytest.raises(NotFound):
        printing.print_day(day_id=printed.day_id, actor=cast.aslam, now=now)
    with pytest.raises(Invalid):
        printing.prove_page(code="0000", actor=cast.ali, now=now)
    with pytest.raises(Forbidden):
        diary.open_day(prisoners="", actor=cast.aslam, now=now)


def test_the_page_is_set_with_everything_on_it(printed) -> None:
    pdf = paper.diary_pdf(printed)
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) < 300_000
