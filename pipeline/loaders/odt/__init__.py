"""OpenDocument texts (.odt, .ott, .fodt)."""

from pipeline.loaders.odt.read import read_odt

__all__ = ["read_odt"]
