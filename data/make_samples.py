"""Makes the samples of data/raw that only a program can write: Word, RTF, PDF, a scan, an old document in TCVN3.

    python data/make_samples.py FOLDER

Needs python-docx, reportlab, Pillow, pypdfium2, LibreOffice and the DejaVu fonts. The files in data/raw were made so once and are
kept: LibreOffice writes times and ids of its own into each file, the words are always the same.
"""

import io
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import docx
import pypdfium2 as pdfium
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Pt
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from pipeline.loaders.legacy.tables import from_tcvn3

FONTS = Path("/usr/share/fonts/truetype/dejavu")
DIRECTIVE = (
    "Chỉ thị số 07/CT-TTg ngày 14 tháng 3 năm 2025 của Thủ tướng Chính phủ về việc tăng cường triển khai Đề án “Phát triển ứng dụng dữ liệu "
    "về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số quốc gia giai đoạn 2022 - 2025, tầm nhìn đến năm 2030”"
)


@dataclass(frozen=True)
class Plan:
    """What a plan says. Rows of `table` are work, lead, support and time."""

    province: str
    number: str
    date: str
    opening: tuple[str, ...]
    tasks: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    closing: str
    signer: str
    position: str = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"


BAC_LIEU = Plan(
    "Bạc Liêu", "64/KH-UBND", "ngày 02 tháng 4 năm 2025",
    (
        f"Thực hiện {DIRECTIVE}; căn cứ Quyết định số 06/QĐ-TTg ngày 06 tháng 01 năm 2022 của Thủ tướng Chính phủ và Luật Căn cước ngày "
        "27 tháng 11 năm 2023, Ủy ban nhân dân tỉnh Bạc Liêu ban hành Kế hoạch như sau:",
        "Việc kết nối, chia sẻ dữ liệu tuân thủ Nghị định số 47/2024/NĐ-CP ngày 09 tháng 5 năm 2024 của Chính phủ.",
    ),
    (
        "Công an tỉnh chủ trì, phối hợp với Sở Y tế, Bảo hiểm xã hội khu vực XXXII làm sạch dữ liệu thẻ bảo hiểm y tế của ngư dân các xã "
        "ven biển, hoàn thành trước ngày 30 tháng 6 năm 2025.",
        "Sở Khoa học và Công nghệ bảo đảm đường truyền, an toàn thông tin cho hệ thống thông tin giải quyết thủ tục hành chính của tỉnh.",
        "Sở Tài chính tham mưu Ủy ban nhân dân tỉnh bố trí kinh phí theo quy định của Luật Ngân sách nhà nước.",
    ),
    (
        ("Cấp tài khoản định danh điện tử cho cơ quan, tổ chức", "Công an tỉnh", "Sở Tài chính", "Tháng 5/2025"),
        ("Số hóa sổ hộ tịch còn lại của thị xã Giá Rai", "Sở Tư pháp", "Ủy ban nhân dân thị xã Giá Rai", "Quý III/2025"),
    ),
    "Các sở, ban, ngành báo cáo kết quả về Công an tỉnh trước ngày 15 tháng 12 năm 2025.", "Lâm Quốc Thiện",
)  # fmt: skip

NOTE = "Gồm dữ liệu của người làm nghề khai thác, nuôi trồng và thu mua hải sản trên địa bàn tỉnh."

