"""Scans of identity cards that never were: both sides on one sheet, plainly marked as a sample.

The layout is our own and copies no real card. Urdu needs shaping (raqm) and a Nastaliq font; where either is
missing the card is in Latin letters only.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont, features

from khidmat.demo.population import AS_OF, Inhabitant
from khidmat.demo.portraits import portrait_of

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

SHEET = (1000, 1400)
CARD = (860, 540)
QUALITY = 80
URDU_FONT = "NotoNastaliqUrdu-400.ttf"
LATIN_FONT, LATIN_BOLD = "SourceSans3-400.ttf", "SourceSans3-700.ttf"

PAPER = (243, 243, 240)
GROUND = (226, 238, 230)
INK = (34, 44, 40)
PALE_INK = (92, 108, 100)
BAND = (44, 104, 78)
STAMP = (186, 34, 44)


@dataclass(frozen=True, slots=True)
class Lettering:
    """The fonts at hand: `folder` holds the project's own, or is None."""

    folder: Path | None

    @property
    def writes_urdu(self) -> bool:
        """Whether Urdu comes out joined and from right to left."""
        return self.folder is not None and (self.folder / URDU_FONT).exists() and bool(features.check("raqm"))

    def latin(self, size: int, *, bold: bool = False) -> Font:
        """Pick the Latin font, or the one that comes with Pillow."""
        name = LATIN_BOLD if bold else LATIN_FONT
        if self.folder is None or not (self.folder / name).exists():
            return ImageFont.load_default(size)
        return _font(self.folder / name, size)

    def urdu(self, size: int) -> Font:
        """Pick the Nastaliq font; only where `writes_urdu`."""
        if self.folder is None:
            raise ValueError("there is no folder of fonts")
        return _font(self.folder / URDU_FONT, size)


