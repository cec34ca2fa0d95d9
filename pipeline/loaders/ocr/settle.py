"""What only the whole document settles: numbers of headings, letters of instruments' numbers, marks of words, names of persons."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.loaders.ocr.choice import choose
from pipeline.loaders.ocr.markers import settle_markers
from pipeline.loaders.ocr.names import settle_names
from pipeline.loaders.ocr.words import DISAGREEMENT
from pipeline.loaders.printed.lines import PrintedLine, put

# 06/QĐ-TTg · 13/2023/NĐ-CP · 57-NQ/TW
_NUMBER = re.compile(r"\d{1,5}(?:/\d{4})?[/-][A-ZĐ][\w&]*(?:[-/][A-ZĐ][\w&]*)+")
_LETTERS = re.compile(r"[^\d]+")


def settle_document(lines: Sequence[PrintedLine]) -> None:
    """Settle the lines of all scanned pages of a document, in their order; `PrintedLine.readings` are used up."""
    settle_markers(lines)
    _settle_numbers(lines)
    choose(lines)
    settle_names(lines)
    for line in lines:
        line.readings = []


def _settle_numbers(lines: Sequence[PrintedLine]) -> None:
    """Of two readings of a number that differ in its letters only (`06/QĐĐ-TTg`, `06/QĐ-TTg`), that counts which all readers agree on
    elsewhere in the document. Two that differ in a digit may be two instruments: they stay as they are, flagged."""
    doubtful = [(line, doubt) for line in lines for doubt in line.doubts if doubt[2] == DISAGREEMENT]
    if not doubtful:
        return
    agreed = Counter(number[0] for line in lines for number in _NUMBER.finditer(line.text) if not _is_doubted(line, *number.span()))
    for line, doubt in doubtful:
        start, end, flag, note = doubt
        mine, other = _NUMBER.search(line.text, start, end), _NUMBER.search(note)
        if mine is None or other is None or agreed[mine[0]] or not agreed[other[0]]:
            continue
        if mine[0] != other[0] and _LETTERS.sub(" ", mine[0]) == _LETTERS.sub(" ", other[0]):
            line.doubts.remove(doubt)
            put(line, *mine.span(), other[0])
            line.doubts.append((start, end + len(other[0]) - len(mine[0]), flag, mine[0]))


def _is_doubted(line: PrintedLine, start: int, end: int) -> bool:
    return any(flag == DISAGREEMENT and a < end and start < b for a, b, flag, _ in line.doubts)
