"""The words that decide what a citation is and what is said of it: every one that the rules know, in a sentence of its own."""

import pytest

from extractors.citations import find_citations
from extractors.issuers import Place
from schemas import Citation

DECREE = "Nghị định số 119/2020/NĐ-CP"
PLACE = Place("Hà Giang", "tỉnh")


def only(text: str, place: Place | None = None) -> Citation:
    (found,) = find_citations(text, place)
    return found


RELATIONS = {
    "attached": ["Ban hành kèm theo", "ban hành theo", "Kèm theo", "kèm theo", "Đính kèm theo", "đính kèm theo"],
    "amends": [
        *("Sửa đổi, bổ sung", "sửa đổi bổ sung", "sửa đổi, bổ sung một số điều của", "sửa đổi, bổ sung một số nội dung của"),
        *("Điều chỉnh", "điều chỉnh, bổ sung"),
    ],
    "replaces": ["Thay thế", "thay thế", "thay thế cho"],
    "repeals": ["Bãi bỏ", "bãi bỏ", "bãi bỏ toàn bộ", "bãi bỏ một phần", "Hủy bỏ", "hủy bỏ"],
    "guides": ["Hướng dẫn", "hướng dẫn thi hành", "hướng dẫn thực hiện", "Quy định chi tiết", "quy định chi tiết"],
    "implements": [
        *("Triển khai", "triển khai thực hiện", "triển khai có hiệu quả", "triển khai hiệu quả", "triển khai đầy đủ"),
        *("Thực hiện", "thực hiện nghiêm", "thực hiện tốt", "thực hiện nghiêm túc, có hiệu quả", "thực hiện các nhiệm vụ"),
        *("Tổ chức thực hiện", "tổ chức thực hiện nội dung", "Thi hành", "thi hành", "Cụ thể hóa", "cụ thể hóa"),
        *("Quán triệt", "quán triệt, triển khai", "quán triệt và thực hiện"),
    ],
    "pursuant": ["Căn cứ", "căn cứ", "căn cứ vào", "căn cứ theo"],
    "refers": [
        "Theo",
        "theo",
        "theo đúng",
        "theo quy định tại",
        "theo quy định của",
        "quy định tại",
        "nêu tại",
        "trên cơ sở",
        "theo đúng quy định tại",
    ],
}


@pytest.mark.parametrize(("relation", "words"), [(relation, words) for relation, rows in RELATIONS.items() for words in rows])
def test_relation_words(relation: str, words: str) -> None:
    """The evidence holds the words, all of them."""
    found = only(f"Các sở, ngành và địa phương {words} {DECREE} trong năm nay.")
    assert (found.relation, [e.text for e in found.evidence if e.field == "relation"]) == (relation, [words])


@pytest.mark.parametrize("words", ["phổ biến", "tuyên truyền", "sơ kết", "góp ý", "nội dung"])
def test_other_words_say_no_relation(words: str) -> None:
    assert only(f"Các sở {words} {DECREE}.").relation is None


def test_relation_words_far_away_do_not_count() -> None:
    assert (
        only(
            f"Căn cứ chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của từng cơ quan, đơn vị, địa phương trên địa bàn tỉnh, {DECREE}"
        ).relation
        is None
    )


@pytest.mark.parametrize("joint", [";", ",", " và", " hoặc", ", các", " cùng", ":"])
def test_a_row_shares_its_relation(joint: str) -> None:
    assert [c.relation for c in find_citations(f"Căn cứ {DECREE}{joint} Luật Báo chí.")] == ["pursuant", "pursuant"]


TITLES = [
    *(
        "về hóa đơn, chứng từ",
        "về việc xử phạt vi phạm",
        "V/v xử phạt vi phạm",
        "phê duyệt đề án chuyển đổi số",
        "ban hành quy chế làm việc",
    ),
    *("quy định xử phạt trong báo chí", "sửa đổi quy định về họp báo", "bãi bỏ một số văn bản", "thay thế quy chế cũ"),
    *("hướng dẫn lập dự toán", "điều chỉnh quy hoạch tỉnh"),
]
NEXT = ["Luật Báo chí", "Nghị định số 1/2020/NĐ-CP", "Nghị quyết số 2/NQ-CP", "Quyết định số 3/QĐ-TTg", "Thông tư số 4/2020/TT-BTC"]
NEXT += ["Chỉ thị số 5/CT-TTg", "Kế hoạch số 6/KH-UBND", "Công văn số 7/UBND-VX", "Kết luận số 8-KL/TW", "Chương trình số 9-CTr/TU"]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("end", [";", ".", "\n", ""])
def test_title_words(title: str, end: str) -> None:
    assert only(f"{DECREE} ngày 07/10/2020 của Chính phủ {title}{end}").title == title


