"""Whatever is typed at the desk: taken down as it was told, or refused beside its field; never half, never a fault."""

from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khidmat.kernel.actor import Actor
from khidmat.station import occurring
from khidmat.station.forms.desk import TakeForm
from khidmat.station.models import Complaint
from khidmat.station.operations import desk
from khidmat.station.queries import desk as queries
from khidmat.station.states import Matter, Source

NASTY = [
    "", " ", "\x00", "\u202e", "0", "-1", "9" * 400, "x" * 3000, "31/02/2026", "۲۲/۱۱/۲۰۲۶", "1448 ہجری", "00/00/0000",
    "99:99", "9999", "302/34 PPC", "13-2(a)/20/65 AO", "<script>", "'; drop table", "%s%(n)s", "\ufffd", "x\r\ny", "ﷺ",
    "01234-5678901-2", "+92 300 0000001", "\N{GRINNING FACE}",
]  # fmt: skip
VALUE = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
TYPED = st.fixed_dictionaries(
    {
        "told": VALUE,
        "matter": st.sampled_from([*Matter.values, "witchcraft"]),
        "source": st.sampled_from([*Source.values, ""]),
    },
    optional={name: VALUE for name in TakeForm.base_fields if name not in ("told", "matter", "source")},
)
HYPOTHESIS = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@HYPOTHESIS
@given(TYPED)
def test_what_the_form_takes_the_books_hold(
    desk_officer: Actor, now: datetime, typed: dict[str, str]
) -> None:
    form = TakeForm(typed)
    if not form.is_valid():
        assert form.errors
        return
    with transaction.atomic():
        told = form.told_facts()
        made = desk.take(told=told, actor=desk_officer, now=now)
        assert queries.opened(made).told == told.told
        assert (made.occurred_text, made.offences) == (told.occurred, told.offences)
        assert queries.file(desk_officer, made.pk, now).complaint == made
        transaction.set_rollback(True)
    assert not Complaint.objects.exists()


@HYPOTHESIS
@given(st.text(max_size=60) | st.from_regex(r"\d{1,2}/\d{1,2}/\d{4}( \d{1,2}:\d{2}){0,2}", fullmatch=True))
@example("22/11/2026 21:30 - 23/11/2026 02:00")
def test_a_time_is_read_or_kept_and_never_lies_ahead_or_backwards(now: datetime, said: str) -> None:
    found = occurring.read(said, now)
    assert (found.first is None) == (found.last is None)
    if found.first and found.last:
        assert found.first <= found.last
        assert found.first <= now
    elif said.strip():
        assert found.odd


def test_times_as_people_say_them(now: datetime) -> None:
    day = occurring.read("23/11/2026", now)
    assert day.last - day.first == timedelta(hours=23, minutes=59)
    night = occurring.read("۲۳/۱۱/۲۰۲۶ ۲۲:۰۰ - ۲۴/۱۱/۲۰۲۶ ۰۶:۳۰", now)
    assert night.last - night.first == timedelta(hours=8, minutes=30)
    hour = occurring.read("23.11.2026 21:15", now)
    assert hour.first == hour.last
    year = occurring.read("2019", now)
    assert (year.first.year, year.last.year, year.odd) == (2019, 2019, True)
