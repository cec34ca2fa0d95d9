"""Words side by side: the head and foot of an official document stand in two columns, each read from top to bottom."""

from pipeline.loaders.printed.lines import PrintedLine

_TOLERANCE = 2.0


def in_reading_order(lines: list[PrintedLine], width: float) -> list[PrintedLine]:
    """The lines with two-column stretches put in order: first all of the left column, then all of the right one.

    A stretch is a run of lines of which none crosses the page's middle, with lines of both sides at the same height.
    """
    out: list[PrintedLine] = []
    run: list[PrintedLine] = []
    for line in [*lines, None]:
        if line is not None and _side(line, width) is not None:
            run.append(line)
            continue
        out.extend(_ordered(run, width))
        run = []
        if line is not None:
            out.append(line)
    return out


def _side(line: PrintedLine, width: float) -> str | None:
    """`left` or `right` of a page's middle; None for a line that stands on both sides."""
    middle = width / 2
    # Columns are seldom even: the right one of a head begins at 40 to 55 % of the page.
    if line.x1 <= middle + 0.06 * width and line.x0 < 0.38 * width:
        return "left"
    if line.x0 >= 0.38 * width and line.x1 > middle + 0.06 * width and line.x0 + line.x1 > 1.1 * width:
        return "right"
    return None


def _ordered(run: list[PrintedLine], width: float) -> list[PrintedLine]:
    left = [line for line in run if _side(line, width) == "left"]
    right = [line for line in run if _side(line, width) == "right"]
    if not left or not right or not any(_beside(a, b) for a in left for b in right):
        return run
    top = min(line.y0 for line in right) - _TOLERANCE
    above = [line for line in left if line.y1 < top]  # full lines of the text above that happen to be short
    beside = [line for line in left if line.y1 >= top]
    return above + sorted(beside, key=lambda line: line.middle) + sorted(right, key=lambda line: line.middle)


def _beside(a: PrintedLine, b: PrintedLine) -> bool:
    return min(a.y1, b.y1) - max(a.y0, b.y0) > 0.4 * min(a.height, b.height)
