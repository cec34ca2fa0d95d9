"""The spaCy components: the same results as the functions, in every way in which spaCy passes Docs around."""

import json
import os
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from extractors import agency_table, find_citations
from extractors.components import COMPONENTS, TOKENIZER, Mark, Tokenizer, blank, set_spans, split_tokens
from extractors.document import read_document
from pipeline.loaders import load

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path for path in (ROOT / "data/raw").glob("*.*") if "-scan" not in path.name)  # a scan needs OCR

PLAN = """KẾ HOẠCH
Triển khai  thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ

II. TỔ CHỨC THỰC HIỆN
1. Sở Tư pháp chủ trì, phối hợp với Công an tỉnh rà soát văn bản theo Luật Đất đai, hoàn thành trước ngày 30/6/2023.
2. Giao Sở Tài chính báo cáo theo Nghị định số 30/2020/NĐ-CP ngày 5 tháng 3 năm 2020của Chính phủ.
"""

Spans = list[tuple[int, int, str, str]]


def spans(doc: Doc, key: str) -> Spans:
    """What a group holds, without spaCy's own objects; the words of each span are those of the text between its offsets."""
    assert all(span.text == doc.text[span.start_char : span.end_char] for span in doc.spans[key])
    return [(span.start_char, span.end_char, span.label_, span.id_) for span in doc.spans[key]]


def all_spans(doc: Doc) -> dict[str, Spans]:
    return {key: spans(doc, key) for key in doc.spans}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank()


# Tokenizer


@settings(deadline=None)
@given(text=st.text() | st.text(alphabet=" \n\tạ7_/-.Đ\u00a0\u0301\u200b"))
def test_the_text_stays_as_it_is(text: str) -> None:
    doc = Tokenizer(Vocab())(text)
    assert doc.text == text
    assert [token.idx for token in doc] == [text.index(token.text, token.idx) for token in doc]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Chỉ thị số 07/CT-TTg", ["Chỉ", "thị", "số", "07", "/", "CT", "-", "TTg"]),
        ("năm 2011của số30/1998", ["năm", "2011", "của", "số", "30", "/", "1998"]),
        ("**a**  b\n\n c ", ["*", "*", "a", "*", "*", " ", "b", "\n\n ", "c"]),
        (" \n", [" \n"]),
        ("_x_", ["_", "x", "_"]),
        ("", []),
    ],
)
def test_tokens(nlp: Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in nlp.make_doc(text)] == tokens


# Same results


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: str(file.name))
def test_same_results_as_the_functions(nlp: Language, file: Path) -> None:
    check_same(nlp(load(file).text))


def test_same_results_on_awkward_texts(nlp: Language) -> None:
    for text in (PLAN, PLAN.replace(" ", "\u00a0"), PLAN.replace(" ", " \n"), unicodedata.normalize("NFD", PLAN), "", " \n "):
        check_same(nlp(text))


def check_same(doc: Doc) -> None:
    text = doc.text
    cited, read = find_citations(text), read_document(text)
    assert [span[:3] for span in spans(doc, "citations")] == [(*edges(text, c.start, c.end), c.type) for c in cited]
    named = [(start, end, agency_id) for start, end, _, agency_id in spans(doc, "agencies")]
    assert named == [(*edges(text, m.start, m.end), m.agency_id) for m in read.agencies]
    assert [span[:3] for span in spans(doc, "tasks")] == [(*edges(text, t.start, t.end), t.kind) for t in read.tasks]
    roles = {(*edges(text, a.start, a.end), a.role, a.agency_id) for task in read.tasks for a in task.agencies}
    assert set(spans(doc, "roles")) == roles


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets without white space at the edges, which spaCy's spans cannot have."""
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())


def test_labels_ids_and_values(nlp: Language) -> None:
    doc = nlp(PLAN)
    assert [(span.text, span.label_, span.id_) for span in doc.spans["citations"]] == [
        ("Chỉ thị số 07/CT-TTg ngày 21/3/2023", "Chỉ thị", "07/CT-TTg"),
        ("Luật Đất đai", "Luật", "luật đất đai"),
        ("Nghị định số 30/2020/NĐ-CP ngày 5 tháng 3 năm 2020", "Nghị định", "30/2020/NĐ-CP"),
    ]
    assert doc.spans["citations"][0]._.vn_citation["issue_date"] == "2023-03-21"
    assert doc.spans["citations"][0]._.vn_citation["issuer"] == "Thủ tướng Chính phủ"
    assert ("Công an tỉnh", "cong-an-tinh") in [(span.text, span.id_) for span in doc.spans["agencies"]]
    kinds = agency_table.agencies()
    assert {span.label_ for span in doc.spans["agencies"] if span.id_ == "so-tu-phap"} == {kinds["so-tu-phap"].kind}
    first = doc.spans["tasks"][0]
    assert first.id_ == f"t{first.start_char}-{first.end_char}"
    assert [(agency["agency_id"], agency["role"]) for agency in first._.vn_task["agencies"]] == [
        ("so-tu-phap", "lead"),
        ("cong-an-tinh", "support"),
    ]
    assert [(span.text, span.label_) for span in doc.spans["roles"]] == [
        ("Sở Tư pháp", "lead"), ("Công an tỉnh", "support"), ("Sở Tài chính", "lead"),
    ]  # fmt: skip


