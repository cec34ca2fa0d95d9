"""The text of a document as it was read, and the one function that shows a piece of it."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import takewhile

from pydantic import Field

from schemas.base import Model

_MARKS = re.compile(r"[*#|]+")


def collapse(source: str) -> str:
    """Show a piece of a source on one line: markdown marks (`*`, `#`, `|`) go, white space runs become one space.

    Every mention satisfies `mention.text == collapse(text[mention.start:mention.end])`.
    """
    if "*" in source or "#" in source or "|" in source:  # few pieces hold marks, and a search for a letter costs next to nothing
        source = _MARKS.sub("", source)
    if "\n" in source:
        source = source.replace("\n", " ")
    if source.isprintable() and "  " not in source:  # all its white space is single blanks, as in nearly all pieces
        return source.strip()
    return " ".join(source.split())


class Page(Model):
    """One page of a paged source. `width` and `height` are points (1/72 inch), as a viewer shows the page."""

    number: int = Field(description="Page number, from 1")
    start: int = Field(description="First code point of the page in the text")
    end: int = Field(description="Code point after the page's last one")
    width: float | None = Field(default=None, description="Width in points; None where it is not known")
    height: float | None = Field(default=None, description="Height in points")
    reader: str = Field(default="text", description="How the page was read: text (its text layer), ocr, none (nothing could be read)")
    quality: float | None = Field(
        default=None, description="Share of well-formed Vietnamese syllables among its words; None for too few words"
    )


class Box(Model):
    """A rectangle on a page, in points from the page's upper left corner, y downwards."""

    page: int = Field(description="Page number, from 1")
    x0: float
    y0: float
    x1: float
    y1: float


class Line(Model):
    """A printed line, or the part of it inside one table cell, and where it stands on its page.

    `stops` has end - start + 1 values: the left edge of each code point, then the right edge of the last one.
    """

    start: int = Field(description="First code point in the text")
    end: int = Field(description="Code point after the last one")
    page: int = Field(description="Page number, from 1")
    y0: float = Field(description="Upper edge in points from the page's top")
    y1: float = Field(description="Lower edge")
    stops: tuple[float, ...] = Field(description="Horizontal edges of the code points, in points from the page's left edge")


class Cell(Model):
    """A table cell that holds words. A merged cell stands once in the text, in its first row and column."""

    start: int = Field(description="First code point of the cell's words")
    end: int = Field(description="Code point after the last one")
    table: int = Field(description="Number of the table in the document, from 0")
    row: int = Field(description="Row in the table, from 0")
    column: int = Field(description="Column in the table, from 0")
    rows: int = Field(default=1, description="Rows that the cell covers")
    columns: int = Field(default=1, description="Columns that the cell covers")


class Mark(Model):
    """A doubt about a piece of the text."""

    start: int = Field(description="First code point")
    end: int = Field(description="Code point after the last one")
    flag: str = Field(description="ocr, ocr_doubtful, ocr_disagreement, repaired_glyphs, decoded, illegible, ocr_corrected")
    note: str = Field(default="", description="What else it may be, such as the other reader's words")


class SourceText(Model):
    """A document's text, never rewritten after loading: all offsets of all records point into it."""

    path: str = Field(description="Where it was read from; a member of an archive is `archive.zip!/member`")
    text: str = Field(description="NFC, line ends are \\n")
    format: str = Field(description="Format by content: txt, md, html, docx, doc, rtf, pdf, …")
    loader: str = Field(description="Loader that read it")
    sha256: str = Field(description="SHA-256 of the file's bytes, hexadecimal")
    size: int = Field(description="Size of the file in bytes")
    encoding: str | None = Field(default=None, description="Character encoding of the file; None where the format fixes it")
    pages: tuple[Page, ...] = Field(default=(), description="Pages in order; empty for a source without pages")
    lines: tuple[Line, ...] = Field(default=(), description="Printed lines in the order of the text; empty for a source without pages")
    cells: tuple[Cell, ...] = Field(default=(), description="Table cells in the order of the text, where the format states them")
    marks: tuple[Mark, ...] = Field(default=(), description="Doubts about pieces of the text, by start")
    apart: tuple[str, ...] = Field(
        default=(), description="What stands on the pages and not in the text: running heads, page numbers, stamps"
    )
    warnings: tuple[str, ...] = Field(
        default=(), description="What was odd about reading it: codes, with values behind some (`ocr_pages pages=1-3`)"
    )

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def page_at(self, offset: int) -> int | None:
        """Number of the page that holds `offset`; None for a source without pages.

        A table row that a page break cuts is one row in the text: the line that holds the offset says which page its words are on.
        """
        line = self.lines[max(bisect_right(self._line_starts, offset) - 1, 0)] if self.lines else None
        if line and line.start <= offset < line.end:
            return line.page
        found = self.pages[max(bisect_right(self._page_starts, offset) - 1, 0)] if self.pages else None
        return found.number if found and found.start <= offset < found.end else None

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Where the code points start:end stand, one box for each line; empty for a source without lines."""
        first = max(bisect_right(self._line_starts, start) - 1, 0)
        touched = takewhile(lambda line: line.start < end, self.lines[first:])
        out = []
        for line in touched:
            a, b = max(start, line.start), min(end, line.end)
            if a < b:
                x0, x1 = line.stops[a - line.start], line.stops[b - line.start]
                out.append(Box(page=line.page, x0=round(x0, 2), y0=line.y0, x1=round(x1, 2), y1=line.y1))
        return tuple(out)

    def flags(self, start: int, end: int) -> tuple[str, ...]:
        """Flags of the marks that touch start:end, each once, sorted."""
        return tuple(sorted({mark.flag for mark in self.marks if mark.start < end and start < mark.end}))

    def part(self, start: int, end: int) -> "SourceText":
        """The text start:end as a text of its own: pages, lines, cells and marks that lie in it, with offsets into it.

        A page or mark that reaches over an edge is cut there; a line or cell counts where it lies wholly inside. Path, format and digest
        are those of the file.
        """

        def cut(span: Page | Mark) -> dict[str, int]:
            return {"start": max(span.start, start) - start, "end": min(span.end, end) - start}

        def moved(span: Line | Cell) -> dict[str, int]:
            return {"start": span.start - start, "end": span.end - start}

        return self.model_copy(
            update={
                "text": self.text[start:end],
                "pages": tuple(p.model_copy(update=cut(p)) for p in self.pages if p.start < end and start < p.end),
                "lines": tuple(x.model_copy(update=moved(x)) for x in self.lines if start <= x.start and x.end <= end),
                "cells": tuple(c.model_copy(update=moved(c)) for c in self.cells if start <= c.start and c.end <= end),
                "marks": tuple(m.model_copy(update=cut(m)) for m in self.marks if m.start < end and start < m.end),
            }
        )
