"""How usual it is that one syllable stands behind another in official Vietnamese: counted in published documents."""

import math
from functools import cache
from importlib import resources

_WEIGHT = 5.0
"""Times that a syllable has to be seen until what follows it counts as much as how frequent its follower is."""

_SMALLEST = 0.2

_SYLLABLES = 6_000
"""Syllables that Vietnamese has, about."""


@cache
def _counted() -> tuple[dict[str, int], dict[tuple[str, str], int], int]:
    """How often syllables and pairs were seen, and the sum of the former."""
    single: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for line in resources.files("pipeline").joinpath("data", "syllable_pairs.csv").read_text(encoding="utf-8").splitlines()[3:]:
        one, two, count = line.split(",")
        if two:
            pairs[one, two] = int(count)
        else:
            single[one] = int(count)
    return single, pairs, sum(single.values())


def usual(one: str, two: str) -> float:
    """Logarithm of the share of `two` among what follows `one`, both in small letters; never 0 for what was not seen."""
    single, pairs, total = _counted()
    alone = (single.get(two, 0) + _SMALLEST) / (total + _SMALLEST * _SYLLABLES)
    return math.log((pairs.get((one, two), 0) + _WEIGHT * alone) / (single.get(one, 0) + _WEIGHT))
