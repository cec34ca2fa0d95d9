"""The edges of an article: title, date line and lead above its element, other news and imprint at its foot."""

from dataclasses import replace

from pipeline.loaders.html.blocks import Block
from pipeline.loaders.html.chrome import is_imprint, opens_more, without_widgets
from pipeline.loaders.html.title import is_date_line, is_heading, same_words
from pipeline.loaders.html.view import View

_MAX_ASIDE = 0.3
"""Share of the article's prose that a lead above it may have, and what is cut off below it."""


def above(view: View, inside: list[int], title: int | None) -> list[int]:
    """The title with the date line and the lead under it, where they stand before the article's element."""
    if title is None or not inside or title >= inside[0]:
        return []
    between = [i for i in view.live if title < i < inside[0] and i not in view.linked]
    lead = [i for i in between if i in view.prose]
    if view.length(lead) > _MAX_ASIDE * view.length(inside):
        lead = []
    repeated = any(same_words(view.found[title].text, view.found[i].text) for i in inside)
    dates = [i for i in between if is_date_line(without_widgets(view.found[i].text))]
    return ([] if repeated else [title]) + sorted({*lead, *dates})


def from_title(view: View, inside: list[int], title: int | None) -> list[int]:
    """The article without the short lines above its heading (a category, the portal's clock)."""
    if title is None or title not in inside or not is_heading(view.found[title]):
        return inside
    before = inside[: inside.index(title)]
    return inside if view.anchors.union(view.prose).intersection(before) else inside[len(before) :]


def to_end(view: View, inside: list[int], core: list[int]) -> list[int]:
    """The article without what follows it: other news, links, the portal's imprint."""
    ends = sorted(view.anchors.union(view.prose).intersection(inside))
    if not ends:
        return inside
    headings = (n for n, i in enumerate(inside) if i > ends[0] and opens_more(view.found[i].text))
    inside = inside[: next((n for n in headings if _is_rest(view, inside, n, core)), None)]
    last = max((i for i in ends if i in inside), default=-1)
    own = frozenset(core)
    foot = next((n for n, i in enumerate(inside) if i > last and i not in own and is_imprint(view.found[i].text)), None)
    return [i for i in inside[:foot] if i <= last or i not in view.linked]


def tidied(view: View, kept: list[int], title: int | None) -> list[Block]:
    """The blocks, without lines of buttons and counters above and below the text, and without those in the date line.

    Lines between the first and the last prose stay as they are: `Chia sẻ` may be a task of theirs.
    """
    ends = sorted(view.anchors.union(view.prose).intersection(kept) - {title}) or [-1]
    result = []
    for i in kept:
        block = view.found[i]
        text = block.text if ends[0] <= i <= ends[-1] or i == title else without_widgets(block.text)
        if text == block.text:
            result.append(block)
        elif text:
            result.append(replace(block, text=text) if i < ends[0] and is_date_line(text) else block)
    return result


def _is_rest(view: View, inside: list[int], heading: int, core: list[int]) -> bool:
    """True if what follows a heading such as `Các tin khác` is little, and stands outside of the core or consists of links."""
    rest = inside[heading + 1 :]
    if view.length(rest) > _MAX_ASIDE * view.length(inside):
        return False
    return inside[heading] not in core or 2 * len(view.linked.intersection(rest)) > len(rest)
