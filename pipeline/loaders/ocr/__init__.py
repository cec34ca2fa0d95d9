"""Reading images of pages. An optional part: it needs `pip install 'vnplans[ocr]'` and the language data of Tesseract.

What says whether it is here is light; `ocr.page` and `ocr.choice` do the reading and are loaded by the formats that need it.
"""

from pipeline.loaders.ocr.engine import INSTALL, is_installed

__all__ = ["INSTALL", "is_installed"]
