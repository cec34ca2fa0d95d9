"""What holds for every document: made up from heads, headings, items, agencies and verbs."""

import os
import re
import textwrap
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Reading, read_document
from schemas import collapse

always = settings(max_examples=60, deadline=None, derandomize=bool(os.environ.get("CI")))

BODIES = (
    "Sở Tư pháp", "Sở Văn hóa, Thể thao và Du lịch", "Sở Khoa học và Công nghệ", "Công an tỉnh", "Văn phòng UBND tỉnh",
    "UBND các xã, phường", "các sở, ban, ngành cấp tỉnh", "Ban Quản lý Khu kinh tế", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Báo và phát thanh, truyền hình Cà Mau", "Bộ Chỉ huy Quân sự tỉnh", "Phòng Quản lý Thương mại",
    "Chủ tịch UBND các xã, phường", "Giám đốc Sở Y tế", "UBND xã Tân Thành",
    "Chánh Văn phòng UBND tỉnh", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "các doanh nghiệp viễn thông trên địa bàn tỉnh", "HĐND tỉnh",
)  # fmt: skip
WORK = (
    "rà soát các văn bản quy phạm pháp luật đã ban hành, kiến nghị sửa đổi những nội dung không còn phù hợp với thực tế",
    "tổ chức tuyên truyền chủ trương phát triển kinh tế - xã hội đến cán bộ, công chức và người dân ở vùng sâu, vùng xa",
    "xây dựng cơ sở dữ liệu dùng chung, kết nối với các hệ thống thông tin của Trung ương để phục vụ chỉ đạo, điều hành",
    "triển khai Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị và Kế hoạch số 139/KH-UBND ngày 16/5/2025 của UBND tỉnh",
    "hướng dẫn cơ sở thực hiện Quyết định số 407/QĐ-TTg ngày 30 tháng 3 năm 2022 của Thủ tướng Chính phủ, Luật Tiếp cận thông tin",
    "báo cáo kết quả thực hiện về UBND tỉnh trước ngày 10 tháng 12 hằng năm để tổng hợp, theo dõi và chỉ đạo kịp thời",
    "nghiên cứu kinh nghiệm của TP. Hồ Chí Minh, TP. Đà Nẵng, v.v. để nhân rộng những mô hình tốt trong giai đoạn 2026 - 2030",
    "ứng dụng AI, Big Data,... để dự báo tình hình (ưu tiên các xã biên giới, hải đảo) và cảnh báo sớm cho người dân",
    "bố trí kinh phí trong dự toán chi thường xuyên; lồng ghép với các chương trình, dự án khác đang triển khai trên địa bàn",
)
HEADS = ("Tuyên truyền", "Hạ tầng số", "Chuẩn hóa dữ liệu", "Cải cách thủ tục hành chính")
OPENING = (
    "KẾ HOẠCH",
    "TRUYỀN THÔNG CHÍNH SÁCH NĂM 2026",
    "Thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ về tăng cường công tác truyền thông chính sách, Ủy ban nhân dân "
    "tỉnh Cà Mau ban hành Kế hoạch triển khai thực hiện trên địa bàn tỉnh với các nội dung cụ thể như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Nâng cao nhận thức của cán bộ, công chức, viên chức và người dân về vai trò của truyền thông chính sách trong tình hình mới, góp "
    "phần tạo sự đồng thuận trong xã hội, thúc đẩy phát triển kinh tế - xã hội của tỉnh.",
    "- Xác định rõ trách nhiệm của từng cơ quan, đơn vị trong việc cung cấp thông tin cho người dân và cho các cơ quan báo chí trên địa "
    "bàn tỉnh trong giai đoạn 2026 - 2030.",
    "2. Yêu cầu",
    "- Việc truyền thông phải bảo đảm kịp thời, chính xác, phù hợp với từng đối tượng, địa bàn và điều kiện thực tế của từng địa phương, "
    "không hình thức, không phô trương, lãng phí.",
)

CLOSING = (
    "Trong quá trình tổ chức thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị, địa phương kịp thời phản ánh về Sở Tư pháp để "
    "tổng hợp, báo cáo UBND tỉnh xem xét, quyết định./."
)

Charged = tuple[list[str], list[str]]
"""Lead and supporting bodies of one task, as written."""


