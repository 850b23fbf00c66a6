"""What people wear in their portraits, and their hair."""

from khidmat.demo.drawing import Canvas, Colour, Point, mirrored, mix, smooth
from khidmat.demo.looks import INK, MIDDLE, WHITE, Look

#: Curves of men's hair: over the crown, and the line on the forehead from right to left.
CROWNS: dict[str, list[Point]] = {
    "side": [(300, 94), (388, 122)],
    "short": [(300, 106), (384, 128)],
    "back": [(300, 88), (388, 120)],
    "thick": [(300, 84), (390, 116)],
}
HAIRLINES: dict[str, list[Point]] = {
    "side": [(418, 268), (404, 226), (352, 206), (262, 192), (214, 216), (184, 266)],
    "short": [(420, 262), (398, 212), (340, 196), (260, 196), (202, 212), (180, 262)],
    "back": [(420, 264), (404, 210), (348, 180), (252, 180), (196, 210), (180, 264)],
    "thick": [(418, 272), (404, 232), (366, 214), (300, 202), (232, 216), (182, 272)],
}
#: The left halves of a scarf: its outside, and the opening of a loose one.
SHELL: list[Point] = [
    (300, 84),
    (196, 104),
    (124, 190),
    (104, 330),
    (108, 470),
    (92, 590),
    (30, 680),
    (-10, 770),
]
OPENING: list[Point] = [
    (300, 132),
    (222, 148),
    (166, 214),
    (144, 320),
    (146, 430),
    (160, 540),
    (214, 632),
    (300, 700),
]
TIGHT_CREASES: list[list[Point]] = [
    [(150, 300), (158, 420), (206, 520), (280, 590)],
    [(128, 360), (136, 500), (200, 610), (300, 660)],
]
LOOSE_CREASES: list[list[Point]] = [
    [(130, 260), (124, 400), (120, 560), (80, 700)],
    [(140, 470), (150, 600), (200, 690)],
]
#: A dupatta on one shoulder, and its fold.
BAND: list[Point] = [(228, 586), (176, 618), (140, 690), (132, 770), (236, 770), (236, 690), (250, 626)]
BAND_CREASE: list[Point] = [(214, 612), (186, 690), (182, 760)]


def behind(canvas: Canvas, it: Look) -> None:
    """Draw what hangs behind the neck: the inside of a scarf, long hair."""
    if it.head_dress != "none":
        inside: list[Point] = [(MIDDLE, 100), (190, 130), (130, 260), (128, 470), (120, 640), (160, 780)]
        canvas.fill(inside + mirrored(inside[1:], MIDDLE), mix(it.scarf, INK, 0.42))
    if it.woman and it.head_dress != "hijab":
        half: list[Point] = [
            (MIDDLE, 112),
            (190, 150),
            (146, 270),
            (150, 420),
            (158, 560),
            (176, 640),
            (250, 660),
        ]
        canvas.fill(half + mirrored(half[1:], MIDDLE), mix(it.hair, INK, 0.25))


def body(canvas: Canvas, it: Look) -> None:
    """Draw neck, shoulders and clothes."""
    slight = it.woman or it.age < 16
    wide, neck = (0, 58) if slight else (14, 72)
    low = 26 if it.age < 14 else 0
    half: list[Point] = [(300, 690), (258, 640), (300 - neck - 8, 590), (150 - wide + low, 640 + low / 2)]
    half += [(60 - wide + low, 684 + low), (10 - wide + low, 760 + low), (10, 830)]
    canvas.polygon(
        [(300 - neck, 440), (300 + neck, 440), (300 + neck + 12, 720), (300 - neck - 12, 720)], it.skin
    )
    throat = [
        (300 - neck + 14, 500),
        (300 + neck - 14, 500),
        (300 + neck - 14, 548),
        (300, 586),
        (300 - neck + 14, 548),
    ]
    canvas.fill(throat, it.shade, blur=7, alpha=0.62)
    canvas.fill(half + mirrored(half[1:], MIDDLE), it.cloth)
    dark = mix(it.cloth, INK, 0.28)
    canvas.stroke([(110, 690), (124, 720), (128, 760)], dark, 3, blur=1.5, alpha=0.5)
    canvas.stroke([(490, 690), (476, 720), (472, 760)], dark, 3, blur=1.5, alpha=0.5)
    if it.woman:
        hem: list[Point] = [(300 - neck - 4, 594), (262, 646), (300, 686), (338, 646), (300 + neck + 4, 594)]
        canvas.stroke(hem, mix(it.cloth, WHITE, 0.45), 7)
    else:
        _collar(canvas, it, neck, dark)


def _collar(canvas: Canvas, it: Look, neck: float, dark: Colour) -> None:
    """Draw a kameez collar with its placket, and perhaps a waistcoat over it."""
    canvas.polygon([(262, 668), (300, 640), (338, 668), (338, 770), (262, 770)], it.cloth)
    if it.waistcoat:
        vest = mix(it.cloth, (24, 28, 38), 0.78)
        for flip in (False, True):
            side: list[Point] = [(196, 618), (232, 600), (292, 770), (96, 770), (120, 652)]
            canvas.polygon(mirrored(side, MIDDLE) if flip else side, vest)
    light = mix(it.cloth, WHITE, 0.35)
    for flip in (False, True):
        leaf: list[Point] = [
            (300 - neck - 12, 570),
            (300 - neck - 20, 606),
            (262, 668),
            (300, 640),
            (252, 598),
        ]
        leaf = mirrored(leaf, MIDDLE) if flip else leaf
        canvas.polygon(leaf, light)
        canvas.stroke([leaf[1], leaf[2], leaf[3]] if not flip else leaf[1:4], dark, 2, alpha=0.55)
    canvas.stroke([(300, 644), (300, 770)], dark, 2.5, alpha=0.6)
    for y in (684, 728):
        canvas.oval((308, y), (4, 4), mix(dark, WHITE, 0.45))


