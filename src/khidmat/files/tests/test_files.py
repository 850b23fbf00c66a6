"""What arrives is never what is stored; hostile files are refused with a sentence."""

import io
import struct
import zlib
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from khidmat.files import limits
from khidmat.files.public import keep, path, receive
from khidmat.kernel.errors import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: object, tmp_path: Path) -> None:
    settings.FILES = tmp_path


def picture(form: str = "JPEG", size: tuple[int, int] = (400, 500), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (90, 120, 200)).save(out, form, **options)
    return out.getvalue()


def upload(data: bytes, name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def huge_png(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    body = zlib.compress(b"\x00" * ((side // 8 + 1) * 64))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def scripted_pdf() -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(300, 400))
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = pdf.make_indirect(action)
    pdf.attachments["evil.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ" * 100)
    pdf.save(out)
    return out.getvalue()


def test_a_photograph_loses_its_metadata(now: datetime) -> None:
    exif = Image.Exif()
    exif[0x9286], exif[0x010F] = "secret place", "Phone"
    blob = receive(upload=upload(picture(exif=exif)), kind="photo", now=now)
    stored = path(blob).read_bytes()
    assert b"secret place" not in stored
    assert dict(Image.open(io.BytesIO(stored)).getexif()) == {}


def test_a_polyglot_keeps_only_its_pixels(now: datetime) -> None:
    data = picture() + b"<script>alert(1)</script>PK\x03\x04"
    assert b"script" not in path(receive(upload=upload(data), kind="paper", now=now)).read_bytes()


def test_a_pdf_is_drawn_and_rebuilt(now: datetime) -> None:
    blob = receive(upload=upload(scripted_pdf(), "a.pdf"), kind="paper", now=now)
    stored = path(blob).read_bytes()
    assert (blob.media_type, blob.pages) == ("application/pdf", 1)
    assert b"JavaScript" not in stored
    assert b"evil.exe" not in stored


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\x00" * (limits.MAX_BYTES + 1), "MB fits here"),
        (huge_png(65535), "too large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "could not be opened"),
        (b"GIF89a" + b"\x00" * 50, "could not be opened"),
        (picture()[:900], "damaged"),
        (b"%PDF-1.7 nonsense", "damaged"),
        (picture(size=(50, 50)), "too small"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(data: bytes, says: str, now: datetime) -> None:
    from django.utils import translation

    with translation.override("en"), pytest.raises(Invalid, match=says):
        receive(upload=upload(data), kind="photo" if says == "too small" else "paper", now=now)


def test_a_pdf_is_no_photograph(now: datetime) -> None:
    with pytest.raises(Invalid):
        receive(upload=upload(scripted_pdf()), kind="photo", now=now)


def test_the_same_bytes_are_stored_once(now: datetime) -> None:
    first, second = (keep(data=b"paper", kind="print", media_type="text/plain", now=now) for _ in range(2))
    assert first.pk == second.pk
