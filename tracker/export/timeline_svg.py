"""A timeline as a picture (SVG): versions as lanes, articles as rows, today marked; what colours say is also written in the bars."""

from collections.abc import Iterable, Sequence
from html import escape
from math import sqrt

from msgspec.structs import replace

from tracker.compare.likeness import doubt
from tracker.export.timeline_chart import Bar, Chart, Row, chart, columns_of, today_column
from tracker.language import _
from tracker.model import citation_of
from tracker.timeline import Timeline
from tracker.timeline.intervals import NEVER

COLOURS = ("#9ec3e6", "#f5c98a", "#a9d8a0", "#d6b3d9", "#f0a9a4", "#a8dcd9", "#cdb8a6", "#e6e08f")
"""One a version, in turn: light, so that what is written on them can be read."""

FONTS = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
LABEL, ROW, LANE, TOP, LEAST, MOST, END = 140, 16, 24, 96, 78, 190, 100
"""Pixels: the label column, a row, a lane, the header of dates, the narrowest and the widest column, the last one."""

BARS = "a bar bears the date of the version whose words the article has; columns are not to scale"
"""How to read the bars, as a message."""

_PATTERNS = """<defs>
<pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="6" height="6" fill="#f4f4f4"/><path d="M0 0V6" stroke="#d0d0d0" stroke-width="2"/></pattern>
<pattern id="suspended" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1.2" fill="#ccc"/></pattern></defs>
"""


def render(found: Timeline) -> str:
    """The picture as an SVG document; its size grows with the articles, so that each stays readable."""
    laid = chart(found)
    edges = _edges(laid)
    start = TOP + LANE * len(laid.lanes) + 16
    height = start + ROW * len(laid.articles) + 40
    behind = max((columns_of(" · ".join(_behind(row, edges, laid))) for row in (*laid.lanes, *laid.articles)), default=0)
    width = max(edges[-1] + 48, edges[-1] + 16 + behind * 6, 24 + columns_of(laid.title) * 9, 24 + columns_of(_(BARS)) * 6)  # all is seen
    return "".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{FONTS}" '
        f'font-size="11"><title>{escape(laid.title)}</title>{_PATTERNS}<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="8" y="22" font-size="16" font-weight="bold">{escape(laid.title)}</text>', _axis(laid, edges, height),
        *_rows(laid.lanes, edges, TOP, LANE, laid), *_rows(laid.articles, edges, start, ROW, laid),
        _today(laid, edges, height), _legend(height), "</svg>\n"])


def _edges(laid: Chart) -> list[int]:
    """Where each column begins and the last one ends: wider for more days, but each wide enough to be seen."""
    edges = [LABEL]
    for n, day in enumerate(laid.columns):
        days = (laid.columns[n + 1] - day).days if n + 1 < len(laid.columns) else 0
        edges.append(edges[-1] + (min(MOST, LEAST + round(sqrt(days))) if days else END))
    return edges


def _axis(laid: Chart, edges: Sequence[int], height: int) -> str:
    return "".join(f'<path d="M{x} {TOP - 6}V{height - 36}" stroke="#ddd"/><text transform="translate({x + 4} {TOP - 10}) rotate(-35)" '
                   f'fill="#333">{day}</text>' for x, day in zip(edges, laid.columns, strict=False))


def _rows(rows: Iterable[Row], edges: Sequence[int], top: int, size: int, laid: Chart) -> Iterable[str]:
    for n, row in enumerate(rows):
        y = top + n * size
        fill = "#666" if row.gone else "#000"
        yield f'<text x="{LABEL - 8}" y="{y + size - 5}" text-anchor="end" fill="{fill}">{_titled(row)}{escape(label(row, laid))}</text>'
        yield from (_bar(bar, edges, y, size, laid) for bar in row.bars)
        if behind := _behind(row, edges, laid):
            yield f'<text x="{edges[-1] + 8}" y="{y + size - 5}" fill="#333">{escape(" · ".join(behind))}</text>'


def _behind(row: Row, edges: Sequence[int], laid: Chart) -> list[str]:
    """What stands behind a row, for its bar has no room for it: the bar next to it would cover it."""
    wide = (bar for bar in row.bars if not _fits(mark(bar, laid), edges[bar.end] - edges[bar.start]))
    return list(dict.fromkeys(line for bar in wide for line in (*([_look(bar)] if bar.rest else []), *paused(bar))))


