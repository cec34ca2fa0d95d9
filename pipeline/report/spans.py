"""A text with its mentions marked as HTML: spans may lie inside one another, share an edge or cross.

>>> marked("Sở Tư pháp", [Span(0, 10, "a", "a1", "ra1")])
Markup('<a class="a" id="a1" href="#ra1">Sở Tư pháp</a>')
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

RANKS = "phftdeca"
"""Kinds from the outside to the inside, where two spans have the same place: shared passages, headings, header fields, tasks, words behind
a task's values, words behind a citation's values, citations, agencies."""


@dataclass(frozen=True, slots=True)
class Span:
    """Code points start:end of the text. `key` is its id in the page, `record` the id of what was read there; both empty for none."""

    start: int
    end: int
    kind: str
    key: str = ""
    record: str = ""
    tick: str = ""
    """Name of the mark that stands at the beginning and leads to the record, for a span too long to be a link itself: `Nhiệm vụ 9`."""


def marked(text: str, spans: Sequence[Span]) -> Markup:
    """The text, letter for letter, with an element around the words of each span.

    A span that crosses another is cut into pieces: the first has its id, the others name it in `data-of`. Words lead to the record of the
    innermost span around them that is a link; a task, which is too long for one, has a mark at its beginning instead.
    """
    whole = [one for one in spans if 0 <= one.start < one.end <= len(text)]
    ordered = sorted(whole, key=lambda one: (one.start, -one.end, RANKS.index(one.kind)))
    return Markup("").join(_pieces(text, ordered))


def _pieces(text: str, ordered: Sequence[Span]) -> Iterator[Markup]:
    edges = sorted({0, len(text)} | {edge for one in ordered for edge in (one.start, one.end)})
    begun: set[Span] = set()
    stack: list[Span] = []
    active: list[Span] = []
    waiting = iter(ordered)
    following = next(waiting, None)
    for start, end in pairwise(edges):
        active = [one for one in active if one.end > start]
        while following is not None and following.start == start:
            active.append(following)
            following = next(waiting, None)
        shared = _common(stack, active)
        yield Markup("</span>") * (len(stack) - shared)
        words = escape(visible(text[start:end]))
        stack = list(active)
        if words.strip() and stack and len(stack) > shared and _is_link(stack[-1]) and stack[-1].end == end and stack[-1] not in begun:
            leaf = stack.pop()  # the usual case, a mention without others inside, needs one element only
            yield from (_opening(one, begun) for one in stack[shared:])
            yield Markup('<a class="{}" id="{}" href="#{}">{}</a>').format(leaf.kind, leaf.key, leaf.record, words)
            begun.add(leaf)
            continue
        yield from (_opening(one, begun) for one in stack[shared:])
        link = next((one for one in reversed(stack) if _is_link(one)), None) if words.strip() else None  # a link has a name
        yield Markup('<a href="#{}">{}</a>').format(link.record, words) if link else words
    yield Markup("</span>") * len(stack)


def _common(open_spans: Sequence[Span], wanted: Sequence[Span]) -> int:
    """How many of the open elements can stay open."""
    same = 0
    for one, other in zip(open_spans, wanted, strict=False):
        if one is not other:
            break
        same += 1
    return same


def _opening(span: Span, begun: set[Span]) -> Markup:
    if not span.key:
        return Markup('<span class="{}">').format(span.kind)
    if span in begun:
        return Markup('<span class="{}" data-of="{}">').format(span.kind, span.key)
    begun.add(span)
    mark = Markup('<a class="tick" href="#{}" aria-label="{}" data-n="{}"></a>')
    tick = mark.format(span.record, span.tick, span.tick.rpartition(" ")[2]) if span.tick else ""
    return Markup('<span class="{}" id="{}">{}').format(span.kind, span.key, tick)


def _is_link(span: Span) -> bool:
    return bool(span.record) and not span.tick


def visible(text: str) -> str:
    """The text without characters that HTML cannot hold (NUL, lone surrogates): one sign stands for each, so that no place moves."""
    return "".join("\ufffd" if _unfit(letter) else letter for letter in text) if any(map(_unfit, set(text))) else text


def _unfit(letter: str) -> bool:
    return (letter < " " and letter not in "\t\n") or "\ud800" <= letter <= "\udfff" or letter == "\x7f"
