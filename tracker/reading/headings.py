"""Which labels are headings: decided by what stands behind them and by the sequence of numbers around them.

第三条规定的… at the start of a line cites article 3; 第三条 in the sequence 2, 3, 4 opens it. A number that follows its
predecessor needs no more proof than that it is set off or does not read like a citation; real gaps, 第N条之M and numbers that
start again are read as they stand. Words inside the quotation of an amending decision open nothing.
"""

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from tracker.numbering import NUMERAL, Number
from tracker.patterns import pattern
from tracker.reading.labels import EDGES, Mark

DIVISION_KINDS = frozenset(("part", "subpart", "chapter", "section"))
_ENDS = ("。", "；", ";", "：", ":", "，", "！", "？")
_COLON = ("：", ":")
_CITES = pattern(
    rf"[、，,；;。]|的|规定|所(?![有称])|至(?!少)|和(?!平)|或|及(?!时)|与(?!会)|之|中(?![华国央外小等介学医药共])|以(?:外|上|下)|款|项|内"
    rf"|第\s?{NUMERAL}\s?[款项条目]|[（(]{NUMERAL}[）)]\s?[项、至和]")
_CONNECTS = pattern(rf"[、，,；;。]|的规定|规定的|第\s?{NUMERAL}\s?[款项目]|[（(]{NUMERAL}[）)]\s?项")
_SQUARE = pattern(r"【[^【】]{1,40}】")
_ROUND = pattern(rf"[（(](?!{NUMERAL}[）)]|删|以下|略|已)[^（）()。；]{{1,30}}[）)]")
_CLOSES = pattern(r"本[\u4e00-\u9fff]{1,10}(?:自|从|于).{1,30}(?:施行|实施|生效|执行)|《.{1,80}根据本(?:决定|修正案)|此外，对|特此|此复")
_ORDERS = pattern("修改为|改为|增加|增写|作为|规定")


