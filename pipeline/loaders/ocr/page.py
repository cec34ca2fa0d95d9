"""An image of a page to printed lines, with the same shape as those of a text layer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.loaders.ocr.engine import SecondLine, read_again, tesseract
from pipeline.loaders.ocr.image import DPI, PageImage, prepare
from pipeline.loaders.ocr.lines import ScanLine, columns, level_heights, read_lines
from pipeline.loaders.ocr.markers import note_markers
from pipeline.loaders.ocr.quarters import settle_quarters
from pipeline.loaders.ocr.rules import take_rules
from pipeline.loaders.ocr.stamps import frames, set_stamps_apart, wash
from pipeline.loaders.ocr.words import DOUBTFUL, Word, blank_illegible, drop_specks, is_word, settle
from pipeline.loaders.printed.lines import Glyph, PrintedLine, Seen, line_of, split_at_gaps
from pipeline.loaders.printed.tables import FoundTable, Rectangle
from pipeline.loaders.syllables import quality

if TYPE_CHECKING:
    from PIL.Image import Image

OCR = "ocr"

_HEAD_LINES = 14
_SMALLER = 0.6
"""The second reader sees a page in two sizes: of 200 and 120 dots per inch. Where both and Tesseract agree, marks are seldom wrong."""

_ENOUGH = 2
_UNSURE = 60.0
_TOUCH, _SAME = 0.3, 0.5
_TURNS = (90, 270, 180)
_READABLE = 0.6
"""Share of well-formed syllables below which the page may lie on its side."""

_NOISE = 45.0
"""Confidence below which a line without a syllable is taken for a stamp, a signature or dirt."""


@dataclass(frozen=True, slots=True)
class Recognized:
    """What was read on an image: lines whose marks are not settled yet, ruled tables, words of stamps. Places are points on the page."""

    lines: list[PrintedLine]
    tables: list[FoundTable]
    apart: list[str]


def read_page_image(image: "Image", scale: float, number: int) -> Recognized:
    """Read the image of a page. `scale` is pixels per point; places come back in points on the page as it was given.

    A page that lies on its side is turned until it can be read; its lines then have the places of the turned page.
    """
    found = _read(prepare(image, scale), number)
    share = _share(found.lines)
    if share is None or share >= _READABLE:
        return found
    for turn in _TURNS:
        other = _read(prepare(image.rotate(turn, expand=True), scale), number)
        if (_share(other.lines) or 0.0) >= _READABLE:
            return other
    return found


def _share(lines: list[PrintedLine]) -> float | None:
    return quality("\n".join(line.text for line in lines))


def _read(page: PageImage, number: int) -> Recognized:
    clean, tables, edges = take_rules(page.image, page.scale)
    stamps = frames(edges, page) if number == 1 else []
    clean, black = wash(clean, page, stamps)
    api = tesseract()
    api.SetImage(clean)
    api.SetSourceResolution(DPI)
    api.Recognize()
    found = [part for line in read_lines(api) for part in columns(line)]
    again, smaller = read_again(clean), read_again(clean, _SMALLER)
    apart = set_stamps_apart(found, black, page.scale)
    if apart:
        found = [line for line in found if line.words]
        again = [line for line in again if not any(_holds(stamp, line.box) for stamp in black)]
    tables = [
        table for table in tables if not (apart or len(black) < len(stamps)) or not any(_covers(stamp, table.box) for stamp in stamps)
    ]
    level_heights(found)
    found.extend(_missed(again, found, tables))
    seen, seen_smaller = _beside(found, again), _beside(found, smaller)
    out: list[PrintedLine] = []
    for i, line in enumerate(found):
        second, third = seen[id(line)], seen_smaller[id(line)]
        if not second and _is_noise(line):
            continue
        settle(line.words, second, third)
        if number == 1 and i < _HEAD_LINES:
            blank_illegible(line.words, second, third)
        settle_quarters(line.words, second, third)
        note_markers(line.words, second, third)
        drop_specks(line.words, second, third)
        if line.words and not (again and not second and _is_dirt(line)):
            out.extend(_printed(line, page, number))
    return Recognized(out, [_placed(table, page) for table in tables], apart)


def _placed(table: FoundTable, page: PageImage) -> FoundTable:
    """A table's cells as points on the page. They are told from those that touch by the middles of their sides."""

    def shown(box: Rectangle) -> Rectangle:
        x0, y0, x1, y1 = box
        left, right = page.on_page(x0, (y0 + y1) / 2)[0], page.on_page(x1, (y0 + y1) / 2)[0]
        return left, page.on_page((x0 + x1) / 2, y0)[1], right, page.on_page((x0 + x1) / 2, y1)[1]

    return FoundTable([shown(cell) for cell in table.cells], shown(table.box))


def _missed(again: Sequence[SecondLine], found: Sequence[ScanLine], tables: Sequence[FoundTable]) -> Iterator[ScanLine]:
    """Lines that only the second reader saw, such as a name under a stamp or a number alone in a cell. Each word is doubtful."""
    for other in again:
        texts = other.text.split()
        syllables = sum(is_word(text) for text in texts)
        plain = syllables >= _ENOUGH and syllables >= len(texts) - 1
        number = other.text.strip().isdigit() and _is_alone(other, found, tables)
        if not (plain or number) or any(_touch(line.box, other.box) for line in found):
            continue
        step = (other.box[2] - other.box[0]) / len(other.text)
        line, at = ScanLine(other.box), float(other.box[0])
        for text in texts:
            glyphs = [Glyph(c, at + i * step, at + (i + 1) * step) for i, c in enumerate(text)]
            line.words.append(Word(glyphs, 0.0, DOUBTFUL))
            at += (len(text) + 1) * step
        yield line


