"""The tables inside the page: the very CSV files that `vnplans export` writes, packed."""

import base64
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from pipeline.export import Choice, write_csv
from pipeline.export.csv_file import write_table
from pipeline.export.cut import chosen
from pipeline.export.forms import ExportTable, Rows
from pipeline.report.data import Answers
from schemas import TABLES


@dataclass(frozen=True, slots=True)
class Download:
    """A CSV file in base64 of gzip. `n_rows` without the header, `size` in bytes of the file itself."""

    name: str
    n_rows: int
    size: int
    packed: str


def downloads(answers: Answers) -> Iterator[Download]:
    """The tables of the contract, with the filters of the report, then the answers of the comparisons."""
    with TemporaryDirectory() as folder:
        for name, rows in _tables(answers).items():
            file = Path(folder, f"{name}.csv")
            write_table(file, ExportTable(TABLES[name], rows), raw=False)
            yield _packed(file.name, len(rows), file.read_bytes())
    for name, frame in _answers(answers):
        plain = frame.astype(object).where(frame.notna(), None)
        stream = StringIO(newline="")
        write_csv(stream, list(frame.columns), list(plain.itertuples(index=False, name=None)), line_end="\r\n")
        yield _packed(f"compare-{name}.csv", len(frame), stream.getvalue().encode("utf-8-sig"))


def _tables(answers: Answers) -> dict[str, Rows]:
    """Rows as `export` has them with the same filters and settings."""
    wanted, settings = answers.selection, answers.settings
    if answers.everything and not (settings.provinces or settings.aliases):
        return {name: answers.store.rows(name) for name in TABLES}
    choice = Choice(answers.provinces, wanted.instrument, wanted.since, wanted.until, wanted.kind)
    return dict(chosen(answers.store, choice, settings))


def _answers(answers: Answers) -> Iterator[tuple[str, pd.DataFrame]]:
    yield "families", answers.families
    yield "tasks", answers.tasks
    yield "clusters", answers.clusters
    yield "citations", answers.citations
    yield "gaps", answers.gaps
    yield "agencies", answers.agencies
    yield "timeline", answers.timeline
    yield "reuse", answers.reuse.documents
    yield "profile", answers.profile
    for n, coverage in enumerate(answers.coverage.values(), 1):
        yield f"coverage-{n}", coverage.tasks


def _packed(name: str, n_rows: int, content: bytes) -> Download:
    return Download(name, n_rows, len(content), pack(content))


def pack(content: bytes) -> str:
    """Bytes as base64 of gzip, which a browser unpacks itself; the same bytes give the same text."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode("ascii")
