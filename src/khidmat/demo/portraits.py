"""Portraits of people who never were: flat, friendly, passport-shaped, the same from the same seed."""

from zlib import crc32

from khidmat.demo import attire
from khidmat.demo.drawing import Canvas, Point, mirrored, mix, smooth
from khidmat.demo.looks import INK, MIDDLE, WHITE, Look, look
from khidmat.demo.population import Inhabitant

WIDTH, HEIGHT = 600, 750
QUALITY = 84

#: Parts of the left eye, seen from its middle.
ALMOND: list[Point] = [(-33, 3), (-14, -11), (8, -12), (30, 1), (8, 13), (-14, 13)]
LID: list[Point] = [(-35, 5), (-15, -10.5), (8, -12), (32, 1)]
CREASE: list[Point] = [(26, -14), (6, -24), (-18, -22), (-34, -6)]
UNDER: list[Point] = [(-26, 27), (0, 32), (26, 25)]


def portrait_of(person: Inhabitant) -> bytes:
    """Draw the portrait of an inhabitant: always the same face for the same person, as old as he is."""
    seed = crc32(f"{person.number} {person.name_ur} {person.relation_name_ur}".encode())
    return portrait(seed, woman=person.relation in ("d/o", "w/o"), age=person.age)


def portrait(seed: int, *, woman: bool, age: int) -> bytes:
    """Draw a portrait as a JPEG of 600 x 750, under 40 kB."""
    it = look(seed, woman=woman, age=age)
    canvas = Canvas(WIDTH, HEIGHT, it.ground[0])
    canvas.fade(*it.ground)
    attire.behind(canvas, it)
    attire.body(canvas, it)
    _head(canvas, it)
    _eyes(canvas, it)
    _nose(canvas, it)
    _beard(canvas, it)
    _mouth(canvas, it)
    attire.hair(canvas, it)
    attire.glasses(canvas, it)
    attire.scarf(canvas, it)
    return canvas.jpeg(QUALITY)


def _head(canvas: Canvas, it: Look) -> None:
    """Draw ears and face with soft light from the left above."""
    for flip in () if it.woman else (-1, 1):
        x = MIDDLE + flip * (134 + it.broad)
        canvas.oval((x, 348), (17, 36), it.skin)
        canvas.oval((x + flip * 2, 350), (9, 22), it.shade, blur=3, alpha=0.5)
    canvas.oval((MIDDLE, 216), (124 + it.broad, 100), it.skin)
    canvas.fill(it.face(), it.skin)
    dark: list[Point] = [
        (404, 220),
        (436, 300),
        (430, 400),
        (392, 480),
        (340, 528),
        (352, 470),
        (398, 400),
        (410, 300),
    ]
    canvas.shade(dark, it.face(), it.shade, blur=16, alpha=0.46)
    canvas.oval((250, 246), (60, 34), mix(it.skin, WHITE, 0.5), blur=22, alpha=0.38)
    for x in (226, 374):
        canvas.oval(
            (x, 404), (34, 24), mix(it.skin, (206, 92, 84), 0.5), blur=14, alpha=0.5 if it.woman else 0.32
        )
    if it.age > 50:
        for flip in (False, True):
            fold: list[Point] = [(252, 396), (236, 420), (230, 446)]
            canvas.stroke(mirrored(fold, MIDDLE) if flip else fold, it.shade, 3.5, blur=1.6, alpha=0.55)
        for y in (224, 240):
            canvas.stroke([(246, y + 2), (300, y - 3), (354, y + 2)], it.shade, 2.5, blur=1.5, alpha=0.4)


def _eyes(canvas: Canvas, it: Look) -> None:
    """Draw eyes and brows."""
    brow: list[Point] = [(-48, -26), (-16, -43 - 2 * it.brow), (35, -37), (35, -35 + 5 * it.brow)]
    brow.append((-14, -39 + 6 * it.brow))
    for side in (-1, 1):
        x, y = MIDDLE + side * (60 + it.eyes_apart), 318
        canvas.oval((x, y - 4), (46, 28), it.shade, blur=10, alpha=0.30)
        canvas.fill(_placed(ALMOND, it, side), mix(WHITE, it.skin, 0.12))
        canvas.oval((x, y - 0.5), (14 * it.eye, 13.5 * it.eye), it.iris)
        canvas.oval((x, y - 0.5), (6.5 * it.eye, 6.5 * it.eye), INK)
        canvas.oval((x - 4.5, y - 5), (3.2, 3.2), WHITE)
        canvas.polygon(smooth(_placed([*LID, *CREASE], it, side)), mix(it.skin, it.shade, 0.22), blur=0.6)
        canvas.stroke(_placed(LID, it, side), mix(it.hair, INK, 0.7), 5 if it.woman and it.age > 15 else 3.6)
        tired = 0.5 if it.age > 35 else 0.25
        canvas.stroke(_placed(UNDER, it, side), it.shade, 2.2, blur=1.2, alpha=tired)
        canvas.fill(_placed(brow, it, side), mix(it.hair, INK, 0.15), blur=0.8, alpha=0.9)


