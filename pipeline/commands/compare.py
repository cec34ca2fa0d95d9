"""vnplans compare citations|agencies|tasks|coverage|reuse|timeline|profile

Each comparison imports its own libraries (pandas, scikit-learn), so only the one asked for is imported, and only when it is.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - see above
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.commands.asking import Answer, Asked, asking
from pipeline.commands.output import show
from pipeline.errors import UnreadableFile, UnwritableFolder
from pipeline.messages import message
from pipeline.store import Store

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

    from pipeline.compare.coverage import Coverage
    from pipeline.messages import Lang
    from schemas import DocumentRecord

Era = Literal["then", "now"]
CitationView = Literal["matrix", "places", "gaps", "chains"]
AgencyView = Literal["matrix", "leaders", "network"]
TaskView = Literal["tasks", "clusters", "differences"]
CoverageView = Literal["tasks", "summary", "added"]
ReuseView = Literal["documents", "passages", "matrix"]
TimelineView = Literal["documents", "summary"]


@asking
def citations(asked: Asked, view: Annotated[CitationView, typer.Option("--view")] = "matrix") -> Answer:
    """What each province cites, who leaves out what most cite, and local chains."""
    from pipeline.compare import chains, citation_places
    from pipeline.compare.citations import compare_citations
    from pipeline.compare.show import citations_table

    if view == "places":
        frame = citation_places.compare_places(asked.tables, provinces=asked.provinces)
        return Answer(frame, columns=("province", "type", "number", "title", "n_mentions", "relations", "first_place", "first_text"))
    if view == "gaps":
        frame = citation_places.compare_gaps(asked.tables, asked.selected.members, provinces=asked.provinces)
        return Answer(frame, columns=("province", "type", "number", "title", "n_citing", "n_members", "basis", "source_kind", "family"))
    if view == "chains":
        frame = chains.compare_chains(asked.tables, asked.selected.members, asked.texts, provinces=asked.provinces)
        columns = ("central_number", "central_date", "province", "local_type", "local_number", "local_date", "days", "source")
        return Answer(frame, columns=columns)
    frame = compare_citations(asked.tables, provinces=asked.provinces)
    return Answer(frame, lambda lang: citations_table(frame, lang))


@asking
def agencies(
    asked: Asked,
    view: Annotated[AgencyView, typer.Option("--view")] = "matrix",
    era: Annotated[Era, typer.Option("--era")] = "then",
    graphml: Annotated[Path | None, typer.Option("--graphml", metavar="FILE")] = None,
) -> Answer:
    """Whom each province charges, as lead and in support."""
    from pipeline.compare import network
    from pipeline.compare.agencies import compare_agencies, compare_leaders
    from pipeline.compare.show import agencies_table

    if view == "network" or graphml is not None:
        frame = network.compare_network(asked.tables, provinces=asked.provinces, era=era)
        if graphml is not None:
            _write(graphml, network.graphml(frame))
            show(message(asked.lang, "export.graphml", file=graphml), error=True)
        return Answer(frame, columns=("lead", "support", "n_tasks", "n_provinces", "provinces"))
    if view == "leaders":
        frame = compare_leaders(asked.tables, provinces=asked.provinces, era=era)
        return Answer(frame, columns=("name", "province", "role", "text", "deadline_text"))
    frame = compare_agencies(asked.tables, provinces=asked.provinces, era=era)
    return Answer(frame, lambda lang: agencies_table(frame, lang))


@asking
def tasks(
    asked: Asked,
    view: Annotated[TaskView, typer.Option("--view")] = "tasks",
    pair: Annotated[tuple[str, str] | None, typer.Option("--pair", metavar="TỈNH TỈNH")] = None,
) -> Answer:
    """Tasks that ask the same, with differences of role and deadline; --pair: two provinces word by word."""
    from rich.console import Group
    from rich.text import Text

    from pipeline.compare.clusters import compare_clusters, compare_differences
    from pipeline.compare.scope import select_documents
    from pipeline.compare.show import tasks_summary, tasks_table
    from pipeline.compare.show_sides import pair_table
    from pipeline.compare.tasks import compare_tasks

    provinces = tuple(select_documents(asked.tables, pair)[1]) if pair else asked.provinces
    frame = compare_tasks(asked.tables, provinces=provinces, members=asked.selected.members, thresholds=asked.settings.thresholds)
    if pair:
        from pipeline.compare.pairs import compare_pair

        beside = compare_pair(frame, *provinces[:2])
        return Answer(beside, lambda lang: pair_table(beside, provinces, lang))
    if view == "clusters":
        return Answer(compare_clusters(frame), columns=("cluster_id", "label", "n_provinces", "n_review", "provinces", "differences"))
    if view == "differences":
        return Answer(compare_differences(frame), columns=("cluster_id", "kind", "agency", "side", "provinces", "text"))
    return Answer(frame, lambda lang: Group(tasks_table(frame, lang), "", Text(tasks_summary(frame, lang))))


@asking
def coverage(
    asked: Asked,
    against: Annotated[str, typer.Option("--against", metavar="FILE|DOCUMENT")],
    view: Annotated[CoverageView | None, typer.Option("--view")] = None,
) -> Answer:
    """What became of a central instrument's tasks in each province."""
    from pipeline.compare.show_sides import coverage_table

    found = covered(asked, read_central(asked.store, against))
    if view == "added":
        return Answer(found.added, columns=("province", "text", "similarity", "central_text"))
    if view == "summary":
        return Answer(found.summary, lambda lang: _summary(found.summary, lang))
    columns = ("central_text", "province", "status", "why", "text", "lead")
    return Answer(found.tasks, None if view else lambda lang: coverage_table(found, lang), columns)


