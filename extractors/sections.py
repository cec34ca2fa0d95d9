"""The outline as the table of sections shows it: one section for each node, and one for each table around its rows."""

from collections.abc import Sequence
from itertools import islice

from extractors.outline import Node, Outline
from schemas import Section, collapse, record

_PARTS = ("part", "chapter")


_TITLED = ("heading", "appendix", "part")


def sections(outline: Outline) -> list[Section]:
    """The sections of a text in its order.

    The span of a section is its own line, paragraph or row; that of a table reaches from its first row to its last. A heading's title is
    its words without the marker. `PHẦN I`, `Chương II` are parts.
    """
    nodes, source = outline.nodes, outline.source
    out: list[Section] = []
    place: list[int] = []  # of each node among the sections
    table = -1  # the one that the last row belongs to
    for i, node in enumerate(nodes):
        block, kind = node.block, node.kind
        start, end, marker = block.start, block.end, block.marker
        parent = place[node.parent] if node.parent >= 0 else None
        level = out[parent].level + 1 if parent is not None else 0
        if kind != "row":
            table = -1
        else:
            if table < 0 or nodes[i - 1].block.table != block.table or nodes[i - 1].parent != node.parent:
                table = len(out)
                stop = _last_row(nodes, i).block.end
                text = collapse(source[start:stop])
                out.append(record(Section, start=start, end=stop, text=text, parent=parent, kind="table", level=level))
            parent, level = table, level + 1
        if kind == "heading" and marker is not None and marker.kind in _PARTS:
            kind = "part"
        text = collapse(source[start:end])
        title = None
        if kind in _TITLED:
            title = text if block.content == start else collapse(source[block.content : end]) or None
        label = marker.label if marker else None
        place.append(len(out))
        out.append(record(Section, start=start, end=end, text=text, parent=parent, kind=kind, label=label, title=title, level=level))
    return out


def _last_row(nodes: Sequence[Node], first: int) -> Node:
    """The last row of the table that begins at node `first`."""
    head, last = nodes[first], nodes[first]
    for node in islice(nodes, first, None):
        if node.kind != "row" or node.block.table != head.block.table or node.parent != head.parent:
            break
        last = node
    return last
