import pandas as pd
import pytest

from pipeline.compare.differences import differences, duty_of, names


def tasks(*rows: tuple[str, str | None, str | None, str]) -> pd.DataFrame:
    """One cluster `c001` of the given province, lead, support, text; all of the band `same`."""
    columns = ["province", "lead", "support", "text"]
    return pd.DataFrame(rows, columns=columns, dtype=object).assign(cluster_id="c001", similarity=1.0, band="same", deadline_text=None)


@pytest.mark.parametrize(
    ("text", "leads", "expected"),
    [
        ("Chủ trì, phối hợp với Sở Tư pháp kiểm tra", (), "chair"),
        ("Phối hợp với Sở Tư pháp kiểm tra", (), "join"),
        ("Phối hợp thường xuyên, chặt chẽ với các sở kiểm tra", (), "join"),
        ("Sở Nội vụ Phối hợp với Sở Tư pháp kiểm tra", ("Sở Nội vụ",), "join"),
        ("Sở Nội vụ chủ trì phối hợp với Sở Tư pháp kiểm tra", ("Sở Nội vụ",), "chair"),
        ("Căn cứ hướng dẫn của Bộ Nội vụ, chủ trì, phối hợp với các cơ quan kiểm tra", ("Sở Nội vụ",), "chair"),
        ("Kiểm tra và xử lý; phối hợp với Công an tỉnh xử lý vi phạm", (), None),  # only a part of the task
        ("Tăng cường phối hợp với các cơ quan báo chí", (), None),  # the verb is another one
        ("Phối hợp chặt chẽ, kịp thời hơn", (), None),  # with nobody
        ("Bố trí kinh phí", (), None),
    ],
)
def test_duty(text: str, leads: tuple[str, ...], expected: str | None) -> None:
    assert duty_of(text, leads) == expected


def test_a_lead_here_that_only_supports_there() -> None:
    there = [(province, "Sở X", "Công an tỉnh", "việc") for province in ("A", "C")]
    found = differences(tasks(*there, ("B", "Công an tỉnh", None, "việc")))
    assert [(d.kind, d.agency) for d in found] == [("role", "Công an tỉnh")]
    assert [(side.what, side.provinces) for side in found[0].sides] == [("lead", ("B",)), ("support", ("A", "C"))]


def test_the_same_lead_chairs_here_and_joins_there() -> None:
    """Chỉ thị 07/CT-TTg of 2023: Sở Nội vụ has to phối hợp in two plans and to chủ trì in a third."""
    text = "phối hợp với Sở Thông tin và Truyền thông hướng dẫn về vị trí việc làm"
    found = differences(
        tasks(
            ("Thanh Hóa", "Sở Nội vụ", "Sở TTTT", f"Sở Nội vụ {text}"),
            ("Tuyên Quang", "Sở Nội vụ", "Sở TTTT", text.capitalize()),
            ("Bình Dương", "Sở Nội vụ", "các cơ quan", f"Căn cứ hướng dẫn của Bộ, chủ trì, {text}"),
        )
    )
    assert [(d.kind, d.agency) for d in found] == [("duty", "Sở Nội vụ")]
    assert [(side.what, side.provinces) for side in found[0].sides] == [("chair", ("Bình Dương",)), ("join", ("Thanh Hóa", "Tuyên Quang"))]


def test_leads_with_nobody_in_common() -> None:
    found = differences(tasks(("A", "Sở X", None, "việc"), ("B", "Sở Y; Sở Z", None, "việc"), ("C", None, None, "việc")))
    assert [(d.kind, d.agency, [s.what for s in d.sides]) for d in found] == [("lead", None, ["Sở X", "Sở Y; Sở Z"])]
    assert found[0].provinces == {"A", "B"}


@pytest.mark.parametrize(
    "rows",
    [
        [("A", "Sở X", None, "việc"), ("B", "Sở X; Sở Y", None, "việc")],  # one in common
        [("A", "Sở X", None, "việc"), ("B", None, None, "việc")],  # a plan that names nobody does not disagree
        [("A", "Sở X", None, "việc"), ("A", "Sở Y", None, "việc")],  # two documents of one province
        [("A", "Sở X", None, "việc"), ("?", "Sở Y", None, "việc")],  # the central directive is no province
        [("A", "Các cơ quan, đơn vị", None, "việc"), ("B", "Các cơ quan, đơn vị, địa phương", None, "việc")],  # everybody, twice
    ],
)
def test_no_difference(rows: list[tuple[str, str | None, str | None, str]]) -> None:
    assert differences(tasks(*rows)) == []


def test_tasks_for_review_do_not_count() -> None:
    rows = tasks(("A", "Sở X", None, "việc"), ("B", "Sở Y", None, "việc"))
    rows.loc[1, "band"] = "review"
    assert differences(rows) == []


def test_named_bodies_come_before_collectives() -> None:
    groups = tasks(("A", "Các sở, ban, ngành", None, "việc"), ("B", "Sở Y", "Các sở, ban, ngành", "việc"))
    bodies = tasks(("A", "Sở X", None, "việc"), ("B", "Sở Y", None, "việc")).assign(cluster_id="c002")
    assert [d.cluster_id for d in differences(pd.concat([groups, bodies], ignore_index=True))] == ["c002", "c001"]


def test_names() -> None:
    assert names("Sở X; Sở Y") == ("Sở X", "Sở Y") and names(None) == () and names(float("nan")) == ()
