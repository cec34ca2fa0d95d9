"""The title and the date line of an article, among the blocks that the page shows."""

import re
from collections.abc import Sequence

from pipeline.loaders.html.blocks import Block
from pipeline.loaders.html.tree import Element, tag_of

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_TITLE_NAMES = re.compile(r"title|tieu-?_?de|headline", re.IGNORECASE)
_MIN_TITLE = 15
_MAX_TITLE = 400
_MOST = 0.4
"""Share of the page's `<title>` from which a block without a heading's tag or name is the title."""

_SITE = re.compile(r"(?:cổng|trang)\s+(?:thông\s+tin|tttt|ttđt|tin)\b|website\b|báo\s+điện\s+tử", re.IGNORECASE)
"""The portal's own name, which stands in `<title>` and often in an `<h1>` too."""

_DATE = re.compile(
    r"\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)\d\d\b|\bngày\s+\d{1,2}\s+tháng\s+\d{1,2},?\s+năm\s+\d{4}\b", re.IGNORECASE
)
_TIME = re.compile(r"\b\d{1,2}\s*(?::|giờ|h)\s*\d{2}(?::\d{2})?\b|\bGMT\s*[+-]\d+", re.IGNORECASE)
_OTHER_DATE = re.compile(r"hiệu\s+lực|ngày\s+cập\s+nhật|ban\s+hành|hết\s+hạn", re.IGNORECASE)
_MAX_DATE_LINE = 160
_MAX_BESIDE_DATE = 40


def find_title(page: Element, found: Sequence[Block]) -> int | None:
    """Index of the block that shows the article's title; None if none does.

    The page's own `<title>` and `og:title` only tell which visible block it is: `<title>` adds the portal's name, and a title
    that no reader sees is not put into the text.
    """
    said = [_folded(text) for text in _declared_titles(page)]
    usable = [i for i, block in enumerate(found) if _MIN_TITLE <= len(block.text) <= _MAX_TITLE and not _SITE.match(block.text)]
    headings = [i for i in usable if is_heading(found[i])]
    matching = [i for i in headings if any(_folded(found[i].text) in title for title in said)]
    if matching:
        return max(matching, key=lambda i: (len(found[i].text), -i))
    for i in usable:
        if any(_is_most_of(_folded(found[i].text), title) for title in said):
            return i
    alone = [i for i in headings if _in_h1(found[i]) and not found[i].linked]
    return alone[0] if len(alone) == 1 else None


def is_date_line(text: str) -> bool:
    """True for a line that gives a date of publication and little else: `Thứ Bảy, 02/8/2025 10:15`.

    Dates of other things (`Ngày có hiệu lực: 01/07/2026`) do not count.
    """
    if len(text) > _MAX_DATE_LINE or _DATE.search(text) is None or _OTHER_DATE.search(text) is not None:
        return False
    return len(_TIME.sub("", _DATE.sub("", text)).strip()) <= _MAX_BESIDE_DATE


def is_heading(block: Block) -> bool:
    """True if the block is a heading, or an element whose name says so (`<div class="tieu-de">`)."""
    parent = block.node.getparent()
    return _names_heading(block.node) or (parent is not None and _names_heading(parent))  # `<h1><div>…</div></h1>`


def same_words(left: str, right: str) -> bool:
    """True if two blocks say the same, whatever their case and spaces."""
    return _folded(left) == _folded(right)


def _declared_titles(page: Element) -> list[str]:
    titles = [page.findtext(".//title") or ""]
    titles += [meta.get("content", "") for meta in page.iter("meta") if meta.get("property") == "og:title"]
    return [title for title in titles if title.strip()]


def _in_h1(block: Block) -> bool:
    return any(tag_of(node) == "h1" for node in (block.node, *block.node.iterancestors()))


def _names_heading(node: Element) -> bool:
    return tag_of(node) in _HEADINGS or _TITLE_NAMES.search(f"{node.get('class', '')} {node.get('id', '')}") is not None


def _is_most_of(text: str, title: str) -> bool:
    """True for a title without the portal's name: `Kế hoạch … - Cổng Thông tin điện tử tỉnh …` holds it and little more."""
    return text in title and len(text) >= _MOST * len(title)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
