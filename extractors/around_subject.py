"""What stands around the body that a clause begins with: a case before it, a modifier behind it."""

from extractors import agencies, verbs
from extractors import directive_words as said
from extractors.patterns import compiled
from extractors.view import Phrase, View

_DUTY = (
    "khẩn trương ", "chủ động ", "tích cực ", "phải ", "cần ", "theo chức năng",
    "theo thẩm quyền", "theo nhiệm vụ", "theo lĩnh vực", "căn cứ ",
)  # fmt: skip
"""What a subject's modifier ends before, beside a verb."""


def behind_case(v: View, at: int, end: int) -> int:
    """`Trường hợp phức tạp Cục Thuế tỉnh báo cáo …`: where the body begins behind a case without a comma or a verb; else `at`."""
    if not v.low.startswith("trường hợp ", at):
        return at
    first = compiled(r"[A-ZĐỦ]").search(v.flat, at + len("trường hợp "), min(end, at + 60))
    if first is None or v.known_end(first.start()) is None:
        return at
    words = compiled(r"(?<=\s)[^\W_]+").finditer(v.low, at + len("trường hợp "), first.start())
    told = compiled(r"[,.;:]").search(v.flat, at, first.start()) or any(verbs.verb_end(v.low, w.start(), end) for w in words)
    return at if told else first.start()


def with_modifier(v: View, people: list[Phrase], stop: int) -> list[Phrase]:
    """The last one with its modifier; `các đơn vị thuộc phạm vi quản lý và các tổ chức, cá nhân có liên quan` are two."""
    last = people[-1]
    for match in compiled(r"\s+và\s+(?=các\s)").finditer(v.low, last.end, stop):
        more, end = agencies.list_at(v, match.end(), stop)
        if more and end == stop:
            return [*people[:-1], Phrase(last.start, match.start()), *more]
    return [*people[:-1], Phrase(last.start, max(last.end, stop), last.name)]


def behind_duty(v: View, stop: int, end: int) -> int | None:
    """`Các cơ quan được phân công nhiệm vụ có trách nhiệm …`: where the subject's modifier ends, before the words for the duty."""
    match = compiled(
        r"\s+(?:được|có liên quan|có thẩm quyền|quyết định|có chức năng|có nhu cầu|khi có nhu cầu|kinh doanh"
        r"|hoạt động|liên quan|đã|thuộc|quản lý|sử dụng|nêu|quy định"
        r"|tới|đến)\s[^.;:]{3,120}?(?=\s+(?:có|chịu) trách nhiệm(?!\w))"
        # `Sở Xây dựng, UBND các huyện khi cấp phép cho các bãi chứa (cát, đá, …) phải căn cứ quy hoạch`
        r"|\s+khi\s(?:[^.;:()]|\([^()]{1,120}\)){3,300}?(?=\s+phải\s)"
    ).match(v.low, stop, end)
    return match.end() if match else None


def behind_modifier(v: View, last: Phrase, stop: int, end: int) -> int:
    """`các nhà đầu tư trong các khu công nghệ cao, khu công nghiệp chủ động …`: where the subject's modifier ends, at the verb."""
    if compiled(r"\s+trong (?:phạm vi )?(?:chức năng|nhiệm vụ|thẩm quyền)").match(v.low, stop, end):
        return stop
    if not compiled(
        r"\s+(?:trong|tại|trên|ở|thuộc|đang|được giao (?:nhiệm vụ|chủ trì|thực hiện|tại|ở|theo|tự chủ|quản lý|sử dụng))(?!\w)"
    ).match(v.low, stop, end):
        return stop
    if v.low.startswith(" được giao", stop) and not said.of_some().match(v.low, last.start):
        return stop  # `Sở Y tế được giao chủ trì việc mua sắm …`
    limit = min(end, stop + 160)
    for word in compiled(r"(?<=\s)[^\W\d_]+").finditer(v.low, stop, limit):
        if compiled(r"[.;:](?!\d)").search(v.flat[stop : word.start()]) or v.low[stop : word.start()].lstrip().startswith(
            "trong quá trình"
        ):
            return stop
        if (
            v.flat[word.start()].islower()
            and word[0] not in ("thông", "quản", "phục", "thu")
            and word.start() - stop > 12
            and (verbs.verb_end(v.low, word.start(), end) or v.low.startswith(_DUTY, word.start()))
        ):
            return stop + len(v.flat[stop : word.start()].rstrip(" ,\n"))
    return stop
