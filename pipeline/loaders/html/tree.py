"""What an element is to a reader: a block or a piece of a line, visible or not."""

import re
from collections.abc import Iterator
from typing import cast

from lxml.etree import _Element as Element

__all__ = ["BLOCK_TAGS", "Element", "is_block", "is_invisible", "keeps_lines", "tag_of", "text_in"]

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary "
    "table tbody td tfoot th thead tr ul".split()
)

_UNSEEN_TAGS = frozenset(
    "head script style noscript template svg canvas iframe object embed audio video map select option button input textarea "
    "progress meter datalist meta link title base".split()
)
_UNSEEN_CLASSES = frozenset("sr-only visually-hidden screen-reader-text ng-hide d-none".split())
_UNSEEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([\w-]+)", re.IGNORECASE)
_PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_BLOCK_DISPLAYS = frozenset("block flex grid table list-item flow-root".split())


def tag_of(node: Element) -> str:
    """Tag name in lower case; empty for anything that is no element (an unresolved entity)."""
    return node.tag.lower() if isinstance(node.tag, str) else ""


def text_in(node: Element) -> str:
    """All text under an element as it stands in the source, hidden text included."""
    return "".join(cast("Iterator[str]", node.itertext()))


def is_invisible(node: Element) -> bool:
    """True for what a reader of the page does not see as text: scripts, form controls, hidden elements."""
    tag = tag_of(node)
    if tag in _UNSEEN_TAGS or node.get("hidden") is not None or (tag == "dialog" and node.get("open") is None):
        return True
    if _UNSEEN_STYLE.search(node.get("style", "")):
        return True
    classes = node.get("class", "").split()
    # Bootstrap shows `d-none d-md-block` on a desktop.
    return any(name in _UNSEEN_CLASSES for name in classes) and not any(re.fullmatch(r"d-\w+-\w+", name) for name in classes)


def is_block(node: Element) -> bool:
    """True if the element stands on lines of its own. A style attribute may say otherwise than the tag: `<span style="display:block">`."""
    in_block_tag = tag_of(node) in BLOCK_TAGS
    style = node.get("style", "")
    found = _DISPLAY.search(style) if "display" in style else None
    if found is None:
        return in_block_tag
    return found[1].lower() != "inline" if in_block_tag else found[1].lower() in _BLOCK_DISPLAYS


def keeps_lines(node: Element) -> bool:
    """True where line ends of the source are line ends on the page."""
    return tag_of(node) == "pre" or bool(_PRE_STYLE.search(node.get("style", "")))
