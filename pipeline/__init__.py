"""Files → records → answers: everything that touches a disk.

`extract_document` is imported when it is first used, so that `vnplans --help` need not wait for the libraries of the loaders.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract import extract_document

__all__ = ["extract_document"]


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name in __all__:
        value: object = getattr(import_module("pipeline.extract"), name)
        return value
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
