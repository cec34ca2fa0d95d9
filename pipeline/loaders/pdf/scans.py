"""Pages without readable text: OCR where it is installed, a clear word where it is not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.loaders.base import LoadError, NeedsTool
from pipeline.loaders.ocr import INSTALL, is_installed
from pipeline.loaders.ocr.image import DPI, MAX_SIDE
from pipeline.loaders.ocr.page import read_page_image
from pipeline.loaders.ocr.settle import settle_document
from pipeline.loaders.printed.assemble import PageRead
from pipeline.loaders.pulse import alive
from pipeline.loaders.syllables import quality
from pipeline.messages_warnings import ranges, warned
from pipeline.options import Options

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_POINTS = 72
_DOUBTS = 0.85


def read_scans(document: "pdfium.PdfDocument", scans: Sequence[PageRead], options: Options, pages: int) -> tuple[str, ...]:
    """Read pages by OCR in place. Returns warnings.

    Raises:
        NeedsTool: all pages are scans and OCR is not installed or not wanted.
        LoadError: more pages need OCR than the limits allow.
    """
    for scan in scans:
        scan.page.lines, scan.reader = [], "none"
    if not options.ocr or not is_installed():
        if len(scans) == pages:
            raise NeedsTool("pdf_needs_ocr", INSTALL)
        return (_about("pages_unread", scans),)
    if len(scans) > options.limits.ocr_pages:
        raise LoadError("ocr_pages", n=len(scans), limit=options.limits.ocr_pages)
    for scan in scans:
        alive()
        _read_scan(document, scan)
    settle_document([line for scan in scans for line in scan.page.lines])
    for scan in scans:
        scan.quality = quality("\n".join(line.text for line in scan.page.lines))
    poor = [scan for scan in scans if scan.quality is not None and scan.quality < _DOUBTS]
    return (_about("ocr_pages", scans), *((_about("ocr_poor", poor),) if poor else ()))


def _read_scan(document: "pdfium.PdfDocument", scan: PageRead) -> None:
    page = document[scan.page.number - 1]
    try:
        scale = min(DPI / _POINTS, MAX_SIDE / max(scan.page.width, scan.page.height))
        image = page.render(scale=scale).to_pil()
    finally:
        page.close()
    found = read_page_image(image, scale, scan.page.number)
    scan.page.lines, scan.tables, scan.page.apart = found.lines, found.tables, found.apart
    scan.reader = "ocr" if scan.page.lines else "none"


def _about(code: str, scans: Sequence[PageRead]) -> str:
    return warned(code, pages=ranges(scan.page.number for scan in scans))