@dataclass(frozen=True)
class Plan:
    """A plan's paragraphs, and who is charged with its tasks in the order of the text."""

    paragraphs: list[str]
    charged: list[Charged]


def names(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(BODIES), min_size=least, max_size=most, unique=True)


def listed(bodies: list[str]) -> str:
    return bodies[0] if len(bodies) == 1 else ", ".join(bodies[:-1]) + " và " + bodies[-1]


def capital(words: str) -> str:
    return words[0].upper() + words[1:]


@st.composite
def sentence(draw: st.DrawFn, leads: list[str]) -> tuple[str, Charged]:
    """A directing sentence: with its agencies, or without where `leads` stand above it."""
    bodies = [b for b in draw(names(2, 5)) if b not in leads]
    lead, support = ([], bodies) if leads else (bodies[:1], bodies[1:])
    order = draw(st.sampled_from(("", "", "Giao ", "Đề nghị ")))
    start = f"{order}{listed(lead)} " if lead else ""
    if support:
        start += f"{draw(st.sampled_from(('chủ trì, phối hợp với', 'phối hợp với')))} {listed(support)} "
    return capital(f"{start}{draw(st.sampled_from(WORK))}."), (leads or lead, support)


@st.composite
def items(draw: st.DrawFn, leads: list[str]) -> tuple[list[str], list[Charged]]:
    found = draw(st.lists(sentence(leads), min_size=1, max_size=3))
    return [f"- {words}" for words, _ in found], [charged for _, charged in found]


@st.composite
def topic(draw: st.DrawFn) -> Plan:
    """Tasks under a topic's heading."""
    below, charged = draw(items([]))
    return Plan([draw(st.sampled_from(HEADS)), *below], charged)


@st.composite
def assigned(draw: st.DrawFn) -> Plan:
    """Tasks under an agency's heading."""
    lead = capital(draw(st.sampled_from(BODIES)))
    below, charged = draw(items([lead]))
    return Plan([lead, *below], charged)


@st.composite
def demanded(draw: st.DrawFn) -> Plan:
    """Tasks behind a sentence that demands them."""
    leads = draw(names(1, 2))
    below, charged = draw(items(leads))
    return Plan(["Nhiệm vụ chung", f"UBND tỉnh yêu cầu {listed(leads)} tập trung thực hiện các nhiệm vụ sau:", *below], charged)


@st.composite
def block(draw: st.DrawFn) -> Plan:
    """A task and its labels."""
    lead, *support = draw(names(2, 4))
    time = draw(st.sampled_from(("Quý II/2026", "Thường xuyên", "Trước ngày 30/6/2026")))
    labels = [f"- Cơ quan chủ trì: {lead}.", f"- Cơ quan phối hợp: {', '.join(support)}.", f"- Thời gian thực hiện: {time}."]
    return Plan([draw(st.sampled_from(HEADS)), f"- Nội dung: {capital(draw(st.sampled_from(WORK)))}.", *labels], [([lead], support)])


@st.composite
def table(draw: st.DrawFn) -> Plan:
    """A table of assigned work; a paragraph with line breaks of its own."""
    lines = ["| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |", "|---|---|---|---|---|"]
    charged: list[Charged] = []
    for number in range(1, draw(st.integers(2, 4))):
        lead, *support = draw(names(1, 3))
        lines.append(f"| {number} | {capital(draw(st.sampled_from(WORK)))}. | {lead} | {'; '.join(support)} | Quý II/2026 |")
        charged.append(([lead], support))
    return Plan([draw(st.sampled_from(HEADS)), "\n".join(lines)], charged)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    paragraphs = [*OPENING, "II. NHIỆM VỤ, GIẢI PHÁP"]
    charged: list[Charged] = []
    for heading, part in (("", st.one_of(topic(), block(), demanded(), table())), ("III. TỔ CHỨC THỰC HIỆN", assigned())):
        paragraphs += [heading] if heading else []
        for number, plan in enumerate(draw(st.lists(part, min_size=1, max_size=3)), 1):
            paragraphs += [f"{number}. {plan.paragraphs[0]}", *plan.paragraphs[1:]]
            charged += plan.charged
    return Plan([*paragraphs, CLOSING], [*charged, (["các cơ quan, đơn vị, địa phương"], [])])


def joined(plan: Plan) -> str:
    return "\n\n".join(plan.paragraphs) + "\n"


