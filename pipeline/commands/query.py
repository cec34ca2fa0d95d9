"""vnplans query SQL"""

from typing import Annotated

import typer

from pipeline.commands.asking import FormOption
from pipeline.commands.frames import print_frame
from pipeline.commands.options import DEFAULT_STORE, LangOption, RawOption, StoreOption, reading
from pipeline.commands.output import show
from pipeline.messages import DEFAULT_LANG


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL")],
    output: FormOption = "table",
    store: StoreOption = DEFAULT_STORE,
    raw: RawOption = False,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Ask the store in SQL."""
    from pipeline.compare.frame_view import frame_table  # noqa: PLC0415 - imports pandas
    from pipeline.compare.html import page  # noqa: PLC0415
    from pipeline.compare.scope import made  # noqa: PLC0415

    with reading(store) as opened:
        frame = made(*opened.query(sql))
    if output == "table":
        show(frame_table(frame, lang))
    elif output == "html":
        print(page(frame, lang))
    else:
        print_frame(frame, output, raw=raw)
