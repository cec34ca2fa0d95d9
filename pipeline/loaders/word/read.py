"""Word documents (.docx, .docm, .dotx): what a reader of the printed document sees."""

import re

from lxml import etree

from pipeline.loaders.base import LoadError, Reading, is_blank
from pipeline.loaders.blocks import Paragraph, Renderer, Run, runs_in
from pipeline.loaders.legacy import RunDecoder
from pipeline.loaders.word.inline import InlineReader
from pipeline.loaders.word.numbering import Numbering
from pipeline.loaders.word.package import Element, Package, qn
from pipeline.loaders.word.styles import Styles
from pipeline.loaders.word.walker import Walker
from pipeline.loaders.zips import SafeZip
from pipeline.messages_warnings import warned
from pipeline.options import Options

_CHUNK = qn("w:altChunk")
_PAGE_NUMBER = re.compile(r"[\s\d/–-]*|trang\s*\d*", re.IGNORECASE)


def read_docx(data: bytes, options: Options) -> Reading:
    """Read a Word document.

    Automatic numbers stand as they show; inserted text is in and deleted text out; fields give their result; a merged cell stands
    once; text boxes follow the paragraph that they are anchored in. Notes stand at the end, each behind its mark `[1]`. Headers and
    footers are set apart. No macro runs and no link is followed.

    Raises:
        LoadError: the file is damaged, empty or beyond the limits.
    """
    package = Package.open(SafeZip.open(data, options.limits))
    root = package.root()
    styles = Styles.of(package.parts("styles"))
    walker = Walker(styles, Numbering.of(package.parts("numbering"), styles), InlineReader(styles))
    decoder = RunDecoder()
    renderer = Renderer(decoder)
    try:
        body = root.find(qn("w:body"))
        blocks = walker.blocks(body if body is not None else root)
        decoder.learn(list(runs_in(blocks)))
        renderer.add(blocks)
        _add_notes(renderer, walker, package)
        apart = _apart(package, walker, decoder)
    except (RecursionError, etree.LxmlError) as error:
        raise LoadError("docx_deep", detail=type(error).__name__) from None
    text = renderer.out.text()
    if is_blank(text):
        raise LoadError("docx_pictures" if _has_pictures(root) else "docx_blank")
    warnings = decoder.warnings()
    if next(root.iter(_CHUNK), None) is not None:
        warnings += (warned("embedded_unread"),)
    return Reading(text=text, encoding=decoder.encoding, warnings=warnings, cells=tuple(renderer.out.cells), apart=apart)


def _add_notes(renderer: Renderer, walker: Walker, package: Package) -> None:
    """Footnotes and endnotes in the order of their marks. A note may mention further notes."""
    found = {
        (kind, node.get(qn("w:id"), "")): node
        for kind in ("footnotes", "endnotes")
        for root in package.parts(kind)
        for node in root.iterchildren(qn("w:footnote"), qn("w:endnote"))
    }
    number = 0
    while number < len(walker.inline.notes):
        node = found.get(walker.inline.notes[number])
        number += 1
        blocks = walker.blocks(node) if node is not None else ()
        first = next((i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and renderer.paragraph(block)), None)
        for i, block in enumerate(blocks):
            if i == first and isinstance(block, Paragraph):
                runs = (Run(renderer.paragraph(block)),)
                block = Paragraph(runs, f"[{number}] ")
            renderer.add([block])


def _apart(package: Package, walker: Walker, decoder: RunDecoder) -> tuple[str, ...]:
    """Headers and footers that say more than a page number, each once."""
    out: dict[str, None] = {}
    for kind in ("header", "footer"):
        for root in package.parts(kind):
            writer = Renderer(decoder)
            writer.add(walker.blocks(root), gap="\n")
            text = writer.out.text()
            if not _PAGE_NUMBER.fullmatch(text.strip()):
                out[text] = None
    return tuple(out)


def _has_pictures(root: Element) -> bool:
    return next(root.iter(qn("w:drawing"), qn("w:pict"), qn("w:object")), None) is not None
