"""A page as it was read, by a text layer or by OCR."""

from dataclasses import dataclass, field

from pipeline.loaders.printed.lines import PrintedLine


@dataclass(slots=True)
class PrintedPage:
    """A page: size as shown, lines in reading order, and how many pictures it holds."""

    number: int
    width: float
    height: float
    lines: list[PrintedLine] = field(default_factory=list)
    pictures: int = 0
