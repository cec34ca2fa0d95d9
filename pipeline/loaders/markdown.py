"""Markdown (.md): read as plain text. The marks stay: offsets point at what the author sees in an editor."""

from pipeline.loaders.base import Reading
from pipeline.loaders.text import read_text
from pipeline.options import Options


def read_markdown(data: bytes, options: Options) -> Reading:
    """Read markdown with its marks (`#`, `**`, `|`); `schemas.collapse` takes them off where words are shown.

    Raises:
        LoadError: the file is empty, undecodable or binary.
    """
    return read_text(data, options)
