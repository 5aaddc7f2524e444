"""A timeline as lines of text: versions as lanes, articles as rows over columns of time; a letter says whose words an article has."""

from collections.abc import Iterator

from msgspec.structs import replace

from tracker.export.timeline_chart import Chart, Row, columns_of, grouped, label_of, today_column
from tracker.export.timeline_svg import label, paused
from tracker.language import _
from tracker.timeline.lives import Pause

WIDTH, WIDE = 11, 26
"""Columns of a terminal: those of time, and at least so many for labels."""

_FILL = {"in_force": "━", "unknown": "?", "open": "…", "suspended": "~", "never": "·"}


def lines(laid: Chart) -> Iterator[str]:
    """The picture; letters run from A for the oldest version, `?` is unknown, `~` suspended, `┄` suspended in part, or in some
    places, which stand behind the row, `…` left open, `·` never in force. Where the
    past of an article is told by another row, which one stands behind it, too."""
    groups = [(label(replace(group[0], label=label_of(group)), laid), group[0]) for group in grouped(laid.articles)]
    wide = max([WIDE, *(columns_of(name) + 1 for name, _row in groups)])
    yield laid.title
    yield " " * wide + "".join(f"{day!s:<{WIDTH}}" for day in laid.columns)
    at = today_column(laid)
    today = f"{_('today')} {laid.today}"
    yield " " * (wide + at * WIDTH + 1) + f"▼ {today}" if at is not None else " " * wide + f"◀ {today}"  # before the first day
    for row in laid.lanes:
        yield _line(row.label, row, len(laid.columns), wide)
    yield ""
    yield from (_line(name, row, len(laid.columns), wide) for name, row in groups)


def letter(version: int) -> str:
    """A version's letter: A for the oldest; after Z comes AA."""
    return (letter(version // 26 - 1) if version >= 26 else "") + chr(65 + version % 26)


def _line(name: str, row: Row, columns: int, wide: int) -> str:
    cells = [" " * WIDTH] * columns
    for bar in row.bars:
        width = (bar.end - bar.start) * WIDTH
        drawn = f"┣{letter(bar.version)}".ljust(width, "┄" if bar.suspended and bar.look == "in_force" else _FILL[bar.look])
        cells[bar.start:bar.end] = [drawn[n:n + WIDTH] for n in range(0, width, WIDTH)]
    said = dict.fromkeys(line for bar in row.bars for line in paused(bar) if bar.suspended != (Pause(""),))
    return "  ".join((name + " " * (wide - columns_of(name)) + "".join(cells).rstrip(), *said, *filter(None, [row.past])))
