"""Two provinces side by side: the wording of each task that they share, word by word, and the tasks that only one of them has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import pandas as pd

from extractors.folding import canonical
from pipeline.compare.differences import Row
from pipeline.compare.scope import made

COLUMNS = (
    "cluster_id", "band", "task_id_a", "task_id_b", "text_a", "text_b", "diff", "share_same", "lead_a", "lead_b", "deadline_a",
    "deadline_b",
)  # fmt: skip

Change = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that both texts have (`same`), only the first (`removed`) or only the second (`added`)."""

    change: Change
    text: str


def compare_pair(tasks: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """The tasks of two provinces, out of a result of `compare_tasks` on (at least) these two.

    One row for each pair of tasks of a cluster, then the tasks that only `first` has (text_b null), then those that only `second` has.

    diff        both wordings in one: `[-Chủ trì,-] {+Phối hợp+} với Sở Tài chính`; null for a task of one province only
    share_same  share of their words that both have, 0 to 1
    band        same, or review where one of the two is only loosely like its cluster

    Provinces that have no task, or are not in the result, give no rows.
    """
    sides = [tasks[tasks["province"] == name] for name in (first, second)]
    by_cluster = [dict(list(side.groupby("cluster_id", sort=False))) for side in sides]
    shared = [key for key in by_cluster[0] if key in by_cluster[1]]
    rows = [
        _row(key, one, other)
        for key in shared
        for one in by_cluster[0][key].to_dict("records")
        for other in by_cluster[1][key].to_dict("records")
    ]
    for position, side in enumerate(by_cluster):
        for key, members in side.items():
            if key not in shared:
                rows += [_row(key, *((row, None) if position == 0 else (None, row))) for row in members.to_dict("records")]
    return made(COLUMNS, rows)


def word_diff(first: str, second: str) -> list[Run]:
    """What became of the words of `first` in `second`. Words are compared as people read them: `Uỷ ban,` is `ủy ban`."""
    words = [text.split() for text in (first, second)]
    first_keys, second_keys = ([_key(word) for word in side] for side in words)
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, first_keys, second_keys, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", " ".join(words[1][c:d])))
            continue
        runs += [Run("removed", " ".join(words[0][a:b]))] if b > a else []
        runs += [Run("added", " ".join(words[1][c:d]))] if d > c else []
    return runs


def _key(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", canonical(word)) or word


def marked(runs: Sequence[Run]) -> str:
    """The runs in the notation of wdiff: `[-removed-]`, `{+added+}`."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join(signs[run.change].format(run.text) for run in runs)


def _row(cluster_id: object, one: Row | None, other: Row | None) -> tuple[object, ...]:
    both = (one or {}, other or {})
    sides = {name: [cells.get(name) for cells in both] for name in ("band", "task_id", "text", "lead", "deadline_text")}
    band = "review" if "review" in sides["band"] else "same"
    runs = word_diff(str(one["text"]), str(other["text"])) if one and other else []
    words = (marked(runs), _share(runs)) if runs else (None, None)
    return (cluster_id, band, *sides["task_id"], *sides["text"], *words, *sides["lead"], *sides["deadline_text"])


def _share(runs: Sequence[Run]) -> float:
    """Share of the words of both texts that both have."""
    counts = {change: sum(len(run.text.split()) for run in runs if run.change == change) for change in ("same", "removed", "added")}
    total = 2 * counts["same"] + counts["removed"] + counts["added"]
    return round(2 * counts["same"] / total, 4) if total else 1.0
