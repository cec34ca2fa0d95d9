"""A sentence, row or heading on its way to a task, and the record that comes of it."""

from dataclasses import dataclass, field
from typing import Self

from extractors import agency_table, deadlines, funds, goals, task_kinds
from extractors.assignments import agencies_in, read_labels, roles_in
from extractors.labels import Part
from extractors.patterns import compiled
from extractors.role_clauses import read_roles
from extractors.view import Phrase, View
from schemas import Evidence, Task, TaskAgency, collapse, record
from schemas.mentions import Role, RoleSource


@dataclass(slots=True)
class Candidate:
    """A sentence on its way to a task."""

    start: int
    end: int
    accepted: bool
    lead: list[tuple[Phrase, RoleSource]] = field(default_factory=list)
    support: list[tuple[Phrase, RoleSource]] = field(default_factory=list)
    deadline: tuple[int, int] | None = None
    output: tuple[int, int] | None = None
    target: tuple[int, int] | None = None  # a cell of its own
    funding: tuple[int, int] | None = None  # a cell or label of its own
    block: bool = False

    def take(self, v: View, part: Part, start: int, end: int) -> None:
        """What a label says of the work: `Cơ quan chủ trì: …`."""
        # a deadline or product alone charges nobody: `Độ mặn, pH … / Thời gian: từ tháng 3`
        self.accepted = self.accepted or part in ("lead", "support")
        if part == "lead":
            leads, with_them = roles_in(v, start, end)
            self.lead = [*(self.lead if self.block else []), *((p, "block") for p in leads)]
            self.support += [(p, "block") for p in with_them]
            self.block = True
        elif part == "support":
            known = {p.start for p, _ in self.support}
            self.support += [(p, "block") for p in agencies_in(v, start, end) if p.start not in known]
        elif part == "deadline" and not compiled(r"\d+ (?:ngày|buổi|giờ)\s*/\s*(?:hội nghị|lớp|cuộc|đợt|khóa)").match(v.low, start, end):
            self.deadline = (start, end)
        elif part == "output":
            self.output = (start, end)

    def inherit(self, labels: Self) -> None:
        """What the labels before the work say; a sentence that names its agency keeps it."""
        if any(origin == "sentence" for _, origin in self.lead):
            return
        self.accepted = self.block = self.accepted or bool(labels.lead)
        self.lead, self.support = labels.lead.copy(), [*self.support, *labels.support]
        self.deadline, self.output = labels.deadline or self.deadline, labels.output


def is_prose(words: str) -> bool:
    """Can the words of a paragraph say what to do?

    Not a bracket, a name in capitals, an abbreviation explained (`Ban cán sự đảng: BCSĐ`), a form to fill in (`Họ và tên: …………`).
    """
    if len(words) < 12 or words.startswith("(") or words.isupper():
        return False
    if ":" in words and compiled(r"[^:]*:\s*[^\W\d_a-z]{2,8}").fullmatch(words):
        return False
    if ".." not in words and "…" not in words:
        return True
    return 2 * sum(c.isalpha() for c in words) > len(words.replace(" ", ""))


def looks_back(low: str, start: int, end: int) -> bool:
    """`Thực hiện Chỉ thị số 17/CT-TTg, thời gian qua tỉnh đã kiểm tra …` tells what was done."""
    return (
        compiled(r"(?:thời gian|(?:những |các )?năm|nhiều năm|nhiệm kỳ)(?: vừa)? qua(?!\w)[^.;]{0,200}\sđã\s").search(low, start, end)
        is not None
    )


def is_statement(low: str, start: int, end: int) -> bool:
    """`Phát triển y tế số là một trụ cột …` says what something is; `Trường hợp văn bản dẫn chiếu … thì áp dụng …` which law counts."""
    if low.startswith(("trường hợp ", "trong trường hợp ", "khi "), start):
        return (
            compiled(
                r"(?:trong )?(?:trường hợp|khi) (?:các )?(?:văn bản|quy định)[^.;]{0,60}(?:dẫn chiếu|viện dẫn|áp dụng)[^.;]{5,200}\sthì\s"
            ).match(low, start, end)
            is not None
        )
    if low.find(" là ", start, min(end, start + 110)) < 0:
        return False
    held = r"xác định|coi|xem|lấy|đặt|khẳng định|quán triệt|nhận thức|bảo đảm|đảm bảo|đưa|về|rằng|để|với|như|trong|gọi|tức|nhất|đó"
    return (
        compiled(
            rf"(?:(?!(?:{held})(?!\w))[^\W_]+\s+){{2,16}}?là (?:một |các |những )?(?:trong những )?(?:quá trình|đòn bẩy|trụ cột|yếu tố"
            r"|nhân tố|nền tảng|khâu|chìa khóa|động lực|tiền đề|xu hướng|xu thế|nhu cầu|nhiệm vụ|giải pháp|điều kiện|cơ sở để"
            r"|trách nhiệm của)(?!\w)"
        ).match(low, start, end)
        is not None
    )


