"""The pages of the record office, in both languages, with their refusals."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from khidmat.config.tests.visits import visit
from khidmat.kernel.actor import Actor
from khidmat.wanted import jobs
from khidmat.wanted.models import CriminalRecord, ImportBatch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


def text(response: object) -> str:
    return response.content.decode()


def looked_at(answer: object) -> str:
    """The page of a file that was sent, after the worker looked at its rows."""
    jobs.weigh(answer.url.rstrip("/").rpartition("/")[2])
    return str(answer.url)


def taken(actor: Actor, check: str) -> str:
    """Where the page of the file leads after its sender said so and the worker took it in."""
    visit(actor, check, yes="1")
    jobs.take(check.rstrip("/").rpartition("/")[2])
    return str(visit(actor, check).url)


def sent(path: Path, **more: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile("register.csv", path.read_bytes()), "encoding": "utf-8", **more}


@pytest.mark.parametrize("language", ["ur", "en"])
def test_every_page_opens_in_both_languages(take, aslam: CriminalRecord, nadia: Actor, language: str) -> None:
    batch = take({"case_ref": "1/12"}, {"stage": "?"})
    paths = [
        reverse("wanted:records"),
        reverse("wanted:records") + "?q=Aslam&stage=convicted",
        reverse("wanted:records") + "?q=nobody",
        reverse("wanted:record", args=[aslam.pk]),
        reverse("wanted:stage", args=[aslam.pk]),
        reverse("wanted:expunge", args=[aslam.pk]),
        reverse("wanted:imports"),
        reverse("wanted:upload"),
        reverse("wanted:batch", args=[batch.pk]),
    ]
    for path in paths:
        response = visit(nadia, path, language=language)
        assert response.status_code == 200, path
        assert "<h1" in text(response)


def test_a_file_is_looked_at_first_and_taken_in_when_the_keeper_says_so(table, nadia: Actor) -> None:
    path = table({}, {"stage": "guilty"}, {"case_ref": "9/14", "year": "2014", "decided_on": "01-01-2015"})
    check = looked_at(visit(nadia, reverse("wanted:upload"), **sent(path)))
    page = text(visit(nadia, check, language="en"))
    assert "The stage" in page
    assert "guilty" in page
    assert ImportBatch.objects.count() == CriminalRecord.objects.count() == 0
    done = taken(nadia, check)
    assert "Download the refused rows" in text(visit(nadia, done, language="en"))
    assert CriminalRecord.objects.count() == 2


def test_the_same_file_again_says_that_it_was_taken(table, take, nadia: Actor) -> None:
    batch = take({})
    check = looked_at(visit(nadia, reverse("wanted:upload"), **sent(table({}))))
    assert str(batch.pk) in text(visit(nadia, check))
    assert taken(nadia, check).endswith(f"{batch.pk}/")


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"PK\x03\x04x", "نام\n".encode("windows-1256"), b"a,b\n1,2\n"]
)
def test_a_bad_file_is_answered_with_what_to_do(tmp_path, nadia: Actor, content: bytes) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(content)
    response = visit(nadia, reverse("wanted:upload"), **sent(bad))
    if response.status_code == 302:
        response = visit(nadia, looked_at(response))
    assert response.status_code == 422
    assert 'class="err"' in text(response)
    assert not ImportBatch.objects.exists()


def test_fifty_megabytes_are_refused_with_the_limit(nadia: Actor) -> None:
    form = {"file": SimpleUploadedFile("big.csv", bytes(50 * 1024 * 1024)), "encoding": "utf-8"}
    response = visit(nadia, reverse("wanted:upload"), language="en", **form)
    assert response.status_code == 422
    assert "50" in text(response)
    assert "40" in text(response)


def test_a_station_that_is_not_known_is_pointed_out_before_it_makes_a_second_case(
    table, nadia: Actor
) -> None:
    path = table({}, {"case_ref": "1/12", "station": "A Divison"})
    check = looked_at(visit(nadia, reverse("wanted:upload"), **sent(path)))
    page = text(visit(nadia, check, language="en"))
    assert "Stations that are not in our list" in page
    assert "A Divison" in page


def test_the_list_goes_on_to_earlier_records(take, nadia: Actor) -> None:
    take(*({"case_ref": f"{n}/12"} for n in range(1, 53)))
    keys = [str(key) for key in CriminalRecord.objects.order_by("-id").values_list("pk", flat=True)]
    first = text(visit(nadia, reverse("wanted:records")))
    assert f"after={keys[49]}" in first
    second = text(visit(nadia, f"{reverse('wanted:records')}?after={keys[49]}"))
    assert [key for key in keys if f"{key}/" in first] == keys[:50]
    assert [key for key in keys if f"{key}/" in second] == keys[50:]
    assert keys[0] in text(visit(nadia, reverse("wanted:records") + "?after=nonsense"))


def test_a_dry_run_is_its_senders_alone(table, nadia: Actor, lubna: Actor) -> None:
    check = visit(nadia, reverse("wanted:upload"), **sent(table({}))).url
    assert visit(lubna, check).status_code == 404
    assert visit(lubna, check, yes="1").status_code == 404
    assert visit(nadia, reverse("wanted:check", args=[uuid4()])).status_code == 404


def test_another_districts_record_and_file_do_not_exist(take, aslam: CriminalRecord, lubna: Actor) -> None:
    batch = take({"stage": "?"})
    for name, key in (
        ("record", aslam.pk), ("stage", aslam.pk), ("expunge", aslam.pk), ("batch", batch.pk), ("refused", batch.pk)
    ):  # fmt: skip
        assert visit(lubna, reverse(f"wanted:{name}", args=[key])).status_code == 404


@pytest.mark.parametrize("name", ["kamran", "ali", "sana", "hina", "omar", "bilal"])
def test_other_posts_are_told_that_the_page_is_not_theirs(aslam: CriminalRecord, cast, name: str) -> None:
    for path in (
        reverse("wanted:records"),
        reverse("wanted:upload"),
        reverse("wanted:record", args=[aslam.pk]),
    ):
        assert visit(getattr(cast, name), path).status_code == 403


def test_a_decision_is_recorded_on_its_page(aslam: CriminalRecord, nadia: Actor) -> None:
    form = {"idempotency_key": str(uuid4()), "stage": "acquitted", "court": "Lahore High Court"}
    path = reverse("wanted:stage", args=[aslam.pk])
    refused = visit(nadia, path, **form, reason="no", language="en")
    assert (refused.status_code, "at least 10 letters" in text(refused)) == (422, True)
    done = visit(nadia, path, **form, reason="Acquitted on appeal, order seen")
    assert done.status_code == 302
    assert "Acquitted on appeal" in text(visit(nadia, done.url, language="en"))


def test_refused_rows_are_downloaded_with_their_reasons(take, nadia: Actor) -> None:
    batch = take({"name": "=cmd|x", "stage": "?"})
    response = visit(nadia, reverse("wanted:refused", args=[batch.pk]), language="en")
    assert response["Content-Disposition"].startswith("attachment")
    assert "'=cmd|x" in text(response)
    assert "is not known" in text(response)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_can_be_had_in_both_forms(nadia: Actor, form: str) -> None:
    response = visit(nadia, reverse("wanted:template", args=[form]))
    assert f"criminal-records.{form}" in response["Content-Disposition"]


def test_every_row_of_a_dry_run_can_be_downloaded(table, nadia: Actor) -> None:
    check = looked_at(visit(nadia, reverse("wanted:upload"), **sent(table({}, {"stage": "?"}))))
    lines = text(visit(nadia, f"{check}rows.csv", language="en")).splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("2,New,")