HAU_GIANG = Plan(
    "Hậu Giang", "71/KH-UBND", "ngày 08 tháng 4 năm 2025",
    (
        f"Triển khai {DIRECTIVE}, Ủy ban nhân dân tỉnh Hậu Giang ban hành Kế hoạch thực hiện trên địa bàn tỉnh như sau:",
        "Kế hoạch này nối tiếp các nhiệm vụ theo Quyết định số 06/QĐ-TTg ngày 06 tháng 01 năm 2022 của Thủ tướng Chính phủ và Nghị quyết số "
        "57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị.",
    ),
    (
        "Văn phòng Ủy ban nhân dân tỉnh chủ trì, phối hợp với Sở Khoa học và Công nghệ rà soát, cắt giảm giấy tờ trong thủ tục hành chính.",
        "Ủy ban nhân dân cấp huyện bố trí điểm hỗ trợ người dân nộp hồ sơ trực tuyến tại bộ phận một cửa.",
    ),
    tuple(
        (work, lead, support, when)
        for work, lead, support, when in (
            ("Rà soát, làm sạch dữ liệu dân cư, đối chiếu với sổ hộ tịch của từng xã và sửa những trường thông tin còn sai lệch", "Công an tỉnh", "Sở Tư pháp", "Thường xuyên"),
            ("Số hóa sổ hộ tịch giấy, nhập dữ liệu vào Cơ sở dữ liệu hộ tịch điện tử toàn quốc", "Sở Tư pháp", "Công an tỉnh", "30/9/2025"),
            ("Chi trả trợ cấp an sinh xã hội qua tài khoản cho người thụ hưởng", "Sở Y tế", "Ngân hàng Nhà nước chi nhánh Khu vực 14", "Quý II/2025"),
            ("Kết nối hệ thống quản lý bệnh viện với nền tảng định danh và xác thực điện tử", "Sở Y tế", "Công an tỉnh", "31/7/2025"),
            ("Thu học phí không dùng tiền mặt tại các trường ở thành phố Vị Thanh và thành phố Ngã Bảy", "Sở Giáo dục và Đào tạo", "Sở Tài chính", "Năm học 2025 - 2026"),
            ("Làm giàu dữ liệu đất đai, gắn mã định danh của chủ sử dụng đất", "Sở Nông nghiệp và Môi trường", "Công an tỉnh", "Tháng 11/2025"),
            ("Chuẩn hóa mã số của hợp tác xã, hộ kinh doanh theo số định danh cá nhân", "Sở Tài chính", "Chi cục Thuế khu vực XIX", "01/7/2025"),
            ("Tập huấn kỹ năng số cho Tổ công tác Đề án 06 các xã, phường, thị trấn", "Sở Nội vụ", "Công an tỉnh", "Tháng 6/2025"),
            ("Tuyên truyền lợi ích của ứng dụng VNeID trên hệ thống truyền thanh cơ sở", "Sở Văn hóa, Thể thao và Du lịch", "Báo Hậu Giang", "Hằng tháng"),
            ("Kiểm tra việc bảo vệ dữ liệu cá nhân theo Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ", "Công an tỉnh", "Thanh tra tỉnh", "Quý IV/2025"),
            ("Thử nghiệm ki-ốt tự phục vụ tại huyện Châu Thành A, đánh giá và đề xuất nhân rộng", "Ủy ban nhân dân huyện Châu Thành A", "Sở Khoa học và Công nghệ", "31/10/2025"),
            ("Tổng kết việc thực hiện Kế hoạch, đề xuất khen thưởng", "Công an tỉnh", "Sở Nội vụ", "15/12/2025"),
        )
    ),
    "Định kỳ ngày 20 hằng tháng, các cơ quan gửi báo cáo về Công an tỉnh để tổng hợp.", "Huỳnh Thanh Nhã",
)  # fmt: skip

HOA_BINH = Plan(
    "Hòa Bình", "88/KH-UBND", "ngày 10 tháng 4 năm 2025",
    (
        "Thực hiện Chỉ thị số 07/CT-TTg ngày 14 tháng 3 năm 2025 của Thủ tướng Chính phủ và Quyết định số 06/QĐ-TTg ngày 06 tháng 01 "
        "năm 2022 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh Hòa Bình ban hành Kế hoạch như sau:",
    ),
    (
        "Giao Công an tỉnh chủ trì, phối hợp với Sở Tư pháp rà soát dữ liệu dân cư của các xã vùng hồ, hoàn thành trước ngày 31 tháng 5 năm 2025.",
        "Giao Sở Xây dựng kết nối dữ liệu giấy phép lái xe với ứng dụng VNeID.",
        "Giao Sở Tài chính bố trí kinh phí theo Nghị định số 163/2016/NĐ-CP ngày 21 tháng 12 năm 2016 của Chính phủ.",
        "Ủy ban nhân dân các huyện, thành phố báo cáo kết quả trước ngày 25 hằng tháng.",
    ),
    (), "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo về Công an tỉnh để tổng hợp, trình Ủy ban nhân dân tỉnh xem xét./.", "Đinh Công Thắng",
)  # fmt: skip

