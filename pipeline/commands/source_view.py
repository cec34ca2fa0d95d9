"""How a document was read: by which loader, from which pages, how well."""

from rich.table import Table

from pipeline.loaders.syllables import quality
from pipeline.messages import Lang, message
from pipeline.messages_warnings import told
from schemas import DocumentRecord


def source_view(record: DocumentRecord, lang: Lang) -> Table:
    """Path, format, loader, size, pages, share of well-formed Vietnamese syllables, warnings."""
    document = record.document
    share = quality(record.text)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for field, shown in (
        ("source_path", "\n".join(source.path for source in record.sources) or document.source_path),
        ("format", document.source_format),
        ("loader", document.loader),
        ("size", "\n".join(f"{source.size:,}" for source in record.sources[:1])),
        ("sha256", document.sha256),
        ("n_pages", str(document.n_pages or "")),
        ("n_chars", f"{document.n_chars:,}"),
        ("quality", "" if share is None else f"{share:.1%}"),
        ("warnings", "\n".join(told(lang, one) for one in document.warnings)),
    ):
        if shown:
            grid.add_row(message(lang, f"column.{field}"), shown)
    return grid
