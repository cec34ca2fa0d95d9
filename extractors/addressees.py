"""Agencies that a heading or sentence names, and whether they are charged: a topic, a pronoun, everybody."""

from extractors.view import Directive, Phrase, View


def is_topic(v: View, phrase: Phrase) -> bool:
    """`2. Doanh nghiệp số` among the solutions is a topic; `Các doanh nghiệp viễn thông` is addressed."""
    words = v.low[phrase.start : phrase.end]
    return words.startswith(
        ("doanh nghiệp", "tổ chức", "hợp tác xã", "cơ sở", "chính quyền", "cơ quan", "đơn vị", "địa phương", "cá nhân", "công nghệ")
    )


def everybody(v: View, lead: list[Phrase]) -> bool:
    """Does a heading charge groups only (`Giao các cơ quan, đơn vị:`), of which an item below may name one?"""
    return bool(lead) and all(v.low.startswith(("các cơ quan", "các đơn vị", "các sở", "các ngành", "các cấp"), p.start) for p in lead)


def same_body(v: View, lead: list[Phrase]) -> bool:
    """`Sở Y tế kiểm tra … Trước ngày 15/12, Sở tổng hợp …`: the bare noun is the body named before."""
    return len(lead) == 1 and v.low[lead[0].start : lead[0].end] in (
        "sở",
        "ban",
        "phòng",
        "trung tâm",
        "chi cục",
        "cục",
        "hội",
        "đơn vị này",
    )


def anybody(v: View, lead: list[Phrase]) -> bool:
    """`Mỗi cán bộ, đảng viên phải …`: a duty of everybody, which does not pass to the sentences behind it."""
    return v.low.startswith(("mỗi ", "từng ", "người đứng đầu", "cán bộ", "đảng viên"), lead[0].start)


def led_by_party(v: View, found: Directive, above: list[Phrase]) -> bool:
    """`- Lãnh đạo UBND tỉnh cụ thể hóa …` under a Party body: there it is what that body does, not who does it."""
    party = (
        "đảng ủy",
        "tỉnh ủy",
        "thành ủy",
        "huyện ủy",
        "ban thường vụ",
        "đảng đoàn",
        "ban cán sự",
        "các cấp ủy",
        "cấp ủy",
        "chi bộ",
        "đảng bộ",
    )
    names = bool(above) and v.low.startswith(party, above[0].start)
    return names and bool(found.lead) and v.low.startswith("lãnh đạo ", found.lead[0].start) and found.lead[0].start == found.start


def only_asked(v: View, found: Directive, start: int) -> bool:
    """`Yêu cầu các đơn vị khai thác …`, `Đề nghị …`: words that ask; under the heading of an agency it is the agency that asks."""
    return found.order and v.low.startswith(("yêu cầu ", "đề nghị "), start)
