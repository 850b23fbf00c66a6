"""A small canvas for flat pictures: smooth shapes, soft shadows, drawn large and scaled down."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[int, int, int]

#: Drawn larger than shown: Pillow's polygons have no smooth edges of their own. Twice costs nearly double the time.
SCALE = 1.5


class Canvas:
    """A picture of `width` x `height` units; every method takes units."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), ground)

    def fill(self, points: Sequence[Point], colour: Colour, *, blur: float = 0, alpha: float = 1) -> None:
        """Fill a closed smooth curve through the points, perhaps soft at its edge and see-through."""
        self._paint(_scaled(smooth(points)), colour, blur, alpha)

    def shade(
        self, points: Sequence[Point], inside: Sequence[Point], colour: Colour, *, blur: float, alpha: float
    ) -> None:
        """Lay a soft shadow that ends where the smooth shape `inside` ends."""
        mask, pen, (left, top) = self._mask(_scaled(points), blur)
        pen.polygon([(x - left, y - top) for x, y in _scaled(smooth(points))], fill=round(255 * alpha))
        room = Image.new("L", mask.size)
        ImageDraw.Draw(room).polygon([(x - left, y - top) for x, y in _scaled(smooth(inside))], fill=255)
        soft = mask.filter(ImageFilter.GaussianBlur(blur * SCALE))
        self._through(ImageChops.multiply(soft, room), (left, top), colour, 0)

    def polygon(self, points: Sequence[Point], colour: Colour, *, blur: float = 0, alpha: float = 1) -> None:
        """Fill a polygon with corners."""
        self._paint(_scaled(points), colour, blur, alpha)

    def oval(self, centre: Point, half: Point, colour: Colour, *, blur: float = 0, alpha: float = 1) -> None:
        """Fill an upright ellipse by its centre and half axes."""
        (x, y), (a, b) = centre, half
        corners = _scaled([(x - a, y - b), (x + a, y + b)])
        mask, pen, (left, top) = self._mask(corners, blur)
        (x0, y0), (x1, y1) = corners
        pen.ellipse((x0 - left, y0 - top, x1 - left, y1 - top), fill=round(255 * alpha))
        self._through(mask, (left, top), colour, blur)

    def stroke(
        self, points: Sequence[Point], colour: Colour, width: float, *, blur: float = 0, alpha: float = 1
    ) -> None:
        """Draw an open smooth line of even width with round ends."""
        line = _scaled(smooth(points, closed=False))
        shade, half = round(255 * alpha), width * SCALE / 2
        mask, pen, (left, top) = self._mask(line, blur + width)
        line = [(x - left, y - top) for x, y in line]
        pen.line(line, fill=shade, width=max(1, round(width * SCALE)), joint="curve")
        for x, y in (line[0], line[-1]):
            pen.ellipse((x - half, y - half, x + half, y + half), fill=shade)
        self._through(mask, (left, top), colour, blur)

    def fade(self, top: Colour, bottom: Colour) -> None:
        """Paint the whole ground from one colour to another."""
        ramp = Image.linear_gradient("L").resize(self.image.size, Image.Resampling.BILINEAR)
        self.image = Image.composite(
            Image.new("RGB", self.image.size, bottom), Image.new("RGB", self.image.size, top), ramp
        )

    def jpeg(self, quality: int) -> bytes:
        """Scale down and encode, without metadata."""
        out = BytesIO()
        shown = self.image.resize((self.width, self.height), Image.Resampling.HAMMING)
        shown.save(out, "JPEG", quality=quality, optimize=True)
        return out.getvalue()

    def _paint(self, points: list[Point], colour: Colour, blur: float, alpha: float) -> None:
        mask, pen, (left, top) = self._mask(points, blur)
        pen.polygon([(x - left, y - top) for x, y in points], fill=round(255 * alpha))
        self._through(mask, (left, top), colour, blur)

    def _mask(
        self, points: Sequence[Point], blur: float
    ) -> tuple[Image.Image, ImageDraw.ImageDraw, tuple[int, int]]:
        """Make an empty mask just large enough: a whole picture's mask for each hair costs a second."""
        room = 3 * blur * SCALE + 4
        left, top = (max(0, int(min(side) - room)) for side in zip(*points, strict=True))
        right, bottom = (int(max(side) + room) for side in zip(*points, strict=True))
        width, height = min(right, self.image.width) - left, min(bottom, self.image.height) - top
        mask = Image.new("L", (max(1, width), max(1, height)))
        return mask, ImageDraw.Draw(mask), (left, top)

    def _through(self, mask: Image.Image, at: tuple[int, int], colour: Colour, blur: float) -> None:
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE))
        self.image.paste(colour, (*at, at[0] + mask.width, at[1] + mask.height), mask)


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 12) -> list[Point]:
    """Put a Catmull-Rom curve through the points."""
    count = len(points)
    curve: list[Point] = []
    for at in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(at + shift) % count] for shift in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(at + shift, 0), count - 1)] for shift in (-1, 0, 1, 2))
        curve += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def mirrored(points: Sequence[Point], axis: float) -> list[Point]:
    """Reflect the points and turn their order, so that a half outline can be closed with its mirror."""
    return [(2 * axis - x, y) for x, y in reversed(points)]


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Mix `share` of the other colour into one."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    return _blend(a[0], b[0], c[0], d[0], t), _blend(a[1], b[1], c[1], d[1], t)


def _blend(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
