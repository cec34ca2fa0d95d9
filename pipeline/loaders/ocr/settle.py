"""What only the whole document settles: the numbers of its headings, the marks of its words."""

from collections.abc import Sequence

from pipeline.loaders.ocr.choice import choose
from pipeline.loaders.ocr.markers import settle_markers
from pipeline.loaders.printed.lines import PrintedLine


def settle_document(lines: Sequence[PrintedLine]) -> None:
    """Settle the lines of all scanned pages of a document, in their order; `PrintedLine.readings` are used up."""
    settle_markers(lines)
    choose(lines)
    for line in lines:
        line.readings = []
