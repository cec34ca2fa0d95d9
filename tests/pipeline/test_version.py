"""What has files read again: the code and tables that make a record, and nothing else."""

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from pipeline import version
from pipeline.engines import work
from pipeline.loaders.registry import LOADERS

ROOT = Path(__file__).parents[2]

CARRIERS = ("columns", "errors", "messages", "outcomes", "processes", "scratch", "store", "version")
"""Modules of `pipeline` that reading imports and no value of a record depends on: words for people, and what carries records about."""


def modules() -> dict[str, Path]:
    found = {}
    for package in ("schemas", "extractors", "pipeline"):
        for file in (ROOT / package).rglob("*.py"):
            parts = file.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imported(file: Path, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (name for name in names if name in known)


def closure(*starts: str) -> set[str]:
    known, seen, waiting = modules(), set[str](), list(starts)
    while waiting:
        name = waiting.pop()
        if name not in seen and not name.startswith(tuple(f"pipeline.{one}" for one in CARRIERS)):
            seen.add(name)
            waiting += imported(known[name], known)
    return seen


def is_declared(file: Path) -> bool:
    return any(file == ROOT / part or (ROOT / part) in file.parents for part in version.READING)


def test_what_reading_imports_is_declared() -> None:
    known = modules()
    loaders = {f"pipeline.loaders.{target.partition(':')[0]}" for target in LOADERS.values()}  # imported by name
    found = closure("pipeline.reading", *loaders)
    assert {"pipeline.extract", "extractors.tasks", "pipeline.loaders.pdf", "pipeline.loaders.printed.lines", "schemas.tables"} <= found
    assert [name for name in sorted(found - {"pipeline"}) if not is_declared(known[name])] == []


def test_a_change_of_the_report_has_nothing_read_again() -> None:
    for name, file in modules().items():
        if name.startswith(tuple(f"pipeline.{one}" for one in ("report", "compare", "plot", "export", "commands", "batch"))):
            assert not is_declared(file), name
    assert version.reader() != version.program()


NOT_READING = ("extractors.components", "extractors.underthesea_adapter")
"""Ways into other programs: they take part in no batch."""


def test_machines_of_a_cluster_are_asked_for_the_libraries_that_read() -> None:
    files = (file for name, file in modules().items() if is_declared(file) and name not in NOT_READING)
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    tops = {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"schemas", "extractors", "pipeline"}
    distributions = packages_distributions()
    found = {distributions.get(top, [top])[0].lower().replace("_", "-") for top in tops}
    assert found - {"pydantic-core", "pyarrow"} == set(work._LIBRARIES), "work._LIBRARIES"
