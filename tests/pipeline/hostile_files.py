"""Files that are damaged, or made to harm. Each is made by a function, since some are large before they are packed."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.loaders.test_archive import zipped
from tests.loaders.test_sandbox import HOSTILE as ONE_BY_ONE
from tests.loaders.word_files import docx_of, p

PLAN = "KẾ HOẠCH\nThực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ\n1. Sở Tư pháp chủ trì rà soát văn bản.\n"


def blank_pages(count: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(count):
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><w:document xmlns:w="w"><w:t>&l9;</w:t></w:document>'
    return zipped({"[Content_Types].xml": b"x", "word/document.xml": xml.encode()})


def nested_bomb() -> bytes:
    data = zipped({"0.txt": bytes(30 << 20)})
    return zipped({f"{i}.zip": data for i in range(16)})


def pointing_outside() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../../tmp/vnplans-escaped.txt", PLAN)
        archive.writestr("/tmp/vnplans-escaped-too.txt", PLAN + "2")
    return made.getvalue()


def linked_docx() -> bytes:
    """A document whose template, picture and style sheet lie on other machines."""
    target = "http://192.0.2.1/x"
    kinds = ("attachedTemplate", "image", "styles", "numbering", "header")
    root = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rows = "".join(f'<Relationship Id="r{i}" Type="{root}{kind}" Target="{target}" TargetMode="External"/>' for i, kind in enumerate(kinds))
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'
    with zipfile.ZipFile(io.BytesIO(docx_of(p("Kế hoạch của tỉnh")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {"word/_rels/document.xml.rels": rels.encode()})


LINKED_PAGE = (
    '<!DOCTYPE html PUBLIC "x" "http://192.0.2.1/x.dtd"><html><head><link rel=stylesheet href="http://192.0.2.1/x.css">'
    '<script src="http://192.0.2.1/x.js"></script></head><body><img src="http://192.0.2.1/x.png"><iframe src="file:///etc/passwd"></iframe>'
    "<p>Kế hoạch thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ của tỉnh Bến Tre năm nay.</p></body></html>"
)
LINKED_RTF = rb'{\rtf1 Ke hoach {\field{\*\fldinst INCLUDEPICTURE "http://192.0.2.1/x.png"}{\fldrslt x}} cua tinh}'

# Name → how it is made, and what has to come of it: a reason's code, or "" for a reading.
MADE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bom-giấy.docx": (billion_laughs, "docx_dtd"),
    "bom.zip": (nested_bomb, ""),
    "trỏ ra ngoài.zip": (pointing_outside, ""),
    "liên kết.docx": (linked_docx, ""),
    "liên kết.html": (LINKED_PAGE.encode, ""),
    "liên kết.rtf": (lambda: LINKED_RTF, ""),
    "trang trắng.pdf": (lambda: blank_pages(10_000), "pdf_pages"),
    "một dòng.txt": (lambda: ("kế hoạch của tỉnh " * 30_000).encode(), ""),
    "một dòng 50 MB.txt": (lambda: b"x" * (50 << 20), "too_long"),
    "200 MB.txt": (lambda: b"ke hoach\n" * (200_000_000 // 9), "too_long"),
    "300 MB.txt": (lambda: b"ke hoach\n" * (300_000_000 // 9), "too_large"),
    "số không.docx": (lambda: bytes(5000), "zeros"),
    "byte không.txt": (lambda: b"Ke hoach\0\0\0 cua tinh", "binary_nul"),
    "nửa ký tự.rtf": (lambda: rb"{\rtf1\ansi K\u-10179?e hoach \u55357? cua tinh}", ""),
    "rác.pdf": (lambda: bytes(range(1, 256)) * 40, "misnamed"),
    "thật ra là html.docx": (LINKED_PAGE.encode, ""),
    "thật ra là pdf.txt": (lambda: blank_pages(1), ""),
    "tên\ncó dòng mới.txt": (PLAN.encode, ""),
    "số.txt": (lambda: b"1" * 300_000, ""),
    "ngoặc.txt": (lambda: "(“[{".encode() * 50_000, ""),
}


def truncated(data: bytes, count: int) -> list[bytes]:
    """The data cut at every tenth byte, as many cuts as asked for, spread over all of it."""
    cuts = range(0, len(data), 10)
    return [data[: cuts[k * len(cuts) // count]] for k in range(min(count, len(cuts)))]


def make_all(folder: Path, cuts: int) -> dict[str, str]:
    """Write all hostile files into a folder, with links out of it and into a circle. Gives the codes that are known by name."""
    folder.mkdir()
    for name, (make, _) in MADE.items():
        (folder / name).write_bytes(make())
    for name, make in ONE_BY_ONE.items():
        (folder / name).write_bytes(make())
    whole = {".docx": docx_of(p(PLAN) * 30), ".pdf": _pdf(), ".rtf": LINKED_RTF * 3, ".html": LINKED_PAGE.encode(),
             ".zip": zipped({"a.txt": PLAN.encode(), "b.docx": docx_of(p(PLAN))})}  # fmt: skip
    for suffix, data in whole.items():
        for k, piece in enumerate(truncated(data, cuts)):
            (folder / f"cắt {k}{suffix}").write_bytes(piece)
    (folder / "vòng").symlink_to(folder)
    (folder / "hệ thống.txt").symlink_to("/etc/hostname")
    (folder / "không đâu.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "ống.txt")
    return {name: code for name, (_, code) in MADE.items() if code}


def _pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(3):
        for line in range(40):
            canvas.drawString(80, 800 - 18 * line, f"Ke hoach trang {page} dong {line} thuc hien nhiem vu cua tinh")
        canvas.showPage()
    canvas.save()
    return out.getvalue()
