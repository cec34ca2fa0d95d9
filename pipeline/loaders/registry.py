"""The formats that are read, and the loader of each. A new format is one file with a function and one line here."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import cast

from pipeline.loaders.base import Reading
from pipeline.options import Options

Loader = Callable[[bytes, Options], Reading]

LOADERS: dict[str, str] = {
    "txt": "text:read_text",
    "md": "markdown:read_markdown",
    "html": "webpage:read_webpage",
    "mhtml": "webpage:read_mhtml",
    "docx": "word:read_docx",
    "doc": "doc:read_doc",
    "wordml": "wordml:read_wordml",
    "rtf": "rtf:read_rtf",
    "odt": "odt:read_odt",
    "pdf": "pdf:read_pdf",
    "image": "picture:read_picture",
}
"""Format, as `sniff` names it → module and function. Modules are loaded when the first file of their format comes: a folder of
texts needs no PDF library, which takes as long to load as a hundred texts to read."""


@cache
def loader_of(format_name: str) -> Loader | None:
    """The loader of a format: it turns bytes into a Reading and raises LoadError with a reason. None if there is none."""
    named = LOADERS.get(format_name)
    if named is None:
        return None
    module, function = named.split(":")
    return cast(Loader, getattr(import_module(f"pipeline.loaders.{module}"), function))
