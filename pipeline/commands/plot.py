"""vnplans plot timeline|citations|coverage|map --to FILE

Each picture imports matplotlib and pandas, so they are imported only where one is drawn.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - see above
import inspect
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from pipeline.commands.asking import Asked, ConfigOption, KindOfSource, answered
from pipeline.commands.compare import covered, read_central
from pipeline.commands.options import DEFAULT_STORE, LangOption, StoreOption, reading
from pipeline.commands.output import show
from pipeline.errors import BadPicture, MissingExtra, NothingToDraw, UnwritableFolder
from pipeline.messages import DEFAULT_LANG, message
from pipeline.plot.picture import Picture

SUFFIXES = (".svg", ".pdf", ".png")

MapFigure = Literal["tasks", "citations", "documents", "lag", "deadline"]
MapRegime = Literal["auto", "63", "34"]


def drawing(draw: Callable[..., Picture | None]) -> Callable[..., None]:
    """Make a command of `draw(asked, **own options)`: what is chosen as in the comparisons, the file to write. None: nothing to draw."""

    def command(**values: Any) -> None:
        to, lang = values.pop("picture"), values.pop("lang")
        if to.suffix.lower() not in SUFFIXES:
            raise BadPicture(file=to, suffixes=", ".join(SUFFIXES))
        if find_spec("matplotlib") is None:
            raise MissingExtra(extra="plot")
        import matplotlib as mpl

        from pipeline.plot.style import save, settings

        with reading(values.pop("store")) as store, mpl.rc_context(settings()):
            common = {name: values.pop(name) for name in ("province", "instrument", "since", "until", "kind", "config")}
            figure = answered(draw, store, lang, common, values)
            if figure is None:
                raise NothingToDraw(file=to)
            try:
                save(figure, to)
            except OSError as error:
                raise UnwritableFolder(folder=to, reason=error.strerror or error) from error
        show(message(lang, "plot.done", file=to))

    own = list(inspect.signature(draw, eval_str=True).parameters.values())[1:]
    shared = list(inspect.signature(_shared, eval_str=True).parameters.values())
    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in [*own, *shared]]
    command.__name__, command.__doc__ = draw.__name__, draw.__doc__
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return command


def _shared(
    picture: Annotated[Path, typer.Option("--to", metavar="FILE")],
    province: Annotated[list[str] | None, typer.Option("--province")] = None,
    instrument: Annotated[str | None, typer.Option("--instrument")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY[-MM[-DD]]")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="YYYY[-MM[-DD]]")] = None,
    kind: Annotated[KindOfSource, typer.Option("--kind")] = "all",
    config: ConfigOption = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """The options that all pictures share."""


@drawing
def timeline(asked: Asked) -> Picture | None:
    """Days from the central instrument to each plan."""
    from pipeline.compare.timeline import compare_timeline
    from pipeline.plot.timeline import draw_timeline
    from pipeline.plot.words import words

    frame = compare_timeline(asked.tables, asked.selected.members, provinces=asked.provinces)
    if frame.empty:
        return None
    # One picture is about one instrument: that of most documents, where none was asked for.
    largest = frame["instrument_id"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index[0]
    return draw_timeline(frame[frame["instrument_id"] == largest], words(asked.lang))


@drawing
def citations(asked: Asked) -> Picture | None:
    """Instruments by province, with the number of mentions."""
    from pipeline.compare.citations import compare_citations
    from pipeline.plot.citations import draw_citations
    from pipeline.plot.words import words

    frame = compare_citations(asked.tables, provinces=asked.provinces)
    if frame.empty:
        return None
    return draw_citations(frame, words(asked.lang))


@drawing
def coverage(asked: Asked, against: Annotated[str, typer.Option("--against", metavar="FILE|DOCUMENT")]) -> Picture | None:
    """What became of a central instrument's tasks."""
    from pipeline.plot.coverage import draw_coverage
    from pipeline.plot.words import words

    central = read_central(asked.store, against)
    summary = covered(asked, central).summary
    if summary.empty or not summary["n_documents"].any():
        return None
    name = " ".join(filter(None, (central.document.doc_type, central.document.number))) or Path(central.document.source_path).stem
    return draw_coverage(summary, name, words(asked.lang))


@drawing
def tile_map(
    asked: Asked,
    figure: Annotated[MapFigure, typer.Option("--figure")] = "tasks",
    regime: Annotated[MapRegime, typer.Option("--regime")] = "auto",
) -> Picture | None:
    """A figure of each province on a map of squares."""
    from pipeline.plot.map_figures import map_figures, regime_of
    from pipeline.plot.tile_map import draw_map
    from pipeline.plot.words import words

    w = words(asked.lang)
    chosen = regime_of(asked.tables["documents"]) if regime == "auto" else regime
    found = map_figures(asked.tables, asked.selected.members, figure, chosen, w, asked.selected.instrument)
    if not found.values:
        return None
    return draw_map(found, chosen, w)


PICTURES: dict[str, Callable[..., None]] = {"timeline": timeline, "citations": citations, "coverage": coverage, "map": tile_map}
"""The subcommands of `vnplans plot`."""
