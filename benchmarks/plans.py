"""Made-up plans of provinces that answer one directive, with the tasks that were put into them: content here, files in render.py.

Everything follows from a seed. A plan draws its form of assignment (items under an agency's heading, sentences, labelled blocks, a table,
brackets), the wording of its labels, its era (63 provinces with districts, 34 without) and its markers, so that no two look alike. What
each task's lead, partners and deadline are is known because it was made so.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from extractors.provinces import provinces

FORMS = ("heading", "sentence", "block", "table", "bracket")
MERGED = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a plan: `text` of a paragraph, or the rows of a table, the first of them its head. `kind` says how it looks."""

    kind: str  # head, number, title, paragraph, heading, item, table, signature
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """A task as it was put into the plan: agencies and deadline in the words used there."""

    text: str
    lead: tuple[str, ...]
    support: tuple[str, ...] = ()
    deadline: str | None = None
    form: str = "sentence"


@dataclass(slots=True)
class Plan:
    """A plan and what is in it."""

    name: str
    province: str
    number: str
    issued: date
    signer: str
    blocks: list[Block] = field(default_factory=list)
    tasks: list[Assigned] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Era:
    """The bodies of a province before and after the mergers of 2025."""

    departments: tuple[str, ...]
    communes: str
    local: str


def _era(day: date) -> Era:
    common = (
        "Sở Tư pháp", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Nội vụ", "Sở Xây dựng", "Sở Công Thương", "Công an tỉnh",
        "Bộ Chỉ huy Quân sự tỉnh", "Văn phòng UBND tỉnh", "Bảo hiểm xã hội tỉnh", "Thanh tra tỉnh",
    )  # fmt: skip
    if day < MERGED:
        before = (
            "Sở Thông tin và Truyền thông", "Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn",
            "Sở Kế hoạch và Đầu tư",
            "Sở Lao động - Thương binh và Xã hội", "Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch",
            "Sở Giao thông vận tải", "Cục Thuế tỉnh",
        )  # fmt: skip
        return Era(common + before, "UBND các huyện, thành phố", "cấp huyện")
    after = (
        "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường", "Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Dân tộc và Tôn giáo", "Trung tâm Phục vụ hành chính công tỉnh",
    )  # fmt: skip
    return Era(common + after, "UBND các xã, phường", "cấp xã")


VERBS = (
    "Rà soát", "Xây dựng", "Hướng dẫn", "Kiểm tra", "Tổ chức tập huấn", "Cập nhật", "Công khai", "Triển khai", "Thống kê",
    "Bố trí kinh phí cho",
)  # fmt: skip
OBJECTS = (
    "danh mục thủ tục hành chính còn yêu cầu nộp bản giấy", "cơ sở dữ liệu dùng chung về hộ kinh doanh",
    "phương án ứng phó lũ quét, sạt lở đất",
    "mạng lưới cộng tác viên dân số ở thôn, bản", "quy chế phối hợp trong quản lý bến thủy nội địa",
    "hệ thống camera giám sát tại các nút giao",
    "mô hình trường học an toàn, không bạo lực", "việc thu gom, xử lý chất thải nhựa tại các chợ", "công tác lưu trữ tài liệu điện tử",
    "điểm cung cấp dịch vụ công trực tuyến tại khu công nghiệp", "hồ sơ sức khỏe điện tử của người cao tuổi",
    "quỹ đất dành cho nhà ở xã hội",
    "chuỗi liên kết tiêu thụ nông sản an toàn", "việc chấp hành pháp luật về lao động trẻ em", "đội ngũ hòa giải viên ở cơ sở",
)  # fmt: skip
PLACES = (
    "trên địa bàn tỉnh", "tại các xã đặc biệt khó khăn", "trong các cơ quan hành chính",
    "ở khu vực nông thôn", "tại các khu, cụm công nghiệp",
    "cho đồng bào dân tộc thiểu số", "theo phân cấp quản lý", "bảo đảm công khai, minh bạch", "phù hợp với điều kiện thực tế",
)  # fmt: skip
AIMS = (
    "giảm thời gian và chi phí tuân thủ của người dân", "hạn chế thấp nhất thiệt hại do thiên tai", "nâng tỷ lệ hồ sơ giải quyết đúng hạn",
    "không để phát sinh điểm nóng", "từng bước hình thành thói quen số", "bảo vệ quyền lợi hợp pháp của người lao động",
)  # fmt: skip
LABELS = {
    "content": ("Nội dung", "Nội dung công việc", "Nội dung thực hiện", "Nhiệm vụ"),
    "lead": ("Cơ quan chủ trì", "Đơn vị chủ trì", "Cơ quan thực hiện", "Đơn vị chủ trì thực hiện", "Cơ quan chủ trì tham mưu"),
    "support": ("Cơ quan phối hợp", "Đơn vị phối hợp", "Cơ quan, đơn vị phối hợp", "Đơn vị phối hợp thực hiện"),
    "deadline": ("Thời gian thực hiện", "Thời hạn hoàn thành", "Thời gian hoàn thành", "Tiến độ thực hiện"),
}
NAMES = ("Đặng Thị Hồng Lam", "Trịnh Quốc Khải", "Lò Văn Thiện", "Phạm Gia Bảo", "Hồ Thị Mỹ Linh", "Y Thanh Niê", "Vũ Đình Tuyên")


