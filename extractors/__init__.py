"""Text → mentions. Pure functions: no file, no network, no clock."""

from extractors.citations import find_citations

__all__ = ["find_citations"]
