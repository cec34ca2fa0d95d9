"""Hand-made tables for the comparisons, and the shared ones read from texts outside the repository."""

import sys
from collections.abc import Callable, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from pipeline.batch import find_files
from pipeline.extract import extract_document
from pipeline.store import Store
from schemas import TABLES

ROOT = Path(__file__).resolve().parents[2]

Tables = dict[str, pd.DataFrame]
TaskSpec = tuple[str, tuple[str, ...], tuple[str, ...]]  # text, leads, supports


def _frame(name: str, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a table with all its columns, None where a row says nothing: what the store gives."""
    return pd.DataFrame([[row.get(c) for c in TABLES[name].columns] for row in rows], columns=list(TABLES[name].columns), dtype=object)


@pytest.fixture(scope="session")
def frame() -> Callable[[str, Sequence[dict[str, Any]]], pd.DataFrame]:
    """(table name, rows) → table."""
    return _frame


@pytest.fixture(scope="session")
def plans() -> Callable[..., Tables]:
    """Tables of documents with tasks: {document_id: (province, [(text, leads, supports), …])}; `news` names those that are articles."""

    def build(documents: dict[str, tuple[str | None, Sequence[TaskSpec]]], news: Sequence[str] = ()) -> Tables:
        document_rows, task_rows, role_rows = [], [], []
        agencies: dict[str, dict[str, Any]] = {}
        for document_id, (province, tasks) in documents.items():
            head = {"document_id": document_id, "source_path": f"{document_id}.txt", "province": province}
            document_rows.append({**head, "source_kind": "news" if document_id in news else "official"})
            for k, (text, leads, supports) in enumerate(tasks):
                task_id = f"{document_id}-t{k}"
                place = {"document_id": document_id, "start": 1000 * k, "end": 1000 * k + len(text)}
                task_rows.append({"task_id": task_id, "text": text, **place})
                for j, (role, name) in enumerate([*(("lead", n) for n in leads), *(("support", n) for n in supports)]):
                    agency_id = name.lower().replace(" ", "-")
                    agencies[agency_id] = {"agency_id": agency_id, "name": name, "kind": "so"}
                    mention = {"mention_id": f"{task_id}-m{j}", "start": 1000 * k + j, "end": 1000 * k + j + 1}
                    role_rows.append({"task_id": task_id, "role": role, "agency_id": agency_id, "text": name, **mention})
        return {
            "documents": _frame("documents", document_rows),
            "tasks": _frame("tasks", task_rows),
            "task_agencies": _frame("task_agencies", role_rows),
            "agencies": _frame("agencies", list(agencies.values())),
        }

    return build


@pytest.fixture(scope="session")
def seeds(shared: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, dict[str, str]]:
    """Tables and texts of the five texts on Chỉ thị 07/CT-TTg of 2023, which lie outside the repository."""
    folder = shared("seeds")
    with Store(tmp_path_factory.mktemp("seeds")) as store:
        for file in find_files([folder]):
            store.put(extract_document(file), file)
        store.rebuild_instruments()
        return store.frames(), store.texts()


@pytest.fixture(scope="session")
def made_provinces() -> ModuleType:
    """The generator of made-up provinces, benchmarks/provinces.py, which is no package."""
    spec = spec_from_file_location("made_provinces", ROOT / "benchmarks" / "provinces.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