def test_an_agency_that_the_table_lacks_has_a_label_too(nlp: Language) -> None:
    doc = nlp(PLAN.replace("Sở Tư pháp", "Trung tâm Giáo dục Hướng dương"))
    assert [span.label_ for span in doc.spans["agencies"] if not span._.vn_agency["known"]] == ["khac"]


def test_one_component_and_another_key() -> None:
    nlp = blank([])
    nlp.add_pipe("vn_citations", config={"spans_key": "sc"})
    assert list(nlp(PLAN).spans) == ["sc"]
    with pytest.raises(ValueError, match="vn_nothing"):
        blank(["vn_nothing"])


# Tokenizers of others


def test_same_results_with_a_tokenizer_that_splits_at_spaces_only(nlp: Language) -> None:
    other = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    for name in COMPONENTS:
        other.add_pipe(name)
    for text in (PLAN, *(load(file).text for file in SAMPLES[:3])):
        doc = other(text)
        assert doc.text == text and all_spans(doc) == all_spans(nlp(text))


def test_splitting_tokens_keeps_what_a_doc_has() -> None:
    doc = Doc(spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}}).vocab, words=["(07/CT-TTg)", "và", "(08)"])
    doc.spans["old"] = [Span(doc, 1, 2, label="X", span_id="x")]
    doc.spans["old"].attrs["note"] = "kept"
    split_tokens(doc, [1, 10, 16, 18, 0, 19])
    assert [token.text for token in doc] == ["(", "07/CT-TTg", ")", "và", "(", "08", ")"]
    assert [(span.text, span.label_, span.id_) for span in doc.spans["old"]] == [("và", "X", "x")]
    assert doc.spans["old"].attrs == {"note": "kept"}


def test_white_space_at_the_edges_of_a_mark_is_left_out(nlp: Language) -> None:
    doc = nlp.make_doc("a  b \n c")
    set_spans(doc, "k", [Mark(1, 6, "L", "i")])
    assert spans(doc, "k") == [(3, 4, "L", "i")]


# spaCy's ways


def results(docs: Iterable[Doc]) -> list[tuple[dict[str, Spans], str]]:
    """Groups and values; spaCy gives tuples back for lists in some ways, so the values are compared as JSON."""
    return [(all_spans(doc), json.dumps([span._.vn_citation for span in doc.spans["citations"]])) for doc in docs]


def test_two_processes(nlp: Language) -> None:
    texts = [PLAN, *(load(file).text for file in SAMPLES[:2]), "", PLAN.replace("07/CT-TTg", "6789/CT-TTg")]
    fresh = blank()  # its strings have not seen the texts: labels and ids must come back with the Docs
    assert results(fresh.pipe(texts, n_process=2, batch_size=2)) == results(map(nlp, texts))


def test_to_disk_and_back(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert loaded.pipe_names == list(COMPONENTS) and loaded.config["nlp"]["tokenizer"] == {"@tokenizers": TOKENIZER}
    assert all_spans(loaded(PLAN)) == all_spans(nlp(PLAN))
    assert all_spans(blank([]).from_bytes(blank([]).to_bytes())(PLAN)) == {}


def test_doc_bin_keeps_the_groups(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(PLAN)
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "a.spacy")
    (back,) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("xx").vocab)
    assert back.text == PLAN
    assert results([back]) == results([doc])


def test_displacy_shows_the_spans(nlp: Language) -> None:
    html = displacy.render(nlp(PLAN), style="span", page=True, options={"spans_key": "citations"}, jupyter=False)
    for words in ("Chỉ thị", "Luật", "Nghị định"):
        assert words in html
    assert html.count("07") == 1 and html.count("span") > 10


def test_an_installed_package_is_found_without_an_import(tmp_path: Path) -> None:
    entry_points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    info = tmp_path / "vnplans-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: vnplans\nVersion: 0\n")
    lines = [line for group, names in entry_points.items() for line in (f"[{group}]", *(f"{name} = {of}" for name, of in names.items()))]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    script = f"""
import spacy
nlp = spacy.blank("vi", config={{"nlp": {{"tokenizer": {{"@tokenizers": "{TOKENIZER}"}}}}}})
for name in {COMPONENTS}:
    nlp.add_pipe(name)
print(len(nlp("Chỉ thị số 07/CT-TTg").spans["citations"]))
"""
    path = os.pathsep.join([str(tmp_path), str(ROOT), os.environ.get("PYTHONPATH", "")])
    env = os.environ | {"PYTHONPATH": path}
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env, check=False)
    assert result.stdout == "1\n", result.stderr
