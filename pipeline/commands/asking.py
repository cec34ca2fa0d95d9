"""What all comparisons have in common on the command line: the selection, the settings, the forms of the answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from pipeline.commands.frames import print_frame
from pipeline.commands.options import DEFAULT_STORE, LangOption, RawOption, StoreOption, reading
from pipeline.commands.output import show
from pipeline.errors import UnknownProvince
from pipeline.messages import DEFAULT_LANG, Lang
from pipeline.settings import Settings, load_settings
from pipeline.store import Store

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

    from pipeline.compare.selection import Selected

Form = Literal["table", "csv", "json", "html"]
KindOfSource = Literal["official", "news", "all"]
T = TypeVar("T")

ConfigOption = Annotated[Path | None, typer.Option("--config", metavar="FILE")]
FormOption = Annotated[Form, typer.Option("--format")]


@dataclass(frozen=True, slots=True)
class Answer:
    """A DataFrame for programs, and how it is shown to people: by its own view, else as a table of `columns` (all where none is named)."""

    frame: pd.DataFrame
    view: Callable[[Lang], RenderableType] | None = None
    columns: tuple[str, ...] = ()


@dataclass
class Asked:
    """What was asked for, read from the store."""

    store: Store
    settings: Settings
    selected: Selected
    provinces: tuple[str, ...]
    lang: Lang

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables, cut to the selection."""
        return self.selected.tables

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Texts of the documents selected, and of those without a province (central instruments), by id."""
        return self.store.texts()


def asking(ask: Callable[..., Answer]) -> Callable[..., None]:
    """Make a command of `ask(asked, **own options)`: the options that all comparisons share stand behind its own."""

    def command(**values: Any) -> None:
        output, raw, lang = values.pop("output"), values.pop("raw"), values.pop("lang")
        with reading(values.pop("store")) as store:
            common = {name: values.pop(name) for name in ("province", "instrument", "since", "until", "kind", "config")}
            answer = answered(ask, store, lang, common, values)
            if output == "table":
                show(_view(answer, lang))
            elif output == "html":
                from pipeline.compare.html import page  # noqa: PLC0415 - see answered

                print(page(answer.frame, lang))
            else:
                print_frame(answer.frame, output, raw=raw)

    own = list(inspect.signature(ask, eval_str=True).parameters.values())[1:]
    shared = list(inspect.signature(_shared, eval_str=True).parameters.values())
    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in [*own, *shared]]
    command.__name__, command.__doc__ = ask.__name__, ask.__doc__
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return command


def _shared(
    province: Annotated[list[str] | None, typer.Option("--province")] = None,
    instrument: Annotated[str | None, typer.Option("--instrument")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY[-MM[-DD]]")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="YYYY[-MM[-DD]]")] = None,
    kind: Annotated[KindOfSource, typer.Option("--kind")] = "all",
    config: ConfigOption = None,
    output: FormOption = "table",
    store: StoreOption = DEFAULT_STORE,
    raw: RawOption = False,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """The options that all comparisons share."""


def answered(ask: Callable[..., T], store: Store, lang: Lang, common: Mapping[str, Any], own: Mapping[str, Any]) -> T:
    """What `ask` makes of the selection that the options in `common` describe."""
    # pandas and scikit-learn take a second to import, which `vnplans --help` need not pay.
    from pipeline.compare.overrides import overridden  # noqa: PLC0415
    from pipeline.compare.scope import UnknownProvinceError  # noqa: PLC0415
    from pipeline.compare.selection import Selection, select  # noqa: PLC0415

    settings = load_settings(common["config"])
    tables = overridden(store.frames(), settings)
    selection = Selection(common["instrument"], common["since"], common["until"], common["kind"])
    provinces = tuple(common["province"] or ())
    try:
        return ask(Asked(store, settings, select(tables, selection, settings), provinces, lang), **own)
    except UnknownProvinceError as error:
        present = sorted(set(tables["documents"]["province"].dropna()))
        raise UnknownProvince(wanted=", ".join(provinces), candidates=", ".join(present) or "-") from error


def _view(answer: Answer, lang: Lang) -> RenderableType:
    from pipeline.compare.frame_view import frame_table  # noqa: PLC0415 - see answered

    return answer.view(lang) if answer.view else frame_table(answer.frame, lang, answer.columns)