def _is_alone(other: SecondLine, found: Sequence[ScanLine], tables: Sequence[FoundTable]) -> bool:
    """Does a line stand in a cell of a table in which there is nothing else? In one with words a `1` is what is left of a rule."""
    cell = next((cell for table in tables for cell in table.cells if _holds(cell, other.box)), None)
    return cell is not None and not any(_touch(_whole(cell), line.box) for line in found)


def _whole(cell: Rectangle) -> tuple[int, int, int, int]:
    return int(cell[0]), int(cell[1]), int(cell[2]), int(cell[3])


def _covers(stamp: Rectangle, table: Rectangle) -> bool:
    return stamp[0] < table[2] and table[0] < stamp[2] and stamp[1] < table[3] and table[1] < stamp[3]


def _holds(outer: Rectangle, box: tuple[int, int, int, int]) -> bool:
    return outer[0] <= box[0] and outer[1] <= box[1] and box[2] <= outer[2] and box[3] <= outer[3]


def _touch(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
    return _overlap(a[1], a[3], b[1], b[3]) > _TOUCH and _overlap(a[0], a[2], b[0], b[2]) > _TOUCH


def _is_noise(line: ScanLine) -> bool:
    sure = max(word.confidence for word in line.words)
    return sure < _NOISE or (len(line.words) <= 2 and not any(c.isalnum() for word in line.words for c in word.text))


def _is_dirt(line: ScanLine) -> bool:
    """A line that only Tesseract saw and that holds hardly a word: what is left of a stamp or of a rule."""
    known = sum((is_word(word.text) and len(word.text) > 1) or word.text.isdigit() for word in line.words)
    return 2 * known < len(line.words) or sum(word.confidence for word in line.words) < _UNSURE * len(line.words)


def _beside(found: Sequence[ScanLine], again: Sequence[SecondLine]) -> dict[int, str]:
    """The second reader's words for each line. It may see the columns of a head as lines of their own, or as one."""
    parts: dict[int, list[SecondLine]] = {id(line): [] for line in found}
    for other in again:
        near = {
            id(line): abs(line.box[1] + line.box[3] - other.box[1] - other.box[3])
            for line in found
            if _overlap(line.box[1], line.box[3], other.box[1], other.box[3]) > _SAME
            and _overlap(line.box[0], line.box[2], other.box[0], other.box[2]) > _SAME
        }
        for line_id, distance in near.items():
            if distance <= min(near.values()) + _SAME * (other.box[3] - other.box[1]):
                parts[line_id].append(other)
    return {key: " ".join(other.text for other in sorted(lines, key=lambda other: other.box[0])) for key, lines in parts.items()}


def _overlap(a0: int, a1: int, b0: int, b1: int) -> float:
    """Share of the shorter of two stretches that lies in the other."""
    return (min(a1, b1) - max(a0, b0)) / max(min(a1 - a0, b1 - b0), 1)


def _printed(line: ScanLine, page: PageImage, number: int) -> Iterator[PrintedLine]:
    """A line on the page, in parts where it crosses columns, with its words' doubts."""
    height = float(line.box[3] - line.box[1])
    glyphs: list[Glyph] = []
    owner: dict[int, Word] = {}
    for word in line.words:
        if glyphs:
            glyphs.append(Glyph(" ", glyphs[-1].x1, glyphs[-1].x1))
        for glyph in word.glyphs:
            owner[id(glyph)] = word
            glyphs.append(glyph)
    for part in split_at_gaps(glyphs, height):
        middle = (line.box[1] + line.box[3]) / 2
        placed = [Glyph(g.text, page.on_page(g.x0, middle)[0], page.on_page(g.x1, middle)[0]) for g in part]
        y = page.on_page(part[0].x0, middle)[1]
        made = line_of(placed, y - height / 2 / page.scale, y + height / 2 / page.scale, number)
        if made is None:
            continue
        kept = _stripped(part)
        made.doubts.append((0, len(made.text), OCR, ""))
        if len(kept) == len(made.text):
            made.doubts.extend((a, b, word.flag, word.note) for a, b, word in _ranges(kept, owner) if word.flag)
            made.readings.extend(Seen(a, b, word.confidence, tuple(word.readings)) for a, b, word in _ranges(kept, owner))
        yield made


def _stripped(glyphs: list[Glyph]) -> list[Glyph]:
    first = next((i for i, glyph in enumerate(glyphs) if glyph.text.strip()), 0)
    last = next((i for i in range(len(glyphs), 0, -1) if glyphs[i - 1].text.strip()), 0)
    return glyphs[first:last]


def _ranges(glyphs: list[Glyph], owner: dict[int, Word]) -> Iterator[tuple[int, int, Word]]:
    """Each word once, as a range of the line."""
    start = 0
    while start < len(glyphs):
        word = owner.get(id(glyphs[start]))
        end = start + 1
        while word is not None and end < len(glyphs) and owner.get(id(glyphs[end])) is word:
            end += 1
        if word is not None:
            yield start, end, word
        start = end
