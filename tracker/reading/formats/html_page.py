"""The law on a page: its title found, the site's own words around it (place, source, print, share, copyright) left aside.

What lies between the first and the last numbered heading is never touched; before the title and behind the last provision only what
looks like a site's words goes, and a finding says what.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.reading.document import Line
from tracker.reading.formats.content import Content, Rows, finding
from tracker.reading.notices import is_notice

_NUMERAL = "[零〇○一二三四五六七八九十百千0-9０-９]{1,9}"
_HEADING = re.compile(rf"[\s\u200b\ufeff]*(?:第{_NUMERAL}(?:分?编|[章节条])|[一二三四五六七八九十]{{1,3}}、)")
_FURNITURE = re.compile(
    r"\s*[【\[（(|]?\s*(?:首页|当前位置|您?(?:现在|当前)?(?:的|所在)?位置|(?:信息|稿件|文章)?来源\s*[：:]|发[布文]?(?:时间|日期|机构)\s*[：:]"
    r"|(?:浏览|点击|阅读)(?:次数|量|数)|字[体号]\s*[：:\[【（(]|打\s*印|关\s*闭|分\s*享|收\s*藏|上一[篇条]|下一[篇条]"
    r"|责任编辑|编辑\s*[：:]|作者\s*[：:]|版权所有|主办(?:单位)?\s*[：:]|承办(?:单位)?\s*[：:]"
    r"|技术支持|联系我们|网站地图|网站标识码|返回顶部|扫一扫|copyright|©|[^。]{0,40}ICP备|[^。]{0,40}公网安备)", re.I)
_ENDING = ("法", "法典", "条例", "规定", "办法", "细则", "决定", "解释", "批复", "规则", "章程", "修正案", "通知", "决议", "答复")
_SITE = re.compile(r"[_|｜]|\s[-–—－]\s|--|——")


class Block(NamedTuple):
    """A line of a page, or a table (`rows`); whether it is all links to other pages, and whether it is marked as a heading."""

    text: str
    rows: Rows = ()
    linked: bool = False
    heading: bool = False


class Hints(NamedTuple):
    """What the page says its title is: in its metadata, and in the window's title, where a site adds its name."""

    metadata: str
    window: str


def law_of(blocks: Sequence[Block], hints: Hints, encoding: str, others: Sequence[tuple[str, str]]) -> Content:
    """The blocks that are the law as lines, and the others in findings; `others` are findings (kind, words) of the whole page."""
    numbered = [at for at, block in enumerate(blocks) if not block.linked and _HEADING.match(block.text)]
    first, last = (numbered[0], numbered[-1]) if numbered else (len(blocks), len(blocks))
    start = _title(blocks[:first], hints)
    before = 0 if start is None else start
    end = next((at for at in range(last + 1, len(blocks)) if _is_furniture(blocks[at])), len(blocks))
    kept = [at for at in range(before) if is_notice(blocks[at].text)]
    kept += [at for at in range(before, end) if first <= at <= last or not _is_furniture(blocks[at])]
    lines = [Line(blocks[at].text, place, blocks[at].rows) for place, at in enumerate(kept, 1)]
    inside = frozenset(kept)
    gone = " / ".join(block.text for at, block in enumerate(blocks) if at not in inside and block.text)
    title = _window_title(blocks[:first], hints) if start is None else ""
    if title:
        lines = [Line(title, 1), *(Line(line.text, line.number + 1, line.rows) for line in lines)]
    findings = [("page_furniture", gone)] * bool(gone) + [("page_title", title)] * bool(title) + list(others)
    return Content(tuple(lines), encoding, tuple(finding(kind, 1, words) for kind, words in findings))


def _is_furniture(block: Block) -> bool:
    """Whether a line looks like a site's words: a link or a short line that opens as they do, and no sentence."""
    if block.rows or "。" in block.text:
        return False
    return block.linked or (len(block.text) <= 160 and _FURNITURE.match(block.text) is not None)


def _title(head: Sequence[Block], hints: Hints) -> int | None:
    """Where the law's title begins before its first heading: as the page's own title says, else in a heading."""
    for hint in (_bare(hints.metadata), _bare(hints.window)):
        named = [at for at, block in enumerate(head) if len(_bare(block.text)) >= 4 and _bare(block.text) in hint
                 and not _is_furniture(block)]
        at = next((at for at in named if _bare(head[at].text).endswith(_ENDING)), named[0] if named else None)
        while at is not None and at - 1 in named:  # a title over several lines
            at -= 1
        if at is not None:
            return at
    return next((at for at, block in enumerate(head) if block.heading and _bare(block.text).endswith(_ENDING)), None)


def _window_title(head: Sequence[Block], hints: Hints) -> str:
    """The title that stands in the page's metadata alone, the site's name off; none where the text opens with one."""
    title = hints.metadata or _SITE.split(hints.window, maxsplit=1)[0]
    has_one = any(_bare(block.text).endswith(_ENDING) for block in head)
    return "" if has_one or not _bare(title).endswith(_ENDING) else title.strip()


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff《》]", "", text)
