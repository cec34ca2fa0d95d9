"""The element tree of an OpenDocument text to blocks: paragraphs with their numbers, tables with their merged cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.loaders.blocks import Block, Paragraph, Run, Table, TableCell
from pipeline.loaders.odt.styles import Element, Level, Styles, q, shown

# What shows nothing of its own where it stands: comments, the text that tracked changes took out, forms, the declarations of fields.
_UNSEEN = frozenset(
    q(tag)
    for tag in ("office:annotation", "office:annotation-end", "text:tracked-changes", "office:forms", "text:sequence-decls",
                "text:variable-decls", "text:user-field-decls", "office:event-listeners", "text:ruby-text", "text:hidden-text")
)  # fmt: skip
_PARAGRAPHS = frozenset((q("text:p"), q("text:h")))
_SPACES = {q("text:tab"): "\t", q("text:line-break"): "\n", q("text:soft-page-break"): ""}
_MAX_NUMBER = 99_999  # in Roman numerals it has a hundred letters
_LINE_ENDS = re.compile(r"[\r\n\t ]*[\r\n\t][\r\n\t ]*")

_MAX_REPEATED = 200
"""Cells and spaces that one element may stand for: `table:number-columns-repeated="16384"` fills a sheet, not a document."""


@dataclass(slots=True)
class _List:
    """Where a list stands: its style, and the number of the last item on each level."""

    style: str
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Walker:
    """Reads blocks in reading order. `notes` collects the notes in the order of their marks."""

    styles: Styles
    notes: list[Element] = field(default_factory=list)
    last: dict[str, _List] = field(default_factory=dict)  # by style, for lists that go on
    by_id: dict[str, _List] = field(default_factory=dict)
    headings: dict[int, int] = field(default_factory=dict)

    def blocks(self, parent: Element) -> list[Block]:
        """Blocks under an element. A text box stands behind the paragraph that it is anchored in."""
        out: list[Block] = []
        for node in parent:
            if node.tag in _PARAGRAPHS:
                out.extend(self._paragraph(node, self._heading(node)))
            elif node.tag == q("text:list"):
                out.extend(self._list(node, None, 1))
            elif node.tag == q("table:table"):
                out.append(self._table(node))
            elif isinstance(node.tag, str) and node.tag not in _UNSEEN:
                out.extend(self.blocks(node))  # sections, indexes, frames
        return out

    def _heading(self, node: Element) -> str:
        """The number of a heading, where the document numbers its headings."""
        said = node.get(q("text:outline-level"))
        if node.tag != q("text:h") or not self.styles.outline or node.get(q("text:is-list-header")) == "true":
            return ""
        level = int(said) if said and said.isdigit() and len(said) < 3 else 1
        how = self.styles.outline.get(level)
        if how is None or not how.format:
            return ""
        self.headings[level] = self.headings.get(level, how.start - 1) + 1
        self.headings = {number: count for number, count in self.headings.items() if number <= level}
        return shown(self.styles.outline, level, self.headings)

    def _list(self, node: Element, outer: _List | None, level: int) -> Iterator[Block]:
        """The items of a list. A list inside an item is one level deeper; one that says so goes on with the numbers of an earlier one."""
        style = node.get(q("text:style-name")) or (outer.style if outer else "")
        here = outer or self._begun(node, style)
        if outer and style != outer.style:
            here = _List(style, dict(outer.counters))
        self.last[style] = here
        self.by_id[node.get(q("xml:id"), "")] = here
        levels = self.styles.lists.get(style, {})
        for item in node:
            if item.tag not in (q("text:list-item"), q("text:list-header")):
                continue
            numbered = item.tag == q("text:list-item")
            first = True
            for inner in item:
                if inner.tag == q("text:list"):
                    yield from self._list(inner, here, level + 1)
                    continue
                label = ""
                if first and numbered and inner.tag in _PARAGRAPHS:
                    label = self._counted(here, levels, level, item.get(q("text:start-value")))
                    first = False
                if inner.tag in _PARAGRAPHS:
                    yield from self._paragraph(inner, label)
                elif inner.tag == q("table:table"):
                    yield self._table(inner)

    def _begun(self, node: Element, style: str) -> _List:
        before = self.by_id.get(node.get(q("text:continue-list"), "-"))
        if before is None and node.get(q("text:continue-numbering")) == "true":
            before = self.last.get(style)
        return before if before is not None else _List(style)

    def _counted(self, found: _List, levels: dict[int, Level], level: int, start: str | None) -> str:
        how = levels.get(level)
        begin = how.start if how else 1
        number = int(start) if start and start.isdigit() and len(start) < 9 else found.counters.get(level, begin - 1) + 1
        found.counters = {n: count for n, count in found.counters.items() if n < level} | {level: min(number, _MAX_NUMBER)}
        return shown(levels, level, found.counters)

    def _paragraph(self, node: Element, label: str) -> Iterator[Block]:
        style = node.get(q("text:style-name"))
        boxes: list[Element] = []
        runs = tuple(self._runs(node, style, None, boxes))
        yield Paragraph(runs, label)
        for box in boxes:
            yield from self.blocks(box)

    def _runs(self, node: Element, style: str | None, span: str | None, boxes: list[Element]) -> Iterator[Run]:
        """The words under an element, each with its font. `style` is the paragraph's, `span` that of the words."""
        yield from self._run(node.text, style, span)
        for inner in node:
            tag = inner.tag
            if tag == q("text:s"):
                said = inner.get(q("text:c"), "1")
                yield from self._run(" " * min(int(said) if said.isdigit() else 1, _MAX_REPEATED), style, span)
            elif tag in _SPACES:
                yield from self._run(_SPACES[tag], style, span)
            elif tag == q("text:note"):
                self.notes.append(inner)
                yield from self._run(f"[{len(self.notes)}]", style, span)
            elif not isinstance(tag, str) or tag in _UNSEEN:
                pass
            elif any(child.tag in _PARAGRAPHS for child in inner):  # a text box, or a drawing with words in it
                boxes.append(inner)
            else:
                yield from self._runs(inner, style, inner.get(q("text:style-name")) if tag == q("text:span") else span, boxes)
            yield from self._run(inner.tail, style, span)

    def _run(self, text: str | None, style: str | None, span: str | None) -> Iterator[Run]:
        if not text:
            return
        # White space of the file is not that of the page: line ends and indents of the XML are one space.
        words = text if text in ("\t", "\n") else _LINE_ENDS.sub(" ", text)
        if self._said(style, span, "text:display") == "none":
            return
        capitals = self._said(style, span, "fo:text-transform") == "uppercase"
        font = self._said(style, span, "style:font-name") or self._said(style, span, "fo:font-family")
        yield Run(words.upper() if capitals else words, font)

    def _said(self, style: str | None, span: str | None, attribute: str) -> str | None:
        own = self.styles.said("text", span, "style:text-properties", attribute) if span else None
        return own if own is not None else self.styles.said("paragraph", style, "style:text-properties", attribute)

    def _table(self, node: Element) -> Table:
        rows: list[tuple[TableCell, ...]] = []
        rules = False
        for row in _rows(node):
            cells: list[TableCell] = []
            column = 0
            for cell in row:
                if cell.tag not in (q("table:table-cell"), q("table:covered-table-cell")):
                    continue
                repeated = min(_count(cell, "table:number-columns-repeated"), _MAX_REPEATED)
                if cell.tag == q("table:table-cell"):
                    rules = rules or self.styles.has_rules(cell.get(q("table:style-name")))
                    spans = _count(cell, "table:number-columns-spanned"), _count(cell, "table:number-rows-spanned")
                    blocks = tuple(self.blocks(cell))
                    if blocks:
                        cells.append(TableCell(blocks, column, min(spans[0], _MAX_REPEATED), spans[1]))
                column = min(column + repeated, _MAX_REPEATED)
            rows.append(tuple(cells))
        return Table(tuple(rows), rules)


def _rows(table: Element) -> Iterator[Element]:
    """Rows of a table, also those in its head and in groups."""
    for node in table:
        if node.tag == q("table:table-row"):
            yield node
        elif node.tag in (q("table:table-header-rows"), q("table:table-rows"), q("table:table-row-group")):
            yield from _rows(node)


def _count(node: Element, attribute: str) -> int:
    said = node.get(q(attribute), "1")
    return max(int(said), 1) if said.isdigit() and len(said) < 9 else 1
