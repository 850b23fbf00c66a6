"""Making a new file out of what arrived: pixels only, no metadata, nothing active. Runs in the child process.

Whatever the upload contained besides its pictures (scripts, attachments, EXIF, a second format in the same bytes) is
not copied, because nothing is copied: images are decoded and encoded anew, PDF pages are drawn and rebuilt.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageOps

from khidmat.files import limits

FORMATS = ("JPEG", "PNG", "WEBP")
Image.MAX_IMAGE_PIXELS = (
    None  # our own check stands before decoding; Pillow's is only a warning up to twice its limit
)


class Refused(Exception):
    """The file cannot be taken; the code says why: type, pixels, pages, small, broken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The new bytes and what they are."""

    data: bytes
    media_type: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None


def rewrite(data: bytes, kind: str) -> Rewritten:
    """A new file from an upload. Raises `Refused`."""
    if data[:5] == b"%PDF-":
        if kind == "photo":
            raise Refused("type")
        return _pdf(data)
    return _image(data, kind)


def _image(data: bytes, kind: str) -> Rewritten:
    picture = _decoded(data)
    if min(picture.size) < limits.MIN_SIDE[kind]:
        raise Refused("small")
    side = limits.SIDES[kind]
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    return Rewritten(_jpeg(picture), "image/jpeg", width=picture.width, height=picture.height)


def _decoded(data: bytes) -> Image.Image:
    try:
        opened = Image.open(io.BytesIO(data), formats=FORMATS)
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("type") from error
    if opened.width * opened.height > limits.MAX_PIXELS:
        raise Refused("pixels")
    try:
        opened.draft(
            "RGB", (limits.SIDES["paper"], limits.SIDES["paper"])
        )  # JPEG decodes at a fraction of its size
        opened.load()
        upright = ImageOps.exif_transpose(opened)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise Refused("broken") from error
    return _flat(upright)


def _flat(picture: Image.Image) -> Image.Image:
    """RGB on white: transparency would print black."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _jpeg(picture: Image.Image) -> bytes:
    clean = Image.frombytes("RGB", picture.size, picture.tobytes())  # a new image has no info to carry over
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=limits.QUALITY)
    return out.getvalue()


def _pdf(data: bytes) -> Rewritten:
    pages = [Image.open(io.BytesIO(page)) for page in _drawn(data)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=limits.PAGE_DPI)
    return Rewritten(out.getvalue(), "application/pdf", pages=len(pages))


def _drawn(data: bytes) -> Iterator[bytes]:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise Refused("broken") from error
    if not 1 <= count <= limits.MAX_PAGES:
        raise Refused("pages")
    for number in range(count):
        page = document[number]
        width, height = page.get_size()
        scale = min(limits.PAGE_DPI / 72, limits.SIDES["paper"] / max(width, height, 1.0))
        drawn = page.render(scale=scale, may_draw_forms=False).to_pil()
        yield _jpeg(drawn.convert("RGB"))
