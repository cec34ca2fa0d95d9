"""Word documents (.docx, .docm): paragraphs, lists, tables and notes as they show."""

from pipeline.loaders.word.read import read_docx

__all__ = ["read_docx"]
