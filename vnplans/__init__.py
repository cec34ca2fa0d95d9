"""Citations, agencies and tasks of Vietnamese provincial plans: the public Python API.

    >>> import vnplans
    >>> [citation.number for citation in vnplans.find_citations("Thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ")]
    ['07/CT-TTg']

All names are imported when they are first used, so that `import vnplans` is quick.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors import find_citations
    from pipeline.batch import Summary, extract_all, find_files
    from pipeline.compare.agencies import compare_agencies
    from pipeline.compare.citations import compare_citations
    from pipeline.compare.coverage import compare_coverage
    from pipeline.compare.families import compare_families, memberships
    from pipeline.compare.profile import compare_profile
    from pipeline.compare.reuse import compare_reuse
    from pipeline.compare.selection import Selection, select
    from pipeline.compare.tasks import compare_tasks
    from pipeline.compare.timeline import compare_timeline
    from pipeline.errors import PipelineError, StoreError
    from pipeline.export import Choice, export, read_csv
    from pipeline.extract import extract_document, extract_source
    from pipeline.loaders import LoadError, UnsupportedFormat, load
    from pipeline.settings import Settings, load_settings
    from pipeline.store import Store
    from pipeline.version import VERSION as __version__
    from schemas import SCHEMA_VERSION, TABLES, AgencyMention, Citation, DocumentRecord, Evidence, Section, SourceText, Task, TaskAgency

_HOMES = {
    "extractors": ("find_citations",),
    "pipeline.batch": ("Summary", "extract_all", "find_files"),
    "pipeline.compare.agencies": ("compare_agencies",),
    "pipeline.compare.citations": ("compare_citations",),
    "pipeline.compare.coverage": ("compare_coverage",),
    "pipeline.compare.families": ("compare_families", "memberships"),
    "pipeline.compare.profile": ("compare_profile",),
    "pipeline.compare.reuse": ("compare_reuse",),
    "pipeline.compare.selection": ("Selection", "select"),
    "pipeline.compare.tasks": ("compare_tasks",),
    "pipeline.compare.timeline": ("compare_timeline",),
    "pipeline.errors": ("PipelineError", "StoreError"),
    "pipeline.export": ("Choice", "export", "read_csv"),
    "pipeline.extract": ("extract_document", "extract_source"),
    "pipeline.loaders": ("LoadError", "UnsupportedFormat", "load"),
    "pipeline.settings": ("Settings", "load_settings"),
    "pipeline.store": ("Store",),
    "schemas": (
        "SCHEMA_VERSION", "TABLES", "AgencyMention", "Citation", "DocumentRecord", "Evidence", "Section", "SourceText", "Task",
        "TaskAgency",
    ),
}  # fmt: skip

__all__ = [
    "SCHEMA_VERSION", "TABLES", "AgencyMention", "Choice", "Citation", "DocumentRecord", "Evidence", "LoadError", "PipelineError",
    "Section", "Selection", "Settings", "SourceText", "Store", "StoreError", "Summary", "Task", "TaskAgency", "UnsupportedFormat",
    "__version__", "compare_agencies", "compare_citations", "compare_coverage", "compare_families", "compare_profile",
    "compare_reuse", "compare_tasks", "compare_timeline", "export", "extract_all", "extract_document", "extract_source",
    "find_citations", "find_files", "load", "load_settings", "memberships", "read_csv", "select",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name == "__version__":
        return import_module("pipeline.version").VERSION
    for home, names in _HOMES.items():
        if name in names:
            value: object = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'vnplans' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _refuse_shadows() -> None:
    """Raise ImportError where a module of the caller's has the name of one of the packages that vnplans is made of.

    The names are common: a notebook beside a `pipeline.py` of its own would get `cannot import name …`, and nobody would know why.
    """
    here = Path(__file__).resolve().parents[1]
    for package in ("schemas", "extractors", "pipeline"):
        found = _file_of(package)
        if found is not None and found.resolve().parent != here / package:
            raise ImportError(
                f"vnplans needs its own package '{package}', but Python finds {found} under that name first. "
                f"Rename that file (or folder), or run Python from another folder; in a notebook, restart the kernel then.",
                name=package,
                path=str(found),
            )


def _file_of(package: str) -> Path | None:
    """File that `import package` gives; None where it is not told (the import then says what is wrong)."""
    loaded = sys.modules.get(package)
    if loaded is not None:
        file = getattr(loaded, "__file__", None)
    else:
        spec = find_spec(package)
        file = spec.origin if spec else None
    return Path(file) if file else None


_refuse_shadows()
