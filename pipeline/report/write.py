"""The report as a file."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.compare.selection import Selection
from pipeline.messages import DEFAULT_LANG, Lang
from pipeline.report.data import gather
from pipeline.report.documents import places
from pipeline.report.pages import page_images
from pipeline.report.render import page
from pipeline.report.shown import Shown
from pipeline.settings import Settings
from pipeline.store import Store


def write_report(
    store: Store,
    to: str | Path,
    *,
    selection: Selection | None = None,
    provinces: Sequence[str] = (),
    settings: Settings | None = None,
    lang: Lang = DEFAULT_LANG,
    with_pages: bool = False,
    on_missing: Callable[[str, str], None] | None = None,
) -> int:
    """Write the report to the file `to` and return the number of documents in it.

    with_pages  put pictures of PDF pages in; the PDFs have to be where they were read. `on_missing(path, reason)` hears of each that
                is not

    The same store gives the same bytes. The file appears once it is whole. Raises NothingSelected, UnknownProvince, UnknownInstrument,
    OSError.
    """
    answers = gather(store, selection or Selection(), provinces, settings)
    images = {}
    if with_pages:
        records = answers.records()
        keys = places(records).documents
        for record in records:
            found = page_images(record, keys[record.document.document_id], Shown(lang))
            if found is not None:
                images[record.document.document_id] = found
            if found is not None and found.reason and on_missing is not None:
                on_missing(record.document.source_path, found.reason)
    _write(Path(to), page(answers, lang, images))
    return len(answers.shown)


def _write(file: Path, text: str) -> None:
    scratch = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        scratch.write_bytes(text.encode("utf-8"))
        scratch.replace(file)
    except OSError:
        scratch.unlink(missing_ok=True)
        raise