def wrapped(plan: Plan, width: int) -> str:
    """The paragraphs in lines of at most `width`; a table stays as it is."""
    lines = [p if p[0] == "|" else textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in plan.paragraphs]
    return "\n\n".join(lines) + "\n"


def said(reading: Reading) -> list[Any]:
    """Tasks with their roles and deadlines, without offsets."""
    return [
        (task.text, [(a.role, a.source, a.agency_id, a.text) for a in task.agencies], task.deadline_text, task.deadline_date)
        for task in reading.tasks
    ]


def cited(reading: Reading) -> list[Any]:
    return [(c.text, c.number, c.issue_date, c.issuer, c.relation) for c in reading.citations]


@given(plans())
@always
def test_every_span_shows_its_words(plan: Plan) -> None:
    text = joined(plan)
    reading = read_document(text)
    spans = [*reading.sections, *reading.citations, *reading.agencies, *reading.tasks, *reading.header.evidence, *reading.header.recipients]
    spans += [span for task in reading.tasks for span in (*task.agencies, *task.evidence)]
    spans += [span for citation in reading.citations for span in citation.evidence]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert collapse(text[span.start : span.end]) == span.text


@given(plans())
@always
def test_sections_are_a_tree_in_the_order_of_the_text(plan: Plan) -> None:
    sections = read_document(joined(plan)).sections
    last = {i: s.end for i, s in enumerate(sections)}  # where the last section below it ends
    for i in reversed(range(len(sections))):
        parent = sections[i].parent
        assert parent is None or 0 <= parent < i
        if parent is not None:
            assert sections[i].level == sections[parent].level + 1
            last[parent] = max(last[parent], last[i])
    for i, section in enumerate(sections):
        following = next((j for j in range(i + 1, len(sections)) if sections[j].level <= section.level), len(sections))
        first = section.start if section.kind == "table" else section.end  # a table's span holds its rows, any other's is its own words
        assert all(sections[j].start >= first and sections[j].end <= last[i] for j in range(i + 1, following))
        assert following == len(sections) or last[i] <= sections[following].start


@given(plans())
@always
def test_who_is_charged_is_read_back(plan: Plan) -> None:
    found = read_document(joined(plan)).tasks
    roles = [tuple([capital(a.text) for a in task.agencies if a.role == role] for role in ("lead", "support")) for task in found]
    assert roles == [([capital(b) for b in lead], [capital(b) for b in support]) for lead, support in plan.charged]


@given(plans())
@always
def test_tasks_are_apart_and_hold_what_their_sentence_says(plan: Plan) -> None:
    tasks = read_document(joined(plan)).tasks
    assert tasks
    assert all(one.end <= two.start for one, two in pairwise(tasks))
    for task in tasks:
        assert len({(a.start, a.role) for a in task.agencies}) == len(task.agencies)
        for agency in task.agencies:
            inside = task.start <= agency.start and agency.end <= task.end
            assert inside is (agency.source == "sentence")


@given(plans())
@always
def test_agencies_with_a_role_are_mentioned(plan: Plan) -> None:
    reading = read_document(joined(plan))
    mentions = {(m.start, m.end): m.agency_id for m in reading.agencies}
    for task in reading.tasks:
        assert all(mentions.get((a.start, a.end)) == a.agency_id for a in task.agencies)


@given(plans(), st.integers(60, 100), st.integers(60, 100))
@always
def test_the_width_of_the_lines_changes_nothing(plan: Plan, one: int, two: int) -> None:
    whole = read_document(joined(plan))
    for width in (one, two):
        other = read_document(wrapped(plan, width))
        assert said(other) == said(whole)
        assert cited(other) == cited(whole)


@given(plans())
@always
def test_a_committee_is_the_same_in_full_and_in_short(plan: Plan) -> None:
    short = joined(plan)
    full = re.sub(r"(?<![\w/-])UBND(?!\w)", "Ủy ban nhân dân", short)
    one, two = read_document(short), read_document(full)
    assert [[(a.role, a.source, a.agency_id) for a in task.agencies] for task in one.tasks] == [
        [(a.role, a.source, a.agency_id) for a in task.agencies] for task in two.tasks
    ]
    assert [m.agency_id for m in one.agencies] == [m.agency_id for m in two.agencies]
    assert [(c.number, c.issuer) for c in one.citations] == [(c.number, c.issuer) for c in two.citations]
