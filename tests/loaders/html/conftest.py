"""Pages for the HTML loader to read."""

from collections.abc import Callable

import pytest

from pipeline.loaders.html import read_html

Read = Callable[[str], str]


@pytest.fixture
def read() -> Read:
    """The text that a body is read as, when the page is nothing but that body."""
    return lambda body: read_html(f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()).text
