"""The outline as the table of sections shows it: one section for each node, and one for each table around its rows."""

from collections.abc import Sequence
from itertools import takewhile

from extractors.outline import Node, Outline
from schemas import Section, collapse, record
from schemas.mentions import SectionKind

_PARTS = ("part", "chapter")


def sections(outline: Outline) -> list[Section]:
    """The sections of a text in its order.

    The span of a section is its own line, paragraph or row; that of a table reaches from its first row to its last. A heading's title is
    its words without the marker. `PHẦN I`, `Chương II` are parts.
    """
    nodes = outline.nodes
    out: list[Section] = []
    place: list[int] = []  # of each node among the sections
    table = -1  # the one that the last row belongs to
    for i, node in enumerate(nodes):
        parent = place[node.parent] if node.parent >= 0 else None
        level = out[parent].level + 1 if parent is not None else 0
        if node.kind != "row":
            table = -1
        else:
            if table < 0 or nodes[i - 1].block.table != node.block.table or nodes[i - 1].parent != node.parent:
                table = len(out)
                out.append(_section(outline, "table", (node.block.start, _last_row(nodes, i).block.end), parent, level))
            parent, level = table, level + 1
        place.append(len(out))
        out.append(_of_node(outline, node, parent, level))
    return out


def _last_row(nodes: Sequence[Node], first: int) -> Node:
    """The last row of the table that begins at node `first`."""
    head = nodes[first]
    rows = takewhile(lambda n: n.kind == "row" and n.block.table == head.block.table and n.parent == head.parent, nodes[first:])
    return list(rows)[-1]


def _of_node(outline: Outline, node: Node, parent: int | None, level: int) -> Section:
    block = node.block
    part = node.kind == "heading" and block.marker is not None and block.marker.kind in _PARTS
    kind: SectionKind = "part" if part else node.kind
    titled = kind in ("heading", "appendix", "part")
    title = collapse(outline.source[block.content : block.end]) or None if titled else None
    return _section(outline, kind, (block.start, block.end), parent, level, block.marker.label if block.marker else None, title)


def _section(
    outline: Outline,
    kind: SectionKind,
    span: tuple[int, int],
    parent: int | None,
    level: int,
    label: str | None = None,
    title: str | None = None,
) -> Section:
    return record(
        Section,
        start=span[0],
        end=span[1],
        text=collapse(outline.source[span[0] : span[1]]),
        parent=parent,
        kind=kind,
        label=label,
        title=title,
        level=level,
    )
