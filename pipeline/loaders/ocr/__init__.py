"""Reading images of pages. An optional part: it needs `pip install 'vnplans[ocr]'` and the language data of Tesseract."""

from pipeline.loaders.ocr.choice import choose
from pipeline.loaders.ocr.engine import INSTALL, is_installed
from pipeline.loaders.ocr.page import read_page_image

__all__ = ["INSTALL", "choose", "is_installed", "read_page_image"]
