"""The files of a form of interchange."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.export.forms import ExportTable, Format
from pipeline.export.interchange import labelstudio, webannotation
from pipeline.export.interchange.gather import gather

FORMS = (Format.WEBANNOTATION, Format.DOCBIN, Format.LABELSTUDIO)


def write(folder: Path, form: Format, tables: Sequence[ExportTable], texts: Mapping[str, str]) -> list[Path]:
    """Write the documents in a form: annotations.jsonld with texts/*.txt; documents.spacy; label-studio.json and label-studio.xml."""
    documents = gather(tables, texts)
    if form is Format.WEBANNOTATION:
        (folder / "texts").mkdir(exist_ok=True)
        files = [_bytes(folder / webannotation.text_file(one.document_id), one.text.encode("utf-8")) for one in documents]
        return [_bytes(folder / "annotations.jsonld", webannotation.collection(documents).encode("utf-8")), *files]
    if form is Format.LABELSTUDIO:
        made = labelstudio.tasks(documents).encode("utf-8")
        return [_bytes(folder / "label-studio.json", made), _bytes(folder / "label-studio.xml", labelstudio.CONFIG.encode("utf-8"))]
    from pipeline.export.interchange.docbin import as_docbin  # noqa: PLC0415 - spaCy takes seconds to import, and no other form needs it

    return [_bytes(folder / "documents.spacy", as_docbin(documents))]


def _bytes(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file
