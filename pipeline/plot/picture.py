"""What a picture is to those who only save it: importing matplotlib takes half a second that `vnplans --help` need not pay."""

from typing import Any, Protocol


class Picture(Protocol):
    """A figure of matplotlib."""

    def savefig(self, fname: Any, **options: Any) -> None:
        """Write the picture."""
