"""Files to text: one function for every format, `load(path) -> SourceText`; `load_all` also opens archives."""

from pipeline.loaders.base import Encrypted, LoadError, NeedsTool, UnsupportedFormat
from pipeline.loaders.load import load, load_all
from pipeline.loaders.options import Limits, Options

__all__ = ["Encrypted", "Limits", "LoadError", "NeedsTool", "Options", "UnsupportedFormat", "load", "load_all"]