NINH_THUAN = Plan(
    "Ninh Thuận", "1346/KH-UBND", "ngày 31 tháng 3 năm 2025",
    (
        "Thực hiện Chỉ thị số 07/CT-TTg ngày 14 tháng 3 năm 2025 của Thủ tướng Chính phủ, căn cứ Nghị quyết số 03/NQ-CP ngày 09 tháng 01 năm "
        "2025 của Chính phủ, Ủy ban nhân dân tỉnh Ninh Thuận xây dựng Kế hoạch như sau:",
    ),
    (
        "Công an tỉnh chủ trì, phối hợp với các sở, ngành cấp tài khoản định danh cho hợp tác xã, trang trại, hoàn thành trong quý II năm 2025.",
        "Sở Nông nghiệp và Môi trường cập nhật dữ liệu vùng trồng nho, táo gắn với số định danh của chủ hộ.",
        "Bảo hiểm xã hội khu vực XXVI phối hợp với Sở Y tế dùng căn cước thay thẻ bảo hiểm y tế giấy tại trạm y tế.",
    ),
    (), "Kế hoạch này thay thế Kế hoạch số 612/KH-UBND ngày 23 tháng 02 năm 2024 của Ủy ban nhân dân tỉnh.", "Trần Minh Lực",
)  # fmt: skip

PHU_YEN = Plan(
    "Phú Yên", "93/KH-UBND", "ngày 04 tháng 4 năm 2025",
    (
        f"Thực hiện {DIRECTIVE} và Kế hoạch số 24/KH-UBND ngày 08 tháng 02 năm 2022 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân tỉnh Phú Yên "
        "yêu cầu các cơ quan, đơn vị, địa phương thực hiện các nhiệm vụ sau:",
    ),
    (
        "Sở Nội vụ chủ trì, phối hợp với Công an tỉnh đồng bộ dữ liệu cán bộ, công chức, viên chức với Cơ sở dữ liệu quốc gia về dân cư trước "
        "ngày 30 tháng 6 năm 2025.",
        "Sở Tư pháp tham mưu bãi bỏ, sửa đổi văn bản quy phạm pháp luật của tỉnh có yêu cầu nộp bản giấy theo Luật Ban hành văn bản quy phạm "
        "pháp luật.",
        "Ủy ban nhân dân thành phố Tuy Hòa thí điểm đặt lịch hẹn trực tuyến, sơ kết trong tháng 10 năm 2025.",
    ),
    (), "Giao Công an tỉnh theo dõi, đôn đốc việc thực hiện Kế hoạch này.", "Nguyễn Hoàng Đạt",
)  # fmt: skip

TRA_VINH = Plan(
    "Trà Vinh", "57/KH-UBND", "ngày 01 tháng 4 năm 2025", (), (), (), "", "Kim Thành Long",
)  # fmt: skip


def title(plan: Plan) -> str:
    """The plan's title."""
    return f"Thực hiện Chỉ thị số 07/CT-TTg ngày 14 tháng 3 năm 2025 của Thủ tướng Chính phủ trên địa bàn tỉnh {plan.province}"


# -- Word ----------------------------------------------------------------------------------------------------------------------