def add_roles(v: View, candidate: Candidate, start: int, end: int) -> bool:
    """`Mở 05 lớp. Thời gian: quý II. Giao Sở A chủ trì, Sở B phối hợp.`: does this sentence only deal out roles or the time of the work
    before it? They go to that work; not where the work names its lead itself."""
    while end > start and v.flat[end - 1] in " .;:/":
        end -= 1
    named = bool(candidate.lead) and candidate.lead[0][1] == "sentence"
    if v.low.startswith(("thời gian", "thời hạn", "hoàn thành", "tiến độ"), start):
        labels = read_labels(v, start, end) if v.flat.find(":", start, end) >= 0 else []
        if len(labels) == 1 and labels[0].part == "deadline" and labels[0].end > labels[0].start and not candidate.deadline:
            candidate.deadline = (labels[0].start, labels[0].end)
            return True
        done = compiled(r"(?:hoàn thành|thời (?:hạn|gian)(?: (?:hoàn thành|thực hiện|xử lý|báo cáo))?)\s+").match(v.low, start, end)
        time = v.deadline(done.end(), end) if done and end - start < 100 and not candidate.deadline else None
        if done and time and (time.start, time.end) == (done.end(), end):  # `Hoàn thành trước ngày 15/9/2025.`
            candidate.deadline = (time.start, time.end)
            return True
    roles = read_roles(v, start, end)
    if roles is None or (roles.lead and named):
        return False
    if roles.lead:
        candidate.lead = [(p, "sentence") for p in roles.lead]
    taken = {p.start for p, _ in candidate.support}
    candidate.support += [(p, "sentence") for p in roles.support if p.start not in taken]
    candidate.deadline = candidate.deadline or roles.deadline
    return True


def _agency(source: str, phrase: Phrase, role: Role, origin: RoleSource) -> TaskAgency:
    text, identity = agency_table.named(source[phrase.start : phrase.end])
    identity = agency_table.resolve(phrase.name) if phrase.name else identity
    return record(
        TaskAgency,
        start=phrase.start,
        end=phrase.end,
        text=text,
        agency_id=identity.agency_id,
        name=identity.name,
        known=identity.known,
        role=role,
        source=origin,
    )


def _evidence(source: str, name: str, span: tuple[int, int], rule: str) -> Evidence:
    return record(Evidence, start=span[0], end=span[1], text=collapse(source[span[0] : span[1]]), field=name, rule=rule, flags=())


_TOGETHER = 300
"""Code points that hold a task's figures from the first to the last; a longer task keeps its first."""


def _goals(v: View, candidate: Candidate) -> tuple[int, int] | None:
    """The figures to reach in the task's words, from the first to the last; those inside the words of its time are the time's."""
    first, last = candidate.deadline or (0, 0)
    found = [(a, b) for a, b in goals.find(v.low, candidate.start, candidate.end) if b <= first or last <= a]
    if not found:
        return None
    return (found[0][0], found[-1][1]) if found[-1][1] - found[0][0] <= _TOGETHER else found[0]


def task_of(source: str, v: View, candidate: Candidate) -> Task:
    """The record of a candidate that was accepted."""
    people: list[TaskAgency] = []
    taken: set[tuple[int, str]] = set()
    lead_starts = {p.start for p, _ in candidate.lead}
    for role, named in (("lead", candidate.lead), ("support", candidate.support)):
        for phrase, origin in named:
            if (phrase.start, role) in taken or (role == "support" and phrase.start in lead_starts):
                continue
            taken.add((phrase.start, role))
            people.append(_agency(source, phrase, role, origin))  # type: ignore[arg-type]
    evidence = []
    deadline_text = date = recurrence = output = goal = None
    if candidate.deadline:
        evidence.append(_evidence(source, "deadline_text", candidate.deadline, "deadline"))
        deadline_text = evidence[-1].text
        date, recurrence = deadlines.value_of(deadline_text)
    if candidate.output:
        evidence.append(_evidence(source, "output", candidate.output, "labelled"))
        output = evidence[-1].text
    target = candidate.target or _goals(v, candidate)
    if target:
        evidence.append(_evidence(source, "target", target, "labelled" if candidate.target else "figure"))
        goal = evidence[-1].text
    funding = candidate.funding or funds.find(v.low, candidate.start, candidate.end)
    if funding:
        evidence.append(_evidence(source, "funding", funding, "labelled" if candidate.funding else "source_of_funds"))
    return record(
        Task,
        start=candidate.start,
        end=candidate.end,
        text=collapse(source[candidate.start : candidate.end]),
        kind=task_kinds.kind_of(v.low[candidate.start : candidate.end]),
        deadline_text=deadline_text,
        deadline_date=date,
        recurrence=recurrence,
        output=output,
        target=goal,
        funding=evidence[-1].text if funding else None,
        agencies=tuple(people),
        evidence=tuple(evidence),
    )
