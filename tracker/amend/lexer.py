"""The words of a decision as tokens: places, counts, verbs of amendment, quotations, titles, marks.

Works on the masked text (`quotations.mask`), so that nothing inside a quotation is taken for an order. Linear in the text.
"""

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.instructions import LAST
from tracker.amend.quotations import INSIDE, OPEN, Quote
from tracker.errors import NumeralError
from tracker.numbering import Number, arabic

_NUMERAL = "[零〇○一二三四五六七八九十百千两0-9０-９]{1,12}"
_NUMBERED = rf"[（(]?{_NUMERAL}[）)]?"
_UNITS = {
    "编": "part", "部分": "part", "分编": "subpart", "章": "chapter", "节": "section", "条": "article", "款": "paragraph",
    "自然段": "paragraph", "段": "paragraph", "项": "item", "目": "subitem", "句": "sentence", "附件": "annex", "附表": "annex",
    "表": "table",
}  # fmt: skip
_UNIT = "自然段|分编|部分|[编章节条款项目段句]"

_LAWS = "法典|法|条例|办法|规定|解释|细则|规则|规章|批复|意见|通知|章程|守则|标准"
_TITLE = "(?:名称|题目|标题|法名|题名)"

_WORDS: dict[str, str] = {
    "replace": "统一修改为|修改为|改为|改写为|改写成|更正为|更换为|换为|修改成|改成|调整为|变更为|更改为|改作|规定为|修正为|修订为|替换为|"
               "更名为|改称为|顺延为|表述为|变为",
    "insert": f"增加规定|增加|增写|增补|增列|增设|新增|补充规定|补充(?=[：:]?[一二两三四五六七八九十{OPEN}])|添加|插入|"
              f"(?<=[前后中])加(?:[上入]|(?=[一二两三四五六七八九十]{{1,3}}[条款项章节]|{OPEN}))",
    "delete": "删去|删除|删掉|去掉|删|不再保留|取消(?=第)|(?<=[条款项目章节])取消",
    "exchange": "(?:位置|顺序|次序|序号)?(?:对调|互换|调换|互调)(?:位置|顺序|次序)?",
    "join": "合并到|合并至|合并入|并入|归并到",
    "merge": "合并修改为|合并作为|合并为|合并成|合并",
    "split": "分列(?=[一二两三四五六七八九十])|拆分为|拆分成|分拆为|拆为|分为|分成|分列为",
    "single": "(?:单独|独立)成条|单独列为|单独列作|单独作为|单独成|单列为|单列|另列为|独立成",
    "move": "移至|移到|移入|调整至|调整到|移作",
    "as": f"分别作为|依次作为|相应作为|作为|列为|[作为](?=第{_NUMERAL}[编章节条款项])",
    "disapply": "不再适用|停止执行|停止适用|不再执行",
    "named": "章名为|节名为|编名为|标题为|名称为|题为",
    "heading": "(?:章名|节名|编名)(?![和及与、]条文)|条名|条标|条文标题",
    "title": f"(?:(?:本|该|此)?(?:法规|法律|{_LAWS})的?)?{_TITLE}",
    "preamble": "(?:序言|引言|前言)(?:部分)?",
    "text": "正文",
    "toc": "目录",
    "lead": "条首部分|条首|首部",
    "opening": "开始部分|开头部分|开头|开始",
    "ending": "末尾部分|末尾|(?:最后|末)(?=增加|增写|增补|增设|新增|补充)|结尾|尾部|文末|句末|段末|款末|项末|条末",
    "proviso": "但书部分|但书",
    "sentence": f"(?:最?[前后]{_NUMERAL}句|首句|末句|最后一句)话?",
    "among": f"其中的|其中|其(?=第)|(?:中的?|的)?[前后]半[句段](?=的?{OPEN})",
    "after": "之后|以后|后面|后",
    "before": "之前|以前|前面|前",
    "in": f"中所有的?(?={OPEN})|中的|里的|内的|中|内(?!容)|所列的|规定的|所述的|部分的",
    "between": "之间",
    "of": "(?:的|(?<=[条款项]))(?:序号|顺序|条号|条序)(?=(?:相应|依次|分别)?(?:修改|改|调整|变更|顺延)为)|的|所",
    "take": "修改(?=第|《[^《》\n]{1,60}》第)|将|把|凡|在|于|对|由|自(?!治)",
    "as_before": "原来的|原",
    "as_after": "修改后的?|修改之后的?|调整后的?|新的",
    "all": "均|统一|一律|全部|都|[各每]处的?",
    "adverb": "各(?=增)|相应地|相应|分别|依次|逐一|顺次|予以|直接|整体|整[编章节条款项]|(?<=[编章节条款项])全文",
    "and": "以及|并且|及|和|与|或者",
    "then": "此外|同时|另外|并|另|再|还",
    "content": "[编章节]名[和及与、]条文(?:分别)?为|"
               "(?:如下|下列|以下)内容|规定如下|内容如下|内容(?:分别|均)?为|表述如下|内容是|规定为|规定|如下|即|具体为|表述为",
    "suffix": f"内容|字样|一词|一语|一句话|一句|等字|[一二三四五六七八九十两几]{{1,2}}个?字|(?<={INSIDE})字|的表述|的规定|的内容|部分",
    "contains": "包括|包含|含",
    "to": "至",
    "except": "(?:但是?|其中)?除了?(?=第|前|本|该|上述|《)|除外",
}

