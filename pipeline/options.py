"""What a caller may set about reading: limits that a file must keep to, passwords, and whether images of text are read."""

from dataclasses import dataclass, field

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one document. A file beyond them is refused with a reason; the rest of a folder goes on.

    Sizes are bytes, times are seconds. `ratio` is unpacked size over packed size of an archive's member: office documents stay
    below 60, a bomb of zeros is at 1,000. `cpu_seconds`, `wall_seconds` and `memory` bind the worker process (pipeline.processes).
    """

    size: int = 256 * _MEGABYTE
    pages: int = 3_000
    ocr_pages: int = 300
    characters: int = 20_000_000
    members: int = 20_000
    unpacked: int = 512 * _MEGABYTE
    ratio: int = 200
    archive_depth: int = 2
    cpu_seconds: float = 600
    wall_seconds: float = 600
    office_seconds: float = 120
    memory: int = 2_048 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. `passwords` are tried in order on an encrypted file; `ocr` False leaves scanned pages unread."""

    limits: Limits = field(default_factory=Limits)
    passwords: tuple[str, ...] = ()
    ocr: bool = True
