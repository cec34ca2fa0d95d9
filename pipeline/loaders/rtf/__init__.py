"""Rich Text Format (.rtf, and many a .doc)."""

from pipeline.loaders.rtf.read import read_rtf

__all__ = ["read_rtf"]