ORDERS = ("replace", "insert", "delete", "exchange", "join", "merge", "split", "single", "move", "as", "disapply")
"""The kinds of token that order something."""

_CLAUSES = r"(?:有关|相关|部分|其他|其它|其余|所有|各|各有关|各相关)(?:条文|条款|条|规定)"
_WHOLE = rf"(?:本|该|此)(?:{_LAWS})(?!律|的?(?:{_TITLE}))(?:的?{_CLAUSES})?|(?<![编章节条款项])全文|{_CLAUSES}"
_WHOLE += rf"|(?:其余|其他|其它)(?:各处)?的?(?={OPEN})"
_WHOLE += rf"|(?<![编章节条款项])条文(?=中的?{OPEN})|(?<![\u4e00-\u9fff])文(?=中的?{OPEN})"
_WHOLE += rf"|(?:条例|办法|规定|细则|法律)(?=全文|中的?{OPEN}|第{_NUMERAL}[编章节条])"
_DEICTIC = rf"(?:该|本|此|这一|这|上述|前述|同一|同)(?:{_UNIT})(?!例)|前款|前条|前项"
_NUMBERS = rf"{_NUMBERED}(?:(?:[、至和]第?){_NUMBERED}|[（(]{_NUMERAL}[）)])*"
_PLACE = rf"第\s?(?P<numbers>{_NUMBERS})\s?(?P<unit>{_UNIT})(?P<sub>(?<=条)之{_NUMERAL})?(?:(?<=句)话)?"
_BRACKETED = (rf"(?<=[条款])(?P<bracketed_numbers>[（(]{_NUMERAL}[）)](?:[、和及][（(]{_NUMERAL}[）)])*)(?P<bracketed_unit>[项目])"
              r"|(?<=[条款])(?P<bracketed_alone>[（(][一二三四五六七八九十]{1,3}[）)])")
"""第五条（三）项, 第五条（三）: an 项 without 第, as old decisions cite it."""
_LAST = "(?:最后|最末)一?(?P<last_unit>[款项目])(?!规定的?[款项目])"
_PART = r"(?:[总分]则编?|(?!第)[\u4e00-\u9fff]{2,6}编)"
_BARE = (r"(?:[\u4e00-\u9fff]{1,24}?(?:法典|法|条例|办法|规定|解释))"
         rf"(?=第[零〇一二三四五六七八九十百千]+[编章节条]|序言|附件|{_PART}第)")
_WITHIN = rf"(?<![编章节])(?:{_PART}(?=第{_NUMERAL}[编章节条])|[总分附]则编?一?章?(?=中|的|内|末))"
"""A part or chapter by its title alone: 刑法分则第八章, 在附则中."""
_MARKS = {"句号": "。", "分号": "；", "逗号": "，", "顿号": "、", "冒号": "：", "问号": "？", "感叹号": "！"}
_MARK = "|".join(_MARKS)
_WHICH = (rf"(?:第{_NUMERAL}(?:[处个]?[、和及至]第?{_NUMERAL})*|最[后末]{_NUMERAL}|首|末|[前后]{_NUMERAL}|{_NUMERAL})"
          "(?:处|个|次出现)的?")
_QUOTED = (rf"(?P<which>{_WHICH})?(?P<words>{OPEN}{INSIDE}*|(?:{_MARK})(?!{OPEN}))"
           rf"(?P<times>[（(]共?{_WHICH}[）)]|共?{_NUMERAL}处(?!{OPEN}))?")
_LISTED = re.compile(f"{INSIDE}[、和及与]?$")
"""Words that are meant, a mark by its name too, with which of the places they stand at: 第二处“甲”, “甲”（两处）, 最后一个分号."""
_KINDS = "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items())
_TOKEN = re.compile(
    rf"(?P<quote>{_QUOTED})|(?P<occurrence>第{_NUMERAL}处的?(?=(?:[、和及与]|以及)第))|(?P<space>\s+|(?:{_MARK})(?={OPEN}))|(?P<law>《[^《》\n]{{0,200}}(?:《[^《》\n]{{0,200}}》[^《》\n]{{0,200}}){{0,8}}》)"
    rf"|(?P<place>{_PLACE})|(?P<bracketed>{_BRACKETED})|(?P<last>{_LAST})|(?P<restated>这一?(?:{_UNIT})(?=(?:相应地?)?(?:改为|修改为))|[该本](?:{_UNIT})(?=相应地?(?:改为|修改为)))"
    rf"|(?P<whole>{_WHOLE})|(?P<deictic>{_DEICTIC})|(?P<annex>(?:附件|附表|附录)(?P<annex_number>[（(]?{_NUMERAL}[）)]?)?)"
    rf"|(?P<excepting>[（(][^（）()\n]{{0,200}}(?:(?<![删废免解消排])除|不含|不包[括含])[^（）()\n]{{0,200}}[）)])|(?P<count>(?P<how_many>{_NUMERAL})个?(?P<counted>自然段|附件|附表|分编|[编章节条款项目段句表]))"
    rf"|(?P<note>[（(][^（）()\n]{{0,200}}[）)])|{_KINDS}|(?P<name>{_BARE})|(?P<within>{_WITHIN})|(?P<comma>，|,)|(?P<list>、)|(?P<colon>[：:])|(?P<stop>[。；;]|\.(?![0-9]))"
    r"|(?P<other>.)", re.S,
)  # fmt: skip
_NUMERALS = re.compile(_NUMERAL)


