"""Labels of list items, which a browser draws and the source does not hold: `- `, `1. `, `a) `."""

import re
from dataclasses import dataclass

from pipeline.loaders.html.tree import Element, tag_of

_STYLE_TYPE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(none|disc|circle|square|decimal|(?:lower|upper)-(?:alpha|latin|roman))", re.IGNORECASE
)
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}

# `- Sở Tư pháp …`, `1.2. Mục tiêu`, `a) Rà soát`, `IV. Kinh phí`: many authors type the label inside the item.
_TYPED_LABEL = re.compile(r"[-–—+*•●▪]|(?:\d+(?:\.\d+)*[.)/]|[a-zđ][.)]|[IVXLC]+[.)])(?:\s|$)", re.IGNORECASE)


def has_label(text: str) -> bool:
    """True if the item begins with a label typed by its author."""
    return _TYPED_LABEL.match(text) is not None


@dataclass(slots=True)
class OpenList:
    """A list being read: its marker and the number of its next item."""

    node: Element
    marker: str
    number: int = 1
    step: int = 1

    @classmethod
    def of(cls, node: Element) -> "OpenList":
        """Begin a `<ul>`, `<ol>`, `<menu>` or `<dir>`."""
        marker = _marker(node)
        if tag_of(node) != "ol":
            return cls(node, marker)
        if node.get("reversed") is not None:
            return cls(node, marker, _integer(node.get("start")) or len(node.findall("li")), -1)
        start = _integer(node.get("start"))
        return cls(node, marker, 1 if start is None else start)

    def next_label(self, item: Element) -> str:
        """The label of the next item with the space after it; empty where the list shows none."""
        own = _integer(item.get("value"))
        number = self.number if own is None else own
        self.number = number + self.step
        return _label(_marker(item, self.marker), number)


def _marker(node: Element, inherited: str | None = None) -> str:
    styled = _STYLE_TYPE.search(node.get("style", ""))
    if styled is not None:
        return styled[1].lower().replace("latin", "alpha")
    typed = _TYPES.get(node.get("type", ""))
    if typed is not None:
        return typed
    return inherited or ("decimal" if tag_of(node) == "ol" else "disc")


def _label(marker: str, number: int) -> str:
    if marker == "none":
        return ""
    if marker == "decimal" or (number < 1 and marker.endswith(("alpha", "roman"))):
        return f"{number}. "
    if marker.endswith("alpha"):
        letters = _alpha(number)
        return f"{letters}) " if marker == "lower-alpha" else f"{letters.upper()}. "
    if marker.endswith("roman") and number < 4000:
        digits = _roman(number)
        return f"{digits}) " if marker == "lower-roman" else f"{digits.upper()}. "
    return f"{number}. " if marker.endswith("roman") else "- "


def _alpha(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, as a browser counts (without đ)."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    digits = ""
    for value, letters in _ROMAN.items():
        count, number = divmod(number, value)
        digits += letters * count
    return digits


def _integer(value: str | None) -> int | None:
    # Nine digits: an attribute of a million digits would take int() minutes.
    return int(value) if value is not None and re.fullmatch(r"\s*[+-]?[0-9]{1,9}\s*", value) else None