def scan(
    person: Inhabitant, *, fonts: Path | None = None, portrait: bytes = b"", width: int = SHEET[0]
) -> bytes:
    """Scan both sides of the person's sample card as one JPEG, under 200 kB; ValueError if he has none.

    `portrait` saves drawing the face again where the caller has it.
    """
    if person.id_kind != "cnic":
        raise ValueError(f"person {person.number} has no card")
    rng, lettering, share = Random(int(person.cnic)), Lettering(fonts), width / SHEET[0]
    sheet = Image.new("RGB", (width, round(SHEET[1] * share)), PAPER)
    face = Image.open(BytesIO(portrait or portrait_of(person)))
    for card, top in ((_front(person, face, lettering), 120), (_back(person, rng, lettering), 740)):
        _lay(sheet, card, rng, top, share)
    out = BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _lay(sheet: Image.Image, card: Image.Image, rng: Random, top: int, share: float) -> None:
    """Lay a card on the sheet, a little askew and with its shadow; made small first, which is a third of the work."""
    if share != 1:
        card = card.resize((round(CARD[0] * share), round(CARD[1] * share)), Image.Resampling.HAMMING)
    turned = card.rotate(rng.uniform(-1.5, 1.5), Image.Resampling.BILINEAR, expand=True)
    left = (sheet.width - turned.width) // 2 + round(rng.randint(-14, 14) * share)
    shadow = turned.getchannel("A").filter(ImageFilter.BoxBlur(6 * share)).point(lambda alpha: alpha // 3)
    sheet.paste((120, 120, 118), (left + 5, round(top * share) + 7), shadow)
    sheet.paste(turned, (left, round(top * share)), turned)


def _front(person: Inhabitant, face: Image.Image, lettering: Lettering) -> Image.Image:
    """Draw the side with portrait, names, number and dates."""
    card = _blank(lettering).copy()
    card.paste(face.resize((196, 245), Image.Resampling.LANCZOS), (36, 122))
    relation = {"w/o": "Husband", "c/o": "Parent"}.get(person.relation, "Father")
    lines = [("Name", person.name, person.name_ur), (relation, person.relation_name, person.relation_name_ur)]
    pen = ImageDraw.Draw(card)
    for at, (label, roman, urdu) in enumerate(lines):
        y = 120 + at * 118
        _write(pen, (258, y), label, lettering.latin(19), PALE_INK)
        _write(pen, (258, y + 24), roman, _fitting(roman, 360, lettering), INK)
        if lettering.writes_urdu:
            _write_urdu(pen, (828, y + 30), urdu, lettering.urdu(25), INK)
    for x, label, value in (
        (36, "Number", f"{person.cnic[:5]}-{person.cnic[5:12]}-{person.cnic[12]}"),
        (400, "Date of birth", _shown(person.birth_date) or str(person.birth_year)),
        (630, "Date of issue", _shown(_issued(person))),
    ):
        _write(pen, (x, 398), label, lettering.latin(19), PALE_INK)
        _write(pen, (x, 422), value, lettering.latin(30, bold=True), INK)
    return _stamped(card, lettering)


def _back(person: Inhabitant, rng: Random, lettering: Lettering) -> Image.Image:
    """Draw the side with the address and a pattern that is no code of anything."""
    card = _blank(lettering).copy()
    pen = ImageDraw.Draw(card)
    _write(pen, (36, 122), "Present address", lettering.latin(19), PALE_INK)
    _write(pen, (36, 148), person.address, _fitting(person.address, 780, lettering), INK)
    if lettering.writes_urdu:
        _write_urdu(pen, (828, 196), person.address_ur, lettering.urdu(24), INK)
    _write(
        pen,
        (36, 300),
        "This card is a sample made by a program. Nobody has this number.",
        lettering.latin(21),
        PALE_INK,
    )
    for column in range(30):
        for row in range(10):
            if rng.random() < 0.5:
                x, y = 560 + column * 8, 340 + row * 8
                pen.rectangle((x, y, x + 7, y + 7), fill=INK)
    return _stamped(card, lettering)


@lru_cache(maxsize=2)
def _blank(lettering: Lettering) -> Image.Image:
    """Make an empty card with round corners, wavy ground and its heading."""
    card = Image.new("RGBA", CARD)
    pen = ImageDraw.Draw(card)
    pen.rounded_rectangle((0, 0, CARD[0] - 1, CARD[1] - 1), 34, fill=GROUND)
    for y in range(110, CARD[1] - 40, 14):
        wave = [(x, y + 5 * ((x // 30) % 2)) for x in range(24, CARD[0] - 23, 30)]
        pen.line(wave, fill=(210, 226, 216), width=2, joint="curve")
    pen.rounded_rectangle((0, 0, CARD[0] - 1, 92), 34, fill=BAND)
    pen.rectangle((0, 50, CARD[0] - 1, 92), fill=BAND)
    _write(pen, (36, 24), "DEMO IDENTITY CARD", lettering.latin(36, bold=True), PAPER)
    if lettering.writes_urdu:
        _write_urdu(pen, (824, 8), "نمونہ شناختی کارڈ", lettering.urdu(28), PAPER)
    return card


def _stamped(card: Image.Image, lettering: Lettering) -> Image.Image:
    """Stamp the card across as a sample, so that no part of it can pass for a real one."""
    both = Image.alpha_composite(card, _stamp(lettering))
    both.putalpha(card.getchannel("A"))
    ImageDraw.Draw(both).rectangle((0, CARD[1] - 52, CARD[0], CARD[1] - 24), fill=STAMP)
    _write(
        ImageDraw.Draw(both),
        (36, CARD[1] - 51),
        "DEMO  -  SAMPLE  -  NOT AN IDENTITY DOCUMENT",
        lettering.latin(20, bold=True),
        PAPER,
    )
    return both


@lru_cache(maxsize=2)
def _stamp(lettering: Lettering) -> Image.Image:
    """Draw the pale word across, the same on every card."""
    stamp = Image.new("RGBA", CARD)
    pen = ImageDraw.Draw(stamp)
    _write(pen, (250, 210), "DEMO", lettering.latin(130, bold=True), (*STAMP, 62))
    if lettering.writes_urdu:
        _write_urdu(pen, (840, 160), "نمونہ", lettering.urdu(84), (*STAMP, 62))
    return stamp.rotate(17, Image.Resampling.BICUBIC)


def _issued(person: Inhabitant) -> date:
    """Tell a day of issue that follows from the number, after the eighteenth birthday."""
    first = min(max(person.birth_year + 18, 2012), AS_OF.year - 1)
    years = AS_OF.year - first
    return date(
        first + int(person.cnic[-4:]) % years, 1 + int(person.cnic[-2:]) % 12, 1 + int(person.cnic[-3:]) % 28
    )


def _shown(day: date | None) -> str:
    return day.strftime("%d-%m-%Y") if day else ""


def _fitting(text: str, width: int, lettering: Lettering) -> Font:
    """Pick the largest size at which the line fits."""
    for size in (32, 28, 24, 21):
        font = lettering.latin(size, bold=True)
        if font.getlength(text) <= width:
            return font
    return lettering.latin(18, bold=True)


def _write(
    pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, font: Font, colour: tuple[int, ...]
) -> None:
    pen.text(at, text, font=font, fill=colour)


def _write_urdu(
    pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, font: Font, colour: tuple[int, ...]
) -> None:
    """Write from the right edge `at`."""
    pen.text(at, text, font=font, fill=colour, anchor="ra", direction="rtl", language="ur")


@lru_cache(maxsize=16)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
