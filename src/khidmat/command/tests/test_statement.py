"""The statement of services: what it counts, for whom, and that every figure opens exactly its rows."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from khidmat.command.tests.conftest import STATEMENT
from khidmat.kernel.errors import NotFound
from khidmat.kernel.reports import Asked, Rows, Sheet, Spot, behind, by_code
from khidmat.services import public as services
from khidmat.services.tests.conftest import pay

pytestmark = pytest.mark.django_db
Read = Callable[..., Sheet]


def rows(actor: object, asked: Asked, line: str, column: str) -> Rows:
    return behind(by_code(STATEMENT, actor), actor, asked, Spot(line, column))


def test_an_application_is_received_decided_in_time_and_no_longer_pending(
    cast: object, now: datetime, verified: object, statement: Read
) -> None:
    application = verified()
    later = now + timedelta(days=1)
    before = statement(cast.hina, now=later).total
    services.approve(application_id=application.pk, actor=cast.kamran, now=later)
    after = statement(cast.hina, now=later + timedelta(hours=1)).total
    assert (before["received"], before["decided"], before["pending"]) == (1, 0, 1)
    assert (after["received"], after["decided"], after["pending"]) == (1, 1, 0)
    assert (after["in_time"], after["late"], after["median"]) == (1, 0, 1.0)


def test_a_late_refusal_counts_as_refused_late_and_old_while_it_waited(
    cast: object, now: datetime, verified: object, statement: Read
) -> None:
    application = verified()
    later = now + timedelta(days=9)
    waiting = statement(cast.hina, now=later, until=date(2026, 12, 31)).total
    one = {"application_id": application.pk}
    services.notify(found="At the address nobody knows this person.", actor=cast.kamran, now=later, **one)
    services.reply(text="The house has a green door.", actor=cast.bilal, now=later, **one)
    services.refuse(reason="Nobody knows him there.", actor=cast.kamran, now=later, **one)
    total = statement(cast.hina, now=later + timedelta(days=1), until=date(2026, 12, 31)).total
    assert (waiting["overdue"], waiting["age_2"], waiting["pending"]) == (1, 1, 1)
    assert (total["late"], total["refused"], total["pending"]) == (1, 1, 0)


def test_the_books_of_a_period_balance_and_the_next_begins_where_it_ended(
    cast: object, now: datetime, sent: object, statement: Read
) -> None:
    for citizen in (cast.bilal, cast.ayesha):
        last = sent(citizen)
    services.withdraw(application_id=last.pk, actor=cast.ayesha, now=now + timedelta(days=1))
    later = now + timedelta(days=30)
    first = statement(cast.hina, now=later).total
    second = statement(cast.hina, now=later, since=date(2026, 12, 1), until=date(2026, 12, 31)).total
    assert (first["received"], first["ended"], first["pending"]) == (2, 1, 1)
    for total in (first, second):
        assert total["opening"] + total["received"] == total["decided"] + total["ended"] + total["pending"]
        assert total["pending"] == sum(total[f"age_{n}"] for n in range(4))
    assert second["opening"] == first["pending"]


def test_every_figure_counts_the_rows_that_it_opens(
    cast: object, now: datetime, sent: object, verified: object, statement: Read, asked: Callable[..., Asked]
) -> None:
    services.approve(application_id=verified().pk, actor=cast.kamran, now=now + timedelta(hours=3))
    sent(cast.ayesha)
    for by in ("service", "office", "point"):
        wanted = asked(by=by, now=now + timedelta(days=1))
        made = statement(cast.hina, by=by, now=now + timedelta(days=1))
        for key, cells in [*((one.key, one.cells) for one in made.lines), ("", made.total)]:
            for column in made.report.columns:
                if column.opens:
                    found = rows(cast.hina, wanted, key, column.code).rows
                    assert len(found) == cells[column.code], (by, key, column.code)
        for column in made.report.columns:
            if column.opens:
                assert sum(one.cells[column.code] for one in made.lines) == made.total[column.code]


def test_each_post_counts_its_own_territory_and_asks_for_no_other(
    cast: object, now: datetime, sent: object, statement: Read
) -> None:
    sent()
    later = {"now": now + timedelta(hours=1)}
    seen = {
        name: statement(getattr(cast, name), office, **later).total["received"]
        for name, office in (
            ("hina", "KSR-DPO"),
            ("kamran", "KSR-PS-01"),
            ("farah", "KSR-C1"),
            ("ali", "KSR-PS-01"),
            ("zahid", "KSR-PS-02"),
            ("omar", "PB-LHR"),
        )
    }
    assert seen == {"hina": 1, "kamran": 1, "farah": 1, "ali": 1, "zahid": 0, "omar": 0}
    for name, office in (("ali", "KSR-PS-02"), ("ali", "KSR-DPO"), ("omar", "KSR-DPO"), ("hina", "PB-LHR")):
        with pytest.raises(NotFound):
            statement(getattr(cast, name), office, **later)


def test_rows_show_no_name_and_lead_to_the_file_only_for_whoever_may_open_it(
    cast: object, now: datetime, sent: object, asked: Callable[..., Asked]
) -> None:
    application = sent()
    wanted = asked("KSR-PS-01", now=now + timedelta(hours=1))
    for_kamran, for_ali = (rows(who, wanted, "", "received").rows[0] for who in (cast.kamran, cast.ali))
    assert for_kamran.url == f"/duty/applications/{application.pk}/"
    assert for_ali.url == ""
    words = [word.text for word in for_ali.words]
    assert words[0] == application.ref
    assert not any("Bilal" in word or "بلال" in word for word in words)


def test_what_waits_for_its_fee_is_pending_but_nobody_is_late_with_it(
    cast: object, now: datetime, unpaid: object, statement: Read
) -> None:
    application = unpaid()
    waiting = statement(cast.hina, now=now + timedelta(days=4)).total
    pay(application, cast.sana, now + timedelta(days=4))
    working = statement(cast.hina, now=now + timedelta(days=5)).total
    before = statement(cast.hina, now=now + timedelta(days=5), until=date(2026, 11, 25)).total
    assert (waiting["pending"], waiting["unpaid"], waiting["overdue"]) == (1, 1, 0)
    assert (working["pending"], working["unpaid"], working["overdue"]) == (1, 0, 0)
    assert (before["pending"], before["unpaid"], before["overdue"]) == (1, 1, 0)