def covered(asked: Asked, central: DocumentRecord) -> Coverage:
    """The coverage of a central instrument in the documents that answer it, or in all where none is known to."""
    from pipeline.compare.coverage import answering, compare_coverage, record_tables
    from pipeline.compare.families import compare_families
    from pipeline.compare.selection import of_family

    family = asked.selected.instrument or answering(central, asked.selected.members)
    selected = of_family(asked.selected, family) if family else asked.selected
    families = compare_families(selected.tables, members=selected.members)
    named = "" if asked.provinces else "; ".join(families.loc[families["instrument_id"] == family, "missing"])
    missing = [name for name in named.split("; ") if name]
    return compare_coverage(
        selected.tables, record_tables(central), provinces=asked.provinces, missing=missing, thresholds=asked.settings.thresholds
    )


@asking
def reuse(asked: Asked, view: Annotated[ReuseView, typer.Option("--view")] = "documents") -> Answer:
    """What stands in the central text, in other provinces, and nowhere else."""
    from pipeline.compare.reuse import compare_reuse

    library, figures = asked.store.frame("documents"), asked.settings.thresholds
    found = compare_reuse(asked.tables, asked.selected.members, asked.texts, provinces=asked.provinces, library=library, thresholds=figures)
    if view == "passages":
        return Answer(found.passages, columns=("province", "text", "other_province", "other_text", "n_same"))
    if view == "matrix":
        return Answer(found.matrix)
    columns = ("province", "source_kind", "n_syllables", "share_central", "share_siblings", "share_own", "closest", "share_closest")
    return Answer(found.documents, columns=columns)


@asking
def timeline(asked: Asked, view: Annotated[TimelineView, typer.Option("--view")] = "documents") -> Answer:
    """Days from the central instrument to each plan, and who is missing."""
    from pipeline.compare.timeline import SUMMARY_COLUMNS, compare_timeline, summarized

    if view == "summary":
        frame = summarized(asked.tables, asked.selected.members, provinces=asked.provinces)
        return Answer(frame, columns=tuple(name for name in SUMMARY_COLUMNS if name not in ("instrument_id", "n_expected")))
    frame = compare_timeline(asked.tables, asked.selected.members, provinces=asked.provinces)
    return Answer(
        frame, columns=("instrument_number", "instrument_date", "province", "number", "date", "basis", "days", "days_min", "days_max")
    )


@asking
def profile(asked: Asked) -> Answer:
    """Length of each plan, and how many of its tasks say by when, with what result, from which money."""
    from pipeline.compare.profile import COLUMNS, compare_profile

    hidden = ("document_id", "source_path", "source_kind", "issue_date", "share_support", "n_leads")
    return Answer(compare_profile(asked.tables, provinces=asked.provinces), columns=tuple(name for name in COLUMNS if name not in hidden))


QUESTIONS: tuple[Callable[..., None], ...] = (citations, agencies, tasks, coverage, reuse, timeline, profile)
"""The subcommands of `vnplans compare`."""


def _summary(frame: pd.DataFrame, lang: Lang) -> RenderableType:
    """The provinces that have a document; those that have none by name only."""
    from rich.console import Group

    from pipeline.compare.frame_view import frame_table

    without = frame["n_documents"] == 0
    shown = frame_table(frame[~without].rename(columns={"n_documents": "members"}), lang)
    names = "; ".join(frame.loc[without, "province"])
    return Group(shown, f"\n{message(lang, 'compare.without', names=names)}") if names else shown


def read_central(store: Store, against: str) -> DocumentRecord:
    """The central instrument: a file, else a document of the store."""
    from pipeline.extract import extract_document
    from pipeline.loaders import LoadError

    if not Path(against).is_file():
        return store.record(against)
    try:
        return extract_document(against)
    except LoadError as error:
        raise UnreadableFile(path=against, reason=error) from error


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnwritableFolder(folder=file, reason=error.strerror or error) from error
