"""No search for garbage while a text is read.

Python looks for cycles of unused objects each time some hundred more objects exist, and now and then through all that exist. Reading a
text makes many objects, keeps most and leaves no cycles (tests/extractors/test_records.py): the search finds nothing, takes a tenth of
the time for a plan, and a third, growing faster than the text, for one of 10 MB.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside, Python frees what nothing refers to any more, as always, and looks for no cycles. Threads may enter it side by side."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
