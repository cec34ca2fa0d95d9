"""A decision and the plan that it promulgates are two documents."""

import pytest

from extractors.attached import attached_starts
from extractors.document import read_documents
from schemas import collapse

DECISION = """ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG

Số: 512/QĐ-UBND

Lâm Đồng, ngày 12 tháng 3 năm 2026

QUYẾT ĐỊNH

Ban hành Kế hoạch truyền thông chính sách năm 2026

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH

Căn cứ Luật Báo chí ngày 05 tháng 4 năm 2016;

Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 21/TTr-STP,

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch truyền thông chính sách năm 2026.

Điều 2. Chánh Văn phòng UBND tỉnh chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn An
"""
PLAN = """
KẾ HOẠCH

Truyền thông chính sách năm 2026

(Kèm theo Quyết định số 512/QĐ-UBND ngày 12/3/2026 của Chủ tịch UBND tỉnh)

I. NHIỆM VỤ

1. Sở Tư pháp rà soát văn bản theo Luật Báo chí trước ngày 30/6/2026.

2. UBND các xã, phường tuyên truyền.
"""
HEAD = "\nỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


@pytest.mark.parametrize(
    ("rule", "head"),
    [("", ""), ("\n---\n", ""), ("|\n\n", ""), ("", HEAD), ("\n---\n", HEAD)],
    ids=["bare", "rule", "bar", "head", "rule-head"],
)
def test_the_plan_begins_with_its_head(rule: str, head: str) -> None:
    text = DECISION + rule + head + PLAN
    assert [text[start:].split("\n", 1)[0] for start in attached_starts(text)] == ["ỦY BAN NHÂN DÂN" if head else "KẾ HOẠCH"]


@pytest.mark.parametrize(
    "text",
    [
        DECISION,
        PLAN,
        DECISION.replace("QUYẾT ĐỊNH", "KẾ HOẠCH") + PLAN,  # a plan whose appendix is a plan
        DECISION.replace("Nơi nhận:", "").replace("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n", "") + PLAN,  # nothing ends the decision
        DECISION.replace(" kèm theo Quyết định này", "") + PLAN.replace("Kèm theo", "Theo"),  # nothing says that they belong together
        DECISION + "\nPHỤ LỤC\n\nDanh mục văn bản\n",
        "",
    ],
    ids=["decision", "plan", "plan-of-plan", "not-closed", "not-said", "appendix", "empty"],
)
def test_one_document(text: str) -> None:
    assert attached_starts(text) == ()
    assert len(read_documents(text)) == 1


def test_each_is_read_by_itself() -> None:
    text = DECISION + PLAN
    (_, cut, decision), (start, end, plan) = read_documents(text)
    assert (cut, end) == (start, len(text))
    assert (decision.header.doc_type, decision.header.number, decision.header.signer) == ("Quyết định", "512/QĐ-UBND", "Nguyễn Văn An")
    assert decision.header.title == "Ban hành Kế hoạch truyền thông chính sách năm 2026"
    assert (plan.header.doc_type, plan.header.number, plan.header.issuer) == ("Kế hoạch", None, None)
    assert (plan.header.province, plan.header.title) == ("Lâm Đồng", "Truyền thông chính sách năm 2026")
    assert "province_of_decision" in plan.header.flags
    assert [[a.text for a in task.agencies] for task in plan.tasks] == [["Sở Tư pháp"], ["UBND các xã, phường"]]
    assert [task.text[:22] for task in decision.tasks] == ["Chánh Văn phòng UBND t"]


def test_what_the_decision_says_of_a_law_holds_in_its_plan() -> None:
    """The number of the decision is no citation in its plan; the law has its date from the decision's grounds."""
    text = DECISION + PLAN
    start, end, plan = read_documents(text)[1]
    (law,) = plan.citations
    assert (law.title, law.issue_date) == ("Luật Báo chí", "2016-04-05")
    assert [(e.field, e.text, e.rule) for e in law.evidence if e.field == "issue_date"] == [
        ("issue_date", "Luật Báo chí", "said_in_decision")
    ]
    own = text[start:end]
    for span in (law, *law.evidence, *plan.tasks, *(a for task in plan.tasks for a in task.agencies), *plan.header.evidence):
        assert collapse(own[span.start : span.end]) == span.text
