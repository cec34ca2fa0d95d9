"""The words and names by which the parts of a page that are not the article give themselves away."""

import re
from enum import Enum

from pipeline.loaders.html.tree import Element, tag_of


class Chrome(Enum):
    """What surrounds an article. SITE stands around every page of a portal, STORY belongs to one article (share, tags, related)."""

    SITE = "site"
    STORY = "story"


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

# Names are matched in hyphens: TinLienQuan, tin_lien_quan, box-tin-lien-quan.
_SITE_NAMES = re.compile(
    r"""breadcrumb | side-?bar | footer | nav-?bar | navigation | menus?(?:$|-) | quick-?launch | site-?map
    | (?:^|-) (?:
        nav | search | tim-?kiem | log-?in | dang-?nhap | (?:hit-?)?counter | thong-?ke | (?:luot-?)?truy-?cap | weather | thoi-?tiet
        | lien-?ket | web-?links? | banner | quang-?cao | advert\w* | ads? | cookie | popup | modal | hotline | languages?
        | toolbar | top-?bar
    ) (?:$|-)""",
    re.VERBOSE,
)
_STORY_NAMES = re.compile(
    r"""lien-?quan
    | (?:^|-) (?:
        (?:tin|bai)(?:-?viet)?-?(?:khac|moi|cu|cung) | (?:other|more)-?news | cung-?chuyen-?muc
        | (?:related|shar(?:e|ing)|social|comment)[a-z]* | chia-?se | binh-?luan | y-?kien | ratings? | danh-?gia
        | tags? | tu-?khoa | keywords? | paginations? | phan-?trang | newsletter | attach\w* | (?:tep-?|file-?)?dinh-?kem
    ) (?:$|-)""",
    re.VERBOSE,
)

# Các tin khác · Tin liên quan · Các bài viết cùng chuyên mục · Văn bản liên quan · Ý kiến bạn đọc (2) · Bình luận
_AFTER = re.compile(
    r"""(?:các\s+)? (?:tin|bài|văn\s+bản|thông\s+tin) (?:\s+(?:tức|viết|bài|đã|đưa))*
        \s+ (?:khác|liên\s+quan|mới\s+hơn|cũ\s+hơn|cùng\s+\w+|đã\s+đưa) \b
    | (?:ý\s+kiến|bình\s+luận|phản\s+hồi) (?:\s+(?:của\s+)?(?:bạn\s+đọc|độc\s+giả))? \s* (?:\(\d+\))? \s* :?$
    | gửi\s+(?:ý\s+kiến|bình\s+luận)
    | có\s+thể\s+bạn\s+quan\s+tâm""",
    re.IGNORECASE | re.VERBOSE,
)
_MAX_HEADING = 60

# Lượt xem: 1.284 · 366 lượt xem · Cỡ chữ: A- A+ · Bản in · In trang này · Tải về · Gửi email · Chia sẻ Facebook · Nghe đọc bài · Quay lại
_WIDGETS = re.compile(
    r"""(?<!\w) (?:
        (?:số\s+)? (?:lượt|lần)\s+(?:xem|đọc|truy\s+cập|tải) \s*:?\s* [\d.,]*
        | đã\s+xem \s*:?\s* [\d.,]+ | (?<![\d:/]) [\d.,]+\s+(?:lượt|lần)\s+(?:xem|đọc) (?!\s*:) | views? \s*:?\s* [\d.,]+
        | (?:xem\s+với\s+)? cỡ\s+chữ \s*:? | a\s*[-+] | tương\s+phản | mặc\s+định
        | bản\s+in | in\s+(?:trang|bài|tin) (?:\s+(?:này|viết))? | tải\s+(?:về|xuống) | lưu\s+bài (?:\s+viết)?
        | gửi\s+(?:e-?mail|mail|bài|cho\s+bạn\s+bè) (?:\s+viết)? | chia\s+sẻ (?:\s+(?:bài\s+viết|facebook|zalo|twitter))?
        | facebook | zalo | twitter | (?:nghe\s+)? đọc\s+(?:bài|tin) (?:\s+viết)? | nghe\s+(?:bài\s+viết|audio)
        | quay\s+lại | trở\s+(?:lại|về) | về\s+(?:trang\s+chủ|đầu\s+trang) | đánh\s+giá\s+bài\s+viết
    ) (?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_LOOSE_BARS = re.compile(r"\s*\|(?:\s*\|)+\s*")
_LOOSE_ENDS = re.compile(r"^[\s|•·,;:\-–/()]+|[\s|•·,;\-–/(]+$")

# Tệp đính kèm: … · CỔNG THÔNG TIN ĐIỆN TỬ …
# © 2025 · Bản quyền thuộc … · Cơ quan chủ quản: … · Giấy phép số … · Chịu trách nhiệm chính: … · Ghi rõ nguồn … · Đang truy cập: 37
_IMPRINT = re.compile(
    r"""\A(?:tệp|file|tập\s+tin|tài\s+liệu)\s+đính\s+kèm | \A(?:cổng|trang)\s+(?:thông\s+tin|tttt|ttđt)
    | bản\s+quyền | © | copyright | (?:cơ\s+quan|đơn\s+vị)\s+(?:chủ\s+quản|quản\s+lý|thiết\s+kế)
    | giấy\s+phép\s+(?:số|thiết\s+lập|hoạt\s+động) | chịu\s+trách\s+nhiệm\s+(?:chính|nội\s+dung|xuất\s+bản)
    | (?:ghi\s+rõ|dẫn)\s+nguồn | (?:thiết\s+kế|phát\s+triển)\s+(?:và\s+\S+\s+)?bởi
    | đang\s+(?:truy\s+cập|trực\s+tuyến|online) | tổng\s+(?:số\s+)?(?:lượt\s+)?truy\s+cập""",
    re.IGNORECASE | re.VERBOSE,
)
_MAX_IMPRINT = 400


def chrome_of(node: Element) -> Chrome | None:
    """What an element is by its tag, class and id; None if they say nothing."""
    tag = tag_of(node)
    if tag in ("nav", "footer"):
        return Chrome.SITE
    for name in (*node.get("class", "").split(), node.get("id", "")):
        hyphened = _CAMEL.sub("-", name).lower().replace("_", "-")
        if _STORY_NAMES.search(hyphened):
            return Chrome.STORY
        if _SITE_NAMES.search(hyphened):
            return Chrome.SITE
    return Chrome.STORY if tag == "aside" else None


def opens_more(text: str) -> bool:
    """True for the heading of what follows an article: `Các tin khác`, `Ý kiến bạn đọc`."""
    return len(text) <= _MAX_HEADING and _AFTER.match(text) is not None


def is_imprint(text: str) -> bool:
    """True for the lines at the foot of a portal: copyright, the body in charge, visitors; attachments of an article."""
    return len(text) <= _MAX_IMPRINT and _IMPRINT.search(text) is not None


def without_widgets(text: str) -> str:
    """A line without counters and buttons: `02/8/2025 10:15 | Lượt xem: 366 | Bản in` becomes `02/8/2025 10:15`."""
    if _WIDGETS.search(text) is None:
        return text
    bare = _LOOSE_BARS.sub(" | ", _WIDGETS.sub("|", text).replace("\n", " "))
    return " ".join(_LOOSE_ENDS.sub("", bare).split())
