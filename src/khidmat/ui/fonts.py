"""Fonts made at set-up from the packages' files: the web subset of Nastaliq and static TTFs for prints.

Nastaliq needs hundreds of joined glyphs for few letters, so the subset is chosen by letters and the layout
closure decides the glyphs. Noto Nastaliq Urdu 3.007: 159 KB whole, 106 KB with the letters below.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

URDU = "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھۃءیےأؤۂئۓ"
#: Letters of real names that are not Urdu (Arabic, Pashto, Sindhi, Saraiki): never refused, so drawn.
NEIGHBOURS = (
    0x0625, 0x0629, 0x0643, 0x0647, 0x0649, 0x064A, 0x0671, 0x067A, 0x067B, 0x067C, 0x067D, 0x067F, 0x0680,
    0x0681, 0x0683, 0x0684, 0x0685, 0x0687, 0x0689, 0x068C, 0x068D, 0x068F, 0x0693, 0x0696, 0x0699, 0x069A,
    0x06A6, 0x06B1, 0x06B3, 0x06BB, 0x06BC, 0x06C0, 0x06CD, 0x06D0, 0x06D5, 0x0768,
)  # fmt: skip
MARKS = (*range(0x0610, 0x0615), *range(0x064B, 0x0658), 0x0670)
DIGITS = (*range(0x0660, 0x066A), *range(0x06F0, 0x06FA))
SIGNS = (0x0020, 0x060C, 0x061B, 0x061F, 0x0640, 0x066A, 0x066B, 0x066C, 0x06D4, 0x200C, 0x200D, 0x200E)
LETTERS = frozenset((*map(ord, URDU), *NEIGHBOURS, *MARKS, *DIGITS, *SIGNS))

#: How Urdu is called on the switch of an English page.
SWITCH_WORD = "اردو"

#: The promise to a phone on a slow line; the page itself has 100 KB beside it.
WEB_FONT_LIMIT = 110_000

LATIN_FAMILY = "Source Sans 3"
STYLES = {400: "Regular", 600: "SemiBold", 700: "Bold"}


class FontBudgetError(Exception):
    """The subset grew past what a citizen's phone is asked to load."""


def web_subset(source: Path, target: Path) -> None:
    """Write the woff2 with `LETTERS` and all their joined forms. Raises `FontBudgetError` above the limit."""
    _subset(source, target, LETTERS)
    if (size := target.stat().st_size) > WEB_FONT_LIMIT:
        raise FontBudgetError(f"{target.name}: {size} bytes, at most {WEB_FONT_LIMIT}")


def word_subset(source: Path, target: Path) -> None:
    """Write the 1 KB woff2 that draws the word on the language switch, so that English pages need no more."""
    _subset(source, target, frozenset(map(ord, SWITCH_WORD)))


def _subset(source: Path, target: Path, letters: frozenset[int]) -> None:
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["*"]
    font = subset.load_font(str(source), options)
    chooser = subset.Subsetter(options)
    chooser.populate(unicodes=letters)
    chooser.subset(font)
    subset.save_font(font, str(target), options)


def unpacked(source: Path, target: Path) -> None:
    """The same font as TTF, which is what typst reads."""
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    font.save(target)


def latin_instance(source: Path, target: Path, weight: int) -> None:
    """One weight of the variable Latin font, named so that typst finds it by family and weight."""
    font = TTFont(source, recalcTimestamp=False)
    instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
    _rename(font, weight)
    font.flavor = None
    font.save(target)


def _rename(font: TTFont, weight: int) -> None:
    """Family and style in every place a reader may look; the package calls every weight "ExtraLight"."""
    style = STYLES[weight]
    names = {1: LATIN_FAMILY, 2: style, 4: f"{LATIN_FAMILY} {style}", 6: f"SourceSans3-{style}"}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 14)]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold, regular = 1 << 5, 1 << 6
    kept = font["OS/2"].fsSelection & ~(bold | regular)
    font["OS/2"].fsSelection = kept | {400: regular, 700: bold}.get(weight, 0)
    font["head"].macStyle = int(weight == 700)
    if "STAT" in font:
        del font["STAT"]
