"""vnplans report --to report.html"""

# ruff: noqa: PLC0415 - pandas, scikit-learn and jinja2 take two seconds to import, which `vnplans --help` need not pay
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.asking import ConfigOption, KindOfSource
from pipeline.commands.options import DEFAULT_STORE, LangOption, StoreOption, reading
from pipeline.commands.output import show
from pipeline.errors import UnwritableFolder
from pipeline.messages import DEFAULT_LANG, message
from pipeline.settings import load_settings


def report(
    report_to: Annotated[Path, typer.Option("--to", metavar="FILE")],
    province: Annotated[list[str] | None, typer.Option("--province")] = None,
    instrument: Annotated[str | None, typer.Option("--instrument")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY[-MM[-DD]]")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="YYYY[-MM[-DD]]")] = None,
    kind: Annotated[KindOfSource, typer.Option("--kind")] = "all",
    page_images: Annotated[bool, typer.Option("--page-images")] = False,
    config: ConfigOption = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Write one HTML file that holds the comparison and the documents."""
    from pipeline.compare.selection import Selection
    from pipeline.report.write import write_report

    def missing(path: str, reason: str) -> None:
        show(message(lang, "report.no_image", path=path, reason=reason), error=True)

    with reading(store) as opened:
        try:
            n = write_report(
                opened, report_to, selection=Selection(instrument, since, until, kind), provinces=tuple(province or ()),
                settings=load_settings(config), lang=lang, with_pages=page_images, on_missing=missing,
            )  # fmt: skip
        except OSError as error:
            raise UnwritableFolder(folder=report_to, reason=error.strerror or error) from error
    size = f"{report_to.stat().st_size / 1e6:.1f}"
    show(message(lang, "report.done", file=report_to, documents=n, size=size.replace(".", ",") if lang == "vi" else size))
