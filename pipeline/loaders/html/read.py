"""A page's bytes to the text of its article."""

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from pipeline.loaders.base import LoadError, Reading, is_blank, normalize
from pipeline.loaders.html.article import article_blocks
from pipeline.loaders.html.blocks import join
from pipeline.loaders.html.charset import decode_page
from pipeline.loaders.html.tree import Element


def read_html(data: bytes) -> Reading:
    """Read the article of a page: title, date line, paragraphs, lists with their labels, tables as rows of `| a | b |`.

    Menus, search, related news, share buttons, comments, counters and footers are left out.

    Raises:
        LoadError: the page cannot be decoded, cannot be parsed to its end or shows no text.
    """
    decoded = decode_page(data)
    if is_blank(decoded.text):
        raise LoadError("empty")
    # Composed before, so that the words which tell chrome from article match, and after, since references may hold loose marks.
    text = normalize(join(article_blocks(_parse(normalize(decoded.text)))))
    if is_blank(text):
        raise LoadError("page_blank")
    return Reading(text=text, encoding=decoded.encoding, warnings=decoded.warnings)


def _parse(text: str) -> Element:
    # As bytes of a known encoding: lxml refuses a string with an encoding declaration. huge_tree: one paragraph may exceed 10 MB.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        page = document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.LxmlError:
        raise LoadError("page_blank") from None
    # The parser stops at 2,048 levels and hands back what it has: a page cut short without a word.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise LoadError("page_deep")
    return page
