"""PDF files: pdfium reads the characters and rules, pdfplumber finds tables, OCR reads the pages that have no text worth keeping."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pypdfium2 as pdfium

from pipeline.loaders.base import Encrypted, LoadError, Reading, is_blank
from pipeline.loaders.pdf.page import read_page
from pipeline.loaders.pdf.repair import is_readable, repair
from pipeline.loaders.pdf.scans import read_scans
from pipeline.loaders.printed.assemble import Assembler, PageRead
from pipeline.loaders.printed.furniture import set_apart
from pipeline.options import Options

_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read_pdf(data: bytes, options: Options) -> Reading:
    """Read a PDF: paragraphs, tables as rows, footnotes behind their page's text; every line with its page and place.

    Page numbers, running heads and signatures' stamps are set apart. A page whose text layer is missing or damaged is read by OCR
    where that is installed; else it is left out and a warning says so.

    Raises:
        Encrypted: it has a password.
        NeedsTool: no page has readable text and OCR is not installed.
        LoadError: it is damaged, empty or has too many pages.
    """
    with _opened(data, options) as document:
        pages = _text_pages(document)
        warnings = repair(pages)
        scans = [page for page in pages if not is_readable(page)]
        if scans:
            kept = () if len(scans) == len(pages) else warnings
            warnings = kept + read_scans(document, scans, options, len(pages))
    apart = set_apart([page.page for page in pages])
    reading = Assembler().read(pages)
    if is_blank(reading.text):
        raise LoadError("pdf_blank")
    readers = {page.reader for page in pages} - {"none"}
    return replace(reading, warnings=warnings, apart=apart, loader="+".join(["pdf", *sorted(readers - {"text"})]))


@contextmanager
def _opened(data: bytes, options: Options) -> Iterator["pdfium.PdfDocument"]:
    """The document, opened with the first password that fits."""
    document = None
    for password in (None, *options.passwords):
        try:
            document = pdfium.PdfDocument(data, password=password)
            break
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) != _PASSWORD:
                raise LoadError("pdf_damaged") from None
    if document is None:
        raise Encrypted(options.passwords)
    try:
        if not len(document):
            raise LoadError("pdf_no_pages")
        if len(document) > options.limits.pages:
            raise LoadError("pdf_pages", n=len(document), limit=options.limits.pages)
        yield document
    finally:
        document.close()


def _text_pages(document: "pdfium.PdfDocument") -> list[PageRead]:
    out = []
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            raise LoadError("pdf_page_damaged", page=index + 1) from None
        try:
            out.append(read_page(page, index + 1))
        finally:
            page.close()
    return out
