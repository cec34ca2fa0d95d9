"""Pages without readable text: OCR where it is installed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.loaders.base import NeedsTool
from pipeline.loaders.options import Options
from pipeline.loaders.pdf.assemble import PageRead

if TYPE_CHECKING:
    import pypdfium2 as pdfium

INSTALL = "pip install 'vnplans[ocr]' and apt-get install tesseract-ocr-vie"


def read_scans(document: "pdfium.PdfDocument", scans: Sequence[PageRead], options: Options, pages: int) -> tuple[str, ...]:
    """Read pages by OCR in place. Returns what to tell people.

    Raises:
        NeedsTool: all pages are scans and OCR is not installed.
    """
    for scan in scans:
        scan.page.lines, scan.reader = [], "none"
    listed = ", ".join(str(scan.page.number) for scan in scans[:10]) + (" …" if len(scans) > 10 else "")
    if len(scans) == pages:
        raise NeedsTool("the PDF is a scan and needs OCR", INSTALL)
    return (f"pages without readable text, left out: {listed}; OCR may read them: {INSTALL}",)
