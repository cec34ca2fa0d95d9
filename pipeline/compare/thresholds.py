"""The figures that the comparisons turn on, with what they were measured on. `vnplans.toml` may set each of them.

Measured with the frozen weights (pipeline.compare.weights) on 80 hand-made pairs of tasks of five provinces that carry out
Chỉ thị 07/CT-TTg of 2023, once on tasks marked by hand and once on tasks as extracted.
"""

from dataclasses import dataclass

SAME = 0.45
"""Similarity from which two tasks are the same: 66 of 66 pairs at or above it were right. Below is for review."""
JOIN = 0.34
"""Mean score at which clusters are joined: F1 of the pairs .897 (by hand and as extracted), .87 to .90 anywhere between .26 and .38."""
SAME_LEAD = 0.10
"""Added to the similarity of tasks with a lead in common: F1 with .05 is .01 lower."""
TAKEN_UP = 0.20
"""Similarity from which a province's task takes up one of the central instrument. Lower than for two provinces, since of a whole plan
only the task that is most like it counts: of 18 such between .20 and .30, drawn from the sample corpus, 17 were on the same matter; of 9
between .15 and .20, 7."""
INFERRED_TASKS = 5
"""Tasks that a document has to share with stated members of a family to count as one of it. The five plans for Chỉ thị 07 share 7 to
17 with the others; 40 plans on other subjects share 4 at most with any family that is not theirs."""
INFERRED_SHARE = 0.2
"""Share of its own tasks that they have to be: a long plan shares five general ones (`bố trí kinh phí`, `báo cáo`) with anything."""
PASSAGE = 15
"""Syllables in common that make two passages one text. Shorter ones are phrases: `theo chức năng, nhiệm vụ được giao`."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The figures that one run uses. Fields are named as in the table `[thresholds]` of vnplans.toml."""

    same: float = SAME
    join: float = JOIN
    taken_up: float = TAKEN_UP
    inferred_tasks: int = INFERRED_TASKS
    inferred_share: float = INFERRED_SHARE
    passage: int = PASSAGE
