"""What can be read here, and what to install for the rest."""

from dataclasses import dataclass

from pipeline.loaders.ocr import INSTALL as OCR
from pipeline.loaders.ocr import is_installed
from pipeline.loaders.office import INSTALL as OFFICE
from pipeline.loaders.office import program


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its key, the endings of its files, and if it is read here.

    `missing` is what is not read before `install` is done: `all`, `scans` (pages without text), `numbers` (automatic numbers, and
    documents older than Word 97); empty where nothing is.
    """

    name: str
    suffixes: tuple[str, ...]
    readable: bool = True
    missing: str = ""
    install: str = ""


def formats() -> tuple[Format, ...]:
    """All formats, with what this machine has."""
    office, ocr = program() is not None, is_installed()
    return (
        Format("txt", (".txt",)),
        Format("md", (".md",)),
        Format("html", (".html", ".htm")),
        Format("mhtml", (".mht", ".mhtml")),
        Format("docx", (".docx", ".docm")),
        Format("doc", (".doc",), True, "" if office else "numbers", "" if office else OFFICE),
        Format("wordml", (".xml",)),
        Format("rtf", (".rtf",)),
        Format("odt", (".odt",)),
        Format("pdf", (".pdf",), True, "" if ocr else "scans", "" if ocr else OCR),
        Format("image", (".tif", ".jpg", ".png", ".gif", ".bmp", ".webp"), ocr, "" if ocr else "all", "" if ocr else OCR),
        Format("zip", (".zip",)),
    )
