"""The parts of a .docx, .docm or .dotx: a ZIP archive of XML files that point at each other by relationships."""

import posixpath
import re
from dataclasses import dataclass, field
from functools import cache

from docx.oxml import parse_xml
from docx.oxml.ns import qn as _qn
from lxml import etree
from lxml.etree import _Element as Element

from pipeline.loaders.base import LoadError
from pipeline.loaders.zips import SafeZip

__all__ = ["Element", "Package", "qn", "value"]

qn = cache(_qn)
"""`w:p` → `{http://…}p`, of which a document needs few, each of them for every run."""

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

# Word can save `Strict Open XML`: the same elements in other namespaces.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)
# No office program writes a DTD. One with entities inside entities (`<!ENTITY a "&b;&b;">`) would fill the memory.
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(slots=True)
class Package:
    """The parts of a document, parsed when they are asked for."""

    zip: SafeZip
    main: str = ""
    _by_type: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def open(cls, archive: SafeZip) -> "Package":
        """Find the main part and what it points to.

        Raises:
            LoadError: the archive holds no Word document, or a part is damaged.
        """
        package = cls(archive)
        roots = package._relationships("")
        package.main = next(iter(roots.get("officeDocument", [])), "word/document.xml")
        package._by_type = package._relationships(package.main)
        return package

    def root(self) -> Element:
        """The main part's root element."""
        found = self._parse(self.main)
        if found is None:
            raise LoadError("docx_part_missing")
        return found

    def parts(self, kind: str) -> list[Element]:
        """Roots of the parts that the main part points to by a relationship type: `numbering`, `styles`, `footnotes`, `header`."""
        return [root for name in self._by_type.get(kind, []) if (root := self._parse(name)) is not None]

    def _relationships(self, part: str) -> dict[str, list[str]]:
        """Relationship type → part names. Targets outside of the archive (links, templates) are left out: nothing is followed."""
        folder, name = posixpath.split(part)
        root = self._parse(posixpath.join(folder, "_rels", name + ".rels"))
        out: dict[str, list[str]] = {}
        for node in root if root is not None else ():
            if not isinstance(node.tag, str) or node.get("TargetMode") == "External":
                continue
            target = node.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            kind = node.get("Type", "").replace("http://purl.oclc.org/ooxml/officeDocument/relationships/", _TYPES)
            out.setdefault(kind.removeprefix(_TYPES), []).append(path)
        return out

    def _parse(self, name: str) -> Element | None:
        """A part's root; None if the archive does not hold the part (`Target="NULL"` is what some programs write)."""
        try:
            data = self.zip.read(name)
        except KeyError:
            return None
        if _DTD.search(data):
            raise LoadError("docx_dtd", part=name)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        try:
            root: Element = parse_xml(data)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise LoadError("docx_damaged", part=name, detail=str(error)) from None
        return root


def value(node: Element | None, path: str = "") -> str | None:
    """`w:val` of a node or of its first descendant on a path of tags (`w:pPr/w:pStyle`); None if there is none."""
    for step in _steps(path):
        if node is None:
            return None
        node = next(node.iterchildren(step), None)
    return node.get(qn("w:val")) if node is not None else None


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(qn(step) for step in path.split("/") if step)


def is_on(node: Element | None, tag: str) -> bool | None:
    """A toggle such as `w:caps`: `<w:caps/>` and `w:val="1"` are on, `w:val="0"` is off; None if it is not there."""
    found = next(node.iterchildren(qn(tag)), None) if node is not None else None
    if found is None:
        return None
    return found.get(qn("w:val"), "1") not in ("0", "false", "off", "none")
