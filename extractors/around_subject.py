"""What stands around the body that a clause begins with: a case before it, a modifier behind it."""

from extractors import agencies, verbs
from extractors.patterns import compiled
from extractors.view import Phrase, View


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
