"""What stands before a law's own words: its title, the notes on its history, its table of contents."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.naming import bare_title
from tracker.numbering import NUMERAL
from tracker.patterns import pattern
from tracker.reading.dates import DAY
from tracker.reading.headings import DIVISION_KINDS, is_title_like
from tracker.reading.labels import Mark
from tracker.reading.titles import is_law_title, squeezed, stage_of

_VERB = "通过|批准|公布|发布|颁布|修正|修订|修改|施行|实施|生效|废止"
_DATED = pattern(rf"(?:根据|自|经|于)?\s?{DAY}(?!\s*[至，、—])|(?:{DAY}\s*、\s*)+{DAY}|[12][0-9]{{3}}年[0-9]{{1,2}}月\s")
_ACTED = pattern(rf"(?:{_VERB})[^。]{{0,12}}[）)]?[。；]?\s*(?:根据)?$")
_ORDERS = pattern("[^《]*(?:(?:暂停|停止|恢复)(?:施行|实施|执行)|废止)《"
                  f"|《[^《》]+》[^《》通过公布]{{0,40}}?(?:[自从]{DAY}起(?:施行|实施|生效)|(?:施行|实施|生效)日期)")
"""What a line orders of another law: 自2027年7月1日起，恢复施行《…》, 《…》自2027年7月1日起施行 are no history of this one."""
_NUMBER = pattern(
    rf"(?:法释|法发|高检发|国发|国办发|国函|国办函)\S{{0,8}}[〔［\[（(【]|.{{0,40}}(?:令|公告)[（(]?(?:第?\s*{NUMERAL}\s*号)?[）)]?$"
    rf"|.{{0,40}}[〔［\[]{NUMERAL}[〕］\]]\s*第?\s*{NUMERAL}\s*号$|第\s*{NUMERAL}\s*号$|[自]?(?:公布|发布|颁布)之日起?(?:施行|实施)。?$")
_ISSUER = pattern(r".*(?:法院|检察院|委员会|代表大会|国务院|人民政府|总局|部|厅|署|办公厅)\s*$")
_ORDER = pattern(rf".{{0,40}}(?:主席令|国务院令|部令|总局令|公告|政府令|委员会令)\s*(?:[（(]?第?\s*{NUMERAL}\s*号[）)]?)?$|.{{2,20}}令$")
_MOST, _LONGEST = 30_000, 5_000  # characters that notes take at most, all and one line: more is no note
_TRAILER = pattern(r"[.．…·\s]*[0-9０-９]*$")


class Front(NamedTuple):
    """How many marks stand before the body, what each of them is (title, title_note, toc), and the title as one line."""

    kinds: tuple[str, ...]
    title: str


def front_of(marks: Sequence[Mark]) -> Front:
    """Read the head of a text. The first line is its title, but for an order that promulgates the law in front of it."""
    kinds = ["title_note"] * _order_page(marks)
    title = notes = ""
    while len(kinds) < len(marks) and len(notes) < _MOST:
        m = marks[len(kinds)]
        contents = 0 if "toc" in kinds[-1:] else _contents(marks, len(kinds))
        kind = "toc" if contents else _kind(m, kinds[-1:], title, notes, marks[len(kinds) - 1].text)
        if not kind and kinds == ["title"] and _is_subtitle(marks):
            kind, contents = "title", 0
        elif kind == "title" and not _repeats(m.text, title):
            title += m.text
        if not kind:
            break
        kinds.extend([kind] * (contents or 1))
        notes += f"{m.text}\n" if kind == "title_note" else ""
    return Front(tuple(kinds), bare_title(title))


def _order_page(marks: Sequence[Mark]) -> int:
    """How many lines of a promulgating order stand before the title."""
    if not marks or not _ORDER.match(marks[0].text):
        return 0
    end = next((at for at, m in enumerate(marks) if m.kind in ("article", "clause", "caption") or m.kind in DIVISION_KINDS), len(marks))
    titles = [at for at in range(1, min(end, 40)) if is_title_like(marks[at].text, 80) and is_law_title(marks[at].text)
              and not _is_note(marks[at].text)]
    return titles[-1] if titles else 0


def _kind(m: Mark, before: list[str], title: str, notes: str, last: str) -> str:
    """What a line is, by the kind and the words of what stands before it; empty where the body begins."""
    if not title:
        return "title" if m.kind in ("", "caption") and len(m.text) <= 200 else ""
    if m.kind == "table" or m.kind in DIVISION_KINDS or m.kind in ("article", "clause"):
        return ""
    if _repeats(m.text, title) or (before == ["title"] and _continues_title(m.text, title)):
        return "title"
    if _is_note(m.text) or (notes and before == ["title_note"] and _continues_note(m.text, notes, last)):
        return "title_note"
    return ""


def _is_subtitle(marks: Sequence[Mark]) -> bool:
    """Whether the second line names a part of the law (总则, 侵权责任编) before the notes begin."""
    return len(marks) > 2 and is_title_like(marks[1].text, 30) and marks[1].kind != "article" and _is_note(marks[2].text)


def _repeats(text: str, title: str) -> bool:
    words = squeezed(text) if len(text) <= 400 else ""
    return len(words) > 3 and words in squeezed(title)


def _continues_title(text: str, so_far: str) -> bool:
    """A title broken over lines: a body alone in the first, an open bracket, or no word in it yet that a title ends in."""
    if len(so_far) > 300 or not is_title_like(text, 80):
        return False
    if re.fullmatch(r"[（(][^（()）]{1,12}[）)]", text) and not _is_note(text):
        return True
    if _is_note(text):
        return False
    broken = so_far.count("《") > so_far.count("》") or so_far.count("（") > so_far.count("）")
    return broken or bool(_ISSUER.match(so_far)) or not is_law_title(so_far)


def _is_note(text: str) -> bool:
    """A bracketed note, a dated line of history, a document number, the stage of a bill."""
    if len(text) > _LONGEST:
        return False
    if stage_of(text):
        return True
    if text[0] in "（(":
        return bool(re.match(rf"[（(].{{0,40}}(?:{DAY}|[12][0-9]{{3}}年|{_VERB}|[号])", text))
    if _DATED.match(text) and not text.endswith(("：", ":")) and not _ORDERS.match(text):
        return not text.endswith("。") or bool(_ACTED.search(text))
    return len(text) <= 60 and bool(_NUMBER.match(text))


def _continues_note(text: str, notes: str, last: str) -> bool:
    """A note broken over lines: a bracket still open, no act named yet, or the closing bracket of all."""
    if any(notes.count(a) > notes.count(b) for a, b in ("（）", "《》", "()")) :
        return len(text) <= _LONGEST and "。" not in text[:-1]
    if _ORDERS.match(text):
        return False
    ended = len(text) <= _LONGEST and text.endswith(("）", ")")) and text.count("）") > text.count("（")
    return ended or (not re.search(_VERB, last) and bool(_ACTED.search(text)) and len(text) < 200)


def _contents(marks: Sequence[Mark], at: int) -> int:
    """How many marks a table of contents takes from here, 0 where none starts: headings that come again behind it."""
    titled = marks[at].kind == "caption" and marks[at].style in ("目录", "目次")
    first = at + 1 if titled else at
    if first >= len(marks) or not (titled or marks[at].kind in DIVISION_KINDS or marks[at].kind == "caption"):
        return 0
    end = first
    while end < min(len(marks), first + 3000) and _could_be_entry(marks[end]):
        end += 1
    words = entry(marks[first].text)
    again = next((i for i in range(first + 1, end) if entry(marks[i].text) == words), None)
    if again is not None:
        return again - at
    return (end - at if end - first > 2 else 1) if titled else 0


def entry(text: str) -> str:
    """An entry of a table of contents without spaces, leader dots and page number."""
    return squeezed(_TRAILER.sub("", text))


def _could_be_entry(mark: Mark) -> bool:
    return mark.kind in DIVISION_KINDS or mark.kind in ("caption", "annex") or (mark.kind not in ("article", "table")
                                                                               and is_title_like(mark.text))
