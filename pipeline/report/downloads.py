"""The tables inside the page: the very CSV files that `vnplans export` writes, packed."""

import base64
import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.columns import columns_of
from pipeline.export import write_csv
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
    """The tables of the contract, cut to the selection, then the answers of the comparisons."""
    for name, model in TABLES.items():
        rows = answers.store.rows(name)
        yield _packed(f"{name}.csv", [column.name for column in columns_of(model.row)], _within(answers, name, rows))
    for name, frame in _answers(answers):
        plain = frame.astype(object).where(frame.notna(), None)
        yield _packed(f"compare-{name}.csv", list(frame.columns), list(plain.itertuples(index=False, name=None)))


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


def _within(answers: Answers, name: str, rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """Rows of the documents that match; tables of the whole corpus stay whole, and all do where nothing was filtered."""
    if answers.everything:
        return list(rows)
    columns = TABLES[name].columns
    shown = set(answers.shown)
    if "document_id" in columns:
        at = columns.index("document_id")
        return [row for row in rows if row[at] in shown]
    owner = next((column for column in ("task_id", "owner_id") if column in columns), None)
    if owner is None:
        return list(rows)
    at = columns.index(owner)
    return [row for row in rows if str(row[at]).partition(".")[0] in shown]


def _packed(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Download:
    stream = io.StringIO(newline="")
    listed = list(rows)
    write_csv(stream, header, listed, line_end="\r\n")
    content = stream.getvalue().encode("utf-8-sig")
    return Download(name, len(listed), len(content), base64.b64encode(gzip.compress(content, 9, mtime=0)).decode("ascii"))
