"""The figures that the comparisons turn on, with what they were measured on. `vnplans.toml` may set each of them.

Measured with the frozen weights (pipeline.compare.weights) on 80 hand-made pairs of tasks of five provinces that carry out
Chỉ thị 07/CT-TTg of 2023, once on tasks marked by hand and once on tasks as extracted.
"""

from dataclasses import dataclass

SAME = 0.45
"""Similarity from which two tasks are the same: of all pairs at or above it 97 of 100 were right, and all whose tasks lie in one cluster.
Below is for review: at .40 92 of 100 pairs were right, at .35 84, at .30 70."""
JOIN = 0.29
"""Mean score at which clusters are joined: F1 of the pairs .887 by hand, .899 as extracted, .893 in the company of ten other plans; .88 to
.90 anywhere from .28 to .31. Of made-up pairs with 30 % of the words replaced 83 % are found, with .28 85 %, with .31 78 %."""
SAME_LEAD = 0.10
"""Added to the similarity of tasks with a lead in common: F1 with .05 is up to .02 lower."""
TAKEN_UP = 0.23
"""Similarity from which a province's task takes up one of the central instrument. Lower than for two provinces, since of a whole plan
only the task that is most like it counts: of 27 such pairs between .23 and .34, drawn from the sample corpus, 24 were on the same matter;
of 9 between .20 and .23, 4."""
INFERRED_TASKS = 5
"""Tasks that a document has to share with stated members of a family to count as one of it. The plans for Chỉ thị 07 of 2023 share 18 to
26 with the others, the 13 documents of the sample corpus 5 to 21; 39 documents on other subjects at most 4 with either."""
INFERRED_SHARE = 0.2
"""Share of its own tasks that they have to be. The plans for Nghị quyết 57-NQ/TW are long and general: another plan of 87 tasks shares 12
with them."""
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
