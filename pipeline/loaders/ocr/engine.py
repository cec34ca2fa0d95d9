"""Tesseract in this process, and the second reader that numbers are checked with. Both are loaded when the first page needs them."""

import importlib.util
import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.loaders.base import NeedsTool

if TYPE_CHECKING:
    import tesserocr
    from PIL.Image import Image

INSTALL = "pip install 'vnplans[ocr]' and apt-get install tesseract-ocr-vie"

_LANGUAGE = "vie"
_BEST = 1  # PIL's LANCZOS, without loading PIL where no page is read
_DATA_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata",
)  # fmt: skip


@cache
def is_installed() -> bool:
    """Can pages be read by OCR here?"""
    return importlib.util.find_spec("tesserocr") is not None and data_folder() is not None


@cache
def has_second_reader() -> bool:
    """Is the second reader here? Without it, only Tesseract's own doubts are flagged."""
    return importlib.util.find_spec("trueocr") is not None


@cache
def data_folder() -> str | None:
    """Where the language data lies; nothing is downloaded. TESSDATA_PREFIX counts first, as for Tesseract itself."""
    named = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(named), Path(named, "tessdata")] if named else []
    for pattern in _DATA_FOLDERS:
        folders.extend(sorted(Path("/").glob(pattern.lstrip("/")), reverse=True))
    return next((str(folder) for folder in folders if (folder / f"{_LANGUAGE}.traineddata").exists()), None)


@cache
def tesseract() -> "tesserocr.PyTessBaseAPI":
    """Tesseract for Vietnamese; one for the process, since loading takes half a second.

    Raises:
        NeedsTool: it or its language data is not installed.
    """
    if not is_installed():
        raise NeedsTool("ocr_missing", INSTALL)
    # Its threads wait for each other more than they work: one is three times as fast as all.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    import tesserocr  # noqa: PLC0415  (optional, and it loads 20 MB)

    return tesserocr.PyTessBaseAPI(path=data_folder(), lang=_LANGUAGE, psm=tesserocr.PSM.AUTO)


@dataclass(frozen=True, slots=True)
class SecondLine:
    """A line as the second reader saw it: its box in pixels and its words."""

    box: tuple[int, int, int, int]
    text: str


@cache
def _second() -> Any:
    import trueocr  # noqa: PLC0415  (optional, and it loads onnxruntime)

    return trueocr.TrueOCR(trueocr.OCRConfig(threads=1, auto_rotate=False))


def read_again(image: "Image", shrink: float = 1.0) -> list[SecondLine]:
    """What the second reader sees on a page, made smaller or not; nothing where it is not installed. Boxes are those of `image`."""
    if not has_second_reader():
        return []
    size = (round(image.width * shrink), round(image.height * shrink))
    lines = _second().predict(image if shrink == 1.0 else image.resize(size, resample=_BEST)).lines
    return [SecondLine(_box(line["bbox"], shrink), unicodedata.normalize("NFC", line["text"])) for line in lines]


def _box(values: Sequence[float], shrink: float) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (int(value / shrink) for value in values)
    return x0, y0, x1, y1
