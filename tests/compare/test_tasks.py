import random
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare import tasks as tasks_module
from pipeline.compare.scope import UnknownProvinceError
from pipeline.compare.tasks import COLUMNS, compare_tasks
from pipeline.compare.thresholds import SAME

FUND = "Bố trí kinh phí chi thường xuyên để thực hiện công tác truyền thông chính sách của các sở, ban, ngành"
TRAIN = "Xây dựng và triển khai các chương trình bồi dưỡng, tập huấn nâng cao kỹ năng cho đội ngũ truyền thông"
CHECK = "Tăng cường kiểm tra, đôn đốc việc thi hành Luật Tiếp cận thông tin trên địa bàn tỉnh"


@pytest.fixture
def three(plans):
    return plans(
        {
            "b": ("Bình Dương", [(TRAIN, ["Sở Nội vụ"], []), (FUND + " Bình Dương", ["Sở Tài chính"], ["Kho bạc", "Sở Nội vụ"])]),
            "a": ("Thanh Hóa", [(FUND, ["Sở Tài chính"], []), (CHECK, [], [])]),
            "c": (None, [(TRAIN + " năm 2025", [], [])]),
        },
        news=["a"],
    )


def test_columns_and_rows(three) -> None:
    result = compare_tasks(three)
    assert tuple(result.columns) == COLUMNS
    # Official documents first (b, c), the news article a last; clusters by their first task.
    assert list(zip(result["cluster_id"], result["task_id"], strict=True)) == [
        ("c001", "b-t0"), ("c001", "c-t0"), ("c002", "b-t1"), ("c002", "a-t0"), ("c003", "a-t1"),
    ]  # fmt: skip
    assert result["similarity"].tolist() == [1.0] * 5 and set(result["band"]) == {"same"}
    assert result["province"].tolist() == ["Bình Dương", "?", "Bình Dương", "Thanh Hóa", "Thanh Hóa"]
    assert result["lead"].tolist() == ["Sở Nội vụ", None, "Sở Tài chính", "Sở Tài chính", None]
    assert result["support"].tolist() == [None, None, "Kho bạc; Sở Nội vụ", None, None]
    assert result["source_path"].tolist() == ["b.txt", "c.txt", "b.txt", "a.txt", "a.txt"]


def test_names_are_canonical_else_as_written(three) -> None:
    three["agencies"] = three["agencies"].assign(name="Sở TC")[three["agencies"]["agency_id"] == "sở-tài-chính"]
    assert compare_tasks(three)["lead"].tolist() == ["Sở Nội vụ", None, "Sở TC", "Sở TC", None]


def test_review_band_is_below_the_threshold(plans) -> None:
    documents = {
        "a": ("A", [("kiểm tra báo cáo tập huấn cho cán bộ", [], [])]),
        "b": ("B", [("kiểm tra báo cáo tập huấn hằng quý về kết nối cơ sở dữ liệu dùng chung toàn ngành", [], [])]),
        "c": ("C", [("mua sắm máy móc", [], [])]),
    }
    result = compare_tasks(plans(documents)).set_index("task_id")
    assert result.loc["a-t0", "cluster_id"] == result.loc["b-t0", "cluster_id"] != result.loc["c-t0", "cluster_id"]
    assert 0.3 <= result.loc["b-t0", "similarity"] < SAME
    assert result["band"].to_dict() == {"a-t0": "same", "b-t0": "review", "c-t0": "same"}


def test_only_the_provinces_asked_for(three) -> None:
    result = compare_tasks(three, provinces=["thanh hoa"])
    assert result["task_id"].tolist() == ["a-t0", "a-t1"] and result["cluster_id"].tolist() == ["c001", "c002"]
    with pytest.raises(UnknownProvinceError):
        compare_tasks(three, provinces=["Cà Mau"])


def test_nothing_to_compare(three) -> None:
    empty = compare_tasks({})
    assert empty.empty and tuple(empty.columns) == COLUMNS
    without_agencies = compare_tasks({name: three[name] for name in ("documents", "tasks")})
    assert len(without_agencies) == 5 and without_agencies["lead"].isna().all()


words = st.lists(st.sampled_from(["kiểm", "tra", "báo", "cáo", "tập", "huấn", "kinh", "phí"]), min_size=1, max_size=7).map(" ".join)
task = st.tuples(words, st.lists(st.sampled_from(["Sở A", "Sở B"]), max_size=1, unique=True), st.just(()))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["P", "Q", None]), st.lists(task, max_size=6)), max_size=5), st.randoms(use_true_random=False))
def test_order_of_the_tables_does_not_matter(plans, documents, chance: random.Random) -> None:
    tables = plans({f"d{k}": document for k, document in enumerate(documents)})
    result = compare_tasks(tables)
    shuffled = {name: rows.sample(frac=1, random_state=chance.randrange(1000)) for name, rows in tables.items()}
    pd.testing.assert_frame_equal(result, compare_tasks(shuffled))
    assert sorted(result["task_id"]) == sorted(tables["tasks"]["task_id"])
    assert not result.duplicated(["cluster_id", "document_id"]).any()
    first_seen = list(dict.fromkeys(result["cluster_id"]))
    assert first_seen == [f"c{k:03d}" for k in range(1, len(first_seen) + 1)]


def test_ids_sort_as_text_beyond_999(plans) -> None:
    result = compare_tasks(plans({"a": ("A", [(f"việc{k}", [], []) for k in range(1000)])}))
    assert result["cluster_id"].iloc[[0, 999]].tolist() == ["c0001", "c1000"] and result["cluster_id"].is_monotonic_increasing


def test_many_documents_meet_under_the_instrument_they_carry_out(plans, frame, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = plans({name: (name, [(FUND, [], [])]) for name in "ABCDE"})
    pairs = [("A", "qd407"), ("B", "qd407"), ("B", "a-plan-of-B"), ("C", "ct07"), ("D", "ct07")]  # E names none
    tables["implements"] = frame("implements", [{"document_id": d, "instrument_id": i, "citation_id": f"{d}{i}"} for d, i in pairs])
    assert compare_tasks(tables)["cluster_id"].nunique() == 1
    monkeypatch.setattr(tasks_module, "MAX_TOGETHER", 4)
    result = compare_tasks(tables)
    assert [set(rows["province"]) for _, rows in result.groupby("cluster_id")] == [{"A", "B"}, {"C", "D"}, {"E"}]


def test_63_plans_of_60_tasks_take_seconds(plans) -> None:
    """1 s on one core of 2024; the limit leaves room for slow machines, not for another order of growth."""
    chance = random.Random(0)
    vocabulary = [a + b for a in "bcdđghklmnpstvx" for b in ("a", "anh", "ao", "inh", "ong", "uyên", "iêu", "ân", "ơ", "ước")]
    templates = [[chance.choice(vocabulary) for _ in range(30)] for _ in range(80)]

    def vary(template: list[str]) -> str:
        return " ".join(chance.choice(vocabulary) if chance.random() < 0.15 else word for word in template if chance.random() > 0.1)

    tables = plans({f"d{k:02d}": (f"P{k}", [(vary(t), ["Sở A"], []) for t in chance.sample(templates, 60)]) for k in range(63)})
    start = time.process_time()
    result = compare_tasks(tables)
    assert len(result) == 3780 and result["cluster_id"].nunique() < 200
    assert time.process_time() - start < 30
