"""Web pages (.html): the words of the article, as a careful reader would copy them."""

from pipeline.loaders.html.read import read_html

__all__ = ["read_html"]