class Token(Struct, frozen=True):
    """A word of a decision. `kind` is a key of the grammar's words, or quote, law (《…》), name (a law's bare name), place, restated
    (这一条), deictic (该条), whole (本法), annex, count (一条), occurrence (第一处, of words quoted later), note, excepting
    (（第五条除外）), a mark (comma, list, colon, stop), other, end.

    `unit` is the type that a place or count speaks of, `numbers` its numbers (第一至三项: 1, 2, 3); a count has one, how many.
    """

    kind: str
    text: str
    start: int
    end: int
    unit: str = ""
    numbers: tuple[Number, ...] = ()
    quote: Quote | None = None


Tokens = tuple[Token, ...]


def tokens(masked: str, start: int, end: int, quotes: Mapping[int, Quote]) -> Tokens:
    """The tokens of a range of the masked text: white space out, other characters gathered, one `end` behind them all."""
    found: list[Token] = []
    for match in _TOKEN.finditer(masked, start, end):
        kind = match.lastgroup or "other"
        if kind == "space":
            continue
        if kind == "other" and found and found[-1].kind == "other" and found[-1].end == match.start():
            found[-1] = Token("other", found[-1].text + match[0], found[-1].start, match.end())
        else:
            found.append(_token(kind, match, quotes))
    return (*found, Token("end", "", end, end))


def _token(kind: str, match: re.Match[str], quotes: Mapping[int, Quote]) -> Token:
    start, end = match.span()
    if kind == "quote":
        return Token(kind, "", start, end, quote=_quoted(match, quotes))
    if kind == "place":
        numbers = _numbers(match["numbers"], match["sub"])
        return Token(kind if numbers else "other", match[0], start, end, _UNITS[match["unit"]], numbers)
    if kind == "bracketed":
        unit = _UNITS[match["bracketed_unit"] or "项"]
        return Token("place", match[0], start, end, unit, _numbers(match["bracketed_numbers"] or match["bracketed_alone"], None))
    if kind == "last":
        return Token("place", match[0], start, end, _UNITS[match["last_unit"]], (LAST,))
    if kind == "count":
        return Token(kind, match[0], start, end, _UNITS[match["counted"]], _numbers(match["how_many"], None))
    if kind == "occurrence":
        return Token(kind, match[0], start, end, numbers=_numbers(match[0], None))
    if kind == "annex":
        return Token(kind, match[0], start, end, "annex", _numbers(match["annex_number"] or "", None))
    if kind in ("deictic", "restated"):
        return Token(kind, match[0], start, end, next((_UNITS[unit] for unit in _BY_LENGTH if match[0].endswith(unit)), ""))
    return Token(kind, match[0], start, end)


def _quoted(match: re.Match[str], quotes: Mapping[int, Quote]) -> Quote:
    """The quotation of a token, or the mark that it names, with which of its places are meant, and how many it is said to stand at; a mark
    stands at one where that is not said."""
    start, end = match.span("words")
    quote = quotes.get(start) or Quote(start, end, (_MARKS[match["words"]],), times=1)
    said = match["which"] or match["times"] or ""
    if said and said == match["times"] and said[0] not in "（(" and _LISTED.search(match.string[max(0, start - 2):start]):
        said = ""  # “甲”、“乙”两处 counts the quotations
    numbers = tuple(number.main for number in _numbers(said, None))
    if not said:
        return quote
    if "第" in said:
        return replace(quote, which=numbers, times=None)
    if re.search("[首末前后]", said):
        count = numbers[0] if numbers else 1
        return replace(quote, which=tuple(range(1, count + 1) if re.search("[首前]", said) else range(-count, 0)), times=None)
    return replace(quote, times=numbers[0] if numbers else None)


_BY_LENGTH = sorted(_UNITS, key=len, reverse=True)


def _numbers(written: str, sub: str | None) -> tuple[Number, ...]:
    """第一至三项 → 1, 2, 3; 第二、（四）项 → 2, 4; 第十七条之一 → 17-1. Nothing where a numeral is none that a law prints."""
    try:
        found = [arabic(numeral) for numeral in _NUMERALS.findall(written)]
        below = arabic(sub[1:]) if sub else 0
    except NumeralError:
        return ()
    if not all(0 < n < 10_000 for n in found) or below >= 10_000:
        return ()
    if "至" in written and len(found) == 2:
        found = list(range(found[0], min(found[1], found[0] + 100) + 1))
    return tuple(Number(n, below) for n in found)