@pytest.mark.parametrize("following", NEXT)
@pytest.mark.parametrize("joint", [" và ", ", ", " và các "])
def test_title_ends_before_the_next_citation(joint: str, following: str) -> None:
    found = find_citations(f"{DECREE} về hóa đơn{joint}{following}.")
    assert (found[0].title, [c.text for c in found[1:]]) == ("về hóa đơn", [following])


@pytest.mark.parametrize("words", ["có hiệu lực", "đã hết hạn", "là căn cứ", "trên địa bàn"])
def test_other_words_begin_no_title(words: str) -> None:
    assert only(f"{DECREE} {words} từ năm nay.").title is None


# `Thủy sinh cộng đồng` stands in no table: the grammar alone tells where the name ends.
BEHIND_A_NAME = """năm ngày này đã được đang sẽ phải thì là mà nên do bởi tại từ đến tới khi nếu nhằm để như gồm hoặc hay nhưng cũng chỉ
không chưa có cho với vì của trong trên dưới theo bằng giữa nói nêu về sau trước ngoài cùng còn các những mọi một mỗi""".split()
SAID_OF_IT = [
    *("quy định", "hướng dẫn", "có hiệu lực", "hết hiệu lực", "ban hành mới", "áp dụng", "sửa đổi", "bổ sung", "bao gồm", "làm việc"),
    *("điều chỉnh", "cấm", "yêu cầu", "nghiêm cấm", "thực hiện", "triển khai", "chuyên ngành", "hiện hành", "trừ trường hợp", "cụ thể"),
    *("đối với", "gửi", "khoản", "điều", "điểm", "mục", "chương", "giao", "chủ trì", "phối hợp", "kể từ", "phát sinh", "tổ chức thực hiện"),
]


@pytest.mark.parametrize("word", [*BEHIND_A_NAME, *SAID_OF_IT])
def test_a_name_ends_before(word: str) -> None:
    assert only(f"Góp ý Luật Thủy sinh cộng đồng {word} cơ sở bàn luận.").title == "Luật Thủy sinh cộng đồng"


@pytest.mark.parametrize("word", [w for w in BEHIND_A_NAME + SAID_OF_IT if w not in ("các", "về")])
def test_no_name_begins_with(word: str) -> None:
    assert find_citations(f"Góp ý dự thảo Luật {word} cơ sở bàn luận.") == []


@pytest.mark.parametrize(
    "word", "nghị thông quyết theo đã có gồm căn trong đảm phù trừ doanh pháp quy hướng thì việc các được do không nếu trường".split()
)
def test_a_comma_ends_a_name_before(word: str) -> None:
    assert only(f"Góp ý Luật Thủy sinh, {word} cơ sở bàn luận.").title == "Luật Thủy sinh"


@pytest.mark.parametrize("name", ["Phòng, chống ồn ào", "Quản lý, sử dụng mặt nước", "Bảo vệ, phát triển rạn san hô"])
def test_a_comma_inside_an_unknown_name(name: str) -> None:
    assert only(f"Góp ý Luật {name}; nộp báo cáo.").title == f"Luật {name}"


THINGS = ["các văn bản", "những quy chế", "khoản 2", "Bộ Tư pháp", "Sở Tư pháp", "Chính phủ", "nghị định", "thông tư", "văn bản dưới luật"]
THINGS += ["quy định khác", "hướng dẫn", "Kế hoạch này"]


@pytest.mark.parametrize("rest", THINGS)
def test_va_behind_a_name_before(rest: str) -> None:
    assert find_citations(f"Góp ý Luật Thủy sinh cộng đồng và {rest}.")[0].title == "Luật Thủy sinh cộng đồng"


@pytest.mark.parametrize(
    "words",
    [
        *("sau đây gọi tắt là", "sau đây viết tắt là", "sau đây gọi chung là", "sau đây được gọi là"),
        *("sau đây viết gọn là", "dưới đây gọi là", "gọi tắt là", "viết tắt là"),
    ],
)
@pytest.mark.parametrize("quoted", ["{}", "“{}”", '"{}"'])
def test_definitions_of_short_forms(words: str, quoted: str) -> None:
    text = f"{DECREE} về hóa đơn ({words} {quoted.format('Nghị định')}). Cục Thuế phổ biến Nghị định cho hộ kinh doanh."
    _, short = find_citations(text)
    assert (short.text, short.number, short.form) == ("Nghị định", "119/2020/NĐ-CP", "short")


