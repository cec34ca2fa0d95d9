"""Tables that lost their rules in a conversion: each cell is a paragraph of its own, and only the order tells the columns.

`TT` / `Nhiệm vụ` / `Cơ quan chủ trì` / `Thời gian` / `1` / `Xây dựng bản đồ số` / `Sở Xây dựng` / `Quý III/2026` / `2` …
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from extractors import agency_words
from extractors.folding import lower
from extractors.labels import Part
from extractors.lines import Block, Cell, Lines
from extractors.patterns import compiled
from extractors.tables import columns_of, part_of_column

_MOST_COLUMNS = 9
_LONGEST = 50
"""Letters of the first cell of a head at most."""
_HEAD_WORDS, _CELL = 8, 400
"""Words that a cell of the head has at most; letters that a cell has at most where no number tells the rows apart."""
_SUITS = 2
"""A cell that holds what its column does."""


def with_tables(lines: Lines) -> Lines:
    """The blocks with the rows of such tables in place of their cells; the same where there is none."""
    blocks, flat = lines.blocks, lines.flat
    firsts = {i for i, b in enumerate(blocks) if b.end - b.start <= _LONGEST and _is_first(flat, b)}
    if not firsts:
        return lines
    out: list[Block] = []
    table = max((b.table for b in blocks), default=-1) + 1
    i = 0
    while i < len(blocks):
        rows, stop = _table(blocks, flat, i, table) if i in firsts else ([], i)
        if len(rows) > 1:
            out += rows
            table += 1
            i = stop
        else:
            out.append(blocks[i])
            i += 1
    return lines._replace(blocks=tuple(out))


def _is_first(flat: str, block: Block) -> bool:
    """Is the block the first cell of a head: `TT`, or where there are no numbers `Nội dung công việc`?"""
    if block.kind != "text":
        return False
    words = flat[block.start : block.end].strip()
    if words[:1] in ("S", "T") and compiled(r"S?TT|SỐ TT|Số TT|Số thứ tự|STT\.?").fullmatch(words):
        return True
    return (
        block.marker is None
        and words[:1] in "NCTD"
        and compiled(r"(?:Tên |Danh mục )?(?:[Nn]ội dung|[Nn]hiệm vụ|[Cc]ông việc)[^.;:]*").fullmatch(words) is not None
    )


def _number(flat: str, block: Block) -> bool:
    """Is the block the number of a row, alone?"""
    if block.kind != "text" or block.end - block.start > 8:
        return False
    return compiled(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?").fullmatch(flat[block.start : block.end].strip()) is not None


def _is_cell(block: Block) -> bool:
    """Cells hold words and bullets; a heading or an appendix ends the table."""
    return block.kind == "text" and not block.hashes and (block.marker is None or block.marker.kind in ("bullet", "plus", "letter"))


def _table(blocks: Sequence[Block], flat: str, first: int, table: int) -> tuple[list[Block], int]:
    """Rows of the table whose head begins at block `first`, its head among them, and the index behind it."""
    numbered = _part(flat, blocks[first]) == "number"
    at = first + 1
    while at < len(blocks) and at - first < _MOST_COLUMNS and not _number(flat, blocks[at]) and not (numbered and _follows(blocks[at], 0)):
        if blocks[at].kind != "text" or blocks[at].marker or blocks[at].end - blocks[at].start > 60:
            if numbered:
                return [], first
            break
        if not numbered and (_part(flat, blocks[at]) is None or len(flat[blocks[at].start : blocks[at].end].split()) > _HEAD_WORDS):
            break
        at += 1
    head = blocks[first:at]
    if len(head) < 3 or at >= len(blocks) or columns_of([lower(flat[b.start : b.end]) for b in head], unassigned=numbered) is None:
        return [], first
    rows, parts = [_row(head, table)], [_part(flat, b) for b in head]
    if not numbered:
        more, at = _unnumbered(blocks, flat, at, parts)
        return [*rows, *(_row(cells, table) for cells in more)], at
    more, at = _with_numbers(blocks, flat, at, parts)
    return [*rows, *(_row(cells, table, _missing(flat, cells, parts)) for cells in more)], at


def _with_numbers(blocks: Sequence[Block], flat: str, at: int, parts: Sequence[Part | None]) -> tuple[list[Sequence[Block]], int]:
    """Rows that begin with their numbers, on lines of their own or before the work; the index behind the last."""
    rows: list[Sequence[Block]] = []
    joined = 0  # of the row before, where the number is the marker of the work: `1.` / `Kiểm kê` are one paragraph
    while at < len(blocks) and (opening := _opening(flat, blocks[at], joined)):
        joined += len(opening) - 1
        stop = at + 1
        while stop < len(blocks) and _is_cell(blocks[stop]) and not _number(flat, blocks[stop]) and stop - at <= 2 * len(parts):
            stop += 1
        if stop >= len(blocks) or not _opening(flat, blocks[stop], joined):
            stop = min(stop, at + len(parts) + 1 - len(opening))  # behind the last row the text goes on
        cells = [*opening, *blocks[at + 1 : stop]]
        if len(opening) > 1 and not any(
            _fits(flat, cell, "lead") == _SUITS or _fits(flat, cell, "deadline") == _SUITS for cell in cells[2:]
        ):
            break
        rows.append(_aligned(cells, len(parts)))
        at = stop
    return rows, at


def _opening(flat: str, block: Block, number: int) -> list[Block]:
    """The cells that a block opens a row with: its number, or the number behind `number` and the work; none where it opens no row."""
    if _number(flat, block):
        return [block]
    return _parted(block) if _follows(block, number) else []


def _follows(block: Block, number: int) -> bool:
    """Is the block the next number and the work behind it?"""
    marker = block.marker
    return marker is not None and marker.kind == "arabic" and marker.label.strip(".)/- ") == str(number + 1) and block.content < block.end


def _parted(block: Block) -> list[Block]:
    """The number and the work of such a block as two cells."""
    stop = block.start + len(block.marker.label) if block.marker else block.content
    return [replace(block, end=stop, content=stop), replace(block, start=block.content, marker=None)]


def _part(flat: str, block: Block) -> Part | None:
    return part_of_column(lower(flat[block.start : block.end]))


def _unnumbered(blocks: Sequence[Block], flat: str, at: int, parts: Sequence[Part | None]) -> tuple[list[Sequence[Block]], int]:
    """Rows without numbers: as many cells as the head has, a name of a body where it says so; the index behind the last."""
    rows = []
    while at + len(parts) <= len(blocks):
        cells = blocks[at : at + len(parts)]
        if not all(b.kind == "text" and not b.hashes and b.marker is None and b.end - b.start <= _CELL for b in cells):
            break
        named = [agency_words.head().match(lower(flat[b.start : b.end])) for b, part in zip(cells, parts, strict=True) if part == "lead"]
        if not all(named):
            break
        rows.append(cells)
        at += len(parts)
    return rows, at


def _aligned(cells: Sequence[Block], columns: int) -> Sequence[Block]:
    """Work in several paragraphs is one cell: those too many belong to the second column."""
    extra = len(cells) - columns
    if extra <= 0:
        return cells
    work = replace(cells[1], end=cells[1 + extra].end)
    return [cells[0], work, *cells[2 + extra :]]


def _fits(flat: str, block: Block, part: Part | None) -> int:
    """How well a cell suits a column: a name of a body under those who lead, a time under the time."""
    words = lower(flat[block.start : block.end]).strip()
    body = agency_words.head().match(words) is not None
    time = (
        compiled(r"(?:(?:trước|trong|đến|từ|hết|cuối|đầu)\s+)?(?:quý|tháng|năm|ngày|hằng|hàng|thường xuyên|định kỳ|\d{1,2}/)").match(words)
        is not None
    )
    if part in ("lead", "support"):
        return _SUITS if body else -_SUITS
    if part == "deadline":
        return _SUITS if time else -_SUITS
    return -1 if body or time else 1


def _missing(flat: str, cells: Sequence[Block], parts: Sequence[Part | None]) -> list[int]:
    """Columns that a row with too few cells has nothing in: those without which its cells suit best, else the last ones."""
    few = len(parts) - len(cells)
    if few <= 0 or len(cells) < 3:
        return []
    ways = combinations(range(len(parts)), len(cells))
    best = max(
        ways, key=lambda way: (sum(_fits(flat, cell, parts[column]) for cell, column in zip(cells, way, strict=True)), [-c for c in way])
    )
    return [column for column in range(len(parts)) if column not in best]


def _row(cells: Sequence[Block], table: int, missing: Sequence[int] = ()) -> Block:
    spans = [Cell(c.start, c.end) for c in cells]
    for column in missing:
        at = spans[column - 1].end if column else cells[0].start
        spans.insert(column, Cell(at, at))
    return Block("row", cells[0].start, cells[-1].end, cells[0].start, cells=tuple(spans), table=table)
