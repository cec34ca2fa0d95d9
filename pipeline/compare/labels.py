"""Readable labels of clusters: the words that say most about a group of tasks.

Phối hợp với Sở Thông tin và Truyền thông hướng dẫn về vị trí việc làm, định mức biên chế của công chức, viên chức …
→ vị trí việc làm · định mức biên chế · công chức
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from extractors.data_files import words as word_list
from extractors.folding import lower
from extractors.underthesea_adapter import split_words
from pipeline.compare.weights import weights

N_WORDS = 4
"""Parts of a label. More make it as long as the task."""

_LEAST = 2
"""Parts that make a label; `chính sách` alone tells less than the first words of the task."""

_EXAMPLES = 3
"""Tasks of a cluster that are segmented; the others say the same."""

_EMPTY = """
thực hiện, triển khai, tổ chức, bảo đảm, đảm bảo, tăng cường, đẩy mạnh, nâng cao, phù hợp, quy định, liên quan, địa phương, cơ quan, đơn vị,
chủ trì, phối hợp, hiệu quả, công tác, nhiệm vụ, nội dung, yêu cầu, tiếp tục, chủ động, kịp thời, thường xuyên, trên địa bàn, địa bàn,
các cấp, theo dõi, chỉ đạo, đề nghị, trách nhiệm, hướng dẫn, ủy ban nhân dân, nhân dân, ủy ban, tham mưu, trường hợp, kế hoạch, pháp luật,
đồng thời, thông qua, căn cứ, nghị định, quyết định, chỉ thị, nghị quyết, thông tư, đề án, chương trình, văn bản, thủ tướng, chính phủ,
thủ tướng chính phủ, ban nhân dân, công an, công an tỉnh, văn phòng, kết quả, thủ trưởng, thành phố, thị xã, chức năng, chi tiết, cán bộ,
chính quyền, ban ngành, bộ ngành, sở ngành, đối với, bao gồm, quá trình, vai trò, cụ thể, đầy đủ, nghiêm túc, lĩnh vực, quản lý, hoàn thành,
bổ sung, tích cực, chất lượng, rà soát, cấp tỉnh, giai đoạn
"""
# Words of several syllables that stand in tasks of every kind and tell none from another.


def labels(clusters: Sequence[Sequence[Sequence[str]]]) -> list[str]:
    """Labels of clusters of tasks, a task given by its phrases (pipeline.compare.wording), the medoid first; empty where too few words
    are left to tell.

    Words of two syllables or more, without verbs of directing and words of every task, by how many of the cluster's tasks hold them,
    how much they say in general, and how few of the other clusters have them; in the order of the medoid.
    """
    examples = [[[word for phrase in task for word in _compounds(phrase)] for task in tasks[:_EXAMPLES]] for tasks in clusters]
    spread = Counter(word for tasks in examples for word in {word for words in tasks for word in words})
    return [_label(tasks, spread, len(clusters)) for tasks in examples]


def _label(tasks: Sequence[Sequence[str]], spread: Mapping[str, int], n_clusters: int) -> str:
    counts = Counter(word for words in tasks for word in set(words))
    order = {word: k for k, word in reversed(list(enumerate(tasks[0] if tasks else ())))}
    rare = {word: 1.0 + math.log(n_clusters / spread[word]) for word in order}
    best = sorted(order, key=lambda word: (-counts[word] * _weight(word) * rare[word], order[word]))[:N_WORDS]
    return " · ".join(sorted(best, key=lambda word: order[word])) if len(best) >= _LEAST else ""


def _weight(word: str) -> float:
    """Mean weight of the syllable pairs of a word: `vị trí` says more than `thông tin`."""
    syllables = word.split()
    pairs = [weights().weight(" ".join(pair)) for pair in pairwise(syllables)]
    return sum(pairs) / len(pairs)


def _compounds(phrase: str) -> list[str]:
    """Words of several syllables of a phrase in order, two neighbours joined (`vị trí` + `việc làm`, `định mức` + `biên chế`)."""
    found: list[str] = []
    before = False
    for word in map(lower, split_words(phrase)):
        telling = " " in word and word not in _idle_words()
        if telling and before and found[-1].count(" ") < 2:
            found[-1] = f"{found[-1]} {word}"
            before = False
            continue
        if telling:
            found.append(word)
        before = telling
    return found


@cache
def _idle_words() -> frozenset[str]:
    """Words that no label is made of: those of every task, and the verbs with which clauses begin."""
    return frozenset(word.strip() for word in _EMPTY.split(",")) | frozenset(word_list("verbs.txt"))
