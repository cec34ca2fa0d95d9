import pandas as pd
import pytest

from pipeline.compare.families import compare_families, expected_provinces, memberships
from pipeline.compare.instruments import completed, is_central, matching
from pipeline.compare.overrides import overridden
from pipeline.compare.selection import Selection, of_family, repeated_news, select
from pipeline.errors import UnknownInstrument
from pipeline.settings import FamilySetting, Settings

D7, D407 = "/akn/vn/act/chi-thi/ttg/2023-03-21/7", "/akn/vn/act/quyet-dinh/ttg/2022-03-30/407"


@pytest.fixture
def tables(frame):
    """Four plans: two for 7, one for 407 and 7, one that names only its own province's plan; and an article about the first."""
    heads = [
        ("a", "official", "An Giang", "63:89", "An Giang", "1/KH-UBND", "2023-05-02"),
        ("b", "official", "Bến Tre", "63:83", "Vĩnh Long", "2/KH-UBND", "2023-06"),
        ("c", "official", "Cà Mau", "34:96", "Cà Mau", None, None),
        ("d", "official", "Đồng Nai", "63:75", "Đồng Nai", "4/KH-UBND", "2024-01-01"),
        ("n", "news", "An Giang", "63:89", "An Giang", "1/KH-UBND", "2023-05-02"),
    ]
    columns = ("document_id", "source_kind", "province", "province_code", "province_2025", "number", "issue_date")
    documents = [dict(zip(columns, head, strict=True)) | {"source_path": f"raw/{head[0]}.txt", "n_chars": 10} for head in heads]
    stated = [("a", D7), ("b", D7), ("c", D407), ("c", D7), ("d", "/akn/vn/act/ke-hoach/ubnd-dong-nai/2023-01-01/9"), ("n", D7)]
    instruments = [{"instrument_id": D7, "number": "07/CT-TTg", "type": "Chỉ thị", "issue_date": "2023-03-21"}]
    return {
        "documents": frame("documents", documents),
        "implements": frame("implements", [{"document_id": d, "instrument_id": i, "citation_id": f"{d}{i}"} for d, i in stated]),
        "instruments": frame("instruments", instruments),
        "citations": frame("citations", [{"document_id": d, "instrument_id": i, "citation_id": f"{d}{i}"} for d, i in stated]),
    }


def test_members_by_what_they_state(tables) -> None:
    members = memberships(tables)
    assert members.groupby("instrument_id")["document_id"].agg(list).to_dict() == {D7: ["a", "b", "c", "n"], D407: ["c"]}
    assert set(members["basis"]) == {"stated"}
    families = compare_families(tables).set_index("instrument_id")
    # Cà Mau of 2025 answers for Bạc Liêu too, which it took in.
    assert families.loc[D7, "present"] == "An Giang; Bạc Liêu; Bến Tre; Cà Mau" and families.loc[D7, "n_expected"] == 63
    assert families.loc[D7, ["stated", "inferred", "set", "n_documents"]].tolist() == [4, 0, 0, 4]


def test_a_plan_carries_out_what_its_decision_states(tables, frame) -> None:
    """The decision and the plan attached to it are two members of one province, which counts once."""
    plan = {"document_id": "p", "parent_document_id": "b", "source_kind": "official", "province": "Bến Tre", "province_code": "63:83",
            "province_2025": "Vĩnh Long", "source_path": "raw/b.txt", "n_chars": 10}  # fmt: skip
    tables["documents"] = pd.concat([tables["documents"], frame("documents", [plan])], ignore_index=True)
    members = memberships(tables)
    assert members.loc[members["instrument_id"] == D7, "document_id"].tolist() == ["a", "b", "p", "c", "n"]
    families = compare_families(tables).set_index("instrument_id")
    assert families.loc[D7, "present"] == "An Giang; Bạc Liêu; Bến Tre; Cà Mau"


def test_what_analysts_set_goes_before_what_was_read(tables) -> None:
    settings = Settings(families=(FamilySetting("07/CT-TTg", members=("d.txt",), excluded=("b",)),))
    members = memberships(tables, settings)
    assert members.loc[members["instrument_id"] == D7, ["document_id", "basis"]].to_numpy().tolist() == [
        ["a", "stated"], ["c", "stated"], ["d", "set"], ["n", "stated"],
    ]  # fmt: skip


