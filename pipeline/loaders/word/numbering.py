"""Automatic numbers as they show: `I.`, `1.2.`, `a)`, `Điều 3.`. The file stores only which list a paragraph belongs to."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.loaders.word.package import Element, is_on, qn, value
from pipeline.loaders.word.styles import Styles

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")

# Bullets are characters of the fonts Symbol and Wingdings, kept in the private use area.
_BULLETS = {
    "\uf02d": "-", "\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0d8": "➢", "\uf076": "❖", "\uf0e8": "➔", "\uf0b0": "°",
    "o": "○", "§": "▪", "·": "•",
}  # fmt: skip
_PRIVATE = range(0xE000, 0xF900)

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

_MAX_NUMBER = 100_000
"""`w:start="2000000000"` in Roman numbers must not fill the memory."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered. `restart` is the level (from 1) whose step restarts it; 0 never; None any higher one."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A `w:num`: the abstract list that it counts in, and where its levels begin anew when it is first used."""

    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]
    used: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Numbering:
    """Counts the lists of a document. Labels must be asked for in the order of the paragraphs."""

    styles: Styles
    abstracts: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, _List] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: list[Element], styles: Styles) -> "Numbering":
        """Read the numbering part; without one, no paragraph has a label."""
        numbering = cls(styles)
        for root in roots[:1]:
            links = numbering._read_abstracts(root)
            lists = list(root.iterchildren(qn("w:num")))
            # Those that point to a list style need the list of that style, wherever it stands.
            for node in sorted(lists, key=lambda node: value(node, "w:abstractNumId") in links):
                numbering._read_list(node, links)
        return numbering

    def label(self, paragraph: Element) -> str:
        """The paragraph's number or bullet with the space behind it; empty if it has none. Counts the list up."""
        properties = paragraph.find(qn("w:pPr"))
        style = value(properties, "w:pStyle")
        from_style = self.styles.numbering(style)
        key = value(properties, "w:numPr/w:numId") or from_style[0]
        found = self.lists.get(key or "")
        if found is None:
            return ""
        level = self._level_of(found, value(properties, "w:numPr/w:ilvl"), style, from_style[1])
        how = found.levels.get(level, _Level())
        counters = self._step(found, level)
        return self._shown(how, found, counters) + how.gap if how.text else ""

    def _level_of(self, found: _List, own: str | None, style: str | None, from_style: str | None) -> int:
        """The level: stated by the paragraph, else the one that its style is tied to, else the style's."""
        if own is None:
            for node in self.styles.chain(style):
                name = node.get(qn("w:styleId"))
                tied = next((number for number, level in found.levels.items() if level.style == name), None)
                if tied is not None:
                    return tied
        said = own or from_style or "0"
        return min(int(said), _LEVELS - 1) if said.isdigit() else 0

    def _step(self, found: _List, level: int) -> dict[int, int]:
        """Count up a level and restart those below it."""
        counters = self.counters.setdefault(found.abstract, {})
        if level in found.starts and level not in found.used:
            counters[level] = found.starts[level]
            found.used.add(level)
        else:
            counters[level] = counters[level] + 1 if level in counters else found.levels.get(level, _Level()).start
        for lower in range(level + 1, _LEVELS):
            restart = found.levels.get(lower, _Level()).restart
            if restart is None or (restart and level < restart):
                counters.pop(lower, None)
        for higher in range(level):  # `1.1` may come before any `1`
            counters.setdefault(higher, found.levels.get(higher, _Level()).start)
        return counters

    def _shown(self, how: _Level, found: _List, counters: dict[int, int]) -> str:
        def number(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            form = "decimal" if how.legal else found.levels.get(level, _Level()).form
            return _FORMS.get(form, str)(min(counters.get(level, 1), _MAX_NUMBER))

        if how.form == "bullet":
            return "".join(_BULLETS.get(c, "•" if ord(c) in _PRIVATE else c) for c in how.text).strip()
        return _PLACEHOLDER.sub(number, how.text)

    def _read_abstracts(self, root: Element) -> dict[str, str]:
        """Abstract lists by id. Returns id → style for those that only point to a list style."""
        links: dict[str, str] = {}
        for node in root.iterchildren(qn("w:abstractNum")):
            key = node.get(qn("w:abstractNumId"), "")
            self.abstracts[key] = _levels(node)
            linked = value(node, "w:numStyleLink")
            if linked:
                links[key] = linked
        return links

    def _read_list(self, node: Element, links: dict[str, str]) -> None:
        abstract = value(node, "w:abstractNumId") or ""
        if abstract in links:
            target = self.lists.get(self.styles.numbering(links[abstract])[0] or "")
            abstract = target.abstract if target else abstract
        levels, starts = dict(self.abstracts.get(abstract, {})), {}
        for override in node.iterchildren(qn("w:lvlOverride")):
            level = _number(override.get(qn("w:ilvl")), 0)
            levels.update(_levels(override))
            start = value(override, "w:startOverride")
            if start is not None:
                starts[level] = _number(start, 1)
        self.lists[node.get(qn("w:numId"), "")] = _List(abstract, starts, levels)


def _levels(node: Element) -> dict[int, _Level]:
    return {_number(level.get(qn("w:ilvl")), 0): _level(level) for level in node.iterchildren(qn("w:lvl"))}


def _level(node: Element) -> _Level:
    form = value(node, "w:numFmt") or "decimal"
    text = value(node, "w:lvlText") or ""
    if form == "bullet" and not text.strip():
        text = "•" if node.find(qn("w:lvlPicBulletId")) is not None else ""
    restart = value(node, "w:lvlRestart")
    return _Level(
        start=_number(value(node, "w:start"), 1),
        form=form,
        text="" if form == "none" and not text else text,
        gap="" if value(node, "w:suff") == "nothing" else " ",
        legal=bool(is_on(node, "w:isLgl")),
        restart=None if restart is None else _number(restart, 0),
        style=value(node, "w:pStyle"),
    )


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said is not None and said.lstrip("-").isdigit() else otherwise


def roman(number: int) -> str:
    """`4` → `IV`. Word writes numbers from 4,000 on as so many M."""
    out = []
    for size, signs in _ROMAN:
        count, number = divmod(number, size)
        out.append(signs * count)
    return "".join(out)


def letters(number: int) -> str:
    """`1` → `a`, `26` → `z`, `27` → `aa`: the 26 Latin letters, also in Vietnamese documents (no `đ`)."""
    turn, place = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + place) * (turn + 1)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "none": lambda number: "",
}