def word(plan: Plan, *, rich: bool = False) -> bytes:
    """The plan as a Word document; `rich` with automatic numbers, merged cells, tracked changes and a footnote."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)
    head = document.add_table(1, 2).rows[0].cells
    head[0].text = f"ỦY BAN NHÂN DÂN\nTỈNH {plan.province.upper()}\n\nSố: {plan.number}"
    head[1].text = f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n{plan.province}, {plan.date}"
    for line in ("KẾ HOẠCH", title(plan)):
        document.add_paragraph().add_run(line).bold = True
    for line in plan.opening:
        document.add_paragraph(line)
    if rich:
        _footnote(document, document.paragraphs[-1], "Việc kết nối, chia sẻ dữ liệu", NOTE)
    document.add_paragraph("I. NHIỆM VỤ")
    for number, task in enumerate(plan.tasks, 1):
        if rich:
            document.add_paragraph(task, style="List Number")
        else:
            document.add_paragraph(f"{number}. {task}")
    if rich:
        _tracked(document.add_paragraph("Các đơn vị tự kiểm tra "), "ít nhất một lần", "trong quý IV năm 2025")
        _word_table(document, plan)
    document.add_paragraph(f"II. TỔ CHỨC THỰC HIỆN\n{plan.closing}" if not rich else plan.closing)
    foot = document.add_table(1, 2).rows[0].cells
    foot[0].text = "Nơi nhận:\n- Thủ tướng Chính phủ (để báo cáo);\n- Bộ Công an;\n- Các sở, ban, ngành;\n- Lưu: VT, NC."
    foot[1].text = f"TM. ỦY BAN NHÂN DÂN\n{plan.position}\n\n\n{plan.signer}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _footnote(document, paragraph, behind: str, note: str) -> None:
    """A footnote behind the first words of a paragraph. python-docx knows no footnotes: their part is written by hand."""
    run = paragraph.runs[0]
    assert run.text.startswith(behind)
    rest = run.text[len(behind) :]
    run.text = behind
    mark = paragraph.add_run()
    mark.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "1")
    mark._r.append(reference)
    paragraph.add_run(rest)
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for number, kind, tag in ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{nsmap["w"]}">{lines}'
        '<w:footnote w:id="1"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _tracked(paragraph, deleted: str, inserted: str) -> None:
    for tag, words_tag, words in (("w:del", "w:delText", deleted), ("w:ins", "w:t", inserted)):
        change = OxmlElement(tag)
        change.set(qn("w:id"), "1")
        change.set(qn("w:author"), "Văn thư")
        change.set(qn("w:date"), "2025-04-01T08:00:00Z")
        run, text = OxmlElement("w:r"), OxmlElement(words_tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)


def _word_table(document, plan: Plan) -> None:
    table = document.add_table(1, 4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"), strict=True):
        cell.text = text
    merged = table.add_row().cells
    merged[0].merge(merged[3]).text = "Nhóm nhiệm vụ về dữ liệu"
    for row in plan.table:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def converted(data: bytes, suffix: str, to: str) -> bytes:
    """The document as LibreOffice writes it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"a.{suffix}").write_bytes(data)
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            folder,
            f"{folder}/a.{suffix}",
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return Path(folder, "a." + to.split(":")[0]).read_bytes()


def in_tcvn3(data: bytes) -> bytes:
    """A Word document with its letters as the fonts .VnTime have them; capitals with a tone are small letters in .VnTimeH."""
    codes = {from_tcvn3(chr(code)): chr(code) for code in range(0xA1, 0x100) if from_tcvn3(chr(code)) != chr(code)}
    document = docx.Document(io.BytesIO(data))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    for paragraph in [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]:
        text, bold = paragraph.text, any(run.bold for run in paragraph.runs)
        paragraph.clear()
        for capital, letters in groupby(text, key=lambda letter: letter not in codes and letter.lower() in codes):
            run = paragraph.add_run("".join(codes.get(letter.lower() if capital else letter, letter) for letter in letters))
            run.font.name, run.bold = ".VnTimeH" if capital else ".VnTime", bold
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# -- PDF -----------------------------------------------------------------------------------------------------------------------


