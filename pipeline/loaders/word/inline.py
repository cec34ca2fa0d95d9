"""What a paragraph of a Word document shows: its runs without deleted text, field codes and hidden words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.loaders.blocks import Run
from pipeline.loaders.word.package import Element, qn
from pipeline.loaders.word.styles import Styles
from pipeline.loaders.word.symbols import symbol

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_COMPAT = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Deleted and moved-away text of tracked changes, field codes, properties, comments, the reading above a ruby.
_HIDDEN = frozenset(
    _WORD + name
    for name in (
        "del moveFrom delText instrText delInstrText pPr rPr sdtPr sdtEndPr rt annotationRef footnoteRef endnoteRef separator "
        "continuationSeparator"
    ).split()
)
_PICTURES = frozenset(_WORD + name for name in ("drawing", "pict", "object"))
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    # `ư` of TCVN3 is the code point of the soft hyphen; whether it is a letter is decided when the font is known.
    qn("w:softHyphen"): "\u00ad",
}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}


@dataclass(slots=True)
class Inline:
    """The runs of a paragraph, the text boxes anchored in it, and the notes (`footnotes`, id) that it points to."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class InlineReader:
    """Reads paragraphs in their order. Fields may span paragraphs (a table of contents), so that their state is kept between calls.

    `fields` holds one entry for each open field: True once its result has begun. `notes` are the notes in the order of their first
    mention; the text shows `[1]` where Word shows a raised 1, which would else become part of the number before it.
    """

    styles: Styles
    fields: list[bool] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def read(self, paragraph: Element, style: str | None) -> Inline:
        """Read one `w:p` whose paragraph style is `style`."""
        out = Inline()
        for node in paragraph:
            self._visit(node, None, style, out)
        return out

    def _visit(self, node: Element, run: Element | None, style: str | None, out: Inline) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in _HIDDEN:
            return
        if tag == _COMPAT + "AlternateContent":
            self._visit_children(_chosen(node), run, style, out)
        elif tag in _PICTURES:
            out.boxes.extend(_text_boxes(node))
        elif tag == qn("w:fldChar"):
            self._field(node.get(qn("w:fldCharType")))
        elif tag == qn("w:r"):
            properties = node.find(qn("w:rPr"))
            if not self.styles.toggle("w:vanish", properties, style):
                self._visit_children(node, properties, style, out)
        elif tag in _NOTES:
            self._note(_NOTES[tag], node, out)
        else:
            text = _text_of(node)
            if text is None:
                self._visit_children(node, run, style, out)
            elif all(self.fields):
                shown = text.upper() if self.styles.toggle("w:caps", run, style) else text
                out.runs.append(Run(shown, self.styles.font(run, style)))

    def _visit_children(self, node: Element | None, run: Element | None, style: str | None, out: Inline) -> None:
        for child in node if node is not None else ():
            self._visit(child, run, style, out)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _note(self, kind: str, node: Element, out: Inline) -> None:
        key = (kind, node.get(qn("w:id"), ""))
        if key not in self.notes:
            self.notes.append(key)
        out.runs.append(Run(f"[{self.notes.index(key) + 1}]"))


def _text_of(node: Element) -> str | None:
    """The characters that an element stands for; None if it is no character (a link, an insertion: look inside)."""
    tag = node.tag
    if tag in (qn("w:t"), _MATH_TEXT):
        return node.text or ""
    if tag == qn("w:sym"):
        return symbol(node.get(qn("w:font"), ""), node.get(qn("w:char"), ""))
    return _CHARACTERS.get(tag) if isinstance(tag, str) else ""


def _chosen(node: Element) -> Element | None:
    """One of the forms of the same content: the first that a new program shows, else the one for old programs."""
    choice = node.find(_COMPAT + "Choice")
    return choice if choice is not None else node.find(_COMPAT + "Fallback")


def _text_boxes(node: Element) -> Iterator[Element]:
    """Text boxes in a drawing, outermost only, each once although the fallback repeats it."""
    for child in node:
        if child.tag == _COMPAT + "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                yield from _text_boxes(chosen)
        elif child.tag == qn("w:txbxContent"):
            yield child
        else:
            yield from _text_boxes(child)
