"""Labels that stand as headings, without a colon, over the names they label: `2. Cơ quan chủ trì` / `- Sở A` / `- Sở B, Sở C`."""

from collections.abc import Sequence
from itertools import takewhile

from extractors.agencies import list_at
from extractors.candidates import Candidate
from extractors.labels import Part, label_pattern, part_of
from extractors.outline import Node
from extractors.patterns import compiled
from extractors.verbs import verb_end
from extractors.view import View

_ROLES = ("chủ trì", "phối hợp", "thực hiện", "phụ trách", "tham gia")


def heading_label(v: View, nodes: Sequence[Node], i: int) -> Part | None:
    """What heading `i` labels: "lead" or "support" over names alone, "other" over such headings (`2. Cơ quan chủ trì, phối hợp`)."""
    block = nodes[i].block
    if block.marker is None or nodes[i].parent < 0 or block.end - block.content > 60:
        return None
    words = v.low[block.content : block.end].strip(" .:*_\n")
    if not any(role in words for role in _ROLES) or label_pattern().fullmatch(words + ":") is None:
        return None
    below = [at for at in range(i + 1, min(i + 30, len(nodes))) if nodes[at].parent == i]
    values = [at for at in below if nodes[at].kind in ("item", "paragraph")]
    if not values:
        return "other" if below and all(nodes[at].kind == "labelled" or heading_label(v, nodes, at) for at in below) else None
    part = part_of(words)
    if part not in ("lead", "support") or not all(nodes[at].kind in ("item", "paragraph", "labelled") for at in below):
        return None
    named = [_names(v, nodes[at].block.content, nodes[at].block.end) for at in values]
    return part if None not in named and 2 * sum(map(bool, named)) >= len(named) else None


def labelled_work(pending: list[Candidate], nodes: Sequence[Node], i: int) -> list[Candidate]:
    """The work above heading `i` that it labels: each item or paragraph is one task, whatever sentences it has."""
    out: list[Candidate] = []
    if not pending:
        return out
    first = pending[0].start
    above = takewhile(lambda node: node.block.content >= first, (nodes[at] for at in range(i - 1, -1, -1)))
    ends = {node.block.content: node.block.end for node in above if node.kind in ("item", "paragraph")}
    stop = 0
    for candidate in pending:
        if out and candidate.end <= stop:
            out[-1].end, candidate.accepted = candidate.end, False
            out[-1].deadline = out[-1].deadline or candidate.deadline
        elif candidate.accepted or candidate.start in ends:
            out.append(candidate)
            stop = ends.get(candidate.start, 0)
    return out


def _names(v: View, at: int, end: int) -> bool | None:
    """Does a paragraph begin with a body? None where it says what somebody does."""
    if end - at > 400:
        return None
    first = list_at(v, at, end)[0]
    while at < end:
        _, at = list_at(v, at, end)
        rest = compiled(r"\s*((?:tổ chức |đơn vị )?(?:có )?liên quan(?!\w))?([^,;.:()\n]*)(\([^()]*\)|[,;.:)\s]*)").match(v.flat, at, end)
        if rest is None or (rest[2] and verb_end(v.low, rest.start(2), end) is not None):
            return None
        at = max(rest.end(), at + 1)
    return bool(first)