@pytest.mark.parametrize("behind", ["này", "số mới", "về hóa đơn", "sửa đổi", "khác"])
def test_a_short_form_is_the_word_alone(behind: str) -> None:
    text = f"{DECREE} về hóa đơn (sau đây gọi tắt là Nghị định). Cục Thuế phổ biến Nghị định {behind}."
    assert [c.text for c in find_citations(text)] == [DECREE]


@pytest.mark.parametrize(
    "unit", "năm|ngày|tháng|điều|khoản|lần|văn bản|quy định|nghị quyết|người|điểm|cơ quan|tỷ|triệu|nghìn|đồng".split("|")
)
def test_a_counted_thing_is_no_number(unit: str) -> None:
    assert find_citations(f"Giao Kế hoạch 150 {unit} cho các xã.") == []


@pytest.mark.parametrize(
    "issuer",
    [
        "Chính phủ",
        "Thủ tướng Chính phủ",
        "Quốc hội",
        "Bộ Tài chính",
        "Bộ trưởng Bộ Tài chính",
        "UBND tỉnh",
        "HĐND tỉnh",
        "Hội đồng nhân dân tỉnh",
    ],
)
def test_issuer_between_type_and_number(issuer: str) -> None:
    mention = f"Quyết định của {issuer} số 12/2020/QĐ-XYZW"
    assert only(f"Áp dụng {mention} từ nay.").text == mention


ISSUERS = {
    "Thủ tướng Chính phủ": "Thủ tướng Chính phủ",
    "Chủ tịch nước": "Chủ tịch nước",
    "Quốc hội": "Quốc hội",
    "Ủy ban Thường vụ Quốc hội": "Ủy ban Thường vụ Quốc hội",
    "Hội đồng Bộ trưởng": "Hội đồng Bộ trưởng",
    "Bộ Chính trị": "Bộ Chính trị",
    "Ban Bí thư": "Ban Bí thư",
    "Ban Chấp hành Trung ương": "Ban Chấp hành Trung ương",
    "Văn phòng Trung ương Đảng": "Văn phòng Trung ương Đảng",
    "Tỉnh ủy": "Tỉnh ủy",
    "Ban Thường vụ Tỉnh ủy": "Ban Thường vụ Tỉnh ủy",
    "UBND tỉnh": "Ủy ban nhân dân tỉnh Hà Giang",
    "Ủy ban nhân dân tỉnh": "Ủy ban nhân dân tỉnh Hà Giang",
    "Chủ tịch UBND tỉnh": "Chủ tịch Ủy ban nhân dân tỉnh Hà Giang",
    "HĐND tỉnh": "Hội đồng nhân dân tỉnh Hà Giang",
    "Thường trực HĐND tỉnh": "Thường trực Hội đồng nhân dân tỉnh Hà Giang",
    "UBND huyện Đồng Văn": "Ủy ban nhân dân huyện Đồng Văn",
    "UBND xã Lũng Cú": "Ủy ban nhân dân xã Lũng Cú",
    "Bộ Giáo dục và Đào tạo": "Bộ Giáo dục và Đào tạo",
    "Bộ trưởng Bộ Nội vụ": "Bộ trưởng Bộ Nội vụ",
    "Thanh tra Chính phủ": "Thanh tra Chính phủ",
    "Tổng Thanh tra Chính phủ": "Tổng Thanh tra Chính phủ",
    "Ngân hàng Nhà nước Việt Nam": "Ngân hàng Nhà nước Việt Nam",
    "Bảo hiểm xã hội Việt Nam": "Bảo hiểm xã hội Việt Nam",
    "Tổng cục Hải quan": "Tổng cục Hải quan",
    "Cục Thuế": "Cục Thuế",
    "Tổng Liên đoàn Lao động Việt Nam": "Tổng Liên đoàn Lao động Việt Nam",
    "Giám đốc Sở Tư pháp": "Giám đốc Sở Tư pháp",
}


@pytest.mark.parametrize(("words", "name"), ISSUERS.items())
@pytest.mark.parametrize("behind", [".", ";", ", các sở", " về báo chí", " quy định chi tiết", " và các văn bản khác", "\n\nSở Tài chính"])
def test_issuer_words(words: str, name: str, behind: str) -> None:
    """The name ends where it ends, whatever stands behind it; a title and the next sentence stay outside."""
    found = only(f"Thực hiện Quyết định số 12/QĐ-XYZW ngày 05/3/2024 của {words}{behind}", PLACE)
    assert (found.issuer, [e.text for e in found.evidence if e.field == "issuer"]) == (name, [words])
