"""Word documents as one XML file: WordprocessingML 2003, and the `flat` form of .docx."""

import io
import re
import zipfile

from docx.oxml import parse_xml
from lxml import etree
from lxml.etree import _Element as Element

from pipeline.loaders.base import LoadError, Reading
from pipeline.loaders.word import read_docx
from pipeline.loaders.word.package import qn
from pipeline.options import Options

_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OLD = b"http://schemas.microsoft.com/office/word/2003/wordml"
_NEW = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HINTS = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_ANNOTATION = "{http://schemas.microsoft.com/aml/2001/core}annotation"
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def read_wordml(data: bytes, options: Options) -> Reading:
    """Read a Word document that is one XML file.

    Raises:
        LoadError: it is damaged, empty or declares a DTD.
    """
    if _DTD.search(data):
        raise LoadError("wordml_dtd")
    try:
        root: Element = parse_xml(data.replace(_OLD, _NEW))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LoadError("wordml_damaged", detail=str(error)) from None
    parts = _flat_parts(root) if root.tag == _PACKAGE + "package" else _parts_of_2003(root)
    return read_docx(_zipped(parts), options)


def _flat_parts(root: Element) -> dict[str, bytes]:
    """The XML parts of a flat .docx by name; pictures are left out."""
    out = {}
    for part in root.iterchildren(_PACKAGE + "part"):
        content = part.find(_PACKAGE + "xmlData")
        if content is not None and len(content):
            out[part.get(_PACKAGE + "name", "").lstrip("/")] = etree.tostring(content[0])
    return out


def _parts_of_2003(root: Element) -> dict[str, bytes]:
    """The document as the main part of a .docx, its tracked changes settled and its list numbers written out."""
    for note in list(root.iter(_ANNOTATION)):
        if note.get(qn("w:type")) == "Word.Deletion" and (parent := note.getparent()) is not None:
            parent.remove(note)
    for annotation in list(root.iter(_ANNOTATION)):
        annotation.tag = qn("w:ins")
    for content in list(root.iter("{http://schemas.microsoft.com/aml/2001/core}content")):
        content.tag = qn("w:ins")
    for properties in root.iter(qn("w:listPr")):
        _write_number(properties)
    body = root.find(qn("w:body"))
    document = etree.Element(qn("w:document"))
    if body is not None:
        for section in list(body):
            # `wx:sect` and `wx:sub-section` only group paragraphs.
            document.extend(_ungrouped(section))
    wrapped = etree.Element(qn("w:body"))
    wrapped.extend(list(document))
    document.append(wrapped)
    return {"word/document.xml": etree.tostring(document)}


def _ungrouped(node: Element) -> list[Element]:
    if isinstance(node.tag, str) and node.tag.startswith(_HINTS):
        return [inner for child in node for inner in _ungrouped(child)]
    return [node]


def _write_number(properties: Element) -> None:
    """`<w:listPr><wx:t wx:val="1."/>` says how the number shows: it becomes a run before the paragraph's first."""
    shown = properties.find(_HINTS + "t")
    above = properties.getparent()
    paragraph = above.getparent() if above is not None else None
    if shown is None or paragraph is None:
        return
    run = etree.Element(qn("w:r"))
    text = etree.SubElement(run, qn("w:t"))
    text.text = shown.get(_HINTS + "val", "").replace("\uf0b7", "•").strip() + " "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.insert(1, run)


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()
