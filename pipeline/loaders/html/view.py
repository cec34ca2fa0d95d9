"""A page's blocks with what is known of each, and sums of it under every element."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.loaders.html.blocks import Block, blocks
from pipeline.loaders.html.chrome import Chrome, chrome_of, is_imprint, without_widgets
from pipeline.loaders.html.official import is_edge
from pipeline.loaders.html.title import is_date_line
from pipeline.loaders.html.tree import Element

_MIN_PROSE = 40
"""Characters from which a block counts as prose: longer than a menu entry, a button or a counter."""

_LINKED = 0.6
"""Share of a block inside links from which it leads elsewhere. A paragraph with its citations linked stays far below."""

_MAX_CHROME = 0.4
"""Share of the page's prose up to which an element named after chrome is chrome: `<div class="has-sidebar">` may hold the article."""

BARRIER = 4
"""Blocks of chrome that an article does not grow over. Fewer links (`Bản in | Tải về`) stand inside articles too."""


def upwards(node: Element) -> Iterator[Element]:
    """The element, its parent and so on up to the root."""
    yield node
    yield from node.iterancestors()


@dataclass(frozen=True, slots=True)
class View:
    """What `found` (the page's blocks in reading order) is made of, as indices into it.

    `live` are the blocks that are no chrome; `prose` those of them that count as text; `linked` those that only lead elsewhere;
    `anchors` the first and last words of official documents. `weight` is the prose under each element in characters,
    `barrier` the blocks of chrome and of links under it.
    """

    page: Element
    found: list[Block]
    live: list[int]
    prose: frozenset[int]
    linked: frozenset[int]
    anchors: frozenset[int]
    weight: Mapping[Element, int]
    barrier: Mapping[Element, int]

    @classmethod
    def of(cls, page: Element) -> "View":
        """Look at a page."""
        found = blocks(page)
        kinds = _kinds(found)
        live = [i for i, kind in enumerate(kinds) if kind is None]
        linked = frozenset(i for i in live if found[i].linked > _LINKED * len(found[i].text))
        prose = frozenset(i for i in live if _is_prose(found[i]))
        anchors = frozenset(i for i in live if is_edge(found[i].text))
        barriers = {i: BARRIER for i, kind in enumerate(kinds) if kind is Chrome.SITE} | dict.fromkeys(linked, 1)
        weights = {i: len(found[i].text) for i in prose}
        return cls(page, found, live, prose, linked, anchors, _sums(found, weights), _sums(found, barriers))

    def inside(self, root: Element) -> list[int]:
        """Indices of the live blocks under an element."""
        return [i for i in self.live if any(node is root for node in upwards(self.found[i].node))]

    def length(self, indices: list[int]) -> int:
        """Characters of the prose among the blocks."""
        return sum(len(self.found[i].text) for i in indices if i in self.prose)


def _kinds(found: list[Block]) -> list[Chrome | None]:
    """Chrome by the names of the elements around each block. What holds much of a page is no chrome, whatever it is called."""
    weight = _sums(found, {i: len(block.text) for i, block in enumerate(found) if _is_prose(block)})
    most = _MAX_CHROME * max(weight.values(), default=0)
    known: dict[Element, Chrome | None] = {}

    def kind_of(node: Element) -> Chrome | None:
        if node not in known:
            known[node] = chrome_of(node) if weight.get(node, 0) <= most else None
        return known[node]

    return [next((kind for node in upwards(block.node) if (kind := kind_of(node)) is not None), None) for block in found]


def _is_prose(block: Block) -> bool:
    if len(block.text) < _MIN_PROSE or block.linked > _LINKED * len(block.text):
        return False
    return not is_imprint(block.text) and not is_date_line(without_widgets(block.text))


def _sums(found: list[Block], values: Mapping[int, int]) -> Mapping[Element, int]:
    """For each element, the sum of the values of the blocks under it."""
    sums: defaultdict[Element, int] = defaultdict(int)
    for i, value in values.items():
        for node in upwards(found[i].node):
            sums[node] += value
    return dict(sums)
