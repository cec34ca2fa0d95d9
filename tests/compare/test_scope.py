import pytest

from extractors.provinces import provinces
from pipeline.compare.scope import UnknownProvinceError, province_key, province_order, select_documents, table


@pytest.fixture
def tables(frame):
    rows = [
        {"document_id": "d3", "source_path": "c.txt", "source_kind": "official", "province": "Thanh Hóa"},
        {"document_id": "d1", "source_path": "b.txt", "source_kind": "news", "province": "Đồng Nai"},
        {"document_id": "d2", "source_path": "d.txt", "source_kind": "official", "province": None},
    ]
    return {"documents": frame("documents", rows)}


def test_reading_order_is_official_first_then_path(tables) -> None:
    documents, columns = select_documents(tables)
    assert documents["document_id"].tolist() == ["d3", "d2", "d1"]
    assert documents["province"].tolist() == ["Thanh Hóa", "?", "Đồng Nai"]
    assert columns == ["Đồng Nai", "Thanh Hóa", "?"]


@pytest.mark.parametrize("name", ["Thanh Hóa", "Thanh Hoá", "thanh hoa", "TỈNH THANH HÓA", "tỉnh Thanh Hóa"])
def test_a_province_is_found_however_it_is_typed(tables, name: str) -> None:
    documents, columns = select_documents(tables, [name])
    assert columns == ["Thanh Hóa"] and documents["document_id"].tolist() == ["d3"]


def test_columns_stand_as_asked_each_once(tables) -> None:
    assert select_documents(tables, ["?", "Thanh Hóa", "dong nai", "Đồng Nai"])[1] == ["?", "Thanh Hóa", "Đồng Nai"]


def test_unknown_province_names_those_there_are(tables) -> None:
    with pytest.raises(UnknownProvinceError, match="no document of Cà Mau; there are Đồng Nai, Thanh Hóa"):
        select_documents(tables, ["Thanh Hóa", "Cà Mau"])


def test_order_has_no_regard_to_accents() -> None:
    assert province_order(["?", "Yên Bái", "Đắk Lắk", "Cà Mau", "Cà Mau", "An Giang"]) == ["An Giang", "Cà Mau", "Đắk Lắk", "Yên Bái", "?"]


def test_provinces_of_both_regimes_have_keys_of_their_own() -> None:
    names = {province.name for province in provinces()}
    assert len({province_key(name) for name in names}) == len(names)


def test_missing_table_is_empty_with_its_columns() -> None:
    assert list(table({}, "implements").columns) == ["document_id", "instrument_id", "citation_id"]
