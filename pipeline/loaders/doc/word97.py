"""The inside of a Word 97 file: where its text lies, in which pieces, and what is set for characters and paragraphs.

After Microsoft's [MS-DOC]. The stream `WordDocument` begins with a table of offsets (the FIB); the text stands in pieces of 8-bit or
16-bit characters; properties hang on file offsets, in pages of 512 bytes that end with their number of runs.
"""

import io
import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

import olefile

from pipeline.loaders.base import Encrypted, LoadError
from pipeline.loaders.rows import CellShape, RowShape

T = TypeVar("T")

_MAGIC = 0xA5EC
_OLDER_MAGIC = 0xA5DC  # Word 6 and 95
_PAGE = 512

_FONT, _DELETED, _HIDDEN, _CAPITALS = 0x4A4F, 0x0800, 0x083C, 0x083B
_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END, _LIST = 0x2416, 0x2417, 0x244B, 0x244C, 0x460B
_TABLE, _TABS, _ELSEWHERE = 0xD608, 0xC615, frozenset((0x6645, 0x6646))
_OPERAND_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_CELL_BYTES = 20  # of a cell in a table's definition
_MOST_CELLS = 64


@dataclass(frozen=True, slots=True)
class Look:
    """What is set for a run of characters. `font` is an index into the fonts."""

    font: int | None = None
    unseen: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What is set for a paragraph."""

    in_table: bool = False
    row_end: bool = False
    in_list: bool = False
    row: RowShape | None = None  # of the paragraph that ends a row


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that lie together in the file: `text`, the file offset of the first, and the bytes of each."""

    text: str
    offset: int
    width: int


@dataclass(slots=True)
class Runs(Generic[T]):
    """Values by file offset: `values[i]` holds from `starts[i]` to the next start."""

    starts: list[int] = field(default_factory=list)
    values: list[T] = field(default_factory=list)

    def at(self, offset: int, otherwise: T) -> T:
        """The value at a file offset."""
        found = bisect_right(self.starts, offset) - 1
        return self.values[found] if found >= 0 else otherwise

    def next_start(self, offset: int) -> int:
        """The first start behind a file offset; a very large number behind the last."""
        found = bisect_right(self.starts, offset)
        return self.starts[found] if found < len(self.starts) else 1 << 40


@dataclass(slots=True)
class Word97:
    """A file taken apart. `body` and `footnotes` are lengths in characters: the footnotes stand behind the body."""

    pieces: list[Piece]
    looks: Runs[Look]
    shapes: Runs[Shape]
    fonts: list[str]
    body: int
    footnotes: int
    boxes: tuple[int, int]  # where the text boxes begin and how long they are

    @classmethod
    def open(cls, data: bytes) -> "Word97":
        """Take a file apart.

        Raises:
            Encrypted: it has a password.
            LoadError: it is damaged, or older than Word 97.
        """
        try:
            with olefile.OleFileIO(io.BytesIO(data)) as ole:
                main = _stream(ole, "WordDocument")
                magic, flags = struct.unpack_from("<H", main, 0)[0], struct.unpack_from("<H", main, 10)[0]
                if magic == _OLDER_MAGIC:
                    raise LoadError("doc_old")
                if magic != _MAGIC:
                    raise LoadError("doc_damaged", detail="its text stream does not begin as one")
                if flags & 0x0100:
                    raise Encrypted()
                table = _stream(ole, "1Table" if flags & 0x0200 else "0Table")
                more = _stream(ole, "Data") if ole.exists("Data") else b""
            return cls._of(main, table, more)
        except (struct.error, IndexError, OSError, ValueError) as error:
            raise LoadError("doc_damaged", detail=str(error)) from None

    @classmethod
    def _of(cls, main: bytes, table: bytes, more: bytes) -> "Word97":
        counts = struct.unpack_from("<8i", main, 0x4C)  # body, footnotes, headers, macros, comments, endnotes, boxes, boxes of headers
        looks = _runs(main, _part(main, table, 0x00FA), 1, _look)
        shapes = _runs(main, _part(main, table, 0x0102), 13, partial(_shape, more))
        fonts = list(_fonts(_part(main, table, 0x0112)))
        pieces = list(_pieces(main, _part(main, table, 0x01A2)))
        return cls(pieces, looks, shapes, fonts, counts[0], counts[1], (sum(counts[:6]), counts[6]))


def _stream(ole: "olefile.OleFileIO[str]", name: str) -> bytes:
    if not ole.exists(name):
        raise LoadError("doc_damaged", detail=f"it has no stream {name}")
    data: bytes = ole.openstream(name).read()
    return data


def _part(main: bytes, table: bytes, at: int) -> bytes:
    offset, size = struct.unpack_from("<Ii", main, at)
    return table[offset : offset + max(size, 0)]


