"""Files that real programs make for the tests: LibreOffice, reportlab, an image of a page."""

import io
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.loaders.office import program

_FONTS = (
    "dejavu/DejaVuSerif.ttf",
    "liberation/LiberationSerif-Regular.ttf",
    "liberation2/LiberationSerif-Regular.ttf",
    "dejavu/DejaVuSans.ttf",
)
SIZE, LEADING, LEFT, TOP = 13, 19, 85, 780


@cache
def font_file() -> Path:
    """A font with Vietnamese letters; the test is skipped where there is none."""
    for name in _FONTS:
        path = Path("/usr/share/fonts/truetype", name)
        if path.exists():
            return path
    pytest.skip("no font with Vietnamese letters is installed")


@cache
def font() -> str:
    """The name under which that font is registered."""
    pdfmetrics.registerFont(TTFont("Vn", str(font_file())))
    return "Vn"


def converted(data: bytes, suffix: str, to: str) -> bytes:
    """A document in another format, by LibreOffice; the test is skipped where it is not installed."""
    office = program()
    if office is None:
        pytest.skip("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a" + suffix)
        source.write_bytes(data)
        command = [
            office,
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            to,
            "--outdir",
            folder,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Path(folder, "a." + to.split(":")[0]).read_bytes()


def canvas() -> tuple[Canvas, io.BytesIO]:
    """An empty page of A4 and where its bytes go."""
    out = io.BytesIO()
    made = Canvas(out, pagesize=A4)
    made.setFont(font(), SIZE)
    return made, out


def write(made: Canvas, text: str, x: float = LEFT, y: float = TOP, size: float = SIZE) -> None:
    """A line at a place, in points from the page's lower left corner."""
    made.setFont(font(), size)
    made.drawString(x, y, text)


def grid(made: Canvas, xs: list[float], ys: list[float]) -> None:
    """The rules of a table."""
    for x in xs:
        made.line(x, ys[0], x, ys[-1])
    for y in ys:
        made.line(xs[0], y, xs[-1], y)
