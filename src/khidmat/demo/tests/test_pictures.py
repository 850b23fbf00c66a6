"""Portraits and scans of the demo: always the same, small enough, and plainly no documents."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, features

import khidmat.documents
from khidmat.demo.looks import look
from khidmat.demo.population import Inhabitant, inhabitants
from khidmat.demo.portraits import portrait, portrait_of
from khidmat.demo.scans import STAMP, Lettering, scan

FONTS = Path(khidmat.documents.__path__[0]) / "fonts"
PEOPLE = inhabitants(3, 60)


def with_card() -> Inhabitant:
    return next(person for person in PEOPLE if person.id_kind == "cnic")


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


def test_a_person_has_the_same_face_every_time() -> None:
    person = with_card()
    assert portrait_of(person) == portrait_of(person)
    assert len({portrait_of(other) for other in PEOPLE[:12]}) == 12


@pytest.mark.parametrize("age", [3, 12, 25, 47, 80])
def test_a_portrait_is_a_small_passport_photograph(age: int) -> None:
    for seed in range(6):
        data = portrait(seed, woman=seed % 2 == 0, age=age)
        picture = Image.open(BytesIO(data))
        assert (picture.format, picture.size, picture.mode) == ("JPEG", (600, 750), "RGB")
        assert len(data) < 40_000
        assert not picture.getexif()


def test_faces_are_of_many_kinds() -> None:
    looks = [look(seed, woman=seed % 2 == 0, age=20 + seed % 50) for seed in range(200)]
    assert len({it.skin for it in looks}) == 6
    assert {it.head_dress for it in looks} == {"none", "dupatta", "hijab"}
    assert {it.beard for it in looks} == {"none", "moustache", "stubble", "short", "full"}
    assert 10 < sum(it.glasses for it in looks) < 100


def test_children_have_no_beard_and_the_old_go_grey() -> None:
    assert {look(seed, woman=False, age=12).beard for seed in range(60)} == {"none"}
    young, old = look(5, woman=False, age=25).hair, look(5, woman=False, age=75).hair
    assert sum(old) > sum(young) + 200


def test_a_scan_is_the_same_every_time_and_small() -> None:
    person = with_card()
    data = scan(person, fonts=FONTS)
    assert data == scan(person, fonts=FONTS)
    assert len(data) < 200_000
    assert Image.open(BytesIO(data)).size == (1000, 1400)


def test_both_sides_carry_the_red_mark_of_a_sample() -> None:
    picture = Image.open(BytesIO(scan(with_card(), fonts=FONTS))).convert("RGB")
    for top, bottom in ((110, 700), (730, 1320)):
        strip = picture.crop((80, top, 920, bottom)).resize((210, 150))
        pixels = zip(*[iter(strip.tobytes())] * 3, strict=True)
        red = sum(near(pixel, STAMP) for pixel in pixels)
        assert red > 800


def test_urdu_is_written_with_the_projects_own_font() -> None:
    assert features.check("raqm"), "Pillow came without raqm: Urdu letters would stand apart"
    assert Lettering(FONTS).writes_urdu, "the fonts are made by ./khidmat up"
    assert scan(with_card(), fonts=FONTS) != scan(with_card(), fonts=None)


def test_without_fonts_the_card_is_in_latin_letters() -> None:
    assert not Lettering(None).writes_urdu
    assert Image.open(BytesIO(scan(with_card(), fonts=None))).size == (1000, 1400)


def test_whoever_has_no_card_has_no_scan_of_it() -> None:
    without = next(person for person in PEOPLE if person.id_kind == "none")
    with pytest.raises(ValueError, match="has no card"):
        scan(without, fonts=None)
