"""Doubts and places of the words reach the records of PDF files and scans, and come back from the store."""

from pathlib import Path

import pypdfium2 as pdfium

from pipeline.extract import extract_source
from pipeline.loaders import load
from pipeline.store import Store
from schemas import Mark
from tests.loaders.made import LEFT, TOP, canvas
from tests.loaders.made import write as put

LINES = (
    "KẾ HOẠCH",
    "Thực hiện Quyết định số 407/QĐ-TTg ngày 30 tháng 3 năm 2022 của Thủ tướng Chính phủ và",
    "Chỉ thị số 07/CT-TTg ngày 21 tháng 3 năm 2023 của Thủ tướng Chính phủ.",
    "1. Sở Tư pháp chủ trì, phối hợp với Sở Tài chính tổ chức tập huấn trước ngày 30 tháng 6 năm 2024.",
)


def made(folder: Path) -> Path:
    canvas_, out = canvas()
    for i, line in enumerate(LINES):
        put(canvas_, line, LEFT - 40, TOP - i * 24, 11)
    canvas_.save()
    path = folder / "kế hoạch.pdf"
    path.write_bytes(out.getvalue())
    return path


def test_words_under_the_stored_boxes_are_those_of_the_mention(tmp_path: Path) -> None:
    path = made(tmp_path)
    with Store(tmp_path / "store") as store:
        store.put(extract_source(load(path)), str(path))
        record = store.record("kế hoạch")
    mentions = {("citations", c.citation_id): c.text for c in record.citations}
    mentions |= {("tasks", t.task_id): t.text for t in record.tasks}
    mentions |= {("agency_mentions", m.mention_id): m.text for m in record.agency_mentions}
    seen: dict[tuple[str, str], str] = dict.fromkeys(mentions, "")
    with pdfium.PdfDocument(path) as document:
        for box in record.boxes:
            page = document[box.page - 1]
            x0, y0, x1, y1 = box.x0 / 10 + 0.3, box.y0 / 10 + 1.5, box.x1 / 10 - 0.3, box.y1 / 10 - 1.5
            height = page.get_size()[1]
            seen[box.owner_table, box.owner_id] += page.get_textpage().get_text_bounded(x0, height - y1, x1, height - y0)
    assert len(mentions) > 5
    assert {key: "".join(text.split()) for key, text in seen.items()} == {key: "".join(text.split()) for key, text in mentions.items()}


def test_doubts_about_words_are_flags_of_the_records(tmp_path: Path) -> None:
    source = load(made(tmp_path))
    start = source.text.index("07/CT-TTg")
    marks = (
        Mark(start=0, end=len(source.text), flag="ocr"),
        Mark(start=start, end=start + 9, flag="ocr_disagreement", note="01/CT-TTg"),
    )
    record = extract_source(source.model_copy(update={"marks": marks}))
    flags = {citation.number: citation.flags for citation in record.citations}
    assert flags == {"407/QĐ-TTg": ("ocr",), "07/CT-TTg": ("ocr", "ocr_disagreement")}
    assert {task.flags[-1] for task in record.tasks} == {"ocr"}
    assert {mention.flags for mention in record.agency_mentions} == {("ocr",)}
    assert all("ocr" in row.flags for row in record.evidence)


def test_a_text_without_pages_has_neither(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(LINES), encoding="utf-8")
    record = extract_source(load(path))
    assert record.boxes == ()
    assert not any(mention.flags for mention in record.agency_mentions)
