"""Whose provision a citation names: this law's, or another's, by what stands before it.

《宪法》第八十九条 and 刑法第二百条 are another law's, 本法第三条 is this one's, 该法第五条 is that of the law named last. Where
nothing stands before it, a citation is this law's, unless it goes on in a sentence that cites another.
"""

import re

from msgspec import Struct

from tracker.patterns import pattern

_KINDS = ("法典|宪法|办法|条例|规定|细则|决定|解释|规则|章程|公约|通则|总则|准则|修正案|议定书|协定|条约|规程|安排|"
          "批复|纪要|意见|通知|标准|合同|协议|指引|守则|纲要|制度|规范|命令|法")
_NAMED = pattern(rf"[^\W_]*(?:{_KINDS})$")
_OWN = pattern(rf"(?<![基资根日])本(?:(?:实施|暂行|试行|管理|组织|若干|补充|有关|司法){{0,2}})(?:{_KINDS})$")
_THAT = pattern(rf"(?:该|上述|前述|(?<![合共相])同)(?:{_KINDS})$")
_NO_NAME = pattern(r"(?:[依方做违合非司执立无书看说想疗手章语]法|(?:下列|以下|有关|其他|相关|[前上][一二两三]?款)规定)$")
_KIND_ALONE = frozenset(("规定", "决定", "意见", "通知", "标准", "合同", "协议", "制度", "规范", "命令", "法", "批复", "纪要", "安排"))
_STARTS = pattern(
    "依照|按照|依据|根据|适用|违反|符合|参照|遵守|属于|构成|认定为|作为|触犯|涉嫌|引用|援引|修正[前后]的?|修订[前后]的?|现行|已经|没有|达到|存在|关于|处以|"
    "以及|或者|具有|包括|采取|采用|审查|请求|造成|引起|主张|提出|撤销|申请|认为|确定|履行|取得|超过|未依|办理|行使|受到|执行(?!规定|法|办法|条例)|实施(?!条例|细则|办法|规定|规则|意见)|(?<![缔签订])有关|"
    "(?<!国)有(?![资限线])|(?<!参)与|(?<!普)及|[和或按照依犯是的了把将在由除于]|(?<![行人])为|对(?!外|法)|以(?!工)|(?<=[^\u4e00-\u9fff])本"
)
_TAILS = pattern(r"(?:[（(][^（）()]{0,80}[）)]|的|中|中的|规定的|分则|总则部分|附则|原|[　 ])$")
_ANNEX = pattern(r"附(?:件|录|表|则?件)([一二三四五六七八九十]{1,3}|[0-9]{1,2})?$")
_SHORT = pattern(r"《([^《》]{2,140})》[（(][^（）()]{0,12}?(?:以下|下)(?:简称|称为|称|均称)[:：]?[“\"《]?"
                 r"([^”\"《》（）()，,]{1,30})[”\"》]?[）)]")
_REACH = 120
"""How many characters before a citation are looked at."""


class Owner(Struct, frozen=True):
    """Whose a citation is. `law`: the other law's name, empty for this law; `named`: said right before it; `that`: 该法, whose name is
    the one that was named last; `annex`: the number of this law's annex it is in (0: the only one), None for the body."""

    law: str = ""
    named: bool = False
    that: bool = False
    annex: int | None = None


def titles(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of 《…》, nested ones as one; an opening mark without its end is left out."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in re.finditer("[《》]", text):
        if match[0] == "《":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if not opened:
                spans.append((start, match.end()))
    return tuple(spans)


def short_name(title: str) -> str:
    """A title as laws are called by: 《》, 中华人民共和国 and white space off."""
    return "".join(title.split()).strip("《》〈〉").removeprefix("中华人民共和国")


def short_titles(text: str) -> dict[str, str]:
    """Short names that a text gives: 《中华人民共和国某某法》（以下简称某法） → {某法: 中华人民共和国某某法}."""
    return {short_name(short): title for title, short in _SHORT.findall(text)}


def owner(text: str, start: int, spans: tuple[tuple[int, int], ...], own: frozenset[str]) -> Owner:
    """Whose the citation is that starts at `start`; `spans` are the text's titles, `own` the names of the law it stands in."""
    end = _before_tails(text, start)
    if end and text[end - 1] == "》":
        found = next((s for s in spans if s[1] == end), None)
        name = text[found[0] + 1:end - 1] if found else text[max(0, end - 40):end - 1]
        return Owner("" if short_name(name) in own else name, named=True)
    before = text[max(0, end - _REACH):end]
    annex = _ANNEX.search(before)
    if annex:
        return Owner(named=True, annex=_annex_number(annex[1]))
    if _OWN.search(before):
        return Owner(named=True)
    if _THAT.search(before):
        return Owner(named=True, that=True)
    return _by_name(before, own)


def _by_name(before: str, own: frozenset[str]) -> Owner:
    run = _NAMED.search(before)
    if not run or _NO_NAME.search(before):
        return Owner()
    name = _cut(run[0])
    if name.startswith("本"):
        return Owner(named=True)
    if name in _KIND_ALONE:
        return Owner()
    return Owner("" if short_name(name) in own else name, named=True)


def _cut(run: str) -> str:
    """The name in a run of words: 应当依照公司法 → 公司法. The last word that starts a name's place decides."""
    whole = run.rfind("中华人民共和国")
    if whole >= 0:
        return run[whole:]
    at = 0
    for match in _STARTS.finditer(run, 0, max(0, len(run) - 1)):
        at = match.end()
    return run[at:] or run


def _before_tails(text: str, start: int) -> int:
    """Where the words end that may name the law, passing over 的, 分则, 第三章 and a bracketed note between name and citation."""
    window = max(0, start - _REACH)
    end = start
    for _ in range(4):
        match = _TAILS.search(text, window, end)
        if not match or match.end() != end:
            break
        end = match.start()
    return end


def _annex_number(printed: str | None) -> int:
    from tracker.numbering import arabic

    return arabic(printed) if printed else 0
