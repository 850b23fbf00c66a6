"""What made-up people look like, by lot from a seed: the measures and colours a portrait is drawn from."""

from dataclasses import dataclass
from random import Random

from khidmat.demo.drawing import Colour, Point, mirrored, mix

MIDDLE = 300.0

SKINS: tuple[Colour, ...] = (
    (240, 205, 174),
    (228, 186, 150),
    (214, 168, 130),
    (198, 150, 112),
    (178, 130, 94),
    (154, 108, 76),
)
HAIR: tuple[Colour, ...] = ((28, 22, 20), (38, 28, 24), (52, 36, 28), (22, 20, 24))
GREY: Colour = (176, 174, 172)
IRISES: tuple[Colour, ...] = ((62, 38, 24), (48, 30, 22), (84, 56, 34), (70, 62, 40))
GROUNDS: tuple[tuple[Colour, Colour], ...] = (
    ((214, 230, 244), (184, 208, 230)),
    ((250, 251, 252), (228, 233, 238)),
    ((200, 220, 238), (168, 196, 222)),
)
CLOTH: tuple[Colour, ...] = (
    (244, 242, 236),
    (206, 216, 224),
    (92, 108, 128),
    (62, 74, 90),
    (118, 98, 78),
    (74, 92, 78),
    (160, 168, 158),
)
BRIGHT_CLOTH: tuple[Colour, ...] = (
    (164, 62, 84),
    (58, 112, 122),
    (118, 84, 142),
    (206, 140, 76),
    (72, 98, 150),
    (184, 92, 110),
    (88, 128, 92),
)
SCARVES: tuple[Colour, ...] = (
    (238, 232, 222),
    (52, 58, 70),
    (120, 146, 168),
    (176, 112, 126),
    (132, 152, 122),
    (198, 172, 132),
    (96, 82, 116),
)
WHITE: Colour = (252, 250, 247)
INK: Colour = (30, 24, 24)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything the drawing needs to know about a face."""

    woman: bool
    age: int
    skin: Colour
    hair: Colour
    iris: Colour
    ground: tuple[Colour, Colour]
    cloth: Colour
    scarf: Colour
    head_dress: str
    hair_style: str
    beard: str
    waistcoat: bool
    glasses: bool
    broad: float
    jaw: float
    chin: float
    eyes_apart: float
    eye: float
    brow: float
    nose: float
    smile: float

    @property
    def shade(self) -> Colour:
        """The skin in shadow."""
        return mix(self.skin, (96, 48, 34), 0.34)

    def outline(self, *, grow: float = 0) -> list[Point]:
        """Trace half of the face, from the crown down the left side to the chin."""
        side = 132 + self.broad + grow
        return [
            (MIDDLE, 158 - grow),
            (MIDDLE - side * 0.62, 178 - grow),
            (MIDDLE - side * 0.96, 240),
            (MIDDLE - side, 318),
            (MIDDLE - side * 0.95, 388),
            (MIDDLE - 108 - self.jaw - grow, 446),
            (MIDDLE - 70 - self.jaw * 0.6 - grow * 0.7, 500 + self.chin * 0.6 + grow * 0.6),
            (MIDDLE - 28, 532 + self.chin + grow),
        ]

    def face(self) -> list[Point]:
        """Trace the whole face."""
        half = self.outline()
        return half + mirrored(half[1:], MIDDLE)

    @property
    def lips(self) -> Colour:
        """The colour of the lips."""
        if self.woman and self.age > 15:
            return mix(self.skin, (164, 56, 62), 0.52)
        return mix(self.skin, (150, 74, 64), 0.38)


def look(seed: int, *, woman: bool, age: int) -> Look:
    """Draw by lot what the person looks like."""
    rng = Random(seed * 2 + woman)
    grey = 0.0 if age < 42 else min(1.0, (age - 42) / 30 + rng.uniform(-0.1, 0.2))
    child = age < 16
    small = min(1.0, max(0.0, (14 - age) / 9))
    return Look(
        woman=woman,
        age=age,
        skin=rng.choice(SKINS),
        hair=mix(rng.choice(HAIR), GREY, max(0.0, grey)),
        iris=rng.choice(IRISES),
        ground=rng.choice(GROUNDS),
        cloth=rng.choice(BRIGHT_CLOTH if woman else CLOTH),
        scarf=rng.choice(SCARVES),
        head_dress=_head_dress(rng, age) if woman else "none",
        hair_style=_hair_style(rng, woman=woman, age=age),
        beard="none" if woman or age < 19 else _beard_style(rng, age),
        waistcoat=not woman and not child and rng.random() < 0.35,
        glasses=age > 7 and rng.random() < (0.10 if age < 40 else 0.32),
        broad=rng.uniform(-7, 7) - (4 if woman else 0) + 4 * small,
        jaw=rng.uniform(-9, 9) - (10 if woman or child else 0) + 14 * small,
        chin=rng.uniform(-8, 10) - (12 if child else 4 if woman else 0) - 10 * small,
        eyes_apart=rng.uniform(-3, 4),
        eye=1 + 0.17 * small,
        brow=rng.uniform(0.8, 1.25) * (0.62 if woman else 1) * (1 - 0.35 * small),
        nose=rng.uniform(-4, 5) - (5 if woman or child else 0) - 4 * small,
        smile=rng.uniform(3, 9),
    )


def _head_dress(rng: Random, age: int) -> str:
    bare = 0 if age > 40 else 40 if age < 11 else 2
    return rng.choices(("dupatta", "hijab", "none"), (6, 3, bare))[0]


def _hair_style(rng: Random, *, woman: bool, age: int) -> str:
    if woman:
        return rng.choice(("middle", "side"))
    styles = ("side", "short", "back", "thick") if age < 45 else ("side", "short", "back", "bald")
    return rng.choice(styles)


def _beard_style(rng: Random, age: int) -> str:
    if age < 24:
        return rng.choice(("none", "none", "stubble", "moustache"))
    weights = (4, 4, 3, 3, 1) if age < 50 else (2, 4, 1, 3, 4)
    return rng.choices(("none", "moustache", "stubble", "short", "full"), weights)[0]
