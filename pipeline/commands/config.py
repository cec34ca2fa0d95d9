"""vnplans config show"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from pipeline.commands.asking import ConfigOption, FormOption
from pipeline.commands.frames import print_frame
from pipeline.commands.options import DEFAULT_STORE, LangOption, StoreOption
from pipeline.commands.output import show
from pipeline.errors import StoreMissing
from pipeline.messages import DEFAULT_LANG
from pipeline.settings import Settings, load_settings
from pipeline.store import Store

COLUMNS = ("setting", "set_value", "origin", "extracted")


def config_show(
    config: ConfigOption = None, output: FormOption = "table", store: StoreOption = DEFAULT_STORE, lang: LangOption = DEFAULT_LANG
) -> None:
    """Show the settings, where each comes from, and what was extracted in its place."""
    from pipeline.compare.frame_view import frame_table  # noqa: PLC0415 - imports pandas
    from pipeline.compare.html import page  # noqa: PLC0415
    from pipeline.compare.scope import made  # noqa: PLC0415

    settings = load_settings(config)
    frame = made(COLUMNS, [*_thresholds(settings), *_provinces(settings, store), *_aliases(settings), *_families(settings)])
    if output == "table":
        show(frame_table(frame, lang))
    elif output == "html":
        print(page(frame, lang))
    else:
        print_frame(frame, output)


def _thresholds(settings: Settings) -> Iterator[tuple[str, str, str, str | None]]:
    for one in fields(settings.thresholds):
        origin = str(settings.file) if one.name in settings.stated else "default"
        yield f"thresholds.{one.name}", str(getattr(settings.thresholds, one.name)), origin, None


def _provinces(settings: Settings, store: Path) -> Iterator[tuple[str, str, str, str | None]]:
    """Each province that is set, with what the document itself was read to say; `no_document` where the store has none of the name."""
    from pipeline.compare.scope import named_documents  # noqa: PLC0415 - imports pandas

    if not settings.provinces:
        return
    try:
        with Store(store, read_only=True) as opened:
            documents = opened.frame("documents")
    except StoreMissing:
        documents = None
    for name, province in settings.provinces.items():
        found = [] if documents is None else named_documents(documents, name)
        read = [] if documents is None else documents.loc[documents["document_id"].isin(found), "province"].tolist()
        extracted = "; ".join(value or "?" for value in read) if found else "no_document"
        yield f"provinces.{name}", province, str(settings.file), extracted


def _aliases(settings: Settings) -> Iterator[tuple[str, str, str, str | None]]:
    """Each alias, with the identity that its words are read as."""
    from extractors.agency_table import resolve  # noqa: PLC0415 - loads tables
    from pipeline.compare.overrides import agency_id  # noqa: PLC0415 - imports pandas

    for words, named in settings.aliases.items():
        yield f"aliases.{words}", agency_id(named), str(settings.file), resolve(words).agency_id


def _families(settings: Settings) -> Iterator[tuple[str, str, str, str | None]]:
    for family in settings.families:
        for name, documents in (("members", family.members), ("excluded", family.excluded)):
            if documents:
                yield f"family {family.instrument}: {name}", "; ".join(documents), str(settings.file), None
