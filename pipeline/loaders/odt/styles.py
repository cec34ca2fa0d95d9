"""Names of OpenDocument and what its styles say that a reader sees: hidden words, capitals, fonts, rules of cells, numbers of lists."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from lxml.etree import _Element as Element

from pipeline.loaders.word.numbering import letters, roman

__all__ = ["Element", "Level", "Styles", "q", "shown"]

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    "office": _OASIS + "office:1.0",
    "text": _OASIS + "text:1.0",
    "table": _OASIS + "table:1.0",
    "style": _OASIS + "style:1.0",
    "draw": _OASIS + "drawing:1.0",
    "fo": _OASIS + "xsl-fo-compatible:1.0",
    "manifest": _OASIS + "manifest:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_MAX_DEPTH = 32
"""Styles that inherit from each other in a circle must not loop."""

_FORMATS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": lambda number: roman(number).lower(),
    "I": roman,
}


@cache
def q(name: str) -> str:
    """`text:p` → `{urn:…}p`."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: what stands around its number, how many levels are shown, and where it starts; a bullet has no format."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    levels: int = 1
    start: int = 1
    bullet: str = ""


@dataclass(slots=True)
class Styles:
    """The styles of a document by family and name, and its lists by name."""

    by_name: dict[tuple[str, str], Element] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)

    @classmethod
    def of(cls, *roots: Element) -> "Styles":
        """Read the styles of all parts; those of the content come last and count more."""
        styles = cls()
        for root in roots:
            for node in root.iter(q("style:style")):
                styles.by_name[node.get(q("style:family"), ""), node.get(q("style:name"), "")] = node
            for node in root.iter(q("text:list-style")):
                styles.lists[node.get(q("style:name"), "")] = _levels(node)
            for node in root.iter(q("text:outline-style")):
                styles.outline = _levels(node)
        return styles

    def said(self, family: str, name: str | None, properties: str, attribute: str) -> str | None:
        """What a style or one that it inherits from says; None if none does."""
        for _ in range(_MAX_DEPTH):
            node = self.by_name.get((family, name or ""))
            if node is None:
                return None
            found = node.find(q(properties))
            if found is not None and found.get(q(attribute)) is not None:
                return found.get(q(attribute))
            name = node.get(q("style:parent-style-name"))
        return None

    def list_of(self, name: str | None) -> str | None:
        """The list that a paragraph's style puts it into."""
        for _ in range(_MAX_DEPTH):
            node = self.by_name.get(("paragraph", name or ""))
            if node is None:
                return None
            if (found := node.get(q("style:list-style-name"))) is not None:
                return found
            name = node.get(q("style:parent-style-name"))
        return None

    def has_rules(self, cell: str | None) -> bool:
        """Does the style of a cell draw a line around it?"""
        borders = (self.said("table-cell", cell, "style:table-cell-properties", f"fo:border{side}") for side in _SIDES)
        return any(border not in (None, "none", "") for border in borders)


_SIDES = ("", "-left", "-right", "-top", "-bottom")


def shown(levels: dict[int, Level], level: int, counters: dict[int, int]) -> str:
    """The label of a list item, with the space behind it; empty where its level shows none."""
    how = levels.get(level, Level())
    if how.bullet:
        return how.bullet + " "
    if not how.format:
        return ""
    parts = []
    for number in range(max(level - how.levels + 1, 1), level + 1):
        format_of = levels.get(number, Level()).format if number != level else how.format
        if format_of in _FORMATS:
            parts.append(_FORMATS[format_of](counters.get(number, levels.get(number, Level()).start)))
    label = how.prefix + ".".join(parts) + how.suffix
    return label.rstrip() + " " if label.strip() else ""


def _levels(node: Element) -> dict[int, Level]:
    out = {}
    for level in node:
        number = _number(level.get(q("text:level")), 1)
        bullet = level.get(q("text:bullet-char"), "")
        out[number] = Level(
            format=level.get(q("style:num-format"), "") or "",
            prefix=level.get(q("style:num-prefix"), "") or "",
            suffix=level.get(q("style:num-suffix"), "") or "",
            levels=_number(level.get(q("text:display-levels")), 1),
            start=_number(level.get(q("text:start-value")), 1),
            # What a symbol font shows as a dot has a code of its own.
            bullet=("•" if "\ue000" <= bullet <= "\uf8ff" else bullet) if bullet else "",
        )
    return out


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said is not None and said.isdigit() and len(said) < 9 else otherwise
