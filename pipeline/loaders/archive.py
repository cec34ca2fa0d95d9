"""ZIP archives of documents: each member is a document of its own, named `archive.zip!/member.docx`."""

import re
from collections.abc import Iterator

from pipeline.loaders.base import LoadError
from pipeline.loaders.options import Options
from pipeline.loaders.zips import SafeZip

SEPARATOR = "!/"

# What programs leave in archives and nobody wrote: `__MACOSX/._a.docx`, `.DS_Store`, `~$ke-hoach.docx`, `Thumbs.db`
_LEFTOVER = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^/]*$|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def members(data: bytes, path: str, options: Options) -> Iterator[tuple[str, bytes | LoadError]]:
    """Path and bytes of each document in an archive, in the archive's order; a member that cannot be unpacked gives its error.

    Names are only shown and never used as paths on the disk, so that `../../etc/passwd` harms nobody.

    Raises:
        LoadError: the archive is damaged or beyond the limits.
    """
    archive = SafeZip.open(data, options.limits)
    for name in archive.names():
        shown = archive.shown_name(name)
        if _LEFTOVER.search(shown):
            continue
        try:
            yield f"{path}{SEPARATOR}{shown}", archive.read(name, options.passwords)
        except LoadError as error:
            yield f"{path}{SEPARATOR}{shown}", error
