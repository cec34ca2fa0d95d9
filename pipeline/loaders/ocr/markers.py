"""The numbers of headings on scanned pages: `III.` is read `II.`, `IIL.` or `III`, and with it a whole part of a plan is lost.

The readers differ there often. A reading counts that some reader saw and that goes on with the headings before; where none did, the number
between its two neighbours does (`II.` … `II.` … `IV.`). What is changed is flagged, with what stood there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.loaders.ocr.words import DOUBTFUL, Word
from pipeline.loaders.printed.lines import PrintedLine, Seen, put

_LIKE_ROMAN = re.compile(r"(?=.*[IVXl|])[IVXLHl1|ÌÍỊ]{1,6}R?[.,)/]?")
_ALIKE = str.maketrans({"L": "I", "l": "I", "1": "I", "|": "I", "Ì": "I", "Í": "I", "Ị": "I", "H": "II", "R": ""})
_NUMERALS = (
    "",
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
)
_STOPS = ".,)/"

# 5, Đối với · 5. Đối với
_COMMA = re.compile(r"\d{1,2},")


@dataclass(slots=True)
class _Heading:
    """A heading's line, its first word, the numbers that the readers saw in it (Tesseract's first, 0 for none)."""

    line: PrintedLine
    seen: Seen
    values: list[int]

    @property
    def text(self) -> str:
        return self.line.text[self.seen.start : self.seen.end]


def is_marker(text: str) -> bool:
    """May a word be the Roman number of a heading, well or badly read?"""
    return _LIKE_ROMAN.fullmatch(text) is not None


def note_markers(words: Sequence[Word], *others: str) -> None:
    """Note what the other readers saw where a line begins with a number: letters may differ there. A comma behind it was a full stop if one
    of them saw a full stop."""
    firsts = [other.split()[0] for other in others if other.split()]
    if not words or not firsts:
        return
    text = words[0].text
    if is_marker(text):
        words[0].readings = [first.split(".")[0] + "." if "." in first else first for first in firsts]
    elif _COMMA.fullmatch(text) and len(words) > 1 and words[1].text[:1].isupper() and text[:-1] + "." in firsts:
        words[0].become(text[:-1] + ".", DOUBTFUL)


def settle_markers(lines: Sequence[PrintedLine]) -> None:
    """Set the Roman numbers of a document's headings in capitals to those that follow on each other."""
    headings = [heading for line in lines if (heading := _heading(line)) is not None]
    last = 0
    for i, heading in enumerate(headings):
        wanted = last + 1
        behind = headings[i + 1].values if i + 1 < len(headings) else []
        between = last > 0 and heading.values[0] == last and wanted + 1 in behind and wanted not in behind
        own = heading.values[0] or next(filter(None, heading.values), 0)
        value = wanted if wanted in heading.values or between else 1 if 1 in heading.values else own
        if value:
            _write(heading, _NUMERALS[value])
            last = value


def _heading(line: PrintedLine) -> _Heading | None:
    seen = next((seen for seen in line.readings if seen.start == 0), None)
    if seen is None or not is_marker(line.text[: seen.end]):
        return None
    rest = line.text[seen.end :]
    if sum(c.isalpha() for c in rest) < 3 or not rest.isupper():
        return None
    values = [_value(text) for text in (line.text[: seen.end], *seen.readings)]
    return _Heading(line, seen, values) if any(values) else None


def _value(text: str) -> int:
    bare = text.rstrip(_STOPS).translate(_ALIKE) if is_marker(text) else ""
    return _NUMERALS.index(bare) if bare in _NUMERALS else 0


def _write(heading: _Heading, numeral: str) -> None:
    text = heading.text
    stops = [reading[-1] for reading in (text, *heading.seen.readings) if reading[-1] in _STOPS and reading[-1] != ","]
    shown = numeral + (stops[0] if stops else text[len(text.rstrip(_STOPS)) :])
    if shown != text:
        put(heading.line, heading.seen.start, heading.seen.end, shown)
        heading.line.doubts.append((heading.seen.start, heading.seen.start + len(shown), DOUBTFUL, text))