def decide(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with every label that is no heading turned into plain text.

    Kinds afterwards: division types (a 一、 that groups articles is a section of style 一), subsection (（一） that does),
    article, clause (一、 of a text without articles), entry (一、 as a list inside an article), item, point, annex, caption,
    table, or empty.
    """
    quoted = _quoted(marks)
    accepted = _articles(marks, quoted)
    decided = [_division(marks, at, quoted) if m.kind in DIVISION_KINDS else m for at, m in enumerate(marks)]
    decided = [plain(m) if m.kind == "article" and at not in accepted else m for at, m in enumerate(decided)]
    decided = _annexes(decided)
    has_articles = _leads(decided)
    decided = _captions(decided) if has_articles else decided
    return captioned(_groups_among_articles(decided)) if has_articles else _clauses(decided, quoted)


def plain(mark: Mark) -> Mark:
    """The mark without its label."""
    return Mark("", mark.text, mark.line)


def _leads(marks: Sequence[Mark]) -> bool:
    """Whether the text is one in articles: it has some before its first annex."""
    for m in marks:
        if m.kind == "article":
            return True
        if m.kind == "annex":
            return False
    return False


def _quoted(marks: Sequence[Mark]) -> set[int]:
    """The lines that continue a quotation that an amending decision opened on an earlier line.

    A line may open with “ once more; the quotation also ends where the next 一、 in sequence stands, for sources lose a closing mark.
    """
    inside: set[int] = set()
    opened, depth, last = False, 0, 0
    for at, m in enumerate(marks):
        if m.kind == "group" and m.number and m.number.main == last + 1:
            opened, depth, last = False, 0, last + 1
        opens, closes = m.text.count("“"), m.text.count("”")
        if opened:
            inside.add(at)
            depth += opens - closes - (1 if m.text.startswith("“") else 0)
        elif opens > closes and (_ORDERS.search(m.text) or (at and _announces(marks[at - 1].text))):
            depth = opens - closes
        else:
            depth = 0
        opened = depth > 0
    return inside


def _announces(text: str) -> bool:
    """Whether the line before a quotation orders it: 将第一条修改为："""
    return text.endswith(_COLON) and _ORDERS.search(text[-200:]) is not None


def _articles(marks: Sequence[Mark], quoted: set[int]) -> set[int]:
    """The positions of article headings, by one pass over the candidates with a look at what comes next."""
    places = [at for at, m in enumerate(marks) if m.kind == "article" and at not in quoted]
    next_firm: list[Number | None] = []
    coming: Number | None = None
    for at in reversed(places):
        next_firm.append(coming)
        coming = marks[at].number if marks[at].firm else coming
    accepted: set[int] = set()
    last: Number | None = None
    for position, (at, firm) in enumerate(zip(places, reversed(next_firm), strict=True)):
        after = marks[places[position + 1]].number if position + 1 < len(places) else None
        if _opens_article(marks[at], last, firm, after):
            accepted.add(at)
            last = marks[at].number
    return accepted


def _opens_article(mark: Mark, last: Number | None, next_firm: Number | None, after: Number | None) -> bool:
    number = mark.number
    assert number is not None
    follows = number.follows(last) if last else number == Number(1)
    if mark.firm:
        return not _CONNECTS.match(mark.rest) or (follows and next_firm != number)
    if next_firm == number or _CITES.match(mark.rest):
        return False
    return follows or (last is not None and number > last and after is not None and after.follows(number))


def _division(marks: Sequence[Mark], at: int, quoted: set[int]) -> Mark:
    m = marks[at]
    words = m.rest.removesuffix("。") if len(m.rest) < 20 and "，" not in m.rest else m.rest
    if at in quoted or "。" in words or words.endswith(_ENDS[1:5]) or len(words) > 60 or (words and _CONNECTS.match(words)):
        return plain(m)
    if m.firm:
        return m
    return plain(m) if len(m.rest) > 40 or m.rest.endswith(_ENDS) or _CITES.match(m.rest) else m


def _annexes(marks: Sequence[Mark]) -> list[Mark]:
    """An annex stands behind the text: no article may continue the numbering after it."""
    coming: Number | None = None
    made: list[Mark] = []
    started = False
    behind: list[Number | None] = []
    for m in reversed(marks):
        behind.append(coming)
        coming = m.number if m.kind == "article" else coming
    for m, following in zip(marks, reversed(behind), strict=True):
        started = started or m.kind in ("article", "group") or m.kind in DIVISION_KINDS
        stands = started and (following is None or following == Number(1))
        made.append(plain(m) if m.kind == "annex" and not stands else m)
    return made


def _captions(marks: Sequence[Mark]) -> list[Mark]:
    """Chapters whose number is not printed: 附则 alone in a line right before an article, or words where a chapter's number is missing."""
    made = list(marks)
    chapters = [(at, m.number.main) for at, m in enumerate(marks) if m.kind == "chapter" and m.number]
    missing = [range(one + 1, two) for (one, first), (two, second) in pairwise([(-1, 0), *chapters]) if second > first + 1]
    unnumbered = {at for places in missing for at in places if _stands_alone(marks, at)}
    for at, (m, following) in enumerate(pairwise(marks)):
        named = m.kind == "caption" and m.style.endswith("则") and following.kind in ("article", "section") and not _is_open(marks[at - 1])
        if named or at in unnumbered:
            made[at] = Mark("chapter", m.text, m.line, rest=m.text)
    return made


def _is_open(mark: Mark) -> bool:
    """Whether a division's heading has its number alone, and its words in the next line."""
    return mark.kind in DIVISION_KINDS and not mark.rest


def _stands_alone(marks: Sequence[Mark], at: int) -> bool:
    """Whether a line of a few words stands between the end of a sentence and an article."""
    if not 0 < at < len(marks) - 1 or marks[at].kind or marks[at + 1].kind != "article":
        return False
    return is_title_like(marks[at].text, 30) and "，" not in marks[at].text and marks[at - 1].text.endswith(("。", "”", "）"))


def is_title_like(text: str, limit: int = 60) -> bool:
    """Whether words read like a heading: short, and without the marks that end or join sentences."""
    return 0 < len(text) <= limit and "。" not in text and not text.endswith(_ENDS)


def _groups_among_articles(marks: Sequence[Mark]) -> list[Mark]:
    """一、 in a text with articles: a heading over the articles behind it, an entry of a list, or mere words."""
    made = list(marks)
    entry = part = 0
    for at, m in enumerate(marks):
        if m.kind == "article" or m.kind in DIVISION_KINDS or m.kind == "annex":
            entry = 0
        elif m.kind == "group" and m.number:
            if _heads_articles(marks, at):
                made[at], entry, part = m._replace(kind="section", style="一"), 0, 0
            elif m.number.main == entry + 1 and (entry or _introduces(marks, at)):
                made[at], entry = m._replace(kind="entry"), entry + 1
            else:
                made[at] = plain(m)
        elif m.kind == "item" and m.number and m.number.main == part + 1 and _heads_articles(marks, at) and _apart(made, at):
            made[at], part = m._replace(kind="subsection"), part + 1
    return made


def _heads_articles(marks: Sequence[Mark], at: int) -> bool:
    if not is_title_like(marks[at].rest):
        return False
    following = [m.kind for m in marks[at + 1:at + 3]]
    return following[:1] == ["article"] or (marks[at].kind == "group" and following == ["item", "article"])


def _introduces(marks: Sequence[Mark], at: int) -> bool:
    before = marks[at - 1].text if at else ""
    return before.endswith(_COLON) or any(m.kind == "group" and m.number == Number(2) for m in marks[at + 1:at + 4])


def _apart(marks: Sequence[Mark], at: int) -> bool:
    """Whether a （一） stands where no list is running: behind a heading, or behind the end of a sentence that is no item's."""
    before = marks[at - 1] if at else None
    return before is not None and (before.kind in ("section", "chapter") or (before.text.endswith("。") and before.kind != "item"))


def _clauses(marks: Sequence[Mark], quoted: set[int]) -> list[Mark]:
    """一、 in a text without articles: its provisions, in sequence; a restart begins a new list."""
    made: list[Mark] = []
    last = 0
    for at, m in enumerate(marks):
        if m.kind == "article":  # of an annexed text
            made.append(m)
        elif m.kind == "group" and m.number:
            fits = at not in quoted and (m.number.main == 1 or last < m.number.main <= last + 3)
            made.append(m._replace(kind="clause") if fits else plain(m))
            last = m.number.main if fits else last
        else:
            made.append(m)
            last = 0 if m.kind == "annex" else last
    return _closing(made)


def _closing(marks: Sequence[Mark]) -> list[Mark]:
    """What follows the last 一、 and speaks of the whole text (本决定自…起施行) is no part of that last provision."""
    end = next((at for at, m in enumerate(marks) if m.kind in ("annex", "article")), len(marks))
    last = next((at for at in range(end - 1, -1, -1) if marks[at].kind == "clause"), end)
    start = next((at for at in range(last + 1, end) if not marks[at].kind and _CLOSES.match(marks[at].text)), end)
    return [m._replace(kind="closing") if start <= at < end and not m.kind else m for at, m in enumerate(marks)]


Habit = tuple[bool, bool]
"""Whether the articles of a text bear captions in round brackets, or of bare words."""


def captioned(marks: Sequence[Mark], habit: Habit | None = None) -> list[Mark]:
    """Captions of articles moved from their words to their headings: 第一条 【目的】, 第一条（目的）, 第27.1条 适用范围.

    【】 stand nowhere else at the head of an article. Round brackets and bare words do: they are captions only where most of a
    text's articles begin so, or where the `habit` of the text is known.
    """
    round_, bare = habit or _habit(marks)
    made = []
    for m, following in zip_longest(marks, marks[1:]):
        assert m is not None
        found = _SQUARE.match(m.rest) or (round_ and _ROUND.match(m.rest)) if m.kind == "article" and not m.heading else None
        if found:
            made.append(m._replace(heading=found[0], rest=m.rest[found.end():].lstrip(EDGES)))
        elif m.kind == "article" and not m.heading and (bare or "." in m.num) and _is_bare(m, following):
            made.append(m._replace(heading=m.rest, rest=""))
        else:
            made.append(m)
    return made


def _habit(marks: Sequence[Mark]) -> Habit:
    """Whether most articles begin with round brackets, or with a line of bare words: at least three, and two in three."""
    articles = [(m, following) for m, following in zip_longest(marks, marks[1:]) if m and m.kind == "article"]
    most = max(3, -(-2 * len(articles) // 3))
    round_ = sum(_ROUND.match(m.rest) is not None for m, _ in articles)
    return round_ >= most, sum(_is_bare(m, following) for m, following in articles) >= most


def _is_bare(mark: Mark, following: Mark | None) -> bool:
    return is_title_like(mark.rest, 40) and following is not None and following.kind in ("", "item", "point", "entry")
