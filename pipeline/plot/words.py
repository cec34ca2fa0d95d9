"""Words on the pictures."""

from dataclasses import dataclass

from pipeline.messages import Lang


@dataclass(frozen=True, slots=True)
class Words:
    """Titles, axes and legends of the pictures in one language."""

    timeline: str
    days: str
    exact: str
    interval: str
    news: str
    median: str
    undated: str
    citations: str
    mentions: str
    more: str
    coverage: str
    share: str
    same: str
    changed: str
    absent: str
    unknown: str
    nobody: str
    no_document: str
    elsewhere: str
    later: str
    unplaced: str
    tasks: str
    cited: str
    documents: str
    lag: str
    deadline: str
    decimal: str


VI = Words(
    timeline="Thời gian ban hành kế hoạch sau {instrument} ({date})",
    days="Số ngày kể từ ngày ban hành",
    exact="văn bản, rõ ngày",
    interval="văn bản, chỉ rõ khoảng",
    news="tin, bài (ngày đăng)",
    median="trung vị: {n} ngày",
    undated="Không rõ ngày: {names}.",
    citations="Văn bản được viện dẫn, theo tỉnh",
    mentions="số lượt viện dẫn",
    more="Chỉ vẽ {n} văn bản được nhiều tỉnh viện dẫn nhất trong {all}.",
    coverage="Nhiệm vụ của {instrument} trong kế hoạch của các tỉnh",
    share="Số nhiệm vụ trung ương giao địa phương",
    same="có",
    changed="có, đã sửa",
    absent="không thấy",
    unknown="chưa rõ",
    nobody="Chưa có văn bản: {names}.",
    no_document="chưa có số liệu",
    elsewhere="Không nêu tỉnh, không vẽ: {n} văn bản.",
    later="Văn bản từ 01/7/2025 vẽ ở ô cùng tên của 63 tỉnh: {n}.",
    unplaced="Không có ô trên bản đồ: {names}.",
    tasks="Số nhiệm vụ",
    cited="Số lượt viện dẫn",
    documents="Số văn bản",
    lag="Số ngày sau khi {instrument} ban hành",
    deadline="Tỷ lệ nhiệm vụ có thời hạn (%)",
    decimal=",",
)

EN = Words(
    timeline="When the plans came after {instrument} ({date})",
    days="Days since its issue",
    exact="document, day known",
    interval="document, interval known",
    news="news article (day of publication)",
    median="median: {n} days",
    undated="Without a date: {names}.",
    citations="Instruments cited, by province",
    mentions="mentions",
    more="Only the {n} instruments of {all} that most provinces cite are drawn.",
    coverage="Tasks of {instrument} in the plans of the provinces",
    share="Tasks that the centre gives to provinces",
    same="there",
    changed="there, changed",
    absent="not found",
    unknown="unknown",
    nobody="No document yet: {names}.",
    no_document="no data yet",
    elsewhere="Without a province, not drawn: {n} documents.",
    later="Documents since 2025-07-01 drawn on the square of the same name among the 63: {n}.",
    unplaced="No square on the map: {names}.",
    tasks="Tasks",
    cited="Mentions of instruments",
    documents="Documents",
    lag="Days after {instrument}",
    deadline="Share of tasks with a deadline (%)",
    decimal=".",
)


def words(lang: Lang) -> Words:
    """The words of a language."""
    return {"vi": VI, "en": EN}[lang]
