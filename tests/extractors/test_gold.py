"""Scores against hand-made records of real plans. The data lie outside the repository: VNPLANS_SHARED, else ../shared beside it."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.export import export
from pipeline.extract import extract_document
from pipeline.store import Store

# What the scores may not fall below. Two annotators agree at .98 on who does what.
SEEDS = {"citations": 0.98, "tasks": 0.96, "lead_named": 0.95, "support": 0.93, "metadata": 0.97}
PLANS = {"citations": 0.97, "tasks": 0.96, "lead_named": 0.94, "support": 0.92, "deadline": 0.90, "who_does_what": 0.92}
HEADERS = {"number": 0.95, "doc_type": 0.95, "issue_date": 0.95, "signer": 0.95}


Shared = Callable[[str], Path]


def tables(sources: Path, to: Path) -> Path:
    """Extract all texts of a folder and export the tables as CSV."""
    files = sorted(file for file in sources.iterdir() if file.suffix in (".txt", ".md"))
    assert files, f"no texts in {sources}"
    with Store(to / "store") as store:
        for file in files:
            store.put(extract_document(file), str(file))
        export(store, to / "tables", raw=True)
    return to / "tables"


def run(shared: Shared, script: str, *arguments: Path | str) -> str:
    command = [sys.executable, str(shared("score") / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def scores(shared: Shared, sources: str, gold: str, to: Path) -> dict[str, float]:
    """F1, or the share of right values, of each kind of record."""
    said: dict[str, Any] = json.loads(run(shared, "score.py", tables(shared(sources), to), shared(gold), "--json"))
    assert said["documents"] == len(list(shared(gold).glob("*.json")))
    return {name: value["f1"] if isinstance(value, dict) else value for name, value in said.items()}


def below(found: dict[str, float], least: dict[str, float]) -> dict[str, float]:
    return {name: found[name] for name, value in least.items() if found[name] < value}


def test_seeds(shared: Shared, tmp_path: Path) -> None:
    found = scores(shared, "seeds", "gold/seeds", tmp_path)
    assert below(found, SEEDS) == {}, found


def test_plans(shared: Shared, tmp_path: Path) -> None:
    found = scores(shared, "corpus/plans", "gold/plans", tmp_path)
    assert below(found, PLANS) == {}, found


def test_headers(shared: Shared, tmp_path: Path) -> None:
    said = run(shared, "headers.py", tables(shared("corpus/headers"), tmp_path), shared("corpus/headers") / "headers.tsv")
    found = {name: float(value) for name, value in re.findall(r"^(\w+)\s+([\d.]+)", said, re.MULTILINE)}
    assert set(found) == set(HEADERS), said
    assert below(found, HEADERS) == {}, said
