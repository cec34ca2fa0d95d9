"""The outline: which block is a heading, an item, a table row, the letterhead, the signature, and what holds what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors import agency_words
from extractors import outline_words as said
from extractors.agencies import list_at
from extractors.folding import lower
from extractors.instrument_types import is_type_line
from extractors.labels import Labelling, labelling
from extractors.lines import Block, Lines, read_lines
from extractors.own_title import headline, own_title
from extractors.patterns import compiled, is_caps
from extractors.unruled import with_tables
from extractors.view import View
from schemas.mentions import SectionKind


@dataclass(slots=True)
class Node:
    """A block with its place in the tree. `parent` is an index into the nodes, -1 at the top."""

    block: Block
    kind: SectionKind
    level: int = 0
    parent: int = -1


@dataclass(slots=True)
class Outline:
    """All nodes of a text in order. `view` is what its agencies are looked up in, where the outline has needed it."""

    source: str
    flat: str
    low: str
    nodes: list[Node]
    title: tuple[int, int] | None = None
    type_line: int = -1
    view: View | None = None

    def ancestors(self, index: int) -> list[int]:
        """Indices of the nodes that hold node `index`, nearest first."""
        out = []
        at = self.nodes[index].parent
        while at >= 0:
            out.append(at)
            at = self.nodes[at].parent
        return out


_RANK = {
    "appendix": 0,
    "part": 1,
    "chapter": 2,
    "section": 3,
    "capital": 4,
    "roman": 5,
    "article": 6,
    "topic": 6.5,
    "arabic": 7,
    "decimal": 8,
    "paren": 9,
    "letter": 10,
    "bullet": 12,
    "plus": 13,
}
_INNER_TOPIC = 8.5
"""Rank of `Hoạt động 2.` below a number."""
_OUTER_PLUS = 11.5
"""Rank of a plus that stands over bullets."""
_PARTS = ("article", "roman", "part", "chapter", "section")
_HEADING_LIMIT = 320
_SIGNATURE_LIMIT = 160
_NAME_LIMIT = 160
_MARK = 8
_OPENING = 24
"""Letters that tell whether a block begins with `Căn cứ`."""
_SIGNING = ("Đã k", "(Đã", "(đã", "TM.", "KT.")
"""How a signature begins that is not in capitals."""


def _words(flat: str, block: Block) -> str:
    return flat[block.content : block.end].strip()


class _Reader:
    def __init__(self, source: str, lines: Lines) -> None:
        self.source = source
        self.flat = lines.flat
        self.blocks = lines.blocks
        self.low = lower(lines.flat)
        self.nodes: list[Node] = []
        self.stack: list[tuple[float, int]] = []
        self.closing = False  # behind Nơi nhận or the signature
        self.label: Labelling = "none"  # of the block that is being added
        self.view: View | None = None  # made when a line may be an agency's name
        self.with_examples = "í dụ" in lines.flat
        self.example = False  # below `Ví dụ:`, where a head or a signature in capitals is neither

    def read(self) -> Outline:
        head = self._head_end()
        title_span, first = own_title(self.blocks, self.flat, head)
        body = self._behind_addressees(first)
        for i, block in enumerate(self.blocks):
            if i < head:
                self.nodes.append(Node(block, "head"))
            elif i < first:
                self.nodes.append(Node(block, "heading"))
            elif i < body:
                self.nodes.append(Node(block, "recipients"))
            else:
                self._add(i, block)
        typed = head if head < len(self.blocks) and first > head else -1
        return Outline(self.source, self.flat, self.low, self.nodes, title_span, typed, self.view)

    # -- letterhead and title -------------------------------------------------------------------------------------------------

    def _head_end(self) -> int:
        """Index of the line that names the type of document; 0 where none of the first blocks does (a news article, a bare text).

        Where a head has lost that line, `QUYẾT ĐỊNH:` below the grounds (`Căn cứ …;`) is not it.
        """
        if headline(self.blocks, self.flat):
            return 0
        based = False
        for i, block in enumerate(self.blocks[:40]):
            opening = " ".join(self.flat[block.start : min(block.end, block.start + _OPENING)].split())
            marker = block.marker.kind if block.marker else "appendix"
            if block.kind == "text" and marker == "appendix" and not opening[1:2].islower() and is_type_line(self._line(block)):
                if based and self._over_motto():
                    break
                return i
            ended = self.flat[block.end - 1] == ";" and not is_caps(opening)
            based = based or ended or opening.lstrip("-– ").startswith("Căn cứ ")
            if block.kind == "text" and marker in ("roman", "article"):
                break
        found = self._over_motto()
        end = found or self._over_greeting()
        # A công văn has no line for its type: its head goes on to the number, the date and the subject.
        more = compiled(r"Độc lập\s*[-–]|Số\s*:?\s*[\d…./_]|(?:V/v|Về việc)(?!\w)|[^\n]{2,40},\s*ngày\s")
        while found and end < min(len(self.blocks), found + 9):
            words = self._line(self.blocks[end])
            # A register's mark may stand between the head and the number: `XV80`, `- 0 -`.
            mark = len(words) <= _MARK and end + 1 < len(self.blocks) and more.search(self._line(self.blocks[end + 1]))
            if not (more.search(words) and len(words) < 400) and not is_caps(words) and not mark:
                break
            end += 1
        return end

    def _over_motto(self) -> int:
        """Index of the first block behind the national or the Party's motto; 0 where none stands over the text. Scans misread `HÒA XÃ`."""
        motto = compiled(
            r"CỘNG\s+H(?:[OÒÓÕ][AÀ]|OÀ)\s+X|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT|(?im:^\s*cộng\s+h[oò][aà]\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam\s*$)"
        )
        named = [i for i, b in enumerate(self.blocks[:12]) if self.low.find("cộng", b.start, b.end) >= 0]
        return max((i + 1 for i in named if motto.search(self.flat[self.blocks[i].start : self.blocks[i].end])), default=0)

    def _over_greeting(self) -> int:
        """Index of `Kính gửi: …` where a number or subject stands above it: a công văn without the motto; 0 where there is none."""
        first = [i for i, b in enumerate(self.blocks[:15]) if self.flat[b.start] in "K " and self._line(b).startswith("Kính gửi")]
        greeting = first[0] if first else 0
        numbered = any(compiled(r"Số\s*:?\s*[\d…./_]|V/v(?!\w)").match(self._line(b)) for b in self.blocks[:greeting])
        return greeting if numbered else 0

    def _behind_addressees(self, first: int) -> int:
        """Index of the first block behind `Kính gửi: …`, which stands over the body of a công văn or a tờ trình; `first` without it."""
        i = first
        if i < len(self.blocks) and compiled(r"Kính gửi(?!\w)", re.IGNORECASE).match(self._line(self.blocks[i])):
            i += 1
            while i < len(self.blocks) and (
                (marker.kind in ("bullet", "plus")) if (marker := self.blocks[i].marker) else self._bare_name(self.blocks[i])
            ):
                i += 1
        return i

    def _line(self, block: Block) -> str:
        return " ".join(self.flat[block.start : block.end].split())

    # -- body -----------------------------------------------------------------------------------------------------------------

    def _add(self, i: int, block: Block) -> None:
        words = _words(self.flat, block)
        shown = self.example and block.kind == "text" and block.marker is None and is_caps(words)
        named = (self.with_examples and "í dụ" in words) or words.startswith("VD")
        self.example = shown or (named and said.example().match(words) is not None)
        self.label = labelling(words)
        kind = "paragraph" if shown else self._kind(i, block, words)
        if kind in ("recipients", "signature"):
            self.closing = True
            self.stack.clear()
            self.nodes.append(Node(block, kind))
            return
        if self.closing:
            restart = kind == "appendix" or (block.kind == "text" and is_type_line(words)) or self._appendix_title(block, words)
            if not restart and not self._new_body(i, block, words):
                self.nodes.append(Node(block, "signature" if kind != "item" else "recipients"))
                return
            self.closing = False
        rank = self._rank(block, kind)
        if kind == "paragraph" and words.endswith(":") and (below := self._list_below(i)) is not None:
            # `Sở Công Thương:` between two lists of bullets belongs to neither: it is beside what stands below it
            while self.stack and self.stack[-1][0] >= below:
                self.stack.pop()
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        parent = self.stack[-1][1] if self.stack else -1
        self.nodes.append(Node(block, kind, len(self.stack), parent))
        if rank < 90:
            self.stack.append((rank, len(self.nodes) - 1))

    def _appendix_title(self, block: Block, words: str) -> bool:
        return block.kind == "text" and bool(compiled(r"(?:Biểu|BIỂU|Mẫu|MẪU|DANH MỤC|Phụ biểu|PHỤ BIỂU)\b").match(words))

    def _new_body(self, i: int, block: Block, words: str) -> bool:
        """A table or a long run of prose behind the signature is an appendix without its word."""
        if block.kind == "row":
            return len(block.cells) > 2 and not said.signature().search(self.flat[block.start : block.end])
        return block.marker is not None and block.marker.kind in ("roman", "article") and len(words) > 3

    def _kind(self, i: int, block: Block, words: str) -> SectionKind:
        if block.kind == "row":
            text = self.flat[block.start : block.end]
            if said.recipients().match(text.strip()) or (len(block.cells) <= 3 and said.signature().search(text) and len(text) < 3000):
                return "signature"
            if len(block.cells) <= 3 and any(said.signed_cell().fullmatch(self.flat[c.start : c.end].strip()) for c in block.cells):
                return "signature"
            return "row"
        if block.marker is None:
            if words[:1] in "NnKk" and said.recipients().match(words) and len(words) < 2000:
                return "recipients"
            if self._signs(words):
                return "signature"
            if self.nodes and self._names_type(self.nodes[-1].block):
                return "heading"  # the title of an attached plan
        elif block.marker.kind == "appendix":
            return "appendix"
        if self.label == "bare" and not (block.marker and block.marker.kind in _PARTS) and not self._over_numbers(i, block):
            return "labelled"
        if self._is_heading(i, block, words):
            return "heading"
        if self.label == "words":
            return "labelled"
        return "item" if block.marker else "paragraph"

    def _names_type(self, block: Block) -> bool:
        """Is the line only the type of a document? The second letter tells, as nearly always."""
        return not self.flat[block.content + 1 : block.content + 2].islower() and is_type_line(_words(self.flat, block))

    def _signs(self, words: str) -> bool:
        """Is the line a position or a power over a name?"""
        if len(words) >= _SIGNATURE_LIMIT or not said.signature().match(words):
            return False
        return is_caps(words.split(":")[0][:40]) or words.startswith(_SIGNING)

    def _is_heading(self, i: int, block: Block, words: str) -> bool:
        if not words:
            return block.marker is not None and block.marker.kind in _PARTS
        if len(words) > _HEADING_LIMIT and not block.hashes:
            return False
        if block.hashes:
            return True
        marker = block.marker.kind if block.marker else None
        if marker == "article":
            return not words.endswith((".", ";"))
        if marker in _PARTS:
            return True
        if marker is None:
            if (block.bold or is_caps(words)) and not words.endswith((".", ";")) and self.label == "none":
                return True
            return self._names_agencies(i, block, words)
        if marker in ("bullet", "plus"):
            named = len(words) < 90 and not words.endswith((".", ";", ","))  # `- Sở Nội vụ` over `+ Tham mưu …`
            return (words.endswith(":") or named) and (self._list_follows(i, block) or self._over_bullets(i, block))
        if block.bold and self.label == "none":
            return True
        if words.endswith((".", ";", "./.")) and not (words.endswith(";") and said.announces().search(words)):
            return False
        return self._deeper_follows(i, block)

    def _names_agencies(self, i: int, block: Block, words: str) -> bool:
        """A line that is only the name of an agency or several, over prose or a list: `Sở Y tế`, `*Công an tỉnh, Sở Nội vụ:`.

        Below a label it is the label's value; between lines that are no sentences it is a cell of a table that lost its rules.
        """
        if not 5 < len(words) <= _NAME_LIMIT or not words[0].isupper() or words[-1] in ".;,)":
            return False
        if self.nodes and (self.nodes[-1].kind in ("labelled", "recipients") or self._bare_name(self.nodes[-1].block)):
            return False
        if not agency_words.head().match(self.low, block.content) or i + 1 >= len(self.blocks):
            return False
        following = _words(self.flat, self.blocks[i + 1])
        if self.blocks[i + 1].kind == "row" or not (self.blocks[i + 1].marker or following.endswith((".", ";", ":"))):
            return False
        self.view = self.view or View.of(self.flat, self.low)
        found, stop = list_at(self.view, block.content, block.end)
        return bool(found) and not self.flat[stop : block.end].strip(" :*")

    def _bare_name(self, block: Block) -> bool:
        """A short line that begins as an agency's name does and ends in no mark: below it, another one is the next of a list."""
        short = block.kind == "text" and block.marker is None and block.end - block.content <= _NAME_LIMIT
        return short and self.flat[block.end - 1] not in ".;:!?" and agency_words.head().match(self.low, block.content) is not None

    def _over_numbers(self, i: int, block: Block) -> bool:
        """`3. Trách nhiệm tổ chức thực hiện:` over `3.1. …` is a heading, no label whose values stand below."""
        following = self.blocks[i + 1].marker if block.marker and i + 1 < len(self.blocks) else None
        return following is not None and following.kind == "decimal"

    def _deeper_follows(self, i: int, block: Block) -> bool:
        """Does the next block stand below this one? A numbered line without a full stop before prose or bullets is a heading."""
        if i + 1 >= len(self.blocks):
            return False
        following = self.blocks[i + 1]
        if following.kind == "row":
            return True
        if following.marker is None:
            words = _words(self.flat, following)
            return not (said.signature().match(words) or (words[:1] in "NnKk" and said.recipients().match(words)))
        mine, other = self._marker_rank(block), self._marker_rank(following)
        return other > mine

    def _list_follows(self, i: int, block: Block) -> bool:
        marked = i + 1 < len(self.blocks) and self.blocks[i + 1].marker is not None
        return self._deeper_follows(i, block) and (marked or _words(self.flat, block).endswith(":"))

    def _over_bullets(self, i: int, block: Block) -> bool:
        """`+ Phòng Lao động:` over `- Rà soát hộ nghèo.`: some write the plus outside and the dash inside."""
        following = self.blocks[i + 1].marker if i + 1 < len(self.blocks) else None
        outside = (
            block.marker is not None
            and block.marker.kind == "plus"
            and (all(rank != _RANK["bullet"] for rank, _ in self.stack) or any(rank == _OUTER_PLUS for rank, _ in self.stack))
        )
        return outside and following is not None and following.kind == "bullet"

    def _marker_rank(self, block: Block) -> float:
        if block.marker is None:
            return 50
        return _RANK[block.marker.kind] + (block.marker.depth * 0.1 if block.marker.kind == "decimal" else 0)

    def _rank(self, block: Block, kind: SectionKind) -> float:
        """Depth order of a block; 90 and more never hold others."""
        if kind == "row":
            return 95
        if kind == "labelled" and self.label == "words":
            return self._marker_rank(block) + 40 if block.marker else 92
        if block.marker is not None and block.marker.kind == "plus":
            outer = any(rank == _OUTER_PLUS for rank, _ in self.stack) or (kind == "heading" and self._over_bullets(len(self.nodes), block))
            return _OUTER_PLUS if outer else _RANK["plus"]
        if block.marker is not None and block.marker.kind == "topic":
            held = [rank for rank, _ in self.stack]
            return next(
                (rank for rank in held if rank in (_RANK["topic"], _INNER_TOPIC)),
                _INNER_TOPIC if any(7 <= r < 9 for r in held) else _RANK["topic"],
            )
        if block.marker is not None:
            return self._marker_rank(block)
        if kind == "heading":
            words = _words(self.flat, block)
            if self.closing or is_caps(words) or block.hashes in (1, 2):
                return 4.5 if not self._inside_caps_part() else 6.5
            below = self._list_below(len(self.nodes))
            return 11 if below is None else min(11, below - 0.5)
        return 91

    def _list_below(self, i: int) -> float | None:
        """Rank of the list that begins behind block `i`: a line without a marker over `1.`, `a)` or a bullet stands over all of it."""
        marker = self.blocks[i + 1].marker if i + 1 < len(self.blocks) else None
        begins = marker is not None and (marker.kind in ("bullet", "plus") or marker.label.strip(" .)/(-") in ("1", "a", "I", "i", "A"))
        return self._marker_rank(self.blocks[i + 1]) if begins else None

    def _inside_caps_part(self) -> bool:
        """A heading in capitals under a Roman part is one of its agencies or topics, not a part of the document."""
        return any(4.9 < rank < 6 for rank, _ in self.stack)


def read_outline(source: str, lines: Lines | None = None) -> Outline:
    """Outline of a text; see schemas.Section for the kinds."""
    return _Reader(source, with_tables(lines or read_lines(source))).read()


def extent(nodes: Sequence[Node], index: int) -> int:
    """Index behind the last node that node `index` holds."""
    i = index + 1
    while i < len(nodes) and _below(nodes, i, index):
        i += 1
    return i


def _below(nodes: Sequence[Node], i: int, index: int) -> bool:
    at = nodes[i].parent
    while at > index:
        at = nodes[at].parent
    return at == index