def directive(day: date) -> str:
    """The citation of the directive that all plans answer."""
    return f"Chỉ thị số 23/CT-TTg ngày {day:%d/%m/%Y}"


def plans(n: int, seed: int = 0) -> Iterator[Plan]:
    """`n` plans, by turns of provinces; the regime of 34 from July 2025 on."""
    rng = random.Random(seed)
    units = [unit for unit in provinces() if unit.level == "tỉnh" and unit.code.startswith("63:") and not unit.valid_from]
    for k in range(n):
        yield _plan(k, units[k % len(units)].name, rng)


def _plan(k: int, province: str, rng: random.Random) -> Plan:
    day = date(2025, 2, 3) + timedelta(days=rng.randint(0, 100))
    plan = Plan(f"ke-hoach-{k:05d}", province, f"{rng.randint(11, 4200)}/KH-UBND", day, rng.choice(NAMES))
    era, form = _era(day), FORMS[k % len(FORMS)]
    _opening(plan, rng)
    plan.blocks.append(Block("heading", "II. NHIỆM VỤ, GIẢI PHÁP"))
    _WRITERS[form](plan, era, rng)
    plan.blocks.append(Block("heading", "III. TỔ CHỨC THỰC HIỆN"))
    _by_agency(plan, era, rng, sections=rng.randint(3, 6))
    plan.blocks.append(Block("paragraph", f"Trên đây là Kế hoạch của Ủy ban nhân dân tỉnh {plan.province} về nội dung nêu trên./."))
    plan.blocks.append(Block("signature", plan.signer))
    return plan


def _opening(plan: Plan, rng: random.Random) -> None:
    topic = rng.choice(("nâng cao chất lượng dịch vụ công", "bảo đảm an toàn cho trẻ em", "thích ứng với thiên tai"))
    central = directive(date(2025, 1, 20))
    own = f"Công văn số {rng.randint(100, 9000)}/BNV-CCHC ngày {plan.issued - timedelta(days=9):%d/%m/%Y}"
    decree = f"Nghị định số {rng.randint(10, 150)}/{rng.randint(2015, 2024)}/NĐ-CP"
    plan.cited += [central, own, decree]
    plan.blocks += [
        Block("head", plan.province),
        Block("number", plan.number),
        Block("title", f"Thực hiện {central} của Thủ tướng Chính phủ về {topic} trên địa bàn tỉnh {plan.province}"),
        Block("paragraph", f"Thực hiện {central} của Thủ tướng Chính phủ về {topic}; theo đề nghị của Bộ Nội vụ tại {own}, "
              f"Ủy ban nhân dân tỉnh {plan.province} ban hành Kế hoạch như sau:"),
        Block("heading", "I. MỤC ĐÍCH, YÊU CẦU"),
        Block("item", f"1. Quán triệt đầy đủ quan điểm của {decree} của Chính phủ, tạo chuyển biến rõ nét trong nhận thức."),
        Block("item", "2. Việc thực hiện phải thiết thực, tiết kiệm, có trọng tâm, trọng điểm."),
    ]  # fmt: skip


def _duty(rng: random.Random) -> str:
    """The words of a task: 10 to 35 syllables."""
    text = f"{rng.choice(VERBS)} {rng.choice(OBJECTS)} {rng.choice(PLACES)}"
    return f"{text}, {rng.choice(AIMS)}" if rng.random() < 0.5 else text


def _deadline(rng: random.Random) -> str:
    month = rng.randint(4, 12)
    return rng.choice((
        f"trước ngày {rng.randint(10, 28)}/{month}/2025", f"Quý {rng.choice(('II', 'III', 'IV'))}/2025", "hằng năm", "hằng quý",
        f"tháng {month} năm 2025", f"trước ngày {rng.randint(1, 28):02d} tháng {month:02d} năm 2025", "năm 2025",
    ))  # fmt: skip


def _partners(era: Era, lead: str, rng: random.Random) -> tuple[str, ...]:
    chosen = rng.sample([name for name in era.departments if name != lead], rng.randint(1, 3))
    return (*chosen, era.communes) if rng.random() < 0.4 else tuple(chosen)


