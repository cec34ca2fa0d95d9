"""A plan for each of the 63 provinces, made of sentences of the sample corpus, as long as the samples are."""

from pathlib import Path

from pipeline.extract import extract_document
from pipeline.tiles import tiles

HEAD = """ỦY BAN NHÂN DÂN
TỈNH {big}
Số: {number}/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{name}, ngày {day} tháng {month} năm 2025

KẾ HOẠCH
Triển khai thực hiện Chỉ thị số 07/CT-TTg ngày 14/3/2025 của Thủ tướng Chính phủ về Đề án 06 trên địa bàn tỉnh {name}

Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;
Căn cứ Luật Căn cước ngày 27 tháng 11 năm 2023;
Căn cứ Nghị định số 69/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ quy định về định danh và xác thực điện tử;
Căn cứ Quyết định số {local}/QĐ-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh {name};
Thực hiện Chỉ thị số 07/CT-TTg ngày 14/3/2025 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh {name} ban hành Kế hoạch như sau:

I. NHIỆM VỤ
"""
TAIL = """
Nơi nhận:
- Văn phòng Chính phủ;
- Các sở, ban, ngành;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
"""
N_TASKS = 44


def write_plans(folder: Path, samples: Path) -> list[Path]:
    """Write the plans and the central directive of the samples into `folder`."""
    central = samples / "chi-thi-07-ct-ttg-2025.md"
    files = [folder / central.name]
    files[0].write_bytes(central.read_bytes())
    plans = [extract_document(file) for file in sorted(samples.iterdir()) if file.suffix in (".md", ".txt") and file != central]
    for n, tile in enumerate(tiles("63")):
        tasks = [task.text for task in plans[n % len(plans)].tasks] + [task.text for task in plans[(n + 3) % len(plans)].tasks]
        wanted = tasks[n % 5 : n % 5 + N_TASKS]
        numbers = {"number": 100 + n, "day": 1 + n % 28, "month": 4 + n % 6, "local": 1000 + 7 * n}
        body = "".join(f"{k}. {text[:1].upper()}{text[1:].rstrip('.;')}.\n" for k, text in enumerate(wanted, 1))
        files.append(folder / f"{n:02}.txt")
        files[-1].write_text(HEAD.format(big=tile.name.upper(), name=tile.name, **numbers) + body + TAIL, encoding="utf-8")
    return files
