"""OpenDocument texts: what a reader of the printed document sees, without LibreOffice."""

import re

from lxml import etree

from pipeline.loaders.base import Encrypted, LoadError, Reading, is_blank
from pipeline.loaders.blocks import Block, Paragraph, Renderer, Run, runs_in
from pipeline.loaders.legacy import RunDecoder
from pipeline.loaders.odt.styles import Element, Styles, q
from pipeline.loaders.odt.walker import Walker
from pipeline.loaders.zips import SafeZip
from pipeline.options import Options

_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[\s\d/–-]*|trang\s*\d*", re.IGNORECASE)


def read_odt(data: bytes, options: Options) -> Reading:
    """Read an OpenDocument text: numbers of lists and headings as they show, tables as rows, notes at the end behind their marks `[1]`.

    Deleted and hidden text is out, headers and footers are set apart. No macro runs and no link is followed.

    Raises:
        Encrypted: it has a password.
        LoadError: the file is damaged, empty, encrypted or beyond the limits.
    """
    archive = SafeZip.open(data, options.limits)
    manifest = _part(archive, "META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(q("manifest:encryption-data")), None) is not None:
        if not options.passwords:
            raise Encrypted()
        raise LoadError("encryption", detail="OpenDocument")
    content, extra = _part(archive, "content.xml"), _part(archive, "styles.xml")
    if content is None:
        raise LoadError("odt_damaged", detail="content.xml")
    try:
        return _read(content, extra)
    except (RecursionError, etree.LxmlError) as error:
        raise LoadError("odt_damaged", detail=type(error).__name__) from None


def _read(content: Element, extra: Element | None) -> Reading:
    styles = Styles.of(*([extra] if extra is not None else []), content)
    walker = Walker(styles)
    body = next(content.iter(q("office:text")), None)
    blocks = walker.blocks(body) if body is not None else []
    decoder = RunDecoder()
    decoder.learn(list(runs_in(blocks)))
    renderer = Renderer(decoder)
    renderer.add(blocks)
    _add_notes(renderer, walker)
    text = renderer.out.text()
    if is_blank(text):
        raise LoadError("odt_blank")
    apart = _apart(extra, styles, decoder) if extra is not None else ()
    return Reading(text=text, encoding=decoder.encoding, warnings=decoder.warnings(), cells=tuple(renderer.out.cells), apart=apart)


def _add_notes(renderer: Renderer, walker: Walker) -> None:
    """The notes in the order of their marks. A note may mention further notes."""
    number = 0
    while number < len(walker.notes):
        body = walker.notes[number].find(q("text:note-body"))
        number += 1
        blocks: list[Block] = walker.blocks(body) if body is not None else []
        first = next((i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and renderer.paragraph(block)), None)
        for i, block in enumerate(blocks):
            if i == first and isinstance(block, Paragraph):
                block = Paragraph((Run(renderer.paragraph(block)),), f"[{number}] ")
            renderer.add([block])


def _apart(extra: Element, styles: Styles, decoder: RunDecoder) -> tuple[str, ...]:
    """Headers and footers that say more than a page number, each once."""
    out: dict[str, None] = {}
    for tag in ("header", "header-left", "header-first", "footer", "footer-left", "footer-first"):
        for node in extra.iter(q(f"style:{tag}")):
            writer = Renderer(decoder)
            writer.add(Walker(styles).blocks(node), gap="\n")
            text = writer.out.text()
            if not _PAGE_NUMBER.fullmatch(text.strip()):
                out[text] = None
    return tuple(out)


def _part(archive: SafeZip, name: str) -> Element | None:
    """A part's root; None if the archive does not hold it, or holds it encrypted."""
    try:
        data = archive.read(name)
    except KeyError:
        return None
    if _DTD.search(data[:4096]) and name != "META-INF/manifest.xml":
        raise LoadError("odt_dtd", part=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LoadError("odt_damaged", detail=f"{name}: {error}") from None
