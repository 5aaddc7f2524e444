"""A timeline as a page (HTML): one table, versions as lanes, articles as rows, its header and labels in sight while scrolling.

The page is whole in itself: no script, nothing loaded from elsewhere. It prints.
"""

from collections.abc import Iterable, Iterator
from html import escape

from tracker.export.templating import language_tag
from tracker.export.timeline_chart import Bar, Chart, Row, chart, today_column
from tracker.export.timeline_svg import BARS, COLOURS, FONTS, label, mark, said
from tracker.language import _
from tracker.timeline import Coming, Timeline
from tracker.timeline.upcoming import told

_STYLE = f"""
body {{ font: 14px/1.5 {FONTS}; margin: 1.5rem; color: #222; }}
h1 {{ font-size: 1.4rem; }} h2 {{ font-size: 1.1rem; margin-top: 1.5rem; }}
.chart {{ overflow: auto; max-height: 92vh; border: 1px solid #ccc; }}
table {{ border-collapse: separate; border-spacing: 0; font-size: 12px; }}
thead th {{ position: sticky; top: 0; background: #fff; z-index: 2; border-bottom: 1px solid #999; font-weight: normal; }}
tbody th {{ position: sticky; left: 0; background: #fff; z-index: 1; text-align: right; font-weight: normal; white-space: nowrap; }}
thead th:first-child {{ left: 0; z-index: 3; }}
th {{ padding: 2px 8px; }} thead th {{ text-align: left; min-width: 84px; border-left: 1px solid #ddd; }}
td {{ padding: 1px 6px; border-left: 1px solid #eee; border-bottom: 1px solid #fff; white-space: nowrap; }}
tr.last td, tr.last th {{ border-bottom: 2px solid #999; }}
.key {{ color: #555; font-size: 12px; }}
.now {{ color: #c00; font-weight: bold; white-space: nowrap; }} tr.gone th {{ color: #666; }}
.unknown, .open {{ background: repeating-linear-gradient(45deg, #f4f4f4 0 4px, #ddd 4px 6px); }}
.suspended {{ background: radial-gradient(#ccc 1px, #fff 1.5px) 0 0 / 6px 6px; }}
.never {{ outline: 1px dashed #999; outline-offset: -2px; }}
.in {{ outline: 1px dashed #555; outline-offset: -1px; }}
@media print {{ .chart {{ max-height: none; overflow: visible; border: 0; }} }}
"""


def render(found: Timeline) -> str:
    """The page as an HTML document."""
    laid = chart(found)
    colours = "".join(f".v{n} {{ background: {colour}; }}\n" for n, colour in enumerate(COLOURS))
    return "".join([
        f'<!DOCTYPE html>\n<html lang="{language_tag()}"><head><meta charset="utf-8"><title>{escape(laid.title)}</title>',
        f"<style>{_STYLE}{colours}</style></head><body><h1>{escape(laid.title)}</h1>",
        _coming(found.upcoming), f'<p class="key">{escape(_(BARS))}</p><div class="chart"><table>', _head(laid), "<tbody>",
        *_rows(laid.lanes, laid, last=True), *_rows(laid.articles, laid), "</tbody></table></div></body></html>\n"])


def _head(laid: Chart) -> str:
    at = today_column(laid)
    today = f'<span class="now">▼ {_("today")} {laid.today}</span>'
    cells = [f'<th scope="col">{day}' + (f"<br>{today}" if n == at else "") + "</th>" for n, day in enumerate(laid.columns)]
    return f"<thead><tr><th>{today if at is None else ''}</th>{''.join(cells)}</tr></thead>"  # before the first day


def _rows(rows: Iterable[Row], laid: Chart, *, last: bool = False) -> Iterator[str]:
    rows = tuple(rows)
    for n, row in enumerate(rows):
        kind = " ".join(filter(None, ("gone" if row.gone else "", "last" if last and n == len(rows) - 1 else "")))
        past = f' title="{escape(row.past)}"' if row.past else ""
        yield f'<tr class="{kind}"><th scope="row"{past}>{escape(label(row, laid))}</th>{"".join(_cells(row, laid))}</tr>\n'


def _cells(row: Row, laid: Chart) -> Iterator[str]:
    at = 0
    for bar in row.bars:
        yield "<td></td>" * (bar.start - at)
        yield f'<td colspan="{bar.end - bar.start}" class="{_look(bar)}" title="{escape(said(bar, laid))}">{escape(mark(bar, laid))}</td>'
        at = bar.end
    yield "<td></td>" * (len(laid.columns) - at)


def _look(bar: Bar) -> str:
    return f"v{bar.version % len(COLOURS)}{' in' if bar.suspended else ''}" if bar.look == "in_force" else bar.look


def _coming(found: Iterable[Coming]) -> str:
    items = "".join(f"<li>{escape(told(one))}</li>" for one in found)
    return f"<h2>{_('what comes next')}</h2><ul>{items}</ul>" if items else ""