def hair(canvas: Canvas, it: Look) -> None:
    """Draw the hair over the forehead."""
    if it.woman:
        if it.head_dress != "hijab":
            _parted(canvas, it)
        return
    if it.hair_style == "bald":
        _tufts(canvas, it)
        return
    side = 132 + it.broad
    left: list[Point] = [(300 - side - 4, 338), (300 - side - 10, 262), (300 - side + 4, 186), (216, 122)]
    right: list[Point] = [(300 + side - 4, 186), (300 + side + 10, 262), (300 + side + 4, 338)]
    canvas.fill(left + CROWNS[it.hair_style] + right + HAIRLINES[it.hair_style], it.hair, blur=0.9)
    shine = mix(it.hair, WHITE, 0.28)
    canvas.stroke([(214, 168), (256, 134), (316, 124)], shine, 9, blur=7, alpha=0.4)
    if it.hair_style == "side":
        canvas.stroke([(356, 204), (344, 166), (334, 132)], mix(it.hair, INK, 0.3), 3, blur=1.4, alpha=0.5)


def _tufts(canvas: Canvas, it: Look) -> None:
    """Draw what a bald man has left over his ears."""
    edge = 300 - 132 - it.broad
    tuft: list[Point] = [
        (edge - 2, 350),
        (edge - 9, 280),
        (edge + 6, 210),
        (edge + 24, 214),
        (edge + 14, 262),
    ]
    tuft.append((edge + 10, 320))
    for flip in (False, True):
        canvas.fill(mirrored(tuft, MIDDLE) if flip else tuft, it.hair, blur=1.6)


def _parted(canvas: Canvas, it: Look) -> None:
    """Draw a woman's hair, parted in the middle or beside it."""
    part = 300.0 if it.hair_style == "middle" else 338.0
    for flip in (False, True):
        top = 2 * MIDDLE - part if flip else part
        lock: list[Point] = [
            (top + 2, 112),
            (214, 124),
            (160, 206),
            (150, 330),
            (158, 430),
            (174, 400),
            (176, 310),
            (206, 240),
            (top, 178),
        ]
        canvas.fill(mirrored(lock, MIDDLE) if flip else lock, it.hair, blur=0.9)
    canvas.stroke([(part, 176), (part, 122)], mix(it.skin, it.hair, 0.35), 2.6, blur=0.6)
    canvas.stroke([(192, 220), (222, 166), (270, 138)], mix(it.hair, WHITE, 0.3), 9, blur=7, alpha=0.4)


def glasses(canvas: Canvas, it: Look) -> None:
    """Draw plain frames."""
    if not it.glasses:
        return
    frame = (44, 40, 44)
    for centre in (240 - it.eyes_apart, 360 + it.eyes_apart):
        ring = [
            (centre - 48, 302),
            (centre, 292),
            (centre + 48, 302),
            (centre + 44, 342),
            (centre, 354),
            (centre - 44, 342),
        ]
        canvas.fill(ring, WHITE, alpha=0.10)
        canvas.stroke([*ring, ring[0]], frame, 4)
    canvas.stroke([(288 - it.eyes_apart, 312), (300, 307), (312 + it.eyes_apart, 312)], frame, 4)
    for flip in (-1, 1):
        canvas.stroke(
            [(300 + flip * (108 + it.eyes_apart), 308), (300 + flip * (140 + it.broad), 316)], frame, 4
        )


def scarf(canvas: Canvas, it: Look) -> None:
    """Drape dupatta or hijab; a woman without either wears the dupatta on her shoulders."""
    if not it.woman:
        return
    fold = mix(it.scarf, INK, 0.3)
    if it.head_dress == "none":
        for flip in (False, True):
            canvas.fill(mirrored(BAND, MIDDLE) if flip else BAND, it.scarf)
            canvas.stroke(mirrored(BAND_CREASE, MIDDLE) if flip else BAND_CREASE, fold, 4, blur=2, alpha=0.5)
        return
    tight = it.head_dress == "hijab"
    rim = [*it.outline(grow=-7), (300.0, 530 + it.chin)] if tight else OPENING
    outside, inside = smooth([*SHELL, (300, 790)], closed=False), smooth(rim, closed=False)
    ring = outside + mirrored(outside, MIDDLE) + mirrored(inside[::-1], MIDDLE) + inside[::-1]
    canvas.polygon(ring, it.scarf)
    for crease in TIGHT_CREASES if tight else LOOSE_CREASES:
        canvas.stroke(crease, fold, 4, blur=2.4, alpha=0.4)
        canvas.stroke(mirrored(crease, MIDDLE), fold, 4, blur=2.4, alpha=0.4)
    canvas.stroke([*rim, *mirrored(rim[:-1], MIDDLE)], fold, 2.4, blur=0.8, alpha=0.5)
