"""Hostile, broken and oversized files through the page where papers are attached."""

import io
import struct
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from khidmat.files.models import Blob
from khidmat.files.public import path
from khidmat.services.models import Application, Attachment
from khidmat.wanted import jobs
from tests.bad_input.page import Shown, reads_as
from tests.rights.posts import A
from tests.rights.world import World

MEGABYTE = 1024 * 1024


def picture(form: str = "JPEG", size: tuple[int, int] = (400, 500), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (90, 120, 200)).save(out, form, **options)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that says it is `side` pixels wide and high."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * ((side // 8 + 1) * 64))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def scripted_pdf(pages: int = 1) -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    for _page in range(pages):
        pdf.add_blank_page(page_size=(300, 400))
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = pdf.make_indirect(action)
    pdf.attachments["evil.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ" * 100)
    pdf.save(out)
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "fifty megabytes": lambda: bytes(50 * MEGABYTE),
    "fifty megabytes of picture": lambda: picture() + bytes(50 * MEGABYTE),
    "64k by 64k pixels": lambda: bomb(65535),
    "more pixels than a phone has": lambda: bomb(8192),
    "a drawing with a script": lambda: SVG,
    "a drawing that reads our files": lambda: ENTITIES,
    "a picture of another kind": lambda: picture("GIF"),
    "a web page": lambda: b"<html><script>alert(1)</script></html>",
    "a program": lambda: b"MZ" + bytes(500),
    "a picture cut off": lambda: picture()[:900],
    "a picture too small": lambda: picture(size=(50, 50)),
    "a PDF that is none": lambda: b"%PDF-1.7 nonsense",
    "a PDF where a face is wanted": scripted_pdf,
    "the beginning of a PNG": lambda: b"\x89PNG\r\n\x1a\n",
    "an archive in an archive": lambda: zlib.compress(zlib.compress(bytes(10 * MEGABYTE))),
}


@pytest.fixture
def draft(town: World) -> Application:
    """Bilal's draft, whose own two papers are there."""
    return town.draft(A)


def attach(client: Client, draft: Application, name: str, data: bytes, called: str = "a.jpg") -> Shown:
    upload = SimpleUploadedFile(called, data, "image/jpeg")
    return Shown(client.post(f"/my/{draft.pk}/edit/papers/", {name: upload}))


@pytest.mark.parametrize("kind", REFUSED)
def test_a_hostile_file_is_refused_beside_its_field_and_changes_nothing(
    bilal: Client, draft: Application, kind: str
) -> None:
    before = set(Attachment.objects.values_list("pk", "replaced_at")), Blob.objects.count()
    shown = attach(bilal, draft, "photo", REFUSED[kind]())
    assert shown.explains("photo", "ur") == ""
    assert (set(Attachment.objects.values_list("pk", "replaced_at")), Blob.objects.count()) == before


POLYGLOTS = {
    "a picture that is a web page": picture() + b"<script>alert(1)</script>",
    "a picture that is an archive": picture("PNG") + b"PK\x03\x04" + bytes(200) + b"PK\x05\x06" + bytes(18),
    "a picture with a place in it": picture(exif=b"Exif\x00\x00secret place"),
    "a PDF with a script and a program": scripted_pdf(),
}


@pytest.mark.parametrize("kind", POLYGLOTS)
def test_of_a_file_that_is_two_things_only_what_can_be_seen_is_kept(
    bilal: Client, draft: Application, kind: str
) -> None:
    assert attach(bilal, draft, "id_copy", POLYGLOTS[kind]).status == 302
    stored = path(Attachment.objects.get(field="id_copy", replaced_at=None).blob).read_bytes()
    for word in (b"script", b"PK\x03\x04", b"secret place", b"JavaScript", b"evil.exe", b"MZMZ"):
        assert word not in stored
    sent = bilal.get(f"/my/{draft.pk}/papers/id_copy/")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Content-Type"] in ("image/jpeg", "application/pdf")


@pytest.mark.parametrize(
    "called",
    ["../../etc/passwd", "a\x00.jpg", "x" * 300 + ".jpg", "\u202egpj.exe", "تصویر.jpg", "a;b\"c'.jpg"],
)
def test_a_file_is_taken_whatever_it_is_called(bilal: Client, draft: Application, called: str) -> None:
    assert attach(bilal, draft, "id_copy", picture(), called).status == 302
    kept = bilal.get(f"/my/{draft.pk}/papers/id_copy/")
    assert b"".join(kept.streaming_content).startswith(b"\xff\xd8")
    assert "passwd" not in str(kept.headers)


def test_too_many_pages_are_counted(bilal: Client, draft: Application) -> None:
    assert attach(bilal, draft, "id_copy", scripted_pdf(11)).explains("id_copy", "ur") == ""
    assert attach(bilal, draft, "id_copy", scripted_pdf(10)).status == 302


def test_a_paper_that_is_not_asked_for_is_not_taken(bilal: Client, draft: Application) -> None:
    before = Attachment.objects.count()
    for name in ("name", "nothing", "photo\x00", "id_kind"):
        attach(bilal, draft, name, picture())
    assert Attachment.objects.count() == before


def test_more_files_than_the_form_has_are_refused_in_words(bilal: Client, draft: Application) -> None:
    many = {f"f{n}": SimpleUploadedFile("a.jpg", picture(), "image/jpeg") for n in range(11)}
    shown = Shown(bilal.post(f"/my/{draft.pk}/edit/papers/", many))
    assert shown.status == 400
    assert reads_as(shown.reason, "ur")


def test_what_was_right_on_the_page_is_kept_when_a_file_of_it_is_refused(
    bilal: Client, draft: Application
) -> None:
    good, bad = (SimpleUploadedFile("a.jpg", data, "image/jpeg") for data in (picture("PNG"), SVG))
    shown = Shown(bilal.post(f"/my/{draft.pk}/edit/papers/", {"photo": bad, "id_copy": good}))
    assert shown.explains("photo", "ur") == ""
    assert Attachment.objects.filter(field="id_copy").count() == 2
    assert Attachment.objects.filter(field="photo").count() == 1


HOSTILE_TABLES = {
    "nothing": b"", "fifty megabytes": b"a,b\n" * (50 * MEGABYTE // 4), "a program": b"MZ" + bytes(500),
    "an archive that is no table": b"PK\x03\x04" + bytes(300), "no heading": b"\x00" * 100,
    "half a letter": "نام".encode()[:-1], "one long line": b"x" * 1_000_000,
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE_TABLES)
def test_a_table_that_is_none_is_refused_to_the_record_keeper(
    officer: Callable[..., Client], kind: str
) -> None:
    nadia = officer("nadia")
    upload = SimpleUploadedFile("register.csv", HOSTILE_TABLES[kind], "text/csv")
    answer = nadia.post("/duty/records/imports/new/", {"file": upload, "encoding": "utf-8"})
    if answer.status_code == 302:  # the worker looks into what has a size that can be taken
        jobs.weigh(answer.headers["Location"].split("/")[-2])
        answer = nadia.get(answer.headers["Location"])
    assert Shown(answer).explains("file", "ur") == ""
