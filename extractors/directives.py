"""One sentence of a plan: does it direct somebody, whom, and with whom?

A directing clause is [connector or adverbial,] [order] [agencies] [adverbs] verb …: `Căn cứ dự toán …, Sở Tài chính tham mưu …`,
`Giao Sở Tư pháp chủ trì, phối hợp với …`, `Chủ động cung cấp …` under an agency's heading.
"""

from extractors import agencies, verbs
from extractors import directive_words as said
from extractors.appositions import behind_apposition
from extractors.around_subject import behind_case, behind_duty, behind_modifier, with_modifier
from extractors.brackets import read_brackets
from extractors.partners import apart_from_partners, joined_spans, partners
from extractors.patterns import UPPER, compiled
from extractors.role_clauses import closing_roles
from extractors.view import Directive, Phrase, View

_PERSONS = ("đồng chí ", "ông ", "bà ", "đ/c ")


class Clause:
    """Reads one sentence from left to right."""

    def __init__(self, v: View, start: int, end: int) -> None:
        self.v = v
        self.start = start
        self.end = end
        self.commas: dict[int, list[int]] = {}  # by where the adverbial begins: asked for its subject, then for its verb

    def read(self, lenient: bool) -> Directive | None:
        out = Directive(self.start, self.end)
        words = self.v.low[self.start : self.end]
        if "ban hành" in words and said.preamble().match(words):
            return None  # `Thực hiện Chỉ thị số 07/CT-TTg, UBND tỉnh ban hành Kế hoạch …`
        if said.ends_in_money(words) or self._ground():
            return None
        if "phấn đấu" in words and compiled(r"[^:.;]{3,60}:\s*phấn đấu(?!\w)").match(words):
            return None  # `Tại đô thị: phấn đấu 100% …` is a goal
        at = behind_case(self.v, self._behind_address(self._skip_openers(self.start)), self.end)
        read = (
            self._of_a_level(out, at)
            or self._behind_time(out, at, named=True)
            or (":" in words and (self._duty_of(out, at) or self._behind_topic(out, at)))
            or self.behind_adverbial(out, at)
            or self._clause(out, at)
            or self._verb_behind_adverbial(at)
            or self._behind_time(out, at, named=False)
            or self._each(out, at)
        )
        if not read and (not lenient or said.not_directive().match(self.v.low, at, self.end) or self._told_subject(at)):
            if self.v.low.startswith(("việc ", "công tác ", "nhiệm vụ "), at):
                self._done_by(out)  # `Việc kiểm tra do Thanh tra tỉnh chủ trì thực hiện`
            if not out.lead:
                return None
        out.support += partners(self.v, self.start, self.end, {p.start for p in [*out.lead, *out.support]})
        self._bracket(out)
        self._closing(out)
        if not out.lead:
            self._done_by(out)
        return out

    def _done_by(self, out: Directive) -> None:
        """`Xây dựng cơ chế chia sẻ dữ liệu do Sở Tư pháp chủ trì, phối hợp với …`: who is charged stands behind the work."""
        given = self.v.low.startswith(("việc ", "công tác ", "nhiệm vụ "), self.start)  # `Nhiệm vụ này giao Sở Y tế chủ trì`
        if self.v.low.find("do ", self.start, self.end) < 0 and not (given and self.v.low.find(" giao ", self.start, self.end) > 0):
            return
        for match in compiled(r"(?<!\w)(?:do|giao(?: cho)?)\s+" if given else r"do(?<!\w..)\s+").finditer(self.v.low, self.start, self.end):
            people, stop = agencies.list_at(self.v, match.end(), self.end)
            charged = compiled(r"\s+(?:chủ trì|làm đầu mối|chịu trách nhiệm|đảm nhiệm|phụ trách|thực hiện(?=\s*[,.;/]|\s*$))(?!\w)").match(
                self.v.low, stop, self.end
            )
            if people and charged:
                out.lead = people
                return

    def _ground(self) -> bool:
        """A legal ground of the document (`Căn cứ Luật …;`), not the opening of a directing sentence."""
        if not self.v.low.startswith("căn cứ", self.start) or said.ground().match(self.v.low, self.start, self.end) is None:
            return False  # `Căn cứ khả năng cân đối ngân sách, tham mưu bố trí kinh phí;`
        if self.v.flat[self.start : self.end].rstrip().endswith(";"):
            return True
        return said.proposed().search(self.v.low, self.start, self.end) is not None

    def _bracket(self, out: Directive) -> None:
        """`… (Giao Công an tỉnh chủ trì, phối hợp với Sở Tư pháp)`: who is charged stands in brackets behind the work."""
        found = read_brackets(self.v, self.start, self.end)
        if found is None:
            return
        out.deadline = found.deadline
        if out.lead:
            return
        out.lead = found.lead
        taken = {p.start for p in [*found.lead, *found.support]}
        out.support = [*(p for p in out.support if p.start not in taken), *found.support]

    def _closing(self, out: Directive) -> None:
        """`Lắp camera tại 25 nút giao - Công an tỉnh chủ trì`, `Sở A tuyên truyền; Sở B phối hợp thực hiện`: roles at the end."""
        led = {p.start for p in out.lead}
        roles = closing_roles(self.v, self.start, self.end, led | {p.start for p in out.support})
        if roles is None or (led and roles.lead and roles.lead[0].start not in led):
            return
        out.deadline = out.deadline or roles.deadline
        out.lead = out.lead or roles.lead
        taken = {p.start for p in [*out.lead, *out.support]}
        out.support += [p for p in roles.support if p.start not in taken]

    def _told_subject(self, at: int) -> bool:
        found, stop = agencies.list_at(self.v, at, self.end)
        return bool(found) and behind_duty(self.v, stop, self.end) is None and said.told().match(self.v.low, stop, self.end) is not None

    def _skip_openers(self, at: int) -> int:
        """Behind connectors and a comma (`Đồng thời, `), or without one before an agency (`Đồng thời Sở Y tế …`, `Riêng Công an tỉnh`)."""
        joined = said.also().match(self.v.low, at, self.end)
        if joined and agencies.list_at(self.v, joined.end(), self.end)[0]:
            return joined.end()
        while True:
            stop = verbs.opener_end(self.v.low, at, self.end)
            if stop is None:
                return at
            comma = compiled(r"\s*,\s*").match(self.v.low, stop, self.end)
            if comma is None:
                return at
            at = comma.end()

    def _behind_address(self, at: int) -> int:
        """`Các ông (bà): Giám đốc Sở A …`, `Đối với Công an tỉnh xây dựng …`: who is addressed stands behind."""
        if not self.v.low.startswith(said.ADDRESSES, at):
            return at
        named = compiled(r"(?:các\s+)?(?:(?:ông|bà)(?:\s*(?:\(bà\)|[/,]?\s*bà))?\s*:?|đồng chí\s*:)\s+").match(self.v.low, at, self.end)
        if named is not None:
            return named.end() if agencies.phrase_at(self.v, named.end(), self.end) is not None else at
        if self.v.low.startswith(_PERSONS, at):
            return self._behind_person(at)
        about = compiled(r"đối với\s+").match(self.v.low, at, self.end)
        people, stop = agencies.list_at(self.v, about.end(), self.end) if about else ([], at)
        # `Đối với Công an tỉnh xây dựng kế hoạch …`: no comma before the verb
        return about.end() if about and len(people) == 1 and verbs.verb_end(self.v.low, stop + 1, self.end) is not None else at

    def _behind_person(self, at: int) -> int:
        """`đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh trực tiếp …`: the post behind the person's name."""
        named_so = self.v.low.endswith("đồng chí ", 0, at)
        if not (named_so or self.v.low.startswith(_PERSONS, at)):
            return at
        name = rf"(?:(?:đồng chí|Đồng chí|[Ôô]ng|[Bb]à|[Đđ]/c)\s+)?(?:[{UPPER}]\w*\s+){{1,4}}[{UPPER}]\w*(?:,|\s[–-])\s+"
        named = compiled(name).match(self.v.flat, at, self.end)
        return named.end() if named and agencies.phrase_at(self.v, named.end(), self.end) is not None else at

    def _clause(self, out: Directive, at: int) -> bool:
        """A clause that begins at `at`: order, subject and verb, or verb."""
        return self.ordered(out, at) or self.subject(out, at) or self._verb_first(at)

    def _duty_of(self, out: Directive, at: int) -> bool:
        """`Trách nhiệm của Sở Công Thương: Theo dõi giá cả …`, `Đối với Sở Y tế: rà soát …`."""
        opened = compiled(r"trách nhiệm của |đối với (?!(?:các )?(?:doanh nghiệp|hộ|cá nhân|tổ chức|hợp tác xã|cơ sở|nhà|người))").match(
            self.v.low, at, self.end
        )
        people, stop = agencies.list_at(self.v, opened.end(), self.end) if opened else ([], at)
        work = compiled(r"\s*:\s+(?=\w)").match(self.v.low, stop, self.end) if people else None
        if work is None or (opened and opened[0] == "đối với " and verbs.verb_end(self.v.low, work.end(), self.end) is None):
            return False
        out.lead = people
        return True

    def _behind_topic(self, out: Directive, at: int) -> bool:
        """`Chế độ báo cáo: Các sở, ban, ngành báo cáo …`: the clause with its agency begins behind a topic and a colon."""
        topic = compiled(r"[^:.;,]{3,80}:\s+(?=[A-ZĐỦ])").match(self.v.flat, at, self.end)
        if topic is None or agencies.list_at(self.v, topic.end(), self.end)[0] == []:
            return False
        before = self.v.low[at : topic.end()].rstrip(" :")
        if before.endswith(("gồm", "như", "là", "sau", "sở", "ngành", "đơn vị", "cơ quan", "tổ chức", "hội", "địa phương", "xã", "huyện")):
            return False  # `Phối hợp với các đơn vị: Sở A, Sở B tổ chức …` names those of the group
        return self.ordered(out, topic.end()) or self.subject(out, topic.end())

    def _of_a_level(self, out: Directive, at: int) -> bool:
        """`Cấp xã: Ủy ban nhân dân xã phân công …`, `Cấp huyện tổ chức bồi dưỡng …`: the level is no verb (`cấp`)."""
        if not self.v.low.startswith(("ở", "cấp", "tuyến"), at):
            return False
        who = compiled(r"(cấp (?:tỉnh|huyện|xã|cơ sở))(?:\s*,\s*((?:cơ quan|đơn vị)(?:, (?:tổ chức|đơn vị|địa phương))*))?\s+").match(
            self.v.low, at, self.end
        )
        if who and verbs.verb_end(self.v.low, verbs.behind_openers(self.v.low, who.end(), self.end), self.end) is not None:
            out.lead = [Phrase(*who.span(group)) for group in (1, 2) if who[group]]
            return True
        level = compiled(r"(?:ở\s+)?(?:cấp (?:tỉnh|huyện|xã|cơ sở|thành phố)|tuyến (?:tỉnh|huyện|xã))\s*:\s+").match(
            self.v.low, at, self.end
        )
        return level is not None and (self.ordered(out, level.end()) or self.subject(out, level.end()))

    def _behind_time(self, out: Directive, at: int, *, named: bool) -> bool:
        """`Đến hết năm 2027 hoàn thành số hóa hồ sơ`, `Trước ngày 30/6 Sở Y tế …`: a time opens the sentence and no comma follows it."""
        time = self.v.deadline(at, self.end) if said.time_opens().match(self.v.low, at) else None
        if time is None or time.start != at:
            return False
        gap = compiled(r"\s*,?\s+").match(self.v.flat, time.end, self.end)
        if gap is None or named:
            return gap is not None and self.subject(out, gap.end())
        return verbs.verb_end(self.v.low, verbs.behind_openers(self.v.low, gap.end(), self.end), self.end) is not None

    def _each(self, out: Directive, at: int) -> bool:
        """`Mỗi cán bộ, đảng viên phải …`, `Mỗi ngành, lĩnh vực cần …`: the subject is each of a kind, told by the duty behind it."""
        each = r"(?:mỗi|từng)\s[^.;:]{3,80}?(?=\s+(?:phải|cần|có trách nhiệm|xác định|xây dựng|lựa chọn|đăng ký)\s)"
        kinds = r"cán bộ|công chức|viên chức|nhân viên|đảng viên|người|tất cả (?:cán bộ|các đồng chí)"
        duty = rf"(?:các\s+)?(?:{kinds})(?!\w)[^.;:]{{0,100}}?(?=\s+có trách nhiệm(?!\w))"
        who = compiled(rf"{each}|{duty}").match(self.v.low, at, self.end)
        if who is None:
            return False
        out.lead = [Phrase(who.start(), who.end())]
        return True

    def ordered(self, out: Directive, at: int) -> bool:
        """`Giao A …`, `Đề nghị A …`, `UBND tỉnh yêu cầu A …`."""
        first, stop = agencies.list_at(self.v, at, self.end)
        gap = compiled(r"\s+").match(self.v.low, stop, self.end) if first else None
        order = said.order().match(self.v.low, gap.end() if gap else at, self.end)
        if order is None:
            return False
        people, after = agencies.list_at(self.v, self._behind_person(order.end()), self.end)
        if not people:
            return False
        if order[0].startswith(("chỉ đạo", "kiến nghị", "ủy quyền", "khuyến khích" if first else "phân công")):
            return False  # `Sở Y tế chỉ đạo các bệnh viện …` charges Sở Y tế
        out.lead, out.support = apart_from_partners(self.v, people)
        out.order = True
        return after < self.end

    def subject(self, out: Directive, at: int, behind: int | None = None) -> bool:
        """Agencies and their verb at `at`, behind the adverbial that begins at `behind`."""
        people, stop = agencies.list_at(self.v, at, self.end)
        if not people or stop >= self.end:
            return False
        duty = behind_duty(self.v, stop, self.end)
        if (duty is None and said.told().match(self.v.low, stop, self.end)) or self._orders_nobody(stop):
            return False
        if self.v.low.startswith("ngày ", self.start) and people[0].start > self.start and said.met().match(self.v.low, stop, self.end):
            return False
        beside = None if duty else behind_apposition(self.v, stop, self.end)
        if beside is None:
            after = duty or behind_modifier(self.v, people[-1], stop, self.end)
            case = duty is not None and self.v.low.startswith("khi ", stop + 1)  # `UBND các huyện khi cấp phép … phải …`
            people = people if after == stop or case else with_modifier(self.v, people, after)  # not a bracket that the list ends with
            stop = after
        stop = beside or self._behind_comma(people, stop, behind)
        modal = said.modal().match(self.v.low, stop, self.end)
        if modal is None:
            return False
        colon = ":" in self.v.flat[stop : modal.end()]
        at_verb = verbs.behind_openers(self.v.low, modal.end(), self.end)
        if not colon and verbs.verb_end(self.v.low, at_verb, self.end) is None and modal.end() - stop < 6 and at_verb == modal.end():
            return False
        out.lead, out.support = apart_from_partners(self.v, people)
        return True

    def _behind_comma(self, people: list[Phrase], stop: int, behind: int | None) -> int:
        """`Công ty A, các đơn vị vận tải, khẩn trương rà soát …`: a comma between the subject and its adverb; behind a list with which
        the clause opens (`Trưởng thôn, Tổ trưởng tổ dân phố, lập danh sách …`) before the verb too."""
        comma = compiled(r"\s*,(?=\s+[^\W\d_])").match(self.v.flat, stop, self.end)
        if comma is None:
            return stop
        adverb = compiled(
            r"(?:khẩn trương|chủ động|tích cực|thường xuyên|tăng cường|kịp thời|có trách nhiệm|căn cứ|trên cơ sở"
            r"|theo (?:chức năng|lĩnh vực)|trong (?:phạm vi|khả năng|điều kiện))(?!\w)"
        )
        if adverb.match(self.v.low, comma.end() + 1, self.end):
            return comma.end()
        at = people[0].start
        if "," not in self.v.flat[at : people[-1].end] or self.v.flat[comma.end() + 1].isupper():
            return stop
        if verbs.verb_end(self.v.low, comma.end() + 1, self.end) is None:
            return stop
        opens = at == self.start or (behind is not None and not self._listed_before(behind, at))
        return comma.end() if opens else stop

    def _orders_nobody(self, stop: int) -> bool:
        """`UBND tỉnh yêu cầu các sở, ban, ngành;` is an order whose clause goes on behind the `;`, no task of UBND tỉnh."""
        asks = r"(?:yêu cầu|giao|đề nghị|chỉ thị|chỉ đạo|kết luận|quyết định)"
        if compiled(rf"\s+{asks}(?:,? {asks})*(?: như sau)?\s*:\s*$").match(self.v.low, stop, self.end):
            return True
        if said.informed().match(self.v.low, stop, self.end):
            return True
        order = compiled(r"\s+(?:yêu cầu|giao|đề nghị)\s+").match(self.v.low, stop, self.end)
        return order is not None and bool(agencies.list_at(self.v, order.end(), self.end)[0])

    def _verb_first(self, at: int) -> bool:
        if said.not_directive().match(self.v.low, at, self.end):
            return False
        behind = verbs.behind_openers(self.v.low, at, self.end)
        return behind > at or verbs.verb_end(self.v.low, behind, self.end) is not None

    def _commas(self, at: int) -> list[int]:
        """Where a clause may begin behind an adverbial that opens the sentence; empty where none opens it."""
        if at not in self.commas:
            self.commas[at] = self._read_commas(at) if said.adverbial().match(self.v.low, at, self.end) else []
        return self.commas[at]

    def _read_commas(self, at: int) -> list[int]:
        limit = min(self.end, at + 600)
        commas = [m.end() for m in said.clause_starts().finditer(self.v.flat, at, limit)]
        inside = agencies.mentions_in(self.v, at, limit, commas[-1]) if commas else []
        # `Trên cơ sở đề xuất của các sở, ban, ngành, chủ trì …`: a comma within a group begins no clause
        return [c for c in commas if not any(a < c < b for a, b in inside)]

    def behind_adverbial(self, out: Directive, at: int) -> bool:
        """`Căn cứ …, Sở Tài chính tham mưu …`: the clause with its agency begins behind one of the commas."""
        reach = 0
        commas = self._commas(at)
        joined = joined_spans(self.v, commas[0], self.end) if len(commas) > 1 else []
        for pos in commas:
            if pos < reach or any(a < pos < b for a, b in joined):
                continue
            if self.ordered(out, pos):
                return True
            if self.subject(out, pos, at):
                if self._listed_before(at, pos):
                    out.lead = out.lead[-1:]
                self._addressed_before(out, at)
                return True
            directed = compiled(r"(?:chủ động |thường xuyên )?(?:chỉ đạo|hướng dẫn|đôn đốc|vận động)\s+").match(self.v.low, pos, self.end)
            if directed:
                # `Căn cứ chức năng, chỉ đạo các trường, các cơ sở dạy nghề trực thuộc …`: whom the verb directs is no subject
                reach = agencies.list_at(self.v, directed.end(), self.end)[1]
        return False

    def _addressed_before(self, out: Directive, at: int) -> None:
        """`Đối với Hiệp hội Doanh nghiệp tỉnh, UBND tỉnh đề nghị vận động …`: who is asked stands before who asks."""
        asked = compiled(r"đối với\s+").match(self.v.low, at, self.end)
        asks = compiled(r"\s+(?:đề nghị|yêu cầu|giao)\s").match(self.v.low, out.lead[-1].end, self.end)
        if asked and asks and verbs.verb_end(self.v.low, asks.end(), self.end) is not None:
            people, _ = agencies.list_at(self.v, asked.end(), out.lead[0].start)
            out.lead, out.order = people or out.lead, bool(people) or out.order

    def _listed_before(self, at: int, pos: int) -> bool:
        """Do agencies of the adverbial stand right before `pos`? `… đề nghị của Sở Y tế, Công an tỉnh, Sở Nội vụ tổng hợp …`"""
        for start, end in agencies.mentions_in(self.v, at, pos):
            if self.v.flat[end:pos].strip() == "," and not self.v.low.startswith(said.ISSUERS, start):
                return self.v.low[at:start].rstrip().endswith((" của", " với", " từ", " do", " và", ","))
        return False

    def _verb_behind_adverbial(self, at: int) -> bool:
        commas = self._commas(at)
        if commas and compiled(r"[^\W\d_]+ [^\W\d_]+ này\s+(?:được|sẽ|có|là)\s").match(self.v.low, commas[0]):
            return False  # `Trong quá trình thực hiện, Kế hoạch này được điều chỉnh, bổ sung …` tells
        if self.v.low.startswith("trong đó", at):
            commas = commas[:1]  # `Trong đó, kinh tế dữ liệu được đo lường từ …, thu …` tells
        if compiled(r"(?:đến|giai đoạn)(?!\w)").match(self.v.low, at):
            commas = commas[:1]  # `Đến năm 2030, tỷ lệ thu gom, xử lý rác thải … đạt 100%` is a goal
        return any(
            verbs.verb_end(self.v.low, at, self.end) is not None
            for pos in commas
            for at in (pos, verbs.behind_openers(self.v.low, pos, self.end))
        )


def read_directive(v: View, start: int, end: int, *, lenient: bool = False) -> Directive | None:
    """Read the sentence `flat[start:end]`; None where it directs nobody to do anything.

    `lenient` (under an agency's heading) takes a sentence whose verb the list does not know, unless it opens as a remark does.
    """
    key = (start, end, lenient)
    if key not in v.directives:  # a sentence with a semicolon or a colon is asked for whole and again in its place
        v.directives[key] = Clause(v, start, end).read(lenient)
    return v.directives[key]
