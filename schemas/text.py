"""The text of a document as it was read, and the one function that shows a piece of it."""

import re

from pydantic import Field

from schemas.base import Model

_MARKS = re.compile(r"[*#|]+")


def collapse(source: str) -> str:
    """Show a piece of a source on one line: markdown marks (`*`, `#`, `|`) go, white space runs become one space.

    Every mention satisfies `mention.text == collapse(text[mention.start:mention.end])`.
    """
    return " ".join(_MARKS.sub("", source).split())


class Page(Model):
    """One page of a paged source."""

    number: int = Field(description="Page number, from 1")
    start: int = Field(description="First code point of the page in the text")
    end: int = Field(description="Code point after the page's last one")


class SourceText(Model):
    """A document's text, never rewritten after loading: all offsets of all records point into it."""

    path: str = Field(description="Where it was read from; a member of an archive is `archive.zip!/member`")
    text: str = Field(description="NFC, line ends are \\n")
    format: str = Field(description="Format by content: txt, md, html")
    loader: str = Field(description="Loader that read it")
    sha256: str = Field(description="SHA-256 of the file's bytes, hexadecimal")
    size: int = Field(description="Size of the file in bytes")
    encoding: str | None = Field(default=None, description="Character encoding of the file; None where the format fixes it")
    pages: tuple[Page, ...] = Field(default=(), description="Pages in order; empty for a source without pages")
    warnings: tuple[str, ...] = Field(default=(), description="What was odd about reading it, for people")

    def page_at(self, offset: int) -> int | None:
        """Number of the page that holds `offset`; None for a source without pages."""
        return next((p.number for p in self.pages if p.start <= offset < p.end), None)
