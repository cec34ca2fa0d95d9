"""Plans made up with known tasks (benchmarks/plans.py) are read as they were made, in every format that can be written here."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.extract import extract_document

PLANS = 10  # two of each form of assignment


@pytest.fixture(scope="module")
def made() -> tuple[ModuleType, ModuleType]:
    """benchmarks/plans.py and render.py, which are no package."""
    folder = str(Path(__file__).parents[1] / "benchmarks")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module("plans"), importlib.import_module("render")
    finally:
        sys.path.remove(folder)


def plain(words: str) -> str:
    """Words alone: a format may cost a full stop or a space."""
    return " ".join("".join(c if c.isalnum() else " " for c in words).casefold().split())


@pytest.mark.parametrize("suffix", ["md", "txt", "html", "docx"])
def test_planted_tasks_come_back(made: tuple[ModuleType, ModuleType], tmp_path: Path, suffix: str) -> None:
    plans, render = made
    for plan in plans.plans(PLANS, seed=7):
        path = tmp_path / f"{plan.name}.{suffix}"
        path.write_bytes(render.WRITERS[suffix](plan))
        record = extract_document(path)
        found = {
            (
                plain(task.text),
                frozenset(plain(a.text) for a in record.task_agencies if a.task_id == task.task_id and a.role == "lead"),
                frozenset(plain(a.text) for a in record.task_agencies if a.task_id == task.task_id and a.role == "support"),
            )
            for task in record.tasks
        }
        wanted = {(plain(task.text), frozenset(map(plain, task.lead)), frozenset(map(plain, task.support))) for task in plan.tasks}
        assert found == wanted, plan.name
        assert (record.document.number, record.document.signer, record.document.province) == (plan.number, plan.signer, plan.province)
        assert {plain(cited) for cited in plan.cited} <= {plain(citation.text) for citation in record.citations}
