"""A page as it was read, by a text layer or by OCR."""

from dataclasses import dataclass, field

from pipeline.loaders.printed.lines import PrintedLine


@dataclass(slots=True)
class PrintedPage:
    """A page: size as shown, lines in reading order, how many pictures it holds, and words that are no part of its text."""

    number: int
    width: float
    height: float
    lines: list[PrintedLine] = field(default_factory=list)
    pictures: int = 0
    apart: list[str] = field(default_factory=list)
