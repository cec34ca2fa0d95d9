"""PDF files, with text or scanned."""

from pipeline.loaders.pdf.read import read_pdf

__all__ = ["read_pdf"]
