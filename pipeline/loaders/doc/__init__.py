"""Word 97 documents (.doc): by LibreOffice where it is installed, else by a reader of our own."""

from pipeline.loaders.doc.read import read_doc

__all__ = ["read_doc"]