def _fits(words: str, width: int) -> bool:
    return columns_of(words) * 6 + 8 <= width


def _titled(row: Row) -> str:
    return f"<title>{escape(row.past)}</title>" if row.past else ""


def label(row: Row, laid: Chart) -> str:
    """A row's label; an article that the newest text no longer has is marked as a former one."""
    return _("former {article}").format(article=row.label) if row.gone else row.label


def _bar(bar: Bar, edges: Sequence[int], y: int, size: int, laid: Chart) -> str:
    x, width = edges[bar.start], edges[bar.end] - edges[bar.start]
    words = mark(bar, laid) if _fits(mark(bar, laid), width) else "" if bar.rest else mark(replace(bar, suspended=()), laid)
    fill = {"in_force": COLOURS[bar.version % len(COLOURS)], "suspended": "url(#suspended)"}.get(bar.look, "url(#unknown)")
    edge = 'stroke="#555" stroke-dasharray="2 2"' if bar.suspended and bar.look == "in_force" else 'stroke="#fff"'
    shape = 'fill="none" stroke="#999" stroke-dasharray="3 2"' if bar.look == "never" else f'fill="{fill}" {edge}'
    return (f'<g><title>{escape(said(bar, laid))}</title><rect x="{x}" y="{y + 1}" width="{width}" height="{size - 2}" rx="2" {shape}/>'
            f'<text x="{x + 5}" y="{y + size - 5}" font-size="{min(11, size - 6)}" fill="#333">{escape(words)}</text></g>')


def mark(bar: Bar, laid: Chart) -> str:
    """What is written in a bar: whose words these are, or what is not plain."""
    words = str(laid.versions[bar.version]) if bar.look == "in_force" else _look(bar)
    return " · ".join(filter(None, (words, *paused(bar))))


def _look(bar: Bar) -> str:
    if bar.rest:
        return _(NEVER["rest"]).format(rest=bar.rest)
    return _(LOOKS[bar.look]) if bar.look in LOOKS else ""


def paused(bar: Bar) -> list[str]:
    """What of that which a bar shows is suspended, where, and by which guess: a line for each that is so in other places."""
    alike: dict[tuple[str, float | None], list[str]] = {}
    for one in bar.suspended:
        own = citation_of(one.provision)
        alike.setdefault((_("a part of {provision}").format(provision=own) if one.partly else own, one.weak), []).append(one.place)
    lines = []
    for (what, weak), places in alike.items():
        where = _("suspended") if "" in places else _("suspended in {place}").format(place="、".join(places))
        lines.append(" ".join(filter(None, (what, where))) + doubt(weak))
    return lines


LOOKS = {"unknown": "unknown", "open": "day left open", "never": "never in force"}
"""What is not plain of a bar, but that it is suspended."""


def said(bar: Bar, laid: Chart) -> str:
    """A bar in words: from when to when, and whose words."""
    version = laid.versions[bar.version]
    end = str(bar.ends) if bar.ends else ""
    words = _("words of version {version}").format(version=version)
    return " · ".join(filter(None, (f"{bar.begins} – {end}", words, _look(bar), *paused(bar))))


def _today(laid: Chart, edges: Sequence[int], height: int) -> str:
    at = today_column(laid)
    x = edges[0] - 4  # before the first day
    if at is not None:
        share = 0.85  # behind what is written in the last bars
        if at + 1 < len(laid.columns):
            share = (laid.today - laid.columns[at]).days / (laid.columns[at + 1] - laid.columns[at]).days
        x = edges[at] + round(share * (edges[at + 1] - edges[at]))
    return (f'<path d="M{x} {TOP - 4}V{height - 36}" stroke="#c00" stroke-width="1.5"/><text x="{x}" y="{height - 22}" fill="#c00" '
            f'text-anchor="middle">{_("today")} {laid.today}</text>')


def _legend(height: int) -> str:
    return (f'<text x="8" y="{height - 6}" fill="#555">'
            + escape(_(BARS)) + "</text>")
