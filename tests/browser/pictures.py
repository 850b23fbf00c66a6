"""Pictures of pages, small enough to be kept: the colours of a page are few."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

#: A page has no more colours than this but in its photographs, which lose nothing that a reader would see.
COLOURS = 96
#: Of a long list the first rows are enough: the hundredth has nothing that the tenth has not.
TALLEST = 5000


def album(request: pytest.FixtureRequest, language: str, width: int) -> Path | None:
    """The folder for pictures in this language and width, when they are asked for with `--pictures`."""
    folder = request.config.getoption("--pictures")
    if not folder:
        return None
    found = Path(folder) / f"{language}-{width}"
    found.mkdir(parents=True, exist_ok=True)
    return found


def take(page: Page, file: Path) -> None:
    """Keep the whole page as a picture of few colours."""
    page.evaluate("document.fonts.ready.then(() => true)")
    shot = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled")))
    whole = shot.convert("RGB").crop((0, 0, shot.width, min(shot.height, TALLEST)))
    few = whole.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
