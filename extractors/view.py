"""A document as the grammars of agencies, times and directives look at it: its flat view, and what was found in it once for all of them."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Self

from extractors import agency_table, deadlines
from extractors.whole_names import whole_names


class Phrase(NamedTuple):
    """An agency phrase: half-open offsets."""

    start: int
    end: int
    name: str | None = None  # what to resolve where the words leave it out: `Tài chính` in `các sở: Tư pháp, Tài chính`


@dataclass(slots=True)
class Directive:
    """What a directing sentence says of agencies. `lead` is empty where the sentence addresses nobody itself."""

    start: int
    end: int
    lead: list[Phrase] = field(default_factory=list)
    support: list[Phrase] = field(default_factory=list)
    order: bool = False
    deadline: tuple[int, int] | None = None  # where a bracket states it (`(Chủ trì: …; thời gian: 2026)`)


@dataclass
class View:
    """A flat view and what sentence after sentence would look up in it again.

    `ends` are the known names by their start, `whole` those of them that are phrases as they stand. `phrases`, `limited` and `lists` keep
    what was read, by start, and by start and limit where the limit counts: a sentence is asked for its subject, its order and its
    partners. `directives` are sentences by start, end and whether they were read leniently, `stated` deadlines by start and end.
    """

    flat: str
    low: str
    starts: list[int]
    ends: dict[int, int]
    whole: dict[int, int]
    phrases: dict[int, int | None] = field(default_factory=dict)
    limited: dict[tuple[int, int], int | None] = field(default_factory=dict)
    lists: dict[tuple[int, int], tuple[list[Phrase], int, int]] = field(default_factory=dict)
    directives: dict[tuple[int, int, bool], Directive | None] = field(default_factory=dict)
    stated: dict[tuple[int, int], deadlines.Deadline | None] = field(default_factory=dict)

    @classmethod
    def of(cls, flat: str, low: str) -> Self:
        """View of a flat text and its lower-case form."""
        names = agency_table.find_names(low)
        return cls(flat, low, [s for s, _ in names], dict(names), whole_names(flat, low, names))

    def known_end(self, at: int) -> int | None:
        """End of the known name that starts at `at`."""
        return self.ends.get(at)

    @cached_property
    def _times(self) -> list[deadlines.Opening]:
        return deadlines.openings(self.low)

    def deadline(self, start: int, end: int) -> deadlines.Deadline | None:
        """The deadline stated in the sentence `flat[start:end]`; see deadlines.find."""
        key = (start, end)
        if key not in self.stated:  # a sentence is asked whether it opens with a time, and for its deadline
            times = self._times
            self.stated[key] = deadlines.find(self.flat, start, end, times[bisect_left(times, (start,)) : bisect_left(times, (end,))])
        return self.stated[key]

    def may_state_time(self, start: int, end: int) -> bool:
        """Can the words of a time begin in `flat[start:end]`? The quick question, of which most answers are no."""
        times = self._times
        first = bisect_left(times, (start,))
        if first < len(times) and times[first][0] < end:
            return True
        words = self.low[start:end]
        return "khi" in words or "lần" in words or "buổi" in words or "/" in words