def pdf(plan: Plan) -> bytes:
    """The plan as a PDF with text; its table runs over two pages and repeats its head."""
    for name, file in (("Vn", ""), ("VnB", "-Bold"), ("VnI", "-Italic"), ("VnBI", "-BoldItalic")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"DejaVuSerifCondensed{file}.ttf")))
    pdfmetrics.registerFontFamily("Vn", "Vn", "VnB", "VnI", "VnBI")
    body = ParagraphStyle("body", fontName="Vn", fontSize=13, leading=18, alignment=TA_JUSTIFY, firstLineIndent=28, spaceAfter=6)
    middle = ParagraphStyle("middle", fontName="VnB", fontSize=13, leading=17, alignment=TA_CENTER)
    plain = ParagraphStyle("plain", fontName="Vn", fontSize=12, leading=15, alignment=TA_CENTER)
    cell = ParagraphStyle("cell", fontName="Vn", fontSize=11, leading=14)
    left = ParagraphStyle("left", fontName="Vn", fontSize=11, leading=14)

    def block(text: str, style: ParagraphStyle) -> Paragraph:
        return Paragraph(text.replace("\n", "<br/>"), style)

    head = Grid(
        [
            [block(f"ỦY BAN NHÂN DÂN\nTỈNH {plan.province.upper()}", middle), block("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", middle)],
            [block(f"Số: {plan.number}", plain), block(f"<i>{plan.province}, {plan.date}</i>", plain)],
        ],
        colWidths=[190, 300],
    )  # fmt: skip
    parts = [head, Spacer(0, 14), block("KẾ HOẠCH", middle), block(title(plan), middle), Spacer(0, 12)]
    parts += [block(text, body) for text in plan.opening]
    parts += [block("<b>I. NHIỆM VỤ</b>", body)]
    parts += [block(f"{i}. {text}", body) for i, text in enumerate(plan.tasks, 1)]
    if plan.table:
        rows = [["TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]]
        rows += [[str(i), *row] for i, row in enumerate(plan.table, 1)]
        grid = Grid([[block(text, cell) for text in row] for row in rows], colWidths=[28, 182, 95, 105, 80], repeatRows=1)
        grid.setStyle([("GRID", (0, 0), (-1, -1), 0.6, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        parts += [block("3. Phân công cụ thể:", body), grid, Spacer(0, 8)]
    parts += [block("<b>II. TỔ CHỨC THỰC HIỆN</b>", body), block(plan.closing, body), Spacer(0, 10)]
    foot = "<b><i>Nơi nhận:</i></b>\n- Thủ tướng Chính phủ (để báo cáo);\n- Bộ Công an;\n- Các sở, ban, ngành;\n- Lưu: VT, NC."
    sign = f"TM. ỦY BAN NHÂN DÂN\n{plan.position}\n\n\n\n{plan.signer}"
    parts.append(Grid([[block(foot, left), block(sign, middle)]], colWidths=[240, 250], style=[("VALIGN", (0, 0), (-1, -1), "TOP")]))

    def number(canvas, document) -> None:
        if document.page > 1:
            canvas.setFont("Vn", 12)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 40, str(document.page))

    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, leftMargin=70, rightMargin=40, topMargin=56, bottomMargin=56, invariant=1, title=title(plan)).build(
        parts, onFirstPage=number, onLaterPages=number
    )
    return out.getvalue()


def scanned(data: bytes) -> bytes:
    """The pages of a PDF as a scanner gives them: a little askew and grainy, with a red stamp beside the signature."""
    dice = random.Random(7)
    pages = [page.render(scale=150 / 72).to_pil().convert("RGB") for page in pdfium.PdfDocument(data)]
    ink = Image.new("RGB", pages[-1].size, "white")
    draw = ImageDraw.Draw(ink)
    place = _signature(data)
    for ring in (0, 9, 60):
        draw.ellipse((place[0] + ring, place[1] + ring, place[0] + 230 - ring, place[1] + 230 - ring), outline=(214, 44, 50), width=5)
    pages[-1] = ImageChops.multiply(pages[-1], ink)
    grain = Image.effect_noise(pages[0].size, 14).convert("RGB")
    pages = [
        ImageChops.blend(page, grain, 0.06)
        .filter(ImageFilter.GaussianBlur(0.4))
        .rotate(dice.uniform(-0.6, 0.6), fillcolor="white", resample=3)
        for page in pages
    ]
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=150, save_all=True, append_images=pages[1:], quality=42)
    return out.getvalue()


def _signature(data: bytes) -> tuple[int, int]:
    """Upper left corner of the stamp on the last page, in pixels."""
    document = pdfium.PdfDocument(data)
    page = document[len(document) - 1]
    textpage = page.get_textpage()
    left, bottom, _, _ = textpage.get_charbox(textpage.get_text_range().rindex("PHÓ"))
    return round((left - 60) * 150 / 72), round((page.get_height() - bottom - 6) * 150 / 72)


# -- a portal's page -----------------------------------------------------------------------------------------------------------

PORTAL = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Kế hoạch thực hiện Chỉ thị 07 - Cổng thông tin điện tử tỉnh Trà Vinh</title></head>
<body>
<header><nav class="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li><li><a href="/vb">Văn bản</a></li></ul></nav></header>
<div class="container"><div id="content" class="article-content">
<table border="0"><tr><td><p><b>ỦY BAN NHÂN DÂN<br>TỈNH TRÀ VINH</b></p><p>Số: 57/KH-UBND</p></td>
<td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></p><p><i>Trà Vinh, ngày 01 tháng 4 năm 2025</i></p></td></tr></table>
<p align="center"><b>KẾ HOẠCH</b></p>
<p align="center"><b>Thực hiện Chỉ thị số 07/CT-TTg ngày 14 tháng 3 năm 2025 của Thủ tướng Chính phủ trên địa bàn tỉnh Trà Vinh</b></p>
<p>Thực hiện Chỉ thị số 07/CT-TTg ngày 14 tháng 3 năm 2025 của Thủ tướng Chính phủ; căn cứ Quyết định số 06/QĐ-TTg ngày 06 tháng 01 năm 2022 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh Trà Vinh ban hành Kế hoạch như sau:</p>
<p><b>I. NHIỆM VỤ</b></p>
<ol><li>Công an tỉnh chủ trì, phối hợp với Sở Dân tộc và Tôn giáo cấp căn cước lưu động tại các ấp đông đồng bào Khmer, hoàn thành trước ngày 30 tháng 9 năm 2025.</li>
<li>Sở Giáo dục và Đào tạo phối hợp với Công an tỉnh đồng bộ dữ liệu học sinh, sinh viên trước ngày 31 tháng 8 năm 2025.</li>
<li>Sở Tài chính cân đối kinh phí thực hiện theo Luật Ngân sách nhà nước.</li></ol>
<table border="1"><tr><th>Nội dung</th><th>Chủ trì</th><th>Thời hạn</th></tr>
<tr><td>Lắp máy đọc căn cước tại trạm y tế huyện Cầu Kè</td><td>Sở Y tế</td><td>Quý III/2025</td></tr>
<tr><td>Biên soạn tờ rơi bằng chữ Khmer</td><td>Sở Văn hóa, Thể thao và Du lịch</td><td>Tháng 6/2025</td></tr></table>
<p><b>II. TỔ CHỨC THỰC HIỆN</b></p>
<p>Giao Công an tỉnh theo dõi, tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 20 tháng 12 năm 2025./.</p>
<table border="0"><tr><td><p><b><i>Nơi nhận:</i></b><br>- Bộ Công an;<br>- Các sở, ban, ngành tỉnh;<br>- Lưu: VT, NC.</p></td>
<td><p><b>TM. ỦY BAN NHÂN DÂN<br>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH</b></p><p><b>Kim Thành Long</b></p></td></tr></table>
</div>
<aside class="related"><h3>Tin liên quan</h3><ul><li><a href="/1">Quyết định số 512/QĐ-UBND về công bố thủ tục hành chính</a></li>
<li><a href="/2">Nghị định số 69/2024/NĐ-CP quy định về định danh và xác thực điện tử</a></li></ul></aside></div>
<footer><form><label>Tên đăng nhập</label><input name="u"><label>Mật khẩu</label><input type="password"></form>
<p>Bản quyền thuộc Cổng thông tin điện tử tỉnh Trà Vinh. Dữ liệu cá nhân được bảo vệ theo Nghị định số 13/2023/NĐ-CP.</p></footer>
</body></html>
"""


def main(folder: Path) -> None:
    """Write the samples into a folder."""
    files = {
        "bac-lieu-kh-64.docx": word(BAC_LIEU, rich=True),
        "hau-giang-kh-71.pdf": pdf(HAU_GIANG),
        "hoa-binh-kh-88-scan.pdf": scanned(pdf(HOA_BINH)),
        "ninh-thuan-kh-1346.doc": converted(in_tcvn3(word(NINH_THUAN)), "docx", "doc"),
        "phu-yen-kh-93.rtf": converted(word(PHU_YEN), "docx", "rtf"),
        "tra-vinh-kh-57.html": PORTAL.encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
        print(f"{len(data):>8,}  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
