"""What a part of a plan is for: background, tasks, funds. Read from its heading."""

import re
from functools import cache
from typing import Literal

Zone = Literal["background", "tasks", "assignment", "funds"]

_BACKGROUND = (
    r"(?:sự cần thiết|căn cứ|cơ sở (?:pháp lý|chính trị|thực tiễn)|mục đích|yêu cầu|mục tiêu|quan điểm|nguyên tắc|chỉ tiêu"
    r"|các chỉ tiêu|hiện trạng|thực trạng|tình hình|đánh giá|đặc điểm|bối cảnh|"
    r"kết quả (?:đạt được|thực hiện)|tồn tại|hạn chế|ưu điểm|khó khăn|thuận lợi|nguyên nhân|phạm vi|đối tượng|giải thích|tầm nhìn"
    r"|thẩm quyền|định hướng|phương châm|dự báo|khái quát|tổng quan|"
    r"hiệu quả|tiêu chí|điều kiện|mức (?:hỗ trợ|chi)|hiệu lực|điều khoản|phương hướng|nội dung (?:mục tiêu|chỉ tiêu)|thông số"
    r"|số liệu|đề cương)"
)
_FUNDS = r"(?:kinh phí|nguồn kinh phí|dự toán|nguồn vốn|vốn|nguồn lực|dự kiến kinh phí|khái toán)"
_ASSIGNMENT = (
    r"(?:điều khoản thi hành"
    r"|tổ chức thực hiện|tổ chức triển khai|phân công|trách nhiệm|giao nhiệm vụ|công tác tổ chức|chế độ (?:thông tin,? )?báo cáo"
    r"|thông tin,? báo cáo|nhiệm vụ (?:cụ thể )?(?:của )?(?:các|từng) (?:sở|cơ quan|đơn vị|ngành)|phân công nhiệm vụ)"
)
_TASKS = (
    r"(?:nhiệm vụ|giải pháp|nội dung|các giải pháp|các nhiệm vụ|một số (?:nhiệm vụ|giải pháp)|biện pháp|hoạt động|kế hoạch (?:thực hiện"
    r"|triển khai|phát triển)|lộ trình|tiến độ)"
)


@cache
def _pattern() -> re.Pattern[str]:
    lead = r"(?:(?:những|các|một số|về|công tác|nhóm|việc)\s+)*"
    return re.compile(
        rf"{lead}(?:(?P<assignment>{_ASSIGNMENT})|(?P<funds>{_FUNDS})|(?P<background>{_BACKGROUND})|(?P<tasks>{_TASKS}))(?!\w)"
    )


@cache
def _task_words() -> re.Pattern[str]:
    return re.compile(r"nhiệm vụ|giải pháp|tổ chức thực hiện|phân công")


def zone_of(title: str) -> Zone | None:
    """Zone that a heading (lower case, without marker) opens; None where it does not tell, so that the heading above counts.

    `đánh giá` alone opens background; a heading that also speaks of tasks does not (`mục tiêu, nhiệm vụ và giải pháp`).
    """
    match = _pattern().match(title)
    if match is None:
        return None
    zone: Zone = match.lastgroup  # type: ignore[assignment]
    if zone == "background" and _task_words().search(title):
        return "tasks"
    if zone == "background" and len(title.split()) > 14:
        return None
    if zone == "background" and re.match(r"(?:đánh giá|định hướng|hiệu quả|điều kiện)", match[zone]) and len(title.split()) > 4:
        return None  # `Đánh giá, phân loại cán bộ …` is a task's heading
    return zone
