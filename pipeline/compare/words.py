"""The words of the views in Vietnamese and English."""

from dataclasses import dataclass

from pipeline.messages import Lang


@dataclass(frozen=True, slots=True)
class Words:
    """What the views say; braces are filled in with `str.format`."""

    cluster: str
    task: str
    provinces: str
    n_provinces: str
    unknown_province: str
    lead: str
    support: str
    deadline: str
    nobody: str
    review: str
    instrument: str
    mentions: str
    agency: str
    total: str
    empty: str
    legend_tasks: str
    legend_agencies: str
    legend_pair: str
    legend_coverage: str
    without_document: str
    unresolved: str
    differs_lead: str
    differs_role: str
    differs_duty: str
    differs_deadline: str
    as_lead: str
    as_support: str
    as_chair: str
    as_join: str
    in_provinces: str
    conjunction: str
    summary_size: str
    summary_shared: str
    summary_none_shared: str
    summary_review: str
    summary_differ: str
    summary_agree: str


VI = Words(
    cluster="Nhóm",
    task="Nhiệm vụ",
    provinces="Các tỉnh",
    n_provinces="{n} tỉnh",
    unknown_province="không rõ tỉnh",
    lead="CT",
    support="PH",
    deadline="Hạn",
    nobody="không nêu cơ quan",
    review="cần xem lại, giống {similarity}",
    instrument="Văn bản",
    mentions="Lượt dẫn",
    agency="Cơ quan",
    total="Tổng",
    empty="Không có gì để so sánh.",
    legend_tasks="CT: cơ quan chủ trì, thực hiện · PH: cơ quan phối hợp · ≠: các tỉnh giao khác nhau",
    legend_agencies="Số nhiệm vụ: chủ trì / phối hợp",
    legend_pair="[…]: chữ chỉ có ở tỉnh đó",
    legend_coverage=(
        "● có · ◐ có, nhưng viết lại hoặc khác thời hạn · ○ không thấy trong văn bản của tỉnh · "
        "? chưa rõ (chỉ có tin, bài hoặc chưa có văn bản)"
    ),
    without_document="{n} tỉnh chưa có văn bản",
    unresolved="chưa xác định được",
    differs_lead="khác cơ quan thực hiện",
    differs_role="khác vai trò",
    differs_duty="khác cách giao",
    differs_deadline="khác thời hạn",
    as_lead="được giao thực hiện",
    as_support="chỉ phối hợp",
    as_chair="chủ trì",
    as_join="chỉ phối hợp",
    in_provinces="{what} ở {provinces}",
    conjunction=" và ",
    summary_size="{tasks} nhiệm vụ trong {documents} văn bản của {provinces} tỉnh, thành phố, xếp thành {clusters} nhóm.",
    summary_shared="{shared} nhóm có ở từ hai tỉnh trở lên, {single} nhóm thì không. Nhóm có ở nhiều tỉnh nhất ({most}): “{text}”.",
    summary_none_shared="Không nhóm nào có ở từ hai tỉnh trở lên.",
    summary_review="{n} nhiệm vụ chỉ giống nhóm của mình ở mức dưới {same}, cần người đọc xem lại.",
    summary_differ="Ở {n} nhóm, các tỉnh giao việc hoặc đặt thời hạn khác nhau, chẳng hạn:",
    summary_agree="Không thấy khác nhau về cơ quan được giao.",
)

EN = Words(
    cluster="Cluster",
    task="Task",
    provinces="Provinces",
    n_provinces="provinces: {n}",
    unknown_province="province unknown",
    lead="Lead",
    support="With",
    deadline="By",
    nobody="names nobody",
    review="to review, similarity {similarity}",
    instrument="Instrument",
    mentions="Mentions",
    agency="Agency",
    total="Total",
    empty="Nothing to compare.",
    legend_tasks="Lead: charged with the task · With: works with the lead · ≠: the provinces assign it differently",
    legend_agencies="Number of tasks: as lead / in support",
    legend_pair="[…]: words that only this province has",
    legend_coverage=(
        "● has it · ◐ has it reworded or with another deadline · ○ not in the province's document · ? unknown (news only, or no document)"
    ),
    without_document="{n} provinces without a document",
    unresolved="unresolved",
    differs_lead="different leads",
    differs_role="different roles",
    differs_duty="assigned differently",
    differs_deadline="different deadlines",
    as_lead="leads",
    as_support="only supports",
    as_chair="chairs (chủ trì)",
    as_join="only joins in (phối hợp)",
    in_provinces="{what} in {provinces}",
    conjunction=" and ",
    summary_size="{tasks} tasks in {documents} documents of {provinces} provinces form {clusters} clusters.",
    summary_shared="{shared} clusters are found in two provinces or more, {single} are not. Found in most ({most}): “{text}”.",
    summary_none_shared="No cluster is found in two provinces.",
    summary_review="{n} tasks are less than {same} similar to their cluster: a reader should check them.",
    summary_differ="In {n} clusters the provinces assign the task differently or set another deadline, for example:",
    summary_agree="No difference in whom the provinces charge.",
)


def words(lang: Lang) -> Words:
    """The words of a language."""
    return {"vi": VI, "en": EN}[lang]
