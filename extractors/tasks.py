"""Tasks: who is to do what, with whom, by when.

The walk goes through the outline once. Each sentence of a part that assigns work becomes a candidate; a labelled block or the heading
above gives it agencies; what nothing charges and no verb directs is dropped.
"""

from dataclasses import replace

from extractors import addressees
from extractors.agencies import list_at
from extractors.assignments import Labelled, read_labels
from extractors.brackets import read_brackets, time_behind, time_in_brackets
from extractors.candidates import Candidate, add_roles, is_prose, is_statement, looks_back, task_of
from extractors.contexts import Context, announced, heading_context, is_ground, item_context, list_deadline, list_directs
from extractors.directives import read_directive
from extractors.headings import heading_partners, says_work
from extractors.instrument_types import type_line
from extractors.label_headings import heading_label, labelled_work
from extractors.labels import Part, inline_labels
from extractors.lines import Block
from extractors.outline import Node, Outline
from extractors.page_furniture import is_furniture
from extractors.patterns import compiled
from extractors.rows import row_candidate
from extractors.sentences import sentences
from extractors.subjects import split_subjects
from extractors.tables import Table
from extractors.view import Directive, Phrase, View
from schemas import Task
from schemas.mentions import RoleSource


class _Walk:
    def __init__(self, outline: Outline, v: View, news: bool) -> None:
        self.outline = outline
        self.v = v
        self.contexts: dict[int, Context] = {}
        self.candidates: list[Candidate] = []
        self.by_start: dict[int, list[Candidate]] = {}  # the same ones
        self.pending: list[Candidate] = []  # since the last set of labels
        self.closed = False  # the set of labels has begun
        self.early: Candidate | None = None  # the heading that a set of labels stands right under; its work may follow the set
        self.carried: Candidate | None = None  # the same, when the work has come
        self.bare: dict[int, Part] = {}  # labels with nothing behind them: what stands below them is their value
        self.open: Part | None = None  # the bare label right above, if it has no marker that would hold its value
        self.quoted = False  # in a list that quotes a law
        self.tables: dict[int, Table] = {}
        self.previous: tuple[int, list[Phrase]] | None = None  # parent and lead of the paragraph before, for text without headings
        self.news = news
        self.top = self._top(news)
        self.first_paragraph = next((i for i, n in enumerate(self.outline.nodes) if n.kind == "paragraph"), len(self.outline.nodes))

    def _top(self, news: bool) -> Context:
        """Zone outside all headings: in a structured document that is preamble, until the first heading."""
        self.structured = not news and any(
            n.kind == "heading" and (n.block.marker or n.block.hashes) and n.level == 0 for n in self.outline.nodes
        )
        self.preamble = self.structured
        return Context("tasks")

    def run(self) -> list[Candidate]:
        nodes = self.outline.nodes
        for i, node in enumerate(nodes):
            if node.kind in ("head", "signature", "recipients"):
                self._flush()
            elif node.kind == "heading" and self.pending and (part := heading_label(self.v, nodes, i)):
                self.bare[i], self.pending = part, labelled_work(self.pending, nodes, i)
            elif node.kind in ("heading", "appendix"):
                self._flush()
                if i and not node.block.marker and type_line().fullmatch(self.v.flat[node.block.start : node.block.end].strip(" *#")):
                    self.preamble = self.structured  # an attached plan begins
                self.preamble = self.preamble and not (node.block.marker or node.block.hashes > 2)
                self.contexts[i] = self._heading(i, node)
                self.previous = None
            elif node.kind == "row":
                self._row(i, node)
            elif node.kind == "labelled":
                self._labelled(i, node)
            else:
                self._prose(i, node)
        self._flush()
        return [c for c in self.candidates if c.accepted]

    # -- context --------------------------------------------------------------------------------------------------------------

    def _context(self, i: int) -> Context:
        at = self.outline.nodes[i].parent
        while at >= 0:
            if at in self.contexts:
                return self.contexts[at]
            at = self.outline.nodes[at].parent
        return self.top

    def _heading(self, i: int, node: Node) -> Context:
        above = self._context(i)
        block = node.block
        if node.kind == "appendix":
            return Context("background")
        # the portal's or the paper's own name over the article, a caption inside it
        nameplate = self.news and not block.marker and (i <= self.first_paragraph or not (block.bold or block.hashes))
        found = heading_context(self.v, self.outline.nodes, i, above, nameplate=nameplate)
        if found.itself:
            self._sentences(block.content, block.end, above)
        return found

    # -- rows and labelled lines ----------------------------------------------------------------------------------------------

    def _row(self, i: int, node: Node) -> None:
        above = self._context(i).lead
        table = self.tables.setdefault(node.block.table, Table(bool(above)))
        row = table.read(self.v, node.block.cells)
        if row is not None:
            self._keep(row_candidate(self.v, row, above, led=table.led))

    def _labelled(self, i: int, node: Node) -> None:
        labels = read_labels(self.v, node.block.content, node.block.end)
        if (
            any(x.part != "other" for x in labels) and self._context(i).zone != "background"
        ):  # `Thời gian thực hiện: …` under a plan's scope is about the plan
            self._labels(i, labels)

    def _labels(self, i: int, labels: list[Labelled]) -> None:
        for label in labels:
            bare = label.end <= label.start
            if label.part == "funding":
                for candidate in self.pending if not bare else ():
                    candidate.funding = (label.start, label.end)
                continue
            if bare:
                self.bare[i] = label.part
                self.open = None if self.outline.nodes[i].block.marker else label.part
            if label.part == "content":
                self._carry()
                self._sentences(label.start, label.end, self._context(i), accept=True)
                continue
            if label.part in ("other", "number"):
                continue
            if not self.pending:
                self._heading_task(i)
            if bare:
                continue
            self.closed = True
            for candidate in self.pending:
                candidate.take(self.v, label.part, label.start, label.end)

    def _heading_task(self, i: int) -> None:
        """A block without a content line: its heading is the task."""
        parent = self.outline.nodes[i].parent
        if parent < 0:
            return
        block = self.outline.nodes[parent].block
        if self.contexts.get(parent, self.top).lead:
            return
        known = self.by_start.get(block.content)
        if known:
            self.pending = known.copy()
            return
        self.early = Candidate(block.content, block.end, False)
        self._keep(self.early)
        self.pending.append(self.early)

    def _carry(self) -> None:
        """`a) Đơn vị chủ trì: …` / `b) Nội dung:` / `- …`: a set of labels before the work is the work's, not the heading's."""
        early = self.early if self.early in self.pending else None
        self._flush()
        if early is not None:
            early.accepted = False
            self.carried = early

    def _flush(self) -> None:
        self.pending, self.closed, self.open = [], False, None
        self.early = self.carried = None

    # -- prose ----------------------------------------------------------------------------------------------------------------

    def _prose(self, i: int, node: Node) -> None:
        block = node.block
        label = self.bare.get(node.parent) or self._open_value(block)
        if label == "lead" and self.pending and says_work(self.v, block.content, block.end):
            self.pending = [candidate for candidate in self.pending if candidate.accepted]
            self._sentences(block.content, block.end, self._context(i))
            return
        if label in ("lead", "support", "deadline", "output") and self.pending:
            if node.kind == "paragraph":
                self.bare.pop(node.parent, None)  # the value is one paragraph, or a list
            self.closed = True
            for candidate in self.pending:
                candidate.take(self.v, label, block.content, block.content + len(self.v.flat[block.content : block.end].rstrip(" .;,")))
            return
        if self._bracket_line(block) or self._labelled_behind(i, block):
            return
        if self.closed and self.early in self.pending and read_directive(self.v, block.content, block.end) is not None:
            self._carry()
        elif self.closed:
            self._flush()
        context = self._context(i)
        self.quoted = self.quoted and block.marker is not None
        if self.preamble and self._still_preamble(node):
            return
        if self.quoted or is_ground(self.v, self.outline.nodes, i):
            return
        if self.v.flat[block.content : block.end].rstrip().endswith(":") and not node.block.marker and context.zone != "background":
            self._lead_in(i, node)
            return
        if block.marker and block.marker.kind == "article":
            context = replace(context, article=True)
        accept = label == "content" and context.zone != "background"
        if (
            block.marker
            and context.zone != "background"
            and list_directs(self.v, self.outline.nodes, i, default=False)
            and (found := announced(self.v, block))
        ):
            self.contexts[i] = Context("tasks", found.lead)  # `1. Yêu cầu các chủ đầu tư …, trong đó lưu ý:` over `a) …`
        known = len(self.candidates)
        self._sentences(block.content, block.end, context, accept=accept, unmarked=block.marker is None, parent=node.parent, own=i)
        if block.marker and i not in self.contexts and context.zone != "background":
            self.contexts |= item_context(self.v, self.outline.nodes, i, context, self.candidates[known:])

    def _still_preamble(self, node: Node) -> bool:
        """The preamble goes on up to the first number; whom its last line orders (`… chỉ thị các sở, ngành:`) is charged below."""
        marker = node.block.marker
        self.preamble = node.level > 0 or marker is None or marker.kind not in ("arabic", "roman", "article", "part")
        found = announced(self.v, node.block) if self.preamble else None
        if found is not None and found.order:
            self.top = Context("assignment", found.lead, True)
        return self.preamble

    def _open_value(self, block: Block) -> Part | None:
        """The label right above that nothing stands behind: its value is this paragraph, or bullets."""
        part, listed = self.open, block.marker is not None and block.marker.kind in ("bullet", "plus")
        self.open = part if listed else None
        return part if listed or block.marker is None else None

    def _bracket_line(self, block: Block) -> bool:
        """`(Chủ trì: …; phối hợp: …)` on a line of its own below the work."""
        if not self.pending or not self.v.flat.startswith(("(", "["), block.content):
            return False
        found = read_brackets(self.v, block.content, block.end)
        if found is None:
            return self.closed and self.v.flat[block.content : block.end].rstrip(" .;").endswith(")")  # a remark on one of the names
        self.closed = True
        for candidate in self.pending:
            candidate.accepted = candidate.block = True
            candidate.lead = [(p, "block") for p in found.lead] or candidate.lead
            candidate.support += [(p, "block") for p in found.support]
            candidate.deadline = found.deadline or candidate.deadline
        return True

    def _labelled_behind(self, i: int, block: Block) -> bool:
        """`Biên soạn sổ tay. Cơ quan chủ trì: Sở A. Thời gian: Quý II.`: the labels stand in the paragraph of the work."""
        context = self._context(i)
        cut = None if context.zone == "background" else inline_labels(self.v.low, block.content, block.end)
        if cut is None:
            return False
        self._flush()
        stop = len(self.v.flat[block.content : cut].rstrip(" -–+(\n")) + block.content
        self._sentences(block.content, stop, context, accept=True)
        bracket = self.v.flat[cut - 1] in "(["
        self._labels(
            i,
            read_labels(self.v, cut, block.content + len(self.v.flat[block.content : block.end].rstrip(" .;)]")) if bracket else block.end),
        )
        return True

    def _lead_in(self, i: int, node: Node) -> None:
        """`… yêu cầu các sở … tập trung:` before a list charges what follows it; before a list of things it is a task itself."""
        *first, (start, end) = sentences(self.v.flat, node.block.content, node.block.end)
        if compiled(r"(?:được )?quy định tại .*(?:như sau|gồm)\s*:").search(self.v.low, start, end):
            self.quoted = True  # the list quotes what a law lays down
            return
        if first:
            self._sentences(first[0][0], first[-1][1], self._context(i), unmarked=True, parent=node.parent)
        found = read_directive(self.v, start, end)
        charged = self.v.low[start:end].rstrip(" :").endswith("trách nhiệm")
        if found is not None and not (found.order or charged or list_directs(self.v, self.outline.nodes, i)):
            context = self._context(i)
            self._sentences(start, end, context, unmarked=True, parent=node.parent)
            return
        if found is not None and found.lead:
            parent = node.parent
            above = self.contexts.get(parent, self.top)
            gives = compiled(r"\s*(?:đã\s+)?(?:giao|phân công)\s+(?:các\s+)?nhiệm vụ(?!\w)").match(self.v.low, found.lead[-1].end)
            # `UBND tỉnh giao nhiệm vụ cụ thể cho các sở:` charges those named below, not the one who gives
            fresh = Context("tasks") if gives else Context("assignment", found.lead, True, support=heading_partners(self.v, start, end))
            if parent >= 0 and above.zone != "background":
                self.contexts[parent] = fresh
            elif parent < 0:
                self.top = fresh

    def _sentences(
        self, start: int, end: int, context: Context, *, accept: bool = False, unmarked: bool = False, parent: int = -1, own: int = -1
    ) -> None:
        before: list[Phrase] = []
        last: Candidate | None = None  # the work before, if its roles may follow
        headed = False  # an item whose first sentence is the heading's goes back to it behind a sentence of another's
        for span in sentences(self.v.flat, start, end):
            for a, b in split_subjects(self.v, *span):
                if last is not None and add_roles(self.v, last, a, b):
                    continue
                found = self._read(a, b, context, accept)
                last = None
                if found is None:
                    self._candidate(Candidate(a, b, False))
                    continue
                lead: list[tuple[Phrase, RoleSource]] = [(p, "sentence") for p in found.lead]
                if before and addressees.same_body(self.v, found.lead):
                    lead = [(p, "item") for p in before]
                elif found.lead:
                    before = [] if addressees.anybody(self.v, found.lead) else found.lead
                elif before and not (context.lead and headed and not unmarked):
                    lead = [(p, "item") for p in before]
                elif context.lead and (one := self._one_of(a, b, context)):
                    lead, before = [(p, "sentence") for p in one], one
                elif context.lead:
                    lead, headed = [(p, "heading") for p in context.lead], True
                elif unmarked and self.previous and self.previous[0] == parent:
                    lead = [(p, "item") for p in self.previous[1]]
                    before = self.previous[1]
                support: list[tuple[Phrase, RoleSource]] = [(p, "sentence") for p in found.support]
                asks = context.zone == "assignment" and context.lead and not (context.order or unmarked)
                asks = asks and addressees.only_asked(self.v, found, a)
                if asks or addressees.led_by_party(self.v, found, context.lead):
                    lead = [(p, "heading") for p in context.lead]
                if context.partners and found.lead:
                    support = [*lead, *support]
                    lead = [(p, "heading") for p in context.lead]
                if lead and lead[0][1] == "heading":
                    support += [(p, "heading") for p in context.support]
                when = found.deadline or self._deadline(a, b) or list_deadline(self.v, context, lead)
                last = Candidate(a, b, True, lead, support, when)
                self._candidate(last)
        if unmarked and before:
            self.previous = (parent, before)
        elif not unmarked:
            self.previous = (own, before) if before and own >= 0 else None  # for a second paragraph of the item

    def _one_of(self, a: int, b: int, context: Context) -> list[Phrase]:
        """`Giao các cơ quan, đơn vị:` over `Công ty Điện lực A ký hợp đồng …`: an item that begins with a body is that body's."""
        if self.v.low.startswith(("các ", "mỗi "), a) or not (self.v.flat[a].isupper() and addressees.everybody(self.v, context.lead)):
            return []
        found, stop = list_at(self.v, a, b)
        told = compiled(r"\s+(?:đã|đang|là|được|bị|có)(?!\w)").match(self.v.low, stop, b)
        return found if stop < b and not told else []

    def _read(self, a: int, b: int, context: Context, accept: bool) -> Directive | None:
        words = self.v.flat[a:b].strip(" .;:")
        if not is_prose(words) or (self.news and (is_furniture(self.v, a, b) or self._headline(a, b))):
            return None
        if accept:
            return read_directive(self.v, a, b, lenient=True) or Directive(a, b)
        if self.v.flat[a:b].rstrip().endswith(":") and not read_directive(self.v, a, b):
            return None
        if context.zone == "background" or (" qua" in words and looks_back(self.v.low, a, b)):
            return None
        found = read_directive(self.v, a, b, lenient=context.zone == "assignment" and bool(context.lead))
        if found is not None and not found.lead and (words.startswith("Trên đây là ") or is_statement(self.v.low, a, b)):
            return None  # `Trên đây là Kế hoạch …, đề nghị các sở triển khai.` charges those it names
        if found is not None and context.zone == "funds" and not found.lead and ":" in words:
            return None  # `Ngân sách trung ương: Đề xuất hỗ trợ …` names a source of money
        if found is not None and context.article and not found.lead:
            return None  # `Điều 1. Phê duyệt …` is what the decision does; an article charges whom it names
        return found

    def _headline(self, a: int, b: int) -> bool:
        """The article's title says what somebody did: the first line, without a full stop."""
        return not self.candidates and a == self.outline.nodes[0].block.content and self.v.flat[b - 1 : b] not in (".", ";", ":")

    def _keep(self, candidate: Candidate) -> None:
        self.candidates.append(candidate)
        self.by_start.setdefault(candidate.start, []).append(candidate)

    def _candidate(self, candidate: Candidate) -> None:
        self._keep(candidate)
        if self.carried is not None:
            candidate.inherit(self.carried)
        self.pending.append(candidate)

    def _deadline(self, a: int, b: int) -> tuple[int, int] | None:
        found = self.v.deadline(a, b)
        return (found.start, found.end) if found else time_in_brackets(self.v, a, b) or time_behind(self.v, a, b)


def find_tasks(outline: Outline, v: View, *, news: bool = False) -> list[Task]:
    """Tasks of a text in order. `news`: an article, which has no preamble of its own form."""
    found = _Walk(outline, v, news).run()
    found.sort(key=lambda c: (c.start, c.end))
    return [task_of(outline.source, v, c) for c in found]
