"""What all pictures have in common: colours, fonts, saving."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import Colormap
from matplotlib.figure import Figure

from pipeline.plot.picture import Picture

# Okabe and Ito's colours stay apart for people with any colour vision; a hatch or a mark says the same again.
BLUE, ORANGE, GREEN, RED, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#999999"
INK, FAINT = "#1b1f24", "#d0d7de"


# DejaVu Sans, which comes with matplotlib, has all Vietnamese letters. In SVG letters are drawn as paths, so that they look the same where
# the font is missing; PDF embeds it.
_SETTINGS: Any = {
    "font.family": "DejaVu Sans", "font.size": 9, "axes.titlesize": 11, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": INK, "text.color": INK, "pdf.fonttype": 42,
    "svg.hashsalt": "vnplans", "text.parse_math": False, "hatch.linewidth": 0.6, "figure.dpi": 150,
}  # fmt: skip


def new_figure(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure of inches with one pair of axes."""
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots()


def settings() -> "mpl.RcParams":
    """matplotlib's defaults with ours, for `with mpl.rc_context(settings())`: what a user's own file says does not count."""
    made = mpl.RcParams(mpl.rcParamsDefault)
    made.update(_SETTINGS)
    return made


def colours() -> Colormap:
    """A scale that grows evenly darker for all eyes and in print."""
    return mpl.colormaps["cividis_r"]


def letters_on(share: float) -> str:
    """Colour of letters on the scale's colour at `share` (0 to 1): the one of ink and white that stands out more."""
    luminance = sum(weight * _linear(part) for weight, part in zip((0.2126, 0.7152, 0.0722), colours()(share), strict=False))
    return "white" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.06 else INK


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def note(figure: Figure, lines: Sequence[str]) -> None:
    """Small print below the picture."""
    if lines:
        figure.supxlabel("\n".join(lines), fontsize=7.5, x=0.01, ha="left", color=INK)


def save(figure: Picture, file: Path) -> None:
    """Write the figure; the suffix says the format. The same figure gives the same bytes. Raises OSError."""
    metadata = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}, ".png": {"Software": None}}[file.suffix.lower()]
    with TemporaryDirectory(prefix=".vnplans-", dir=file.parent) as scratch:
        made = Path(scratch, file.name)
        figure.savefig(made, metadata=metadata, dpi=200)
        made.replace(file)