def _placed(points: list[Point], it: Look, side: int) -> list[Point]:
    """Place a part of the left eye, given from the eye's middle, on either side."""
    x, y = MIDDLE - 60 - it.eyes_apart, 318
    left = [(x + dx * it.eye, y + dy * it.eye) for dx, dy in points]
    return left if side < 0 else mirrored(left, MIDDLE)


def _nose(canvas: Canvas, it: Look) -> None:
    """Draw the nose by its shadow only."""
    wide = 27 + it.nose
    canvas.stroke([(316, 316), (318, 360), (318 + wide * 0.4, 392)], it.shade, 7, blur=5, alpha=0.45)
    canvas.oval((296, 372), (9, 24), mix(it.skin, WHITE, 0.55), blur=7, alpha=0.45)
    canvas.stroke(
        [(300 - wide, 398), (300 - wide * 0.6, 408), (300, 412), (300 + wide * 0.6, 408), (300 + wide, 398)],
        mix(it.shade, INK, 0.12), 3.4, blur=0.9, alpha=0.75,
    )  # fmt: skip
    for flip in (-1, 1):
        canvas.oval((300 + flip * wide * 0.5, 406), (7.5, 3.6), mix(it.shade, INK, 0.5), blur=0.8, alpha=0.75)


def _mouth(canvas: Canvas, it: Look) -> None:
    """Draw closed lips, smiling a little."""
    up, wide = it.smile, 45 + it.smile
    left, right = (300 - wide, 453 - up), (300 + wide, 453 - up)
    canvas.fill([left, (278, 442), (300, 446), (322, 442), right, (300, 457)], it.lips)
    canvas.fill([left, (300, 455), right, (328, 472), (300, 477), (272, 472)], mix(it.lips, WHITE, 0.14))
    canvas.stroke(
        [left, (274, 455), (300, 457.5), (326, 455), right], mix(it.lips, INK, 0.5), 2.6, alpha=0.85
    )
    for flip in (-1, 1):
        x = 300 + flip * (wide + 5)
        canvas.stroke(
            [(x, 446 - up), (x + flip * 3, 452 - up), (x, 459 - up)], it.shade, 3, blur=1.4, alpha=0.55
        )
    if it.beard in ("none", "moustache"):
        canvas.stroke([(278, 492), (300, 496), (322, 492)], it.shade, 5, blur=3, alpha=0.35)


def _beard(canvas: Canvas, it: Look) -> None:
    """Draw moustache, stubble or beard; the mouth goes over it."""
    if it.beard == "none":
        return
    colour = mix(it.hair, it.skin, 0.08)
    if it.beard != "moustache":
        grow = {"stubble": 0, "short": 3, "full": 15}[it.beard]
        outer = [point for point in it.outline(grow=grow) if point[1] > 330]
        if it.beard == "full":
            outer = [*outer[:-1], (252, 574 + it.chin)]
        outer = smooth([*outer, (300, outer[-1][1] + 6)], closed=False)
        inner = smooth([(300, 481), (272, 481), (246, 466), (234, 448), (204, 412), (176, 352)], closed=False)
        ring = outer + mirrored(outer, MIDDLE) + mirrored(inner, MIDDLE) + inner
        light = it.beard == "stubble"
        canvas.polygon(ring, colour, blur=5 if light else 2.2, alpha=0.42 if light else 0.96)
    weak = it.beard == "stubble"
    half_lip: list[Point] = [
        (300, 423),
        (272, 424),
        (249, 437),
        (241, 452),
        (254, 458),
        (276, 456),
        (300, 456),
    ]
    canvas.fill(
        half_lip + mirrored(half_lip[1:-1], MIDDLE),
        colour,
        blur=3 if weak else 1.2,
        alpha=0.42 if weak else 0.95,
    )
