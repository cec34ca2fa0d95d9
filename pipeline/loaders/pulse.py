"""How a loader says that it is getting on: a scan of 300 pages takes longer than any document may without a word."""

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def listen(listener: Callable[[], None]) -> None:
    """Have `listener` called at every sign of life in this process."""
    _listeners.append(listener)


def alive() -> None:
    """Say that a page is done and another begins: the limits of time count from here."""
    for listener in _listeners:
        listener()
