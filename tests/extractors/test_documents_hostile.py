"""Documents made to be slow: what is asked again for each sentence, row or label must not grow with the document."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 20  # each takes well under one second where the work grows with the length

HOSTILE = {
    "agencies without end": "'Sở Y tế, ' * 5_000",
    "agencies behind semicolons": "'Sở A; Sở B; ' * 5_000",
    "agencies behind dashes": "'Sở A - Sở B - ' * 5_000",
    "agencies behind nothing": "'Sở A Sở B ' * 5_000",
    "subjects that change": "'Sở Y tế rà soát; ' * 2_000",
    "sentences in open brackets": "'( A. B. ' * 5_000",
    "sentences in open quotation marks": "'“A. B. ' * 5_000",
    "sentences of one line": "'Kiểm tra. ' * 5_000",
    "adverbials without a clause": "'Căn cứ Luật, ' * 2_000",
    "labels on one line": "'Cơ quan chủ trì: Sở Y tế; ' * 1_000",
    "labels on lines of their own": "'- Cơ quan chủ trì: Sở Y tế\\n' * 1_000",
    "labels below one heading": "'## Kiểm tra\\n' + 'Thời gian: 2026\\n\\n' * 2_000",
    "rows of one table": "'| TT | Nội dung | Cơ quan chủ trì |\\n' + '| 1 | Kiểm tra | Sở Y tế |\\n' * 1_000",
    "cells with tabs": "'a\\tb\\tc\\n' * 5_000",
    "headings": "'**I. NHIỆM VỤ**\\n' * 2_000",
    "nested items": "'1. A:\\n1.1. B:\\n1.1.1. C:\\n' * 1_000",
    "recipients": "'Nơi nhận:\\n- Sở Y tế;\\n' * 1_000",
    "markers alone": "'a) ' * 13_000",
    "headings of one word": "'# a\\n' * 20_000",
    "news of many plans": "'Ngày 24/11/2025, UBND tỉnh ban hành Kế hoạch số 1/KH-UBND, ' * 1_000",
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_stays_in_bounds(made: str) -> None:
    script = f"from extractors.document import read_document\ntext = {made}\nprint(len(text), len(read_document(text).sections))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    length, found = map(int, done.stdout.split())
    assert 0 < found <= length
