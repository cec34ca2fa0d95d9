"""Files to text: one function for every format, `load(path) -> SourceText`; `load_all` also opens archives.

`Sandbox` reads them in a process of its own; `formats` says what can be read on this machine.
"""

from pipeline.loaders.base import Encrypted, LoadError, NeedsTool, UnsupportedFormat
from pipeline.loaders.formats import Format, formats
from pipeline.loaders.load import load, load_all
from pipeline.loaders.sandbox import OutOfLimits, Sandbox
from pipeline.options import Limits, Options

__all__ = [
    "Encrypted", "Format", "Limits", "LoadError", "NeedsTool", "Options", "OutOfLimits", "Sandbox", "UnsupportedFormat",
    "formats", "load", "load_all",
]  # fmt: skip
