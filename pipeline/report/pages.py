"""Pictures of a PDF's pages, with boxes around what was read."""

import base64
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from pipeline.loaders import LoadError, Options
from pipeline.loaders.load import bytes_of, load_bytes
from pipeline.report.shown import Shown
from schemas import Box, DocumentRecord, SourceText

DPI = 100
_QUALITY = 60


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: `source` is a data address, `width` and `height` are points, as the boxes are."""

    number: int
    source: str
    width: float
    height: float
    boxes: tuple[tuple[str, str, Box], ...]
    """Kind (t, c, a), id of the record, and where it stands."""


@dataclass(frozen=True, slots=True)
class PageImages:
    """Pictures of a document, or the reason why there are none."""

    pictures: tuple[Picture, ...] = ()
    reason: str = ""


def page_images(record: DocumentRecord, key: str, shown: Shown) -> PageImages | None:
    """Pictures of the pages, None for a document that is no PDF; `key` is the document's id in the page.

    The very file has to be where it was read. Boxes are left out where it is read differently today: they would stand at the wrong words.
    """
    if record.document.source_format != "pdf":
        return None
    path, options = record.document.source_path, Options()
    try:
        data = bytes_of(path, options)
        if hashlib.sha256(data).hexdigest() != record.document.sha256:
            return PageImages(reason=shown.t("document.changed"))
        return PageImages(_pictures(data, load_bytes(data, path, options), record, key))
    except LoadError as error:
        return PageImages(reason=error.tell(shown.lang))
    except pypdfium2.PdfiumError as error:
        return PageImages(reason=str(error))


def _pictures(data: bytes, source: SourceText, record: DocumentRecord, key: str) -> tuple[Picture, ...]:
    boxes = _boxes(source, record, key[1:]) if source.text == record.text else []
    pdf = pypdfium2.PdfDocument(data)
    try:
        return tuple(_picture(pdf, number, [one for one in boxes if one[2].page == number + 1]) for number in range(len(pdf)))
    finally:
        pdf.close()


def _boxes(source: SourceText, record: DocumentRecord, k: str) -> list[tuple[str, str, Box]]:
    """Boxes of tasks, citations and agencies: the larger ones first, so that the smaller lie on top and can be chosen."""
    ids = list(dict.fromkeys(row.agency_id for row in record.agency_mentions))
    counts = {one: sum(row.agency_id == one for row in record.agency_mentions) for one in ids}
    order = {one: n for n, one in enumerate(sorted(ids, key=lambda one: -counts[one]), 1)}
    found = [("t", f"rt{k}-{n}", row.start, row.end) for n, row in enumerate(record.tasks, 1)]
    found += [("c", f"rc{k}-{n}", row.start, row.end) for n, row in enumerate(record.citations, 1)]
    found += [("a", f"ra{k}-{order[row.agency_id]}", row.start, row.end) for row in record.agency_mentions]
    return [(kind, entry, box) for kind, entry, start, end in found for box in source.boxes(start, end)]


def _picture(pdf: pypdfium2.PdfDocument, number: int, boxes: Sequence[tuple[str, str, Box]]) -> Picture:
    page = pdf[number]
    try:
        width, height = page.get_size()
        image = page.render(scale=DPI / 72, grayscale=True).to_pil()
    finally:
        page.close()
    stream = io.BytesIO()
    image.save(stream, "WEBP", quality=_QUALITY)
    source = f"data:image/webp;base64,{base64.b64encode(stream.getvalue()).decode('ascii')}"
    return Picture(number + 1, source, width, height, tuple(boxes))
