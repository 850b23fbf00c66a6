"""A file in the worker's hands: seen by its sender alone, taken in once, forgotten when nobody wants it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from khidmat.audit.models import Event
from khidmat.config.tests.visits import visit
from khidmat.kernel.actor import Actor
from khidmat.wanted import operations, uploads
from khidmat.wanted.models import CriminalRecord, ImportBatch, Upload
from khidmat.wanted.operations import files
from khidmat.wanted.states import Part, UploadState

Send = Callable[..., Upload]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def send(db: None, table, nadia: Actor, now: datetime) -> Send:
    """Nadia sends a file of these rows."""

    def act(*rows: dict[str, str]) -> Upload:
        file = SimpleUploadedFile("register.csv", table(*rows).read_bytes())
        return operations.send_file(upload=file, encoding="utf-8", actor=nadia, now=now)

    return act


@pytest.fixture
def ordered(send: Send, nadia: Actor, now: datetime) -> Upload:
    """A file of one good row and one bad one that Nadia wants taken in."""
    sent = send({}, {"stage": "?"})
    operations.weigh_file(upload_id=sent.pk, actor=nadia, now=now)
    return operations.order_import(upload_id=sent.pk, actor=nadia, now=now)


def page(sent: Upload) -> str:
    return reverse("wanted:check", args=[sent.pk])


def test_while_the_worker_has_it_the_page_says_how_far_it_is(send, nadia: Actor) -> None:
    sent = send({})
    Upload.objects.filter(pk=sent.pk).update(part=Part.ROWS, done=45_000, total=100_000)
    shown = visit(nadia, page(sent), language="en").content.decode()
    assert 'value="45000" max="100000"' in shown
    assert "The rows are being read" in shown
    assert f'hx-get="{page(sent)}"' in shown
    assert f'href="{page(sent)}"' in shown


def test_a_file_is_taken_in_once_however_often_it_is_ordered_and_worked_on(ordered, nadia, now) -> None:
    for _time in range(2):
        operations.order_import(upload_id=ordered.pk, actor=nadia, now=now)
        operations.take_ordered(upload_id=ordered.pk, actor=nadia, now=now)
    ordered.refresh_from_db()
    assert ordered.status == UploadState.TAKEN
    assert CriminalRecord.objects.count() == ImportBatch.objects.count() == 1
    assert Event.objects.filter(code="wanted.imported").count() == 1
    assert visit(nadia, page(ordered)).url == reverse("wanted:batch", args=[ordered.batch_id])


def test_what_was_taken_in_before_the_worker_died_is_found_again(ordered, nadia, now, monkeypatch) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(files, "_settle", lambda *_all, **_more: pytest.fail("killed"))
        with pytest.raises(pytest.fail.Exception):
            operations.take_ordered(upload_id=ordered.pk, actor=nadia, now=now)
    operations.take_ordered(upload_id=ordered.pk, actor=nadia, now=now)
    assert Upload.objects.get().batch == ImportBatch.objects.get()
    assert Event.objects.filter(code="wanted.imported").count() == 1


def test_nothing_of_a_register_lies_about_after_it_was_taken_in_or_a_day(send, ordered, nadia, now) -> None:
    operations.take_ordered(upload_id=ordered.pk, actor=nadia, now=now)
    left = send({"case_ref": "9/14"})
    operations.weigh_file(upload_id=left.pk, actor=nadia, now=now)
    assert uploads.place(left.pk).exists()
    operations.drop_uploads(now=now + timedelta(days=1, seconds=1))
    assert visit(nadia, page(left)).status_code == 404
    assert not uploads.place(ordered.pk).exists()
    assert {(bytes(one.summary), bytes(one.lines)) for one in Upload.objects.all()} == {(b"", b"")}


@pytest.mark.parametrize("now_as", ["kamran", "lubna"])
def test_who_was_transferred_meanwhile_takes_nothing_in(ordered, nadia, cast, now, now_as: str) -> None:
    operations.take_ordered(upload_id=ordered.pk, actor=getattr(cast, now_as), now=now)
    answer = visit(nadia, page(ordered), language="en")
    assert answer.status_code == 422
    assert "Your posting in the record office has ended" in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_gone_is_asked_for_again(ordered, nadia, now) -> None:
    uploads.drop(ordered.pk)
    operations.take_ordered(upload_id=ordered.pk, actor=nadia, now=now)
    assert "Send it again" in visit(nadia, page(ordered), language="en").content.decode()


@pytest.mark.parametrize("status", ["taken", "waiting", "gone"])
def test_the_database_lets_no_file_skip_a_step(send, nadia, now, status: str) -> None:
    sent = send({})
    operations.weigh_file(upload_id=sent.pk, actor=nadia, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.filter(pk=sent.pk).update(status=status)


def test_how_far_it_is_can_be_seen_before_it_is_done(committed, send, nadia, now, monkeypatch) -> None:
    sent, seen = send({}, {"case_ref": "1/12"}), list[tuple[str, int]]()
    real = files.weighing.judging.judge

    def looking(*args: object) -> object:
        seen.append(Upload.objects.values_list("part", "total").get(pk=sent.pk))
        return real(*args)

    monkeypatch.setattr(files.weighing.judging, "judge", looking)
    operations.weigh_file(upload_id=sent.pk, actor=nadia, now=now)
    assert seen == [("compare", 2), ("compare", 2)]
