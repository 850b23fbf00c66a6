"""Files taken in: what a row comes to, twice the same, nothing lost."""

import gzip
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khidmat.audit.models import Event
from khidmat.wanted import written
from khidmat.wanted.models import CriminalRecord, ImportBatch
from khidmat.wanted.states import Stage
from khidmat.wanted.tests.samples import GOOD

pytestmark = pytest.mark.django_db

PENDING = {"stage": "pending", "court": "", "decided_on": ""}


def current() -> CriminalRecord:
    return CriminalRecord.objects.get(superseded_by=None)


def test_a_new_row_becomes_a_record_with_its_station_and_its_blocks(take, nadia) -> None:
    batch = take({})
    record = current()
    assert (batch.new, batch.rows) == (1, 1)
    assert record.office.code == "KSR-PS-01"
    assert (record.case_key, record.year, record.cnic) == ("354", 2012, "0123456789012")
    assert (record.stage, record.decided_on) == (Stage.CONVICTED, date(2014, 3, 14))
    assert record.district == "KSR-DPO"
    assert record.blocks
    assert record.series == record.pk
    assert record.made_by_id == nadia.user_id


def test_the_same_rows_in_another_file_change_nothing(take, aslam) -> None:
    batch = take({}, {"case_ref": "355/12"})
    assert (batch.same, batch.new, batch.changed) == (1, 1, 0)
    assert CriminalRecord.objects.filter(case_key="354").get() == aslam


def test_the_same_content_under_another_name_is_the_same_batch(take) -> None:
    first = take({})
    assert take({}) == first
    assert ImportBatch.objects.count() == 1
    assert Event.objects.filter(code="wanted.imported").count() == 1


def test_a_decided_case_becomes_a_new_version_and_the_old_one_stays(take) -> None:
    take(PENDING)
    old = current()
    batch = take({})
    new = current()
    old.refresh_from_db()
    assert batch.changed == 1
    assert old.superseded_by == new
    assert (old.stage, new.stage) == (Stage.PENDING, Stage.CONVICTED)
    assert new.series == old.series


@pytest.mark.parametrize(
    ("there", "sent", "fault"),
    [
        ({}, PENDING, "decided"),
        ({}, {"stage": "acquitted", "decided_on": ""}, "decided_later"),
        ({}, {"stage": "acquitted", "decided_on": "01-01-2013"}, "decided_later"),
        ({"juvenile": "yes"}, {"juvenile": "no"}, "juvenile_kept"),
        ({}, {"name": "Bashir Khan", "name_ur": "بشیر خان"}, "other_name"),
    ],
)
def test_an_older_file_cannot_undo_what_is_recorded(take, there, sent, fault) -> None:
    take(there)
    before = current()
    batch = take(sent)
    assert batch.refused == 1
    assert fault in gzip.decompress(bytes(batch.refused_rows)).decode()
    assert current() == before


def test_an_acquittal_on_appeal_replaces_the_conviction(take, aslam) -> None:
    take({"stage": "acquitted", "court": "Lahore High Court", "decided_on": "02-05-2016"})
    assert (current().stage, current().court) == (Stage.ACQUITTED, "Lahore High Court")


def test_a_new_stage_does_not_inherit_the_old_court_and_date(take, aslam) -> None:
    take({"stage": "acquitted", "court": "", "decided_on": "02-05-2016"})
    assert current().court == ""


def test_what_a_row_does_not_say_stays_as_it_is_recorded(take, aslam) -> None:
    batch = take({"cnic": "", "address": "", "birth_year": "", "relation": "", "juvenile": "", "name": ""})
    assert batch.same == 1
    assert current() == aslam


def test_a_row_may_add_what_was_not_known(take) -> None:
    take({"cnic": "", "father": "", "birth_year": ""})
    batch = take({})
    assert batch.changed == 1
    assert (current().cnic, current().father, current().birth_year) == (
        "0123456789012",
        "Ghulam Rasool",
        1984,
    )


def test_another_card_number_is_another_person_of_the_same_name(take, aslam) -> None:
    assert take({"cnic": "0999999999919"}).new == 1
    ambiguous = take({"cnic": "", "sections": "380 PPC"})
    assert ambiguous.refused == 1
    assert "ambiguous" in gzip.decompress(bytes(ambiguous.refused_rows)).decode()


def test_a_person_twice_in_one_file_is_recorded_once(take) -> None:
    batch = take({}, {}, {"cnic": "", **PENDING}, {"name_ur": "", "father_ur": "", "address": "elsewhere"})
    assert (batch.new, batch.same, batch.refused) == (1, 1, 2)
    assert CriminalRecord.objects.count() == 1


def test_names_in_different_scripts_are_persons_of_their_own(take) -> None:
    mixed = {"name": "", "father_ur": "", "cnic": ""}
    assert take(mixed, {**mixed, "name_ur": "اکرم"}).new == 2
    assert take({**mixed, "address": "elsewhere"}).changed == 1


LETTERS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    | st.sampled_from("ﬃΐß𝐀ﷺہ\u202e=+-@'\";,\r\n"),
    max_size=130,
)
HOSTILE = st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, LETTERS))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(HOSTILE, min_size=1, max_size=4))
def test_no_text_in_any_cell_breaks_an_import_or_loses_a_row(take, rows: list[dict[str, str]]) -> None:
    batch = take(*rows)
    assert batch.rows == batch.new + batch.changed + batch.same + batch.refused
    assert written.refused(bytes(batch.refused_rows)).startswith("\ufeffrow".encode())


def test_nothing_is_lost_and_the_ledger_has_one_line_with_the_hash(take) -> None:
    batch = take(
        {}, {"stage": "perhaps"}, {"case_ref": "9/20", "year": "2020"}, {"father": "", "father_ur": ""}
    )
    assert batch.rows == batch.new + batch.changed + batch.same + batch.refused == 4
    event = Event.objects.get(code="wanted.imported")
    assert batch.sha256 in event.body
    assert f'"refused":{batch.refused}' in event.body
