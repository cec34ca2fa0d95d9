"""An HTML tree to blocks: the paragraphs, headings, list items and table rows that a reader sees, in reading order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.loaders.html.lists import OpenList, has_label
from pipeline.loaders.html.tables import is_data_table, table_rows
from pipeline.loaders.html.tree import Element, is_block, is_invisible, keeps_lines, tag_of, text_in

_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_SPACES = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One paragraph, heading, list item or table row.

    `node` is the innermost block element that holds it; `linked` counts the characters inside links. `group` is the outermost
    list or the table that it belongs to: neighbours of one group stand on lines of their own without a blank line between.
    """

    text: str
    node: Element
    linked: int = 0
    group: Element | None = None


def blocks(body: Element) -> list[Block]:
    """The visible blocks under an element. `<br>` is a line break inside a block; white space runs become one space."""
    return _Walker(body).walk()


def join(found: Sequence[Block]) -> str:
    """Blocks as text: a blank line between blocks, none between the items of one list or the rows of one table."""
    parts: list[str] = []
    for number, block in enumerate(found):
        if number:
            together = block.group is not None and block.group is found[number - 1].group
            parts.append("\n" if together else "\n\n")
        parts.append(block.text)
    return "".join(parts)


@dataclass(slots=True)
class _Frame:
    """What entering an element changed, to be undone on leaving it."""

    block: bool = False
    link: bool = False
    verbatim: bool = False
    list: bool = False


@dataclass(slots=True)
class _Walker:
    """Collects pieces of text and closes a block at each edge of a block element.

    It keeps its own stack instead of recursing: old pages nest their `<font>` tags deeper than Python may call.
    """

    body: Element
    with_tables: bool = True
    found: list[Block] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    holders: list[Element] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    label: str = ""
    item: bool = False
    linked: int = 0
    links: int = 0
    verbatim: int = 0

    def walk(self) -> list[Block]:
        context = etree.iterwalk(self.body, events=("start", "end"))
        for event, node in context:
            if event == "end":
                self._leave(node)
            elif not self._enter(node):
                context.skip_subtree()
        return self.found

    def _enter(self, node: Element) -> bool:
        """Take up an element; False if its content is not to be walked through."""
        frame = _Frame()
        self.frames.append(frame)
        if is_invisible(node):
            return False
        tag = tag_of(node)
        if tag == "br":
            self.pieces.append("\n")
            return True
        if is_block(node) or node is self.body:
            self._close()
            frame.block = True
            self.holders.append(node)
        if tag == "table" and self.with_tables and is_data_table(node):
            self._add_table(node)
            return False
        if tag in _LISTS:
            frame.list = True
            self.lists.append(OpenList.of(node))
        elif tag == "li" and self.lists:
            self.label, self.item = self.lists[-1].next_label(node), True
        frame.link = tag == "a" and node.get("href") is not None
        frame.verbatim = keeps_lines(node)
        self.links += frame.link
        self.verbatim += frame.verbatim
        self._add(node.text)
        return True

    def _leave(self, node: Element) -> None:
        frame = self.frames.pop()
        if frame.block:
            self._close()
            self.holders.pop()
        if frame.list:
            self.lists.pop()
        if tag_of(node) == "li":
            self.label, self.item = "", False
        self.links -= frame.link
        self.verbatim -= frame.verbatim
        if node is not self.body:
            self._add(node.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        text = text if self.verbatim else _SPACES.sub(" ", text)
        self.pieces.append(text)
        if self.links:
            self.linked += len(text.strip())

    def _close(self) -> None:
        """End the block at hand, if it holds anything."""
        if not self.pieces:
            return
        lines = (" ".join(line.split()) for line in "".join(self.pieces).split("\n"))
        text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
        if text:
            label = "" if has_label(text) else self.label
            group = self.lists[0].node if self.item and self.lists else None
            self.found.append(Block(label + text, self.holders[-1], self.linked, group))
            self.label, self.item = "", False
        self.pieces.clear()
        self.linked = 0

    def _add_table(self, table: Element) -> None:
        for caption in table.findall("caption"):
            self.found.extend(blocks(caption))
        for row, text in table_rows(table, _cell_text):
            linked = sum(len(text_in(link).strip()) for link in row.iter("a") if link.get("href") is not None)
            self.found.append(Block(text, row, linked, table))


def _cell_text(cell: Element) -> str:
    """A cell on one line. Tables inside it are read block by block."""
    return " ".join(join(_Walker(cell, with_tables=False).walk()).split())
