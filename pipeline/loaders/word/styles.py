"""Styles of a Word document, as far as they change what a reader sees: capitals, hidden text, fonts, numbers."""

from dataclasses import dataclass, field

from pipeline.loaders.word.package import Element, is_on, qn, value

_MAX_DEPTH = 32
"""Styles that are based on each other in a circle must not loop."""


@dataclass(slots=True)
class Styles:
    """The styles by id, and what was asked of them before: every run asks, and a document has few styles."""

    by_id: dict[str, Element] = field(default_factory=dict)
    default_paragraph: str | None = None
    default_font: str | None = None
    _chains: dict[str | None, list[Element]] = field(default_factory=dict)
    _toggles: dict[tuple[str, str | None, str | None], bool] = field(default_factory=dict)
    _fonts: dict[tuple[str | None, str | None], str | None] = field(default_factory=dict)
    _numbers: dict[str | None, tuple[str | None, str | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: list[Element]) -> "Styles":
        """Read the styles part; without one, every question is answered by None."""
        styles = cls()
        for root in roots[:1]:
            for node in root.iterchildren(qn("w:style")):
                key = node.get(qn("w:styleId"), "")
                styles.by_id[key] = node
                if node.get(qn("w:type")) == "paragraph" and node.get(qn("w:default")) in ("1", "true"):
                    styles.default_paragraph = key
            styles.default_font = _font(root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"))
        return styles

    def chain(self, style: str | None) -> list[Element]:
        """The style and those that it is based on, nearest first."""
        if style not in self._chains:
            out: list[Element] = []
            key = style or self.default_paragraph
            while key in self.by_id and len(out) < _MAX_DEPTH:
                out.append(self.by_id[key])
                key = value(out[-1], "w:basedOn") or ""
            self._chains[style] = out
        return self._chains[style]

    def toggle(self, tag: str, run: Element | None, paragraph_style: str | None) -> bool:
        """Is `w:caps` or `w:vanish` on, by the run, its character style or the paragraph's style?"""
        own = is_on(run, tag)
        if own is not None:
            return own
        key = (tag, value(run, "w:rStyle"), paragraph_style)
        if key not in self._toggles:
            said = (is_on(node.find(qn("w:rPr")), tag) for node in self._around(key[1], paragraph_style))
            self._toggles[key] = next((one for one in said if one is not None), False)
        return self._toggles[key]

    def font(self, run: Element | None, paragraph_style: str | None) -> str | None:
        """Name of the font of a run's Latin letters."""
        own = _font(run)
        if own:
            return own
        key = (value(run, "w:rStyle"), paragraph_style)
        if key not in self._fonts:
            named = (_font(node.find(qn("w:rPr"))) for node in self._around(*key))
            self._fonts[key] = next((name for name in named if name), self.default_font)
        return self._fonts[key]

    def _around(self, character: str | None, paragraph: str | None) -> list[Element]:
        """The styles that a run takes what it does not say itself from, nearest first."""
        return [*(self.chain(character) if character else []), *self.chain(paragraph)]

    def numbering(self, style: str | None) -> tuple[str | None, str | None]:
        """`numId` and `ilvl` that a paragraph style gives."""
        if style not in self._numbers:
            num = level = None
            for node in self.chain(style):
                num = num or value(node, "w:pPr/w:numPr/w:numId")
                level = level or value(node, "w:pPr/w:numPr/w:ilvl")
            self._numbers[style] = num, level
        return self._numbers[style]


def _font(properties: Element | None) -> str | None:
    fonts = next(properties.iterchildren(qn("w:rFonts")), None) if properties is not None else None
    if fonts is None:
        return None
    return fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi"))
