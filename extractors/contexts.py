"""What a heading gives to what stands below it: whom it charges, and what that part of the plan is for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors import addressees
from extractors.assignments import bracketed_roles
from extractors.brackets import read_brackets
from extractors.candidates import Candidate
from extractors.directives import read_directive
from extractors.headings import heading_agencies, heading_partners, says_work
from extractors.lines import Block
from extractors.outline import Node
from extractors.patterns import compiled, is_caps
from extractors.sentences import sentences
from extractors.view import Directive, Phrase, View
from extractors.zones import Zone, zone_of
from schemas.mentions import RoleSource


@dataclass(slots=True)
class Context:
    """What a heading gives to what stands below it."""

    zone: Zone
    lead: list[Phrase] = field(default_factory=list)
    order: bool = False
    article: bool = False
    support: list[Phrase] = field(default_factory=list)  # `Sở A chủ trì, phối hợp với các sở, ngành:` over a list
    # `1. Hạ tầng số (Chủ trì: …; thời gian: 2026)`, `UBND xã: Trong thời hạn 15 ngày … có trách nhiệm:`
    deadline: tuple[int, int] | None = None
    itself: bool = False  # the heading is a task
    partners: bool = False  # `b) Chủ trì, phối hợp`: the items below name those to work with


def heading_context(v: View, nodes: Sequence[Node], i: int, above: Context, *, nameplate: bool = False) -> Context:
    """What heading `i` gives, below what `above` gives. `nameplate`: a name in it charges nobody."""
    block = nodes[i].block
    lead, order = ([], False) if nameplate else heading_agencies(v, block.content, block.end)
    if lead and v.flat.find("(", block.content, block.end) >= 0 and (named := bracketed_roles(v, block.content, block.end)):
        return Context("assignment", named[0], support=named[1])  # `Sở Xây dựng (chủ trì), Sở Tài chính (phối hợp):`
    title = v.low[block.content : block.end].strip(" :.")
    zone = zone_of(title)
    if lead and above.zone == "background" and not (block.marker or block.bold or block.hashes):
        return above  # `Các sở, ban, ngành` on a line of its own under `Đối tượng áp dụng`
    if lead and block.marker and says_work(v, block.content, block.end) and _over_things(v, nodes, i):
        return Context("background", itself=True)  # `3. Sở Y tế chủ trì kiểm tra các bệnh viện:` over the names of hospitals
    if lead and not (above.zone == "tasks" and not order and all(addressees.is_topic(v, p) for p in lead)):
        by = v.deadline(block.content, block.end) if v.flat[block.content : block.end].rstrip(" *").endswith(":") else None
        when = (by.start, by.end) if by and by.recurrence is None else None
        return Context("assignment", lead, order, support=heading_partners(v, block.content, block.end), deadline=when)
    if block.marker is None and is_caps(v.flat[block.content : block.end]) and zone is None:
        return Context(above.zone, above.lead)
    if not lead and zone is None and above.zone in ("tasks", "assignment") and block.marker and _over_things(v, nodes, i):
        return Context("background", itself=True)  # `c) Triển khai các nền tảng` over the names of platforms
    by_bracket = read_brackets(v, block.content, block.end) if not lead and above.zone != "background" else None
    if by_bracket is not None and by_bracket.lead:
        return Context(zone or above.zone, by_bracket.lead, support=by_bracket.support, deadline=by_bracket.deadline)
    if above.lead and compiled(r"(?:chủ trì,? (?:và )?)?phối hợp(?: với)?").fullmatch(title):
        return Context(above.zone, above.lead, partners=True)
    return Context(zone or above.zone, above.lead if zone is None else [])


_GROUNDS = ("căn cứ ", "xét đề nghị ", "theo đề nghị ")


def is_ground(v: View, nodes: Sequence[Node], i: int) -> bool:
    """A legal ground of the document that ends in a full stop: it stands among others and charges nobody."""
    block = nodes[i].block
    if block.marker is not None or not v.low.startswith("căn cứ ", block.content):
        return False
    beside = (nodes[at].block.content for at in (i - 1, i + 1) if 0 <= at < len(nodes))
    if not any(v.low.startswith(_GROUNDS, at) for at in beside):
        return False
    found = read_directive(v, block.content, block.end)
    return found is None or not found.lead


def list_deadline(v: View, context: Context, lead: list[tuple[Phrase, RoleSource]]) -> tuple[int, int] | None:
    """The deadline of the heading, for work of `lead`; one over a list is for what the heading's own agencies are to do."""
    if context.deadline is None or context.zone != "assignment":
        return context.deadline
    named = {v.low[p.start : p.end] for p in context.lead}
    return context.deadline if lead and all(v.low[p.start : p.end] in named for p, _ in lead) else None


def _over_things(v: View, nodes: Sequence[Node], i: int) -> bool:
    """Is the heading itself the task: does it direct, while nothing that stands below it does?"""
    block = nodes[i].block
    if i + 1 >= len(nodes) or not _is_thing(nodes[i + 1], i) or read_directive(v, block.content, block.end) is None:
        return False
    for at in range(i + 1, len(nodes)):
        node = nodes[at]
        if node.parent < i:
            break
        if node.parent == i and (not _is_thing(node, i) or read_directive(v, node.block.content, node.block.end) is not None):
            return False
    return True


def _is_thing(node: Node, parent: int) -> bool:
    return node.parent == parent and node.kind == "item" and node.block.end - node.block.content <= 300


_OPENS = 30
"""Letters before the name of whom a sentence begins with: `Để kịp thời vụ, Sở A …`, `Yêu cầu Chủ tịch …`."""


def list_directs(v: View, nodes: Sequence[Node], i: int, *, default: bool = True) -> bool:
    """Does the list behind lead-in `i` say what to do? `… các nền tảng như:` is followed by things. `default` without a list."""
    if i + 1 >= len(nodes) or nodes[i + 1].kind not in ("item", "paragraph") or not (default or nodes[i + 1].parent == i):
        return default
    block = nodes[i + 1].block
    return read_directive(v, block.content, block.end) is not None


def item_context(v: View, nodes: Sequence[Node], i: int, above: Context, said: Sequence[Candidate]) -> dict[int, Context]:
    """`2. Các ngành tiếp tục rà soát …` over `2.1. Xây dựng …`: whom item `i` names in what it `said` is charged below it, too."""
    if i + 1 >= len(nodes) or nodes[i + 1].parent != i or nodes[i + 1].kind != "item":
        return {}
    charged = [c for c in said if c.lead and c.lead[0][1] == "sentence"]
    named = {tuple(p for p, _ in c.lead) for c in charged}
    if len(named) != 1 or not all(c.accepted for c in said) or any(c.lead[0][0].start - c.start > _OPENS for c in charged):
        return {}  # `Ưu tiên kinh phí cho nhiệm vụ do cơ quan nhà nước chủ trì` charges nobody with what stands below
    people = list(next(iter(named)))
    when = list_deadline(v, above, said[0].lead)
    return {} if addressees.anybody(v, people) else {i: Context("tasks", people, deadline=when)}


def announced(v: View, block: Block) -> Directive | None:
    """The last sentence of a paragraph, where it ends in a colon and names whom it charges."""
    if not v.flat[block.content : block.end].rstrip().endswith(":"):
        return None
    *_, (start, end) = sentences(v.flat, block.content, block.end)
    found = read_directive(v, start, end)
    return found if found is not None and found.lead else None
