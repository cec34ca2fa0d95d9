"""The bundled table of laws, and the ends of names."""

import re

import pytest

from extractors.citations import find_citations
from extractors.data_files import rows
from extractors.laws import LAW_TYPES, name_end, table, versions

LAWS = list(rows("laws.csv"))
# `(HIV/AIDS)` at the end of a name counts where a number follows; see the cases.
TITLES = sorted({r["title"] for r in LAWS if not r["title"].startswith("Hiến pháp") and "(" not in r["title"]})


def end_of(text: str) -> str | None:
    """The name at the start of `text`."""
    word = next(w for w in LAW_TYPES if text.lower().startswith(w.lower()))
    end = name_end(text, 0, len(word), len(text))
    return None if end is None else text[:end]


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("Luật Báo chí", ["103/2016/QH13"]),
        ("Luật Tiếp cận thông tin", ["104/2016/QH13"]),
        ("Luật Đất đai", ["13/2003/QH11", "45/2013/QH13", "31/2024/QH15"]),
        ("Luật Bảo vệ bí mật nhà nước", ["29/2018/QH14"]),
        ("Luật An ninh mạng", ["24/2018/QH14"]),
        ("Bộ luật Dân sự", ["33/2005/QH11", "91/2015/QH13"]),
        ("Luật Tổ chức chính quyền địa phương", ["77/2015/QH13", "65/2025/QH15", "72/2025/QH15"]),
        ("Luật Ban hành văn bản quy phạm pháp luật", ["17/2008/QH12", "80/2015/QH13", "64/2025/QH15"]),
        ("Luật Điện lực", ["28/2004/QH11", "61/2024/QH15"]),
    ],
)
def test_versions_of_a_law(title: str, numbers: list[str]) -> None:
    """All versions that plans cite, oldest first; titles of any case and spelling find them."""
    known = [law.number for law in versions(title)]
    assert [n for n in known if n in numbers] == numbers
    assert versions(title.upper()) == versions(title)


def test_unknown_title() -> None:
    assert versions("Luật Thủy sinh cộng đồng") == ()


def test_years_of_numbers_and_dates_agree() -> None:
    """`103/2016/QH13` was passed in 2016."""
    wrong = [r for r in LAWS if re.search(r"/\d{4}/", r["number"]) and r["number"].split("/")[1] != r["issue_date"][:4]]
    assert wrong == []


def test_dates_are_in_order() -> None:
    assert [r for r in LAWS if r["effective_from"] and r["effective_from"] < r["issue_date"]] == []


def test_one_number_is_one_law() -> None:
    """A number stands once, or with titles of one law; numbers of different laws never collide."""
    dates: dict[str, set[str]] = {}
    for r in LAWS:
        if r["number"]:
            dates.setdefault(r["number"], set()).add(r["issue_date"])
    assert {n: d for n, d in dates.items() if len(d) > 1} == {}


def test_replacements_are_rows_and_later() -> None:
    """`replaced_by` names a law of the table that came after."""
    issued = {r["number"]: r["issue_date"] for r in LAWS if r["number"]}
    wrong = []
    for r in LAWS:
        for number in filter(None, r["replaced_by"].split(";")):
            if number.strip() not in issued or issued[number.strip()] <= r["issue_date"]:
                wrong.append((r["title"], number))
    assert wrong == []


def test_issuer_goes_with_the_type() -> None:
    """The Assembly passes laws and codes; its Standing Committee, before 1992 the State Council, passes ordinances."""
    wrong = []
    for r in LAWS:
        ordinance = r["title"].startswith("Pháp lệnh")
        allowed = ("Ủy ban Thường vụ Quốc hội", "Hội đồng Nhà nước") if ordinance else ("Quốc hội",)
        if r["issuer"] not in allowed:
            wrong.append((r["title"], r["issuer"]))
    assert wrong == []


def test_table_holds_every_row() -> None:
    assert sum(len(laws) for laws in table().values()) == len(LAWS)


@pytest.mark.parametrize("title", TITLES)
def test_every_title_is_found_whole(title: str) -> None:
    """Alone, before a date and in a list. An amending law takes in a law that stands behind `và`, so its list has a semicolon."""
    joint = ";" if "sửa đổi" in title else " và"
    carriers = ("Theo {}.", "Căn cứ {} ngày 01 tháng 7 năm 2019;", f"Thực hiện {{}}{joint} Luật Báo chí ngày 05/4/2016.")
    assert [find_citations(carrier.format(title))[0].title for carrier in carriers] == [title] * 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Luật Báo chí quy định về họp báo", "Luật Báo chí"),
        ("Luật Báo chí, người phát ngôn", "Luật Báo chí"),
        ("Luật Báo chí và các nghị định", "Luật Báo chí"),
        ("Luật Báo chí; Luật Xuất bản", "Luật Báo chí"),
        ("Luật Báo chí\nSở Tư pháp", "Luật Báo chí"),
        ("Luật Thủy sinh cộng đồng có hiệu lực", "Luật Thủy sinh cộng đồng"),
        ("Luật Thủy sinh cộng đồng (sửa đổi)", "Luật Thủy sinh cộng đồng"),
        ("Luật Thủy sinh cộng đồng năm 2031", "Luật Thủy sinh cộng đồng"),
        ("Luật Thủy sinh cộng đồng số 12/2031/QH17", "Luật Thủy sinh cộng đồng"),
        ("Luật Công nghiệp công nghệ số số 71/2025/QH15", "Luật Công nghiệp công nghệ số"),
        ("Luật phòng, chống thiên tai của địa phương", "Luật phòng, chống thiên tai"),
        ("Luật này quy định", None),
        ("Luật quy định", None),
        ("Luật sư tham gia", None),
        ("Luật, nghị định", None),
        ("Luật và nghị định", None),
        ("Luật khác có liên quan", None),
        ("Luật", None),
        ("Luật 2016", None),
    ],
)
def test_where_a_name_ends(text: str, name: str | None) -> None:
    assert end_of(text) == name