def _until(when: str | None) -> str:
    """The end of a sentence that says when: `, hoàn thành trong Quý III/2025`, `, định kỳ hằng quý`."""
    if when is None:
        return ""
    if when.startswith("hằng"):
        return f", định kỳ {when}"
    return f", hoàn thành {when}" if when.startswith("trước") else f", hoàn thành trong {when}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _by_agency(plan: Plan, era: Era, rng: random.Random, sections: int = 12) -> None:
    for k, agency in enumerate(rng.sample((*era.departments, era.communes), sections), 1):
        plan.blocks.append(Block("heading", f"{k}. {agency}"))
        for _ in range(rng.randint(2, 4)):
            duty, when = _duty(rng), _deadline(rng) if rng.random() < 0.3 else None
            support = _partners(era, agency, rng) if rng.random() < 0.35 else ()
            text = f"Chủ trì, phối hợp với {', '.join(support)} {_lower(duty)}" if support else duty
            text += _until(when)
            plan.blocks.append(Block("item", f"- {text}."))
            plan.tasks.append(Assigned(f"{text}.", (agency,), support, when, "heading"))


def _sentences(plan: Plan, era: Era, rng: random.Random) -> None:
    for k in range(rng.randint(10, 18)):
        if k % 5 == 0:
            plan.blocks.append(Block("heading", f"{k // 5 + 1}. {rng.choice(OBJECTS).capitalize()}"))
        lead = rng.choice(era.departments)
        support, duty = _partners(era, lead, rng), _lower(_duty(rng))
        when = _deadline(rng) if rng.random() < 0.4 else None
        start = rng.choice(("chủ trì, phối hợp với", "phối hợp với", "chủ trì phối hợp với"))
        text = f"{lead} {start} {', '.join(support)} {duty}" + _until(when) + "."
        plan.blocks.append(Block("item", f"{'abcdđ'[k % 5]}) {text}"))
        plan.tasks.append(Assigned(text, (lead,), support, when, "sentence"))


def _labelled(plan: Plan, era: Era, rng: random.Random) -> None:
    words = {part: rng.choice(choices) for part, choices in LABELS.items()}
    mark, with_content = rng.choice(("- ", "+ ", "")), rng.random() < 0.6
    for k in range(1, rng.randint(8, 14)):
        lead, duty, when = rng.choice(era.departments), _duty(rng), _deadline(rng)
        support = _partners(era, lead, rng)
        head = rng.choice(OBJECTS).capitalize() if with_content else duty
        plan.blocks.append(Block("heading" if with_content else "item", f"{k}. {head}{'' if with_content else '.'}"))
        if with_content:
            plan.blocks.append(Block("item", f"{mark}{words['content']}: {duty}."))
        values = (("lead", lead), ("support", ", ".join(support)), ("deadline", when[:1].upper() + when[1:]))
        plan.blocks += [Block("item", f"{mark}{words[part]}: {value}.") for part, value in values]
        plan.tasks.append(Assigned(f"{duty}.", (lead,), support, when[:1].upper() + when[1:], "block"))


def _tabled(plan: Plan, era: Era, rng: random.Random) -> None:
    columns = ["content", "lead", "support", "deadline"]
    if rng.random() < 0.5:
        columns[2:] = ["deadline", "support"]
    if rng.random() < 0.3:
        columns.remove("support")
    rows = [("TT" if rng.random() < 0.5 else "STT", *(rng.choice(LABELS[column]) for column in columns), "Ghi chú")]
    for k in range(1, rng.randint(10, 20)):
        lead = rng.choice(era.departments)
        support, when, duty = _partners(era, lead, rng), _deadline(rng), _duty(rng)
        when = when[:1].upper() + when[1:]
        cells = {"content": duty, "lead": lead, "support": "; ".join(support), "deadline": when}
        rows.append((str(k), *(cells[column] for column in columns), ""))
        plan.tasks.append(Assigned(duty, (lead,), support if "support" in columns else (), when, "table"))
    plan.blocks.append(Block("paragraph", "Nhiệm vụ cụ thể được phân công tại bảng sau:"))
    plan.blocks.append(Block("table", rows=tuple(rows)))


def _bracketed(plan: Plan, era: Era, rng: random.Random) -> None:
    for k in range(1, rng.randint(9, 15)):
        lead, duty, when = rng.choice(era.departments), _duty(rng), _deadline(rng)
        support = _partners(era, lead, rng) if rng.random() < 0.7 else ()
        parts = [f"{rng.choice(('Chủ trì', 'Cơ quan chủ trì', 'Đơn vị chủ trì'))}: {lead}"]
        parts += [f"{rng.choice(('phối hợp', 'cơ quan phối hợp'))}: {', '.join(support)}"] if support else []
        parts.append(f"thời gian: {when}")
        text = f"{duty} ({'; '.join(parts)})."
        plan.blocks.append(Block("item", f"{k}. {text}"))
        plan.tasks.append(Assigned(text, (lead,), support, when, "bracket"))


_WRITERS: dict[str, Callable[[Plan, Era, random.Random], None]] = {
    "heading": _by_agency,
    "sentence": _sentences,
    "block": _labelled,
    "table": _tabled,
    "bracket": _bracketed,
}


def tasks_of(made: Sequence[Plan]) -> int:
    """How many tasks were put into the plans."""
    return sum(len(plan.tasks) for plan in made)
