"""Are the words under the boxes of a mention those of the mention? Asked of pdfium for text layers, of Tesseract's own words for scans."""

import random
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium

from extractors.document import read_document
from pipeline.loaders.legacy.tables import from_tcvn3
from pipeline.loaders.ocr.engine import tesseract
from pipeline.loaders.ocr.image import DPI, prepare
from pipeline.loaders.ocr.lines import read_lines
from pipeline.loaders.ocr.rules import take_rules
from pipeline.loaders.ocr.words import bare
from schemas import Box, SourceText

MENTIONS = 1_000
"""Mentions that are drawn of each kind of file."""

_POINTS = 72
_EDGE = 1.0
"""Points by which a word's middle may stand outside of a box."""

Loaded = list[tuple[Path, SourceText]]


def boxes(sources: Loaded) -> None:
    """Print how many of 1,000 mentions, drawn at random, have the same words under their boxes; text layers and scans apart."""
    for name, loader in (("text layers", "pdf"), ("scans", "pdf+ocr")):
        mentions = sorted({(path, start, end) for path, source in sources if source.loader == loader for start, end in _spans(source)})
        texts = dict(sources)
        chosen = random.Random(1).sample(mentions, min(MENTIONS, len(mentions)))
        right = sum(_is_right(path, texts[path], start, end) for path, start, end in chosen)
        print(f"words under the boxes of mentions, {name}: the same in {right} of {len(chosen)}")


def _spans(source: SourceText) -> Iterator[tuple[int, int]]:
    """Citations, agencies, tasks and the words behind their deadlines and outputs."""
    reading = read_document(source.text)
    for found in (*reading.citations, *reading.agencies, *reading.tasks):
        yield found.start, found.end
    for task in reading.tasks:
        yield from ((words.start, words.end) for words in task.evidence)


def _is_right(path: Path, source: SourceText, start: int, end: int) -> bool:
    wanted, places = source.text[start:end], source.boxes(start, end)
    scanned = "ocr" in source.loader
    seen = _of_image(path, places) if scanned else _of_text(path, source, places)
    # The readers settle marks and single letters together: Tesseract's words are compared without marks, and one letter in ten may differ.
    good = _near(bare(_letters(wanted)), bare(_letters(seen))) if scanned else _letters(wanted) == _letters(seen)
    if not good:
        print(f"  {path.name}: {wanted!r} but under the box {seen!r}")
    return good


def _letters(text: str) -> str:
    """Letters and digits in small letters; `ƣ`, which a broken font gives for `ư`, is repaired as in the text."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", text)).lower().replace("ƣ", "ư")


def _near(wanted: str, seen: str) -> bool:
    if wanted == seen:
        return True
    same = sum(a == b for a, b in zip(wanted, seen, strict=False))
    return len(wanted) == len(seen) and same >= 0.9 * len(wanted)


def _of_text(path: Path, source: SourceText, places: tuple[Box, ...]) -> str:
    out = []
    with pdfium.PdfDocument(path) as document:
        for box in places:
            page = document[box.page - 1]
            height = page.get_size()[1]
            textpage = page.get_textpage()
            out.append(textpage.get_text_bounded(box.x0 + 0.3, height - box.y1 + 1.5, box.x1 - 0.3, height - box.y0 - 1.5))
    seen = "".join(out)
    decoded = any(warning.startswith("decoded encoding=tcvn3") for warning in source.warnings)
    return from_tcvn3(seen) if decoded else seen  # pdfium gives the codes, the text has the letters


def _of_image(path: Path, places: tuple[Box, ...]) -> str:
    out = []
    for box in places:
        inside = [
            (x, text)
            for x, y, text in _words(path, box.page)
            if box.x0 - _EDGE <= x <= box.x1 + _EDGE and box.y0 - _EDGE <= y <= box.y1 + _EDGE
        ]
        out.extend(text for _, text in sorted(inside))
    return "".join(out)


@cache
def _words(path: Path, number: int) -> list[tuple[float, float, str]]:
    """What Tesseract reads on a page: the middle of each letter, in points, and the letter."""
    with pdfium.PdfDocument(path) as document:
        image = document[number - 1].render(scale=DPI / _POINTS).to_pil()
    page = prepare(image, DPI / _POINTS)
    api = tesseract()
    api.SetImage(take_rules(page.image, page.scale)[0])
    api.SetSourceResolution(DPI)
    api.Recognize()
    out = []
    for line in read_lines(api):
        for word in line.words:
            for glyph in word.glyphs:
                x, y = page.on_page((glyph.x0 + glyph.x1) / 2, sum(word.edges) / 2)
                out.append((x, y, glyph.text))
    return out
