"""Tables: which hold data and which only place things on the page; the rows of those that hold data."""

import re
from collections.abc import Callable, Iterator

from pipeline.loaders.html.official import holds_edge
from pipeline.loaders.html.tree import BLOCK_TAGS, Element, is_invisible, tag_of, text_in

_PARTS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = ("td", "th")
_MAX_COLUMNS = 200
"""Columns beyond which spans are ignored: `colspan="65000"` in a thousand rows must not fill the memory."""

_TO_THE_END = 1_000_000

_MAX_CELL = 3000
"""Characters of a cell beyond which a table without header and borders is the frame of a page (menu | article | sidebar)."""

_OFFICIAL_ROWS = 12
_OFFICIAL_COLUMNS = 4

_BORDER_STYLE = re.compile(r"border(?:-\w+)?\s*:[^;]*\b(?:solid|windowtext|double|inset|outset)", re.IGNORECASE)
_NO_BORDER = re.compile(r"border(?:-\w+)?\s*:[^;]*(?:\bnone\b|\bwhite\b|#fff(?:fff)?\b)", re.IGNORECASE)
_BORDER_CLASS = re.compile(r"(?<!no)(?<!no-)border(?!less|-?0)|mso\w*grid|\btable-(?:striped|grid)\b|\bwikitable\b", re.IGNORECASE)


def is_data_table(table: Element) -> bool:
    """True if rows and columns mean something, False if the table only sets blocks side by side.

    Layout are: the head and foot of an official document, a single column, the frame of a whole page, and a table without
    header cells and borders that has one row, that holds a table or whose cells hold several blocks.
    """
    rows = [cells for group in _row_groups(table) for row in group if (cells := _cells(row))]
    columns = {column for row in rows for column, cell in enumerate(row) if _length(cell)}
    if len(columns) < 2 or _has_strays(table) or _is_official(rows):
        return False
    nested, long = table.find(".//table") is not None, _longest(rows) > _MAX_CELL
    if _has_header(table, rows) or _has_border(table, rows):
        return not (nested and long)
    if len(rows) == 1 or nested or long:
        return False
    return _is_grid(rows) or not any(_has_blocks(cell) for row in rows for cell in row)


def table_rows(table: Element, text_of: Callable[[Element], str]) -> Iterator[tuple[Element, str]]:
    """The rows that are not blank, as `| a | b |` with the row element. `text_of` gives a cell's text on one line.

    A cell that spans columns gives its text once and empty cells after it. A cell that spans rows gives its text in each of
    them, since each row is read by itself: the agency in charge of three tasks stands beside all three.
    """
    for rows in _row_groups(table):
        hanging: dict[int, tuple[int, str]] = {}
        for row in rows:
            texts, hanging = _row_texts(_cells(row), hanging, text_of)
            if any(texts):
                yield row, "| " + " | ".join(texts) + " |"


def _row_texts(
    cells: list[Element], hanging: dict[int, tuple[int, str]], text_of: Callable[[Element], str]
) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """Texts of one row and what hangs over into the next: column → (rows still to fill, text)."""
    texts: list[str] = []
    left = {column: (rows - 1, text) for column, (rows, text) in hanging.items() if rows > 1}

    def fill_hanging() -> None:
        while len(texts) in hanging:
            texts.append(hanging[len(texts)][1])

    for cell in cells:
        fill_hanging()
        # A bar inside a cell would look like one more column.
        text = text_of(cell).replace("|", "¦")
        height = _span(cell, "rowspan") or _TO_THE_END
        width = min(max(_span(cell, "colspan"), 1), max(_MAX_COLUMNS - len(texts), 1))
        for shown in [text] + [""] * (width - 1):
            if height > 1 and len(texts) < _MAX_COLUMNS:
                left[len(texts)] = (height - 1, shown)
            texts.append(shown)
    fill_hanging()
    return texts, left


def _span(cell: Element, name: str) -> int:
    """The attribute as a number, 1 if it is none. `rowspan="0"` means to the end of the group."""
    value = cell.get(name, "").strip()
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else 1


def _row_groups(table: Element) -> Iterator[list[Element]]:
    """The rows by `<thead>`, `<tbody>`, `<tfoot>`: a cell hangs down to the end of its group, not beyond."""
    loose: list[Element] = []
    for child in table:
        if tag_of(child) in _PARTS:
            yield [row for row in child if tag_of(row) == "tr" and not is_invisible(row)]
        elif tag_of(child) == "tr" and not is_invisible(child):
            loose.append(child)
    yield loose


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if tag_of(cell) in _CELLS and not is_invisible(cell)]


def _has_strays(table: Element) -> bool:
    """Text outside the cells, as broken pages have it. Reading rows would lose it."""
    known = _PARTS | {"tr", "caption", "colgroup", "col"}
    return any(tag_of(child) not in known and not is_invisible(child) and _length(child) for child in table)


def _is_official(rows: list[list[Element]]) -> bool:
    """The head or the foot of an official document, set in two columns, whatever borders it has."""
    if len(rows) > _OFFICIAL_ROWS or max(map(len, rows)) > _OFFICIAL_COLUMNS:
        return False
    return any(holds_edge(text_in(cell)) for row in rows for cell in row)


def _has_header(table: Element, rows: list[list[Element]]) -> bool:
    return table.find("thead") is not None or any(tag_of(cell) == "th" for row in rows for cell in row)


def _has_border(table: Element, rows: list[list[Element]]) -> bool:
    style = table.get("style", "")
    if _NO_BORDER.search(style):  # `border="1" style="border-color: #ffffff"`: drawn in white on white
        return False
    if table.get("border", "0").strip() not in ("", "0") or _BORDER_CLASS.search(table.get("class", "")):
        return True
    styles = [style] + [cell.get("style", "") for cell in rows[0]]
    return any(_BORDER_STYLE.search(style) and not _NO_BORDER.search(style) for style in styles)


def _is_grid(rows: list[list[Element]]) -> bool:
    """Three columns or more in two rows or more: wider than the head and foot of a document are."""
    return sum(sum(1 for cell in row if _length(cell)) >= 3 for row in rows) >= 2


def _has_blocks(cell: Element) -> bool:
    blocks = sum(1 for node in cell.iterdescendants() if tag_of(node) in BLOCK_TAGS and _length(node))
    return blocks > 1 or len(cell.findall(".//br")) > 1


def _longest(rows: list[list[Element]]) -> int:
    return max(_length(cell) for row in rows for cell in row)


def _length(node: Element) -> int:
    return len(" ".join(text_in(node).split()))
