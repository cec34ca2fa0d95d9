from pipeline.compare.agencies import COLUMNS, compare_agencies, provinces_of


def test_matrix(plans) -> None:
    tables = plans(
        {
            "a1": ("Thanh Hóa", [("việc 1", ["Sở Nội vụ"], ["Sở Tư pháp"]), ("việc 2", ["Sở Nội vụ"], [])]),
            "a2": ("Thanh Hóa", [("việc 3", [], ["Sở Nội vụ"])]),
            "b": ("Bình Dương", [("việc 4", ["Sở Tư pháp", "Sở Tư pháp"], [])]),
            "u": (None, [("việc 5", ["Công an tỉnh"], [])]),
        }
    )
    result = compare_agencies(tables)
    provinces = ["Bình Dương", "Thanh Hóa", "?"]
    assert list(result.columns) == [*COLUMNS, *(f"{p} {role}" for p in provinces for role in ("lead", "support"))]
    assert provinces_of(result) == provinces
    assert result.drop(columns=["agency_id", "kind", "fate", "successors"]).to_numpy().tolist() == [
        ["Sở Nội vụ", 2, 1, 0, 0, 2, 1, 0, 0],
        ["Sở Tư pháp", 1, 1, 1, 0, 0, 1, 0, 0],  # named twice in one task: once
        ["Công an tỉnh", 1, 0, 0, 0, 0, 0, 1, 0],
    ]
    assert result["kind"].tolist() == ["so"] * 3


def test_only_the_provinces_asked_for(plans) -> None:
    tables = plans({"a": ("Thanh Hóa", [("việc", ["Sở Nội vụ"], [])]), "b": ("Bình Dương", [("việc", ["Sở Tư pháp"], [])])})
    result = compare_agencies(tables, provinces=["Bình Dương"])
    assert result["name"].tolist() == ["Sở Tư pháp"] and provinces_of(result) == ["Bình Dương"]


def test_agency_that_the_table_lacks_has_its_written_name(plans) -> None:
    tables = plans({"a": ("Thanh Hóa", [("việc", ["Tổ Đề án"], [])])})
    result = compare_agencies({**tables, "agencies": tables["agencies"].iloc[:0]})
    assert result["name"].tolist() == ["Tổ Đề án"] and result["kind"].tolist() == [None]


def test_nothing() -> None:
    result = compare_agencies({})
    assert result.empty and list(result.columns) == list(COLUMNS)
