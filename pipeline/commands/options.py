"""Options that several commands share. Their help texts stand in the catalogue under `option.<name>` (pipeline.cli)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import StoreEmpty
from pipeline.messages import LANG_VARIABLE, Lang
from pipeline.store import Store


def _chosen(context: typer.Context) -> Lang:
    """The language that `main` has read from the whole command line: `vnplans --lang en show` is `vnplans show --lang en`."""
    lang: Lang = context.obj
    return lang


DEFAULT_STORE = Path("data/processed")

StoreOption = Annotated[Path, typer.Option("--store", metavar="DIR")]
LangOption = Annotated[Lang, typer.Option("--lang", envvar=LANG_VARIABLE, callback=_chosen)]
JsonOption = Annotated[bool, typer.Option("--json")]
RawOption = Annotated[bool, typer.Option("--raw")]


@contextmanager
def reading(folder: Path) -> Iterator[Store]:
    """The store opened for reading. Raises StoreError, StoreEmpty among them where there is no document to answer from."""
    with Store(folder, read_only=True) as store:
        if not store.counts()["documents"]:
            raise StoreEmpty(folder=folder)
        yield store
