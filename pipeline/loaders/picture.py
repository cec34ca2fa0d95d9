"""Scans as pictures (.tif, .jpg, .png, …): each frame is a page."""

import io
import struct
from typing import TYPE_CHECKING

from pipeline.loaders.base import LoadError, NeedsTool, Reading, is_blank
from pipeline.loaders.ocr import INSTALL, is_installed
from pipeline.loaders.ocr.image import DPI
from pipeline.loaders.ocr.page import read_page_image
from pipeline.loaders.ocr.settle import settle_document
from pipeline.loaders.printed.assemble import Assembler, PageRead
from pipeline.loaders.printed.furniture import set_apart
from pipeline.loaders.printed.page import PrintedPage
from pipeline.loaders.pulse import alive
from pipeline.loaders.syllables import quality
from pipeline.messages_warnings import ranges, warned
from pipeline.options import Options

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72
_LOWEST, _HIGHEST = 100, 600
_MAX_PIXELS = 100_000_000
"""Pixels of a page at most: A3 at 600 dpi has 70 million."""

_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error)
"""What Pillow raises on damaged pictures: on one without a size, a TypeError."""


def read_picture(data: bytes, options: Options) -> Reading:
    """Read a picture by OCR.

    Raises:
        NeedsTool: OCR is not installed or not wanted.
        LoadError: the picture is damaged, too large or shows no text.
    """
    if not options.ocr or not is_installed():
        raise NeedsTool("picture_needs_ocr", INSTALL)
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError  # noqa: PLC0415  (only where OCR runs)

    pages: list[PageRead] = []
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                raise LoadError("picture_pixels", n=picture.width * picture.height, limit=_MAX_PIXELS)
            for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
                if number > options.limits.ocr_pages:
                    raise LoadError("picture_pages", limit=options.limits.ocr_pages)
                alive()
                # A telephone held upright writes a picture that lies on its side, and says so.
                pages.append(_page(ImageOps.exif_transpose(frame), number))
    except (UnidentifiedImageError, Image.DecompressionBombError, *_BROKEN) as error:
        raise LoadError("picture_damaged", detail=str(error)) from None
    settle_document([line for page in pages for line in page.page.lines])
    apart = set_apart([page.page for page in pages])
    reading = Assembler().read(pages)
    if is_blank(reading.text):
        raise LoadError("picture_blank")
    return Reading(
        reading.text, pages=reading.pages, lines=reading.lines, cells=reading.cells, marks=reading.marks, apart=apart, loader="image+ocr",
        warnings=(warned("ocr_pages", pages=ranges(range(1, len(pages) + 1))),),
    )  # fmt: skip


def _page(frame: "Image", number: int) -> PageRead:
    """One frame. Its resolution may be missing or nonsense: then it counts as 200 dots per inch."""
    stated = frame.info.get("dpi", (DPI, DPI))[0]
    dpi = float(stated) if _LOWEST <= float(stated) <= _HIGHEST else float(DPI)
    scale = dpi / _POINTS
    found = read_page_image(frame.convert("RGB"), scale, number)
    page = PrintedPage(number, frame.width / scale, frame.height / scale, found.lines, apart=found.apart)
    share = quality("\n".join(line.text for line in found.lines))
    return PageRead(page, found.tables, reader="ocr" if found.lines else "none", quality=share)
