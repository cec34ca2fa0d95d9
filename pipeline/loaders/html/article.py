"""Which blocks of a page are the article.

A page is an article inside the chrome of a portal. Blocks whose elements are named after chrome go first. The element with
most of the remaining prose is the core; it grows upwards until something of the portal would come in, so that the head and the
signature beside the body stay. Title, date line and lead are added from above it; headings such as `Các tin khác` end it.
"""

from pipeline.loaders.html.blocks import Block
from pipeline.loaders.html.edges import above, from_title, tidied, to_end
from pipeline.loaders.html.title import find_title
from pipeline.loaders.html.tree import Element
from pipeline.loaders.html.view import BARRIER, View, upwards

_DOMINANT = 0.75
"""Share of its parent's prose from which an element is nearer to the core."""


def article_blocks(page: Element) -> list[Block]:
    """The blocks of the article in reading order; all blocks if nothing on the page tells the article from the rest."""
    view = View.of(page)
    core = _core(view)
    inside = view.inside(_with_anchors(view, _grown(view, core)))
    title = find_title(page, view.found)
    body = to_end(view, from_title(view, inside, title), view.inside(core))
    return tidied(view, above(view, inside, title) + body, title)


def _core(view: View) -> Element:
    """The innermost element that holds most of the prose of every element around it."""
    core = view.page
    while len(core):
        best = max(core, key=lambda child: view.weight.get(child, 0))
        if view.weight.get(best, 0) <= _DOMINANT * view.weight.get(core, 0):
            break
        core = best
    return core


def _grown(view: View, core: Element) -> Element:
    """The outermost element around the core that brings no chrome in."""
    root = core
    while (parent := root.getparent()) is not None and view.barrier.get(parent, 0) - view.barrier.get(root, 0) < BARRIER:
        root = parent
    return root


def _with_anchors(view: View, root: Element) -> Element:
    """The element around the article and the head and foot of the official document, where they stand outside of it."""
    for i in view.anchors:
        around = set(upwards(view.found[i].node))
        root = next(node for node in upwards(root) if node in around)
    return root