def _pieces(main: bytes, clx: bytes) -> Iterator[Piece]:
    at = 0
    while at < len(clx) and clx[at] == 1:  # properties that pieces share
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise LoadError("doc_damaged", detail="it does not say where its text lies")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc, 0)
    for number in range(count):
        (position,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        length = max(ends[number + 1] - ends[number], 0)
        if position & 0x40000000:
            offset = (position & 0x3FFFFFFF) // 2
            raw = main[offset : offset + length]
            yield Piece("".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw), offset, 1)
        else:
            # Half of a surrogate pair is a character here: Word counts UTF-16 units.
            raw = main[position : position + 2 * length]
            yield Piece("".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2]))), position, 2)


def _runs(main: bytes, plc: bytes, entry: int, read: Callable[[bytes, int], T]) -> Runs[T]:
    """The runs of all property pages. `entry` is the size of a page's entry for one run."""
    out: Runs[T] = Runs()
    count = (len(plc) - 4) // 8
    for number in range(max(count, 0)):
        (page_number,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * number)
        start = (page_number & 0x3FFFFF) * _PAGE
        page = main[start : start + _PAGE]
        if len(page) < _PAGE:
            continue
        runs = page[-1]
        offsets = struct.unpack_from(f"<{runs + 1}I", page, 0)
        for i in range(runs):
            where = page[4 * (runs + 1) + entry * i] * 2
            out.starts.append(offsets[i])
            out.values.append(read(page, where))
    return out


def _look(page: bytes, where: int) -> Look:
    font, unseen, capitals = None, False, False
    for code, operand in _settings(page[where + 1 : where + 1 + page[where]] if where else b""):
        if code == _FONT:
            font = int.from_bytes(operand, "little")
        elif code in (_DELETED, _HIDDEN):
            unseen = unseen or operand == b"\x01"
        elif code == _CAPITALS:
            capitals = operand == b"\x01"
    return Look(font, unseen, capitals)


def _shape(more: bytes, page: bytes, where: int) -> Shape:
    """What a page says of a paragraph. `more` is the stream `Data`, which holds what does not fit into the page."""
    if not where:
        return Shape()
    size, start = (page[where] * 2 - 1, where + 1) if page[where] else (page[where + 1] * 2, where + 2)
    found = dict(_settings(page[start + 2 : start + size]))
    for code in _ELSEWHERE & found.keys():
        at = int.from_bytes(found[code], "little")
        found |= dict(_settings(more[at + 2 : at + 2 + int.from_bytes(more[at : at + 2], "little")]))
    return Shape(
        in_table=_is_set(found, _IN_TABLE),
        row_end=_is_set(found, _ROW_END) or _is_set(found, _INNER_ROW_END),
        in_list=bool(int.from_bytes(found.get(_LIST, b""), "little")),
        row=_row(found[_TABLE]) if found.get(_TABLE) else None,
    )


def _row(definition: bytes) -> RowShape:
    """The cells of a row: their number, the places of their rules, and for each 20 bytes of which the first two say how it is merged."""
    count = min(definition[0], _MOST_CELLS)
    edges = struct.unpack_from(f"<{count + 1}h", definition, 1)
    at = 1 + 2 * (count + 1)
    cells = []
    for number in range(count):
        said = int.from_bytes(definition[at + _CELL_BYTES * number : at + _CELL_BYTES * number + 2], "little")
        cells.append(CellShape(edges[number + 1], down={1: "next", 3: "first"}.get(said >> 5 & 3, "")))
    return RowShape(cells)


def _is_set(found: dict[int, bytes], code: int) -> bool:
    return found.get(code, b"\0")[:1] not in (b"\0", b"")


def _settings(group: bytes) -> Iterator[tuple[int, bytes]]:
    """Codes and operands of a list of settings."""
    at = 0
    while at + 2 < len(group):
        (code,) = struct.unpack_from("<H", group, at)
        at += 2
        size = _OPERAND_SIZES.get(code >> 13)
        if code == _TABLE:
            size = int.from_bytes(group[at : at + 2], "little") - 1
            at += 2
        elif size is None:
            if code == _TABS and group[at] == 255:
                return  # a size of its own kind
            size = group[at]
            at += 1
        yield code, group[at : at + size]
        at += max(size, 0)


def _fonts(table: bytes) -> Iterator[str]:
    """Names of the fonts. Each entry has its size in the first byte and its name, UTF-16, from the 40th on."""
    at = 4
    while at < len(table):
        entry = table[at : at + 1 + table[at]]
        yield entry[40:].decode("utf-16-le", "ignore").split("\0")[0]
        at += len(entry)
