"""The instruments of a corpus, and who states something else."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pytest

from pipeline.compare.cited import COLUMNS, DISSENT_COLUMNS, cited_instruments, dissenting_mentions
from pipeline.identity import collect_instruments
from schemas.tables import CitationRow

Tables = dict[str, pd.DataFrame]
Build = Callable[..., Tables]

DIRECTIVE = "/akn/vn/act/chi-thi/ttg"
RIGHT = {"number": "07/CT-TTg", "issue_date": "2023-03-21", "instrument_id": f"{DIRECTIVE}/2023-03-21/7"}
WRONG = {"number": "07/CT-TTg", "issue_date": "2023-03-12", "instrument_id": f"{DIRECTIVE}/2023-03-12/7"}
LAW = "/akn/vn/act/luat/qh/2024-01-18/31-2024-qh15"


@pytest.fixture
def build(frame: Callable[..., pd.DataFrame]) -> Build:
    """Tables of mentions by document: the instruments are those that the store would make of them."""

    def tables(documents: dict[str, Sequence[dict[str, Any]]], evidence: Sequence[dict[str, Any]] = ()) -> Tables:
        rows = [
            CitationRow(
                citation_id=f"{document}.c{k}", document_id=document, start=100 * k, end=100 * k + 9, text=f"lời {document}{k}",
                type="Chỉ thị", form="full", rule="r", **mention,
            )
            for document, mentions in documents.items()
            for k, mention in enumerate(mentions)
        ]  # fmt: skip
        provinces = {"a": "An Giang", "b": "Bến Tre", "c": "Cà Mau"}
        heads = [{"document_id": d, "source_path": f"{d}.txt", "source_kind": "official", "province": provinces.get(d)} for d in documents]
        return {
            "documents": frame("documents", heads),
            "citations": frame("citations", [row.model_dump() for row in rows]),
            "instruments": frame("instruments", [row.model_dump() for row in collect_instruments(rows)]),
            "evidence": frame("evidence", [{"owner_table": "citations", "rule": "title_behind", **row} for row in evidence]),
        }

    return tables


def test_the_most_cited_come_first(build: Build) -> None:
    other = {"number": "9/CT-TTg", "instrument_id": f"{DIRECTIVE}/undated/9"}
    tables = build({"a": [other, other, other], "b": [RIGHT], "c": [RIGHT]})
    found = cited_instruments(tables)
    assert list(found.columns) == list(COLUMNS)
    assert found[["number", "n_documents", "n_mentions"]].to_numpy().tolist() == [["07/CT-TTg", 2, 2], ["9/CT-TTg", 1, 3]]
    assert dissenting_mentions(tables).empty


def test_the_mention_with_another_date_is_told(build: Build) -> None:
    tables = build({"a": [RIGHT], "b": [RIGHT, WRONG], "c": [RIGHT]})
    found = dissenting_mentions(tables)
    assert list(found.columns) == list(DISSENT_COLUMNS)
    assert found.to_dict("records") == [
        {
            "instrument_id": RIGHT["instrument_id"], "type": "Chỉ thị", "number": "07/CT-TTg", "issuer": None, "field": "issue_date",
            "corpus": "2023-03-21", "n_corpus": 3, "citation_id": "b.c1", "document_id": "b", "source_path": "b.txt", "province": "Bến Tre",
            "start": 100, "end": 109, "text": "lời b1", "stated": "2023-03-12", "n_stated": 1,
        }
    ]  # fmt: skip


def test_a_tie_is_seen_in_the_counts(build: Build) -> None:
    found = dissenting_mentions(build({"a": [RIGHT], "b": [WRONG]}))
    assert found[["corpus", "n_corpus", "stated", "n_stated"]].to_numpy().tolist() == [["2023-03-12", 1, "2023-03-21", 1]]


def test_a_year_alone_and_another_year_are_no_dissent(build: Build) -> None:
    year = {"number": "07/CT-TTg", "issue_date": "2023", "instrument_id": f"{DIRECTIVE}/2023/7"}
    next_year = {"number": "07/CT-TTg", "issue_date": "2025-03-14", "instrument_id": f"{DIRECTIVE}/2025-03-14/7"}
    assert dissenting_mentions(build({"a": [RIGHT, year, year], "b": [next_year]})).empty
    found = dissenting_mentions(build({"a": [RIGHT, RIGHT, year, year, year], "b": [WRONG]}))
    assert found[["corpus", "n_corpus", "stated"]].to_numpy().tolist() == [["2023-03-21", 5, "2023-03-12"]]


def test_a_mention_that_repeats_another_one_states_nothing(build: Build) -> None:
    borrowed = {"field": "issue_date", "rule": "repeated_mention", "start": 0, "end": 9, "text": "lời b0"}
    evidence = [{**borrowed, "owner_id": "b.c1"}, {**borrowed, "owner_id": "b.c2"}]
    found = dissenting_mentions(build({"a": [RIGHT, RIGHT], "b": [WRONG, WRONG, WRONG], "c": [RIGHT]}, evidence))
    assert found[["corpus", "n_corpus", "citation_id", "n_stated"]].to_numpy().tolist() == [["2023-03-21", 3, "b.c0", 1]]


def test_titles_with_the_words_behind_them(build: Build) -> None:
    one, other = ({"number": "31/2024/QH15", "instrument_id": LAW, "title": title} for title in ("Luật Đất đai", "Luật Đất đai sửa đổi"))
    words = {"owner_id": "c.c0", "field": "title", "start": 7, "end": 27, "text": "Luật Đất đai sửa đổi"}
    tables = build({"a": [one], "b": [{**one, "title": "LUẬT  ĐẤT ĐAI"}], "c": [other], "d": [one]}, [words])
    found = dissenting_mentions(tables)
    assert found[["field", "corpus", "n_corpus", "province", "start", "end", "text", "stated"]].to_numpy().tolist() == [
        ["title", "Luật Đất đai", 3, "Cà Mau", 7, 27, "Luật Đất đai sửa đổi", "Luật Đất đai sửa đổi"]
    ]


def test_titles_that_go_on_in_other_words_vote_together(build: Build) -> None:
    long = "phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử"
    titles = {"a": f"{long} giai đoạn 2022 - 2025", "b": f"{long} phục vụ chuyển đổi số", "c": "ban hành Đề án nêu trên"}
    tables = build({document: [{"number": "06/QĐ-TTg", "instrument_id": LAW, "title": title}] for document, title in titles.items()})
    found = dissenting_mentions(tables)
    assert found[["corpus", "n_corpus", "stated", "n_stated"]].to_numpy().tolist() == [[titles["a"], 2, titles["c"], 1]]


def test_a_document_without_a_province(build: Build) -> None:
    assert dissenting_mentions(build({"a": [RIGHT, RIGHT], "u": [WRONG]}))["province"].tolist() == [None]


def test_nothing_cited() -> None:
    assert cited_instruments({}).empty and dissenting_mentions({}).empty
    assert list(dissenting_mentions({}).columns) == list(DISSENT_COLUMNS)
