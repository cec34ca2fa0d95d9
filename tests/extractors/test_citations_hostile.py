"""Texts made to be slow: each is read by a process of its own, so that a pattern that runs away is stopped and told."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 20  # each takes well under one second where the work grows with the length

HOSTILE = {
    "digits": "'1' * 200_000",
    "digits and points": "'1.' * 100_000",
    "digits and strokes": "'1/' * 100_000",
    "digits and dashes": "'1-' * 100_000",
    "digits and spaces": "'1 ' * 100_000",
    "letters and strokes": "'NĐ-' * 70_000",
    "a number that never ends": "'12/2020/' + 'QĐ-' * 60_000",
    "a number word without number": "'số ' * 60_000",
    "types without number": "'Quyết định số ' * 15_000",
    "laws without name": "'Luật ' * 20_000",
    "laws in a row": "'Luật Báo chí, ' * 15_000",
    "one law with all the words": "'Luật ' + 'Phòng, chống và ' * 15_000",
    "amending laws in a chain": "'Luật sửa đổi, bổ sung một số điều của ' * 6_000",
    "ordinances about": "'Pháp lệnh về ' * 15_000",
    "open brackets": "'(' * 200_000",
    "nested brackets behind a citation": "'Quyết định số 1/QĐ-TTg về ' + '(“' * 80_000",
    "dates without end": "'ngày ' * 40_000",
    "dotted dates": "'Kế hoạch số 1/KH-UBND ngày ' + '…' * 200_000",
    "blank numbers": "'Nghị định số ' + '.' * 200_000 + '/2016/NĐ-CP'",
    "issuers without end": "'Quyết định số 1/QĐ-TTg của Bộ ' + 'Nội và ' * 30_000",
    "no space at all": "'thôngtinvàtruyềnthông' * 10_000",
    "spaces": "' ' * 200_000",
    "line ends": "'\\n' * 100_000",
    "bars": "'|' * 200_000",
    "bars on lines of their own": "'|\\n' * 60_000",
    "bold marks": "'*' * 200_000",
    "one number many times": "'Quyết định số 407/QĐ-TTg ngày 30/3/2022 của Thủ tướng Chính phủ; ' * 4_000",
    "short forms": "'(sau đây gọi tắt là Quyết định 765); Quyết định 765; ' * 4_000",
    "abbreviations": "'bí mật nhà nước (BMNN) ' * 10_000",
    "figures behind a word for a type": "''.join(f'Quyết định {n} thủ tục. ' for n in range(10, 9_000))",
    "a row of running numbers": "'Chỉ thị 12' + ', 13' * 60_000 + ' và 16/CT-TTg'",
    "a list of what is repealed": "'Bãi bỏ các văn bản sau:\\n' + 'a) Quyết định số 1/QĐ-UBND\\n' * 8_000",
    "places without an instrument": "'điểm a, b khoản 2, 3 Điều 5, ' * 8_000 + 'Luật Báo chí'",
    "places without end before each citation": "('các Điều 1' + ', 2' * 40 + ' Luật Báo chí; ') * 1_500",
    "titles that go on": "('Quyết định số 1/QĐ-TTg về việc ' + 'A, UBND tỉnh B ' * 30) * 500",
    "issuers before the number": "'Thông tư liên tịch Bộ Y tế - ' * 8_000 + 'số 1/2014/TTLT-BYT-BTC'",
    "names with và": "'Luật Xyz và abc ' * 12_000",
    "digits that OCR misread": "'số lO' * 40_000",
    "combining marks": "'a\\u0301' * 100_000",
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_stays_in_bounds(made: str) -> None:
    script = f"from extractors.citations import find_citations\ntext = {made}\nprint(len(text), len(find_citations(text)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    length, found = map(int, done.stdout.split())
    assert found <= length / 8  # no mention is shorter than `Luật Giá`
