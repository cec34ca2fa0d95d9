"""Printed lines to paragraphs: where a line goes on in the next one, and where a new paragraph begins."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.loaders.printed.lines import PrintedLine

_INDENT = 6.0
"""Points to the right of the margin from which a line is indented. First lines of paragraphs are by 28 (1 cm) and more."""

_WIDE = 0.6
"""Share of the text's width from which a line counts when margins are measured."""

_ENOUGH = 3

_FAR_BELOW = 1.9
"""Distance of two lines, in heights, from which they are apart. Body text is set at 1.0 to 1.5."""

_OPENED = 1.22
"""Distance of two lines, in those of a paragraph's own lines, from which a new paragraph begins: 6 points before it make 1.3."""

_SAME_HEIGHT = 0.2
"""Difference in height up to which two lines are of one size: letters from another font make a line 15 % higher."""

_LONG = 20
"""Characters from which a line has tall letters and such with tails, as its size shows: some fonts tell how high each letter is."""

# `1.`, `1.2.`, `a)`, `-`, `+`, `Điều 3.`, `I.`: a line that begins so begins a paragraph.
_LABEL = re.compile(
    r"(?:[-–+•●○▪*]\s|\(?[a-zđ]\)\s|\(?\d{1,3}[.)](?:\d{1,2}[.)]?){0,3}\s|[IVX]{1,6}[.)]\s|"
    r"Điều\s+\d+[a-z]?\s*\.|Chương\s+[IVX\d]+|Mục\s+\d+|Phụ lục\b)"
)
_CLOSED = re.compile(r"[.;:!?…/]['”\"]?\s*$")
_NUMBER_CUT = re.compile(r"[A-ZĐ0-9]/?[A-ZĐ]*-$|\d/$")
_DATE_CUT = re.compile(r"\d/\d{1,2}/\d{1,3}$")  # `10/5/202` `5`, in a cell too narrow for a date
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of the running text, and the distance of a paragraph's lines, in points; 0 where no paragraph shows it."""

    left: float
    right: float
    pitch: float = 0.0

    @classmethod
    def of(cls, lines: Sequence[PrintedLine], width: float) -> "Margins | None":
        """Measure lines; None if too few of them are long."""
        longest = max((line.x1 - line.x0 for line in lines), default=0.0)
        wide = [line for line in lines if line.x1 - line.x0 > _WIDE * max(longest, 0.5 * width)]
        if len(wide) < _ENOUGH:
            return None
        lefts, rights = sorted(line.x0 for line in wide), sorted(line.x1 for line in wide)
        return cls(lefts[len(lefts) // 10], rights[-1 - len(rights) // 10], _pitch(lines))

    def or_pitch(self, other: "Margins | None") -> "Margins":
        """These margins, with the distance of the lines in the whole document where a page does not show it."""
        return self if self.pitch or other is None else Margins(self.left, self.right, other.pitch)

    @classmethod
    def usual(cls, width: float) -> "Margins":
        """Those that the rules for official documents set: 30 mm to the left, 15 to 20 mm to the right of A4."""
        return cls(0.14 * width, 0.92 * width)


def _pitch(lines: Sequence[PrintedLine]) -> float:
    """Distance of lines that go on with a sentence: the upper one ends in a letter and the lower one begins with a small one."""
    steps = [
        two.y0 - one.y0
        for one, two in pairwise(lines)
        if one.page == two.page and two.y0 > one.y0 and one.text[-1:].isalpha() and two.text[:1].islower() and two.text[1:2].isalpha()
    ]
    return sorted(steps)[len(steps) // 2] if len(steps) >= _ENOUGH else 0.0


def goes_on(one: PrintedLine, two: PrintedLine, margins: Margins) -> bool:
    """Does line `two` go on with the paragraph of line `one`?"""
    if ends_in_number(one):
        return True
    if _LABEL.match(two.text) and (_CLOSED.search(one.text) or two.x0 > margins.left + _INDENT or not _is_full(one, two, margins)):
        return False
    if one.page == two.page and (_stand_apart(one, two, margins) or two.y0 < one.y0 - one.height):
        return False
    if two.x0 > margins.left + _INDENT or _is_capitals(two.text) != _is_capitals(one.text):
        return False
    if two.text[:1].islower() and not _CLOSED.search(one.text):
        return True
    return _is_full(one, two, margins)


def _is_full(one: PrintedLine, two: PrintedLine, margins: Margins) -> bool:
    """Would the first word of line `two` not have fitted on line `one`?"""
    word = two.text.split(" ", 1)[0]
    space = two.stops[min(len(word), len(two.stops) - 1)] - two.x0
    return one.x1 + space > margins.right - _INDENT


def _stand_apart(one: PrintedLine, two: PrintedLine, margins: Margins) -> bool:
    """Are two lines of one page further apart than those of a paragraph, or of another size? Short ones do not show their size."""
    if two.y0 - one.y0 > (_OPENED * margins.pitch or _FAR_BELOW * one.height):
        return True
    sized = min(len(one.text), len(two.text)) >= _LONG
    return sized and abs(one.height - two.height) > _SAME_HEIGHT * max(one.height, two.height)


def ends_in_number(line: PrintedLine) -> bool:
    """Does a line end with the hyphen of a number that goes on in the next line (`40/2022/QĐ-` `UBND`)? `kinh tế -` does not."""
    return _NUMBER_CUT.search(line.text) is not None or (line.cut and not line.text.endswith(" -"))


def joint(one: PrintedLine, two: PrintedLine) -> str:
    """What stands between two lines of a paragraph or cell: nothing where a number was broken, a space else."""
    if ends_in_number(one) or (_DATE_CUT.search(one.text) and two.text[:1].isdigit()):
        return ""
    return "" if two.text.startswith("/") and one.text[-1:].isalnum() else " "


def is_centred(line: PrintedLine, margins: Margins) -> bool:
    """True for a line that stands in the middle, away from both margins: titles and headings."""
    before, behind = line.x0 - margins.left, margins.right - line.x1
    return before > 2 * _INDENT and behind > 2 * _INDENT and abs(before - behind) < 0.15 * (margins.right - margins.left)


def belongs_to(one: PrintedLine, two: PrintedLine, margins: Margins) -> bool:
    """Do two paragraphs stand together as lines of one block: a title set in several lines, a column of the head or foot?"""
    if one.page != two.page or not 0 < two.y0 - one.y0 < _FAR_BELOW * one.height:
        return False
    if two.x0 - one.x0 > 2 * _INDENT and _CLOSED.search(one.text) and one.x0 < margins.left + _INDENT:
        return False  # the first line of a paragraph of the body, behind a short last one
    if is_centred(one, margins) and is_centred(two, margins):
        return _is_capitals(one.text) == _is_capitals(two.text)
    width = margins.right - margins.left
    narrow, middle = margins.left + 0.62 * width, margins.left + 0.42 * width
    left = one.x1 < narrow and two.x1 < narrow and abs(one.x0 - two.x0) < 40
    return left or (one.x0 > middle and two.x0 > middle)


def body_height(lines: Sequence[PrintedLine]) -> float:
    """Height of most of the text's lines; 0 without any."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.height] += len(line.text)
    heights = sorted(letters)
    upto = list(accumulate(letters[height] for height in heights))
    return heights[bisect_left(upto, upto[-1] / 2)] if heights else 0.0


def _is_capitals(text: str) -> bool:
    letters = "".join(_LETTER.findall(text))
    return len(letters) > 3 and letters.isupper()
