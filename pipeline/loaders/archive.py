"""ZIP archives of documents: each member is a document of its own, named `archive.zip!/member.docx`."""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.loaders.base import LoadError
from pipeline.loaders.zips import SafeZip
from pipeline.options import Options

SEPARATOR = "!/"

# What programs leave in archives and nobody wrote: `__MACOSX/._a.docx`, `.DS_Store`, `~$ke-hoach.docx`, `Thumbs.db`
_LEFTOVER = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^/]*$|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def members(data: bytes, path: str, options: Options) -> Iterator[tuple[str, bytes | LoadError]]:
    """Path and bytes of each document in an archive, in the archive's order; a member that cannot be unpacked gives its error.

    Names are only shown and never used as paths on the disk, so that `../../etc/passwd` harms nobody. A second member of the same
    name, which archives may hold, is `name (2)`: neither is lost.

    Raises:
        LoadError: the archive is damaged, beyond the limits, or holds nothing.
    """
    archive = SafeZip.open(data, options.limits)
    seen: Counter[str] = Counter()
    for info in archive.files():
        name = archive.shown_name(info)
        if _LEFTOVER.search(name):
            continue
        seen[name] += 1
        shown = f"{path}{SEPARATOR}{name}" + (f" ({seen[name]})" if seen[name] > 1 else "")
        try:
            yield shown, archive.read_file(info, options.passwords)
        except LoadError as error:
            yield shown, error
    if not seen:
        raise LoadError("no_documents")
