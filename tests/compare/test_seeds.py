"""What the comparisons have to find in five real texts: a directive, a draft plan and three news articles on Chỉ thị 07/CT-TTg of 2023."""

import pandas as pd
import pytest

from pipeline.compare.chains import compare_chains
from pipeline.compare.citation_places import compare_gaps
from pipeline.compare.clusters import compare_differences
from pipeline.compare.families import compare_families, memberships
from pipeline.compare.pairs import compare_pair
from pipeline.compare.reuse import compare_reuse
from pipeline.compare.tasks import compare_tasks
from pipeline.compare.timeline import compare_timeline, summarized

DIRECTIVE = "/akn/vn/act/chi-thi/ttg/2023-03-21/7"
DECISION = "/akn/vn/act/quyet-dinh/ttg/2022-03-30/407"
PROVINCES = {"Bình Dương", "Quảng Bình", "Thanh Hóa", "Thừa Thiên Huế", "Tuyên Quang"}


@pytest.fixture(scope="module")
def tables(seeds) -> dict[str, pd.DataFrame]:
    return seeds[0]


@pytest.fixture(scope="module")
def members(tables) -> pd.DataFrame:
    return memberships(tables)


def test_the_directive_of_binh_duong_is_of_the_family_by_inference(members: pd.DataFrame, tables) -> None:
    """It answers Chỉ thị 07, word for word in places, and never says so."""
    family = members[members["instrument_id"] == DIRECTIVE].set_index("province")
    assert set(family.index) == PROVINCES
    assert family["basis"].to_dict() == dict.fromkeys(PROVINCES - {"Bình Dương"}, "stated") | {"Bình Dương": "inferred"}
    assert family.loc["Bình Dương", "n_shared"] >= 10
    first = compare_families(tables, members=members).iloc[0]
    assert (first["n_provinces"], first["n_expected"], first["stated"], first["inferred"]) == (5, 63, 4, 1)
    assert "Cà Mau" in first["missing"].split("; ") and "Bình Dương" not in first["missing"].split("; ")


def test_binh_duong_does_not_cite_what_it_answers(tables, members: pd.DataFrame) -> None:
    gaps = compare_gaps(tables, members)
    rows = gaps[(gaps["family"] == DIRECTIVE) & (gaps["instrument_id"] == DIRECTIVE)]
    assert rows[["province", "basis", "n_citing", "n_members"]].to_numpy().tolist() == [["Bình Dương", "inferred", 4, 5]]
    for province in PROVINCES:
        shown = compare_gaps(tables, members, provinces=[province])
        expected = gaps[gaps["province"] == province].reset_index(drop=True)
        pd.testing.assert_frame_equal(shown, expected, check_dtype=False)  # the family is counted whole


def test_days_from_the_directive_to_the_plans(tables, members: pd.DataFrame) -> None:
    timeline = compare_timeline(tables, members)
    rows = timeline[timeline["instrument_id"] == DIRECTIVE].set_index("province")
    assert rows["days"].dropna().to_dict() == {"Thừa Thiên Huế": 133, "Bình Dương": 297, "Quảng Bình": 301}
    assert rows.loc["Bình Dương", "basis"] == "inferred"
    assert rows.loc["Tuyên Quang", ["days_min", "days_max"]].tolist() == [72, 101]  # June 2023, the day is blank
    assert rows.loc["Thanh Hóa", ["date", "days", "days_min", "days_max"]].isna().all()
    summary = summarized(tables, members).set_index("instrument_id").loc[DIRECTIVE]
    assert summary[["n_documents", "n_dated", "median", "n_missing"]].tolist() == [5, 3, 297.0, 58]


def test_local_plans_for_the_decision(tables, members: pd.DataFrame, seeds) -> None:
    """407/QĐ-TTg → 150, 85 and 749/KH-UBND, which only citations name."""
    chains = compare_chains(tables, members, seeds[1])
    rows = chains[(chains["central_id"] == DECISION) & (chains["source"] == "citation")].set_index("province")
    assert rows["local_number"].to_dict() == {"Quảng Bình": "749/KH-UBND", "Thanh Hóa": "150/KH-UBND", "Tuyên Quang": "85/KH-UBND"}
    assert rows["days"].to_dict() == {"Quảng Bình": 40, "Thanh Hóa": 63, "Tuyên Quang": 50}


def test_the_role_of_so_noi_vu_differs(tables) -> None:
    differences = compare_differences(compare_tasks(tables))
    rows = differences[(differences["agency"] == "Sở Nội vụ") & (differences["kind"] == "duty")]
    assert rows.set_index("side")["provinces"].to_dict() == {"chair": "Bình Dương", "join": "Thanh Hóa; Tuyên Quang"}


def test_two_provinces_word_by_word(tables) -> None:
    pair = compare_pair(compare_tasks(tables, provinces=["Thanh Hóa", "Tuyên Quang"]), "Thanh Hóa", "Tuyên Quang")
    beside = pair[pair["diff"].notna()]
    assert len(beside) >= 10 and beside["share_same"].mean() > 0.6
    posts = beside[beside["text_a"].str.contains("vị trí việc làm")].iloc[0]
    assert "[-01/06/2020-]" in posts["diff"] and "{+" in posts["diff"]
    assert pair["text_a"].isna().any() and pair["text_b"].isna().any()


def test_what_the_texts_share(tables, members: pd.DataFrame, seeds) -> None:
    found = compare_reuse(tables, members, seeds[1])
    rows = found.documents.set_index("province")
    assert rows["share_central"].isna().all()  # the directive itself is not among the texts: unknown, not 0
    assert (rows["share_siblings"] + rows["share_own"]).round(3).eq(1).all()
    assert rows.loc["Thanh Hóa", "closest"] == "Tuyên Quang" and rows.loc["Thanh Hóa", "share_closest"] > 0.6
    for row in found.passages.to_dict("records"):
        text = seeds[1][row["document_id"]]
        assert text[row["start"] : row["end"]].split()[-1] == row["text"].split()[-1]
        assert row["n_same"] >= 15 and row["province"] != row["other_province"]
    assert not found.passages["text"].str.contains("XÃ HỘI CHỦ NGHĨA").any()