def test_an_article_is_no_plan_of_its_own_beside_its_plan(tables) -> None:
    members = memberships(tables)
    assert repeated_news(tables["documents"], members) == {"n"}
    unnumbered = tables["documents"].assign(number=lambda rows: rows["number"].where(rows["document_id"] != "n", None))
    assert repeated_news(unnumbered, members) == {"n"}  # An Giang has a plan in the family
    assert repeated_news(unnumbered, members[members["document_id"] != "n"]) == set()  # an article on something else
    kept = {kind: select(tables, Selection(kind=kind)).tables["documents"]["document_id"].tolist() for kind in ("all", "official", "news")}
    assert kept == {"all": ["a", "b", "c", "d"], "official": ["a", "b", "c", "d"], "news": ["n"]}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2023-06-15", None, ["b", "d"]),  # 2023-06 may be after the 15th
        (None, "2023", ["a", "b"]),
        ("2023-05", "2023-05", ["a"]),
        ("2025", None, []),
    ],
)
def test_time(tables, since: str | None, until: str | None, expected: list[str]) -> None:
    assert select(tables, Selection(since=since, until=until)).tables["documents"]["document_id"].tolist() == expected


def test_instrument_by_number_or_identity(tables) -> None:
    for wanted in ("07/CT-TTg", "Chỉ thị số 7/ct-ttg", D7):
        selected = select(tables, Selection(instrument=wanted))
        assert selected.instrument == D7 and selected.tables["documents"]["document_id"].tolist() == ["a", "b", "c"]
    with pytest.raises(UnknownInstrument, match="9/CT-TTg"):
        select(tables, Selection(instrument="9/CT-TTg"))
    assert of_family(select(tables, Selection()), D407).tables["documents"]["document_id"].tolist() == ["c"]


@pytest.mark.parametrize(("day", "n"), [("2023-03-21", 63), ("2025", 63), ("2025-06", 63), ("2025-07", 34), ("2026", 34), (None, 63)])
def test_provinces_of_the_time(day: str | None, n: int) -> None:
    assert len(expected_provinces(day)) == n


@pytest.mark.parametrize(
    ("instrument", "central"),
    [
        ("/akn/vn/act/chi-thi/ttg/2023-03-21/7", True),
        ("/akn/vn/act/nghi-quyet/bo-chinh-tri/2024-12-22/57", True),
        ("/akn/vn/act/quyet-dinh/bca/2025-09-08/7619", True),
        ("/akn/vn/act/ke-hoach/ubnd-thanh-hoa/2022-06-01/150", False),
        ("/akn/vn/act/de-an/tinh-uy-lao-cai/2025-12-29/8", False),
        ("/akn/vn/act/ke-hoach/khac/undated/5", False),
        ("nonsense", False),
    ],
)
def test_central_and_local_instruments(instrument: str, central: bool) -> None:
    assert is_central(instrument) is central


def test_undated_mentions_are_completed_where_the_corpus_dates_one(frame) -> None:
    undated, other = "/akn/vn/act/chi-thi/ttg/undated/7", "/akn/vn/act/chi-thi/ttg/2025-03-14/7"
    one = frame("citations", [{"instrument_id": i} for i in (D7, undated)])
    assert completed(one) == {D7: D7, undated: D7}
    two = frame("citations", [{"instrument_id": i} for i in (D7, undated, other)])
    assert completed(two)[undated] == undated  # two directives of one number
    law, dated = "/akn/vn/act/luat/qh/undated/luat-bao-chi", "/akn/vn/act/luat/qh/2016-04-05/103-2016-qh13"
    named = frame("citations", [{"instrument_id": i, "title": "Luật Báo chí"} for i in (law, dated)])
    assert completed(named)[law] == dated


def test_matching_leaves_the_choice_between_two_of_one_number(frame) -> None:
    ids = [D7, "/akn/vn/act/chi-thi/ttg/2025-03-14/7"]
    instruments = frame("instruments", [{"instrument_id": i, "number": "07/CT-TTg"} for i in ids])
    assert matching("07/CT-TTg", instruments, ids) == sorted(ids) and matching(ids[1], instruments, ids) == [ids[1]]


def test_provinces_and_aliases_of_the_settings(tables, frame) -> None:
    role = {"task_id": "t", "mention_id": "m", "role": "lead", "agency_id": "to-de-an", "text": "Tổ Đề án"}
    given = {**tables, "task_agencies": frame("task_agencies", [role]), "agencies": frame("agencies", [])}
    made = overridden(given, Settings(provinces={"b.txt": "tỉnh thanh hoá"}, aliases={"tổ đề án": "Sở Tư pháp"}))
    row = made["documents"].set_index("document_id").loc["b"]
    assert row[["province", "province_code", "province_2025"]].tolist() == ["Thanh Hóa", "63:38", "Thanh Hóa"]
    assert made["task_agencies"]["agency_id"].tolist() == ["so-tu-phap"] and made["agencies"]["name"].tolist() == ["Sở Tư pháp"]
    assert tables["documents"].set_index("document_id").loc["b", "province"] == "Bến Tre"  # the store's tables stay


def test_nothing() -> None:
    assert memberships({}).empty and compare_families({}).empty
    assert select({}, Selection()).tables["documents"].empty
    assert isinstance(
        repeated_news(pd.DataFrame(columns=["document_id", "province", "number", "source_kind", "n_chars"]), memberships({})), set
    )
