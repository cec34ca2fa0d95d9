"""Images of pages made ready for reading: stamps faded, lines level."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    Pixels = np.ndarray[Any, np.dtype[np.uint8]]

DPI = 200
"""Dots per inch that pages are rendered with. At 300 Tesseract drops the tone above a circumflex (`kiêm` for `kiểm`) more often."""

MAX_SIDE = 6_000
"""Pixels of the longer side at most: a plan of A0 at 200 dpi has 9,400 and is not read better."""

_STEP = 0.1
_WIDEST = 3.0
_LEVEL = 0.15
"""Degrees below which lines are level enough."""

_SMALL = 900

_BRIGHT = 110
_RED = 40
"""How much more red than green and blue a pixel has that belongs to a stamp. Paper and ink that have yellowed are below 30."""


_SHADOW = 90
_EDGE_SHARE = 0.1
_BULK = 9
"""Pixels of the smallest dark square that belongs to a scanner's edge; strokes of letters are 3 to 6 wide."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A grey image, its pixels per point, and the angle in degrees by which it was turned to make its lines level; `source` as it came."""

    image: "Image"
    scale: float
    angle: float
    source: "Image"

    def colours(self) -> "Image":
        """The page in its colours, level as the grey image."""
        rgb = self.source.convert("RGB")
        return rgb.rotate(self.angle, fillcolor=(255, 255, 255)) if self.angle else rgb

    def on_page(self, x: float, y: float) -> tuple[float, float]:
        """A place in the image as points on the page."""
        if self.angle:
            cx, cy = self.image.width / 2, self.image.height / 2
            a = math.radians(self.angle)
            dx, dy = x - cx, y - cy
            x, y = cx + dx * math.cos(a) - dy * math.sin(a), cy + dx * math.sin(a) + dy * math.cos(a)
        return x / self.scale, y / self.scale


def prepare(image: "Image", scale: float) -> PageImage:
    """The red channel of a page, level. In it a red stamp is nearly as white as paper; what is left of it is made white.

    `scale` is pixels per point.
    """
    from PIL import Image as Images  # noqa: PLC0415  (only where OCR runs)

    grey = _without_edges(_without_red(image.convert("RGB")))
    angle = _skew(grey)
    if abs(angle) < _LEVEL:
        return PageImage(grey, scale, 0.0, image)
    return PageImage(grey.rotate(angle, resample=Images.Resampling.BICUBIC, fillcolor=255), scale, angle, image)


def _without_red(image: "Image") -> "Image":
    """The red channel with bright red pixels white. Letters under the stamp are dark in the red channel and stay, reddish as they are."""
    from PIL import ImageChops  # noqa: PLC0415

    red, green, blue = image.split()
    stamp = ImageChops.subtract(red, ImageChops.lighter(green, blue)).point(lambda value: 255 if value > _RED else 0)
    bright = red.point(lambda value: 255 if value > _BRIGHT else 0)
    return ImageChops.lighter(red, ImageChops.darker(stamp, bright))


def _without_edges(image: "Image") -> "Image":
    """The black that a scanner shows beside the paper, white: dark areas at the image's edge that are wider than any letter."""
    import numpy as np  # noqa: PLC0415
    from PIL import Image as Images  # noqa: PLC0415
    from scipy import ndimage  # noqa: PLC0415

    dark = np.asarray(image) < _SHADOW
    if max(dark[0].mean(), dark[-1].mean(), dark[:, 0].mean(), dark[:, -1].mean()) < _EDGE_SHARE:
        return image
    bulk = ndimage.binary_opening(dark, structure=np.ones((_BULK, _BULK), dtype=bool))
    labels, _ = ndimage.label(bulk)
    outside = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    area = np.isin(labels, outside[outside > 0])
    pixels = np.array(image)
    pixels[ndimage.maximum_filter(area, 7)] = 255
    return Images.fromarray(pixels)


def _skew(image: "Image") -> float:
    """Degrees to turn the image (against the clock) until its lines are level: rows of pixels are then full or empty."""
    import numpy as np  # noqa: PLC0415

    small = image.copy()
    small.thumbnail((_SMALL, _SMALL))
    ink = np.asarray(small, dtype=np.uint8) < 128
    ys, xs = np.nonzero(ink)
    if len(ys) < 500:
        return 0.0

    def sharpness(angle: float) -> float:
        # Where a row goes when the image is turned by the angle: no need to turn the pixels.
        rows = np.round(ys - xs * math.tan(math.radians(angle))).astype(np.int64)
        counts = np.bincount(rows - rows.min())
        return float((counts.astype(np.float64) ** 2).sum())

    coarse = max(np.arange(-_WIDEST, _WIDEST + 0.01, 0.5), key=sharpness)
    return float(max(np.arange(coarse - 0.4, coarse + 0.41, _STEP), key=sharpness))
