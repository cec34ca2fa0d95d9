import pytest

from pipeline.compare.citations import COLUMNS, compare_citations


def mention(document: str, instrument: str | None, **stated: str) -> dict[str, str | None]:
    return {"document_id": document, "instrument_id": instrument, "type": "Quyết định", **stated}


@pytest.fixture
def build(frame):
    def tables(mentions, instruments=()):
        provinces = {"a1": "Thanh Hóa", "a2": "Thanh Hóa", "b": "Bình Dương", "u": None}
        documents = [{"document_id": d, "source_path": d, "source_kind": "official", "province": p} for d, p in provinces.items()]
        rows = [{"citation_id": str(k), **m} for k, m in enumerate(mentions)]
        return {
            "documents": frame("documents", documents),
            "citations": frame("citations", rows),
            "instruments": frame("instruments", list(instruments)),
        }

    return tables


def test_matrix(build) -> None:
    tables = build(
        [
            mention("a1", "qd407", number="407/QĐ-TTg"), mention("a2", "qd407"), mention("b", "qd407"), mention("u", "qd407"),
            mention("a1", "qd9", number="9/QĐ-BTP"), mention("a1", "qd9"), mention("a1", "qd9"), mention("a1", "qd9"), mention("a1", "qd9"),
            mention("u", "qd1", number="1/QĐ-TTg"),
        ],
        [{"instrument_id": "qd407", "type": "Quyết định", "number": "407/QĐ-TTg", "issue_date": "2022-03-30", "title": "Đề án"}],
    )  # fmt: skip
    result = compare_citations(tables)
    assert list(result.columns) == [*COLUMNS, "Bình Dương", "Thanh Hóa", "?"]
    assert result[["instrument_id", "n_provinces", "n_mentions", "Bình Dương", "Thanh Hóa", "?"]].to_numpy().tolist() == [
        ["qd407", 2, 4, 1, 2, 1],  # cited by two provinces: before qd9, which has more mentions in one
        ["qd9", 1, 5, 0, 5, 0],
        ["qd1", 0, 1, 0, 0, 1],  # a document without a province is none
    ]
    assert result.loc[0, ["issue_date", "title", "issuer"]].tolist() == ["2022-03-30", "Đề án", None]  # from the instruments
    assert result.loc[1, "number"] == "9/QĐ-BTP"  # from the first mention, the table of instruments lacks it
    assert result["Thanh Hóa"].dtype == "int64"


def test_only_the_provinces_asked_for(build) -> None:
    tables = build([mention("a1", "x"), mention("b", "x"), mention("b", "y")])
    result = compare_citations(tables, provinces=["Thanh Hóa"])
    assert list(result.columns) == [*COLUMNS, "Thanh Hóa"] and result["instrument_id"].tolist() == ["x"]
    assert list(compare_citations(tables, provinces=["Thanh Hóa", "Bình Dương"]).columns[-2:]) == ["Thanh Hóa", "Bình Dương"]


def test_a_province_that_cites_nothing_has_its_column(build) -> None:
    assert compare_citations(build([mention("b", "x")]))["Thanh Hóa"].tolist() == [0]


def test_unresolved_mentions_share_a_row_only_if_they_must_mean_the_same(build) -> None:
    local = {"number": "85/KH-UBND"}
    central = {"number": "7/QĐ-TTg", "issuer": "Thủ tướng Chính phủ"}
    plans = [mention(document, None, **local) for document in ("a1", "a2", "b")]
    decisions = [mention(document, None, **central) for document in ("a1", "b")]
    tables = build([*plans, *decisions, mention("b", None, **central, issue_date="2020-01-01")])
    result = compare_citations(tables)
    assert result["instrument_id"].isna().all()
    assert result[["number", "issue_date", "Bình Dương", "Thanh Hóa"]].to_numpy().tolist() == [
        ["7/QĐ-TTg", None, 1, 1],
        ["85/KH-UBND", None, 0, 2],  # a plan of that number in Thanh Hóa …
        ["7/QĐ-TTg", "2020-01-01", 1, 0],
        ["85/KH-UBND", None, 1, 0],  # … is not that of Bình Dương
    ]


def test_nothing_cited(build) -> None:
    assert compare_citations(build([])).empty
    assert list(compare_citations({}).columns) == list(COLUMNS)
