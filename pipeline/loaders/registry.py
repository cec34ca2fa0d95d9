"""The formats that are read, and the loader of each. A new format is one file with a function and one line here."""

from collections.abc import Callable

from pipeline.loaders.base import Reading
from pipeline.loaders.doc import read_doc, read_odt
from pipeline.loaders.markdown import read_markdown
from pipeline.loaders.options import Options
from pipeline.loaders.pdf import read_pdf
from pipeline.loaders.rtf import read_rtf
from pipeline.loaders.text import read_text
from pipeline.loaders.webpage import read_mhtml, read_webpage
from pipeline.loaders.word import read_docx
from pipeline.loaders.wordml import read_wordml

Loader = Callable[[bytes, Options], Reading]

LOADERS: dict[str, Loader] = {
    "txt": lambda data, options: read_text(data),
    "md": lambda data, options: read_markdown(data),
    "html": read_webpage,
    "mhtml": read_mhtml,
    "docx": read_docx,
    "pdf": read_pdf,
    "rtf": read_rtf,
    "doc": read_doc,
    "wordml": read_wordml,
    "odt": read_odt,
}
"""Format, as `sniff` names it → loader. A loader turns bytes into a Reading and raises LoadError with a reason."""
