"""What kind of change an edit is, judged from its words and the words around it.

Typographic: width, spaces, variants of a mark, one number written in other figures. Substantive: what a lawyer looks at first is
named: modal words, amounts, periods, dates, authorities, words of scope, sanctions. Everything else is `wording`.
"""

import re
import unicodedata
from functools import lru_cache

from tracker.compare.edits import AMOUNT, Edit
from tracker.errors import NumeralError
from tracker.numbering import arabic
from tracker.patterns import pattern

CLASSES = ("modal", "amount", "period", "date", "authority", "scope", "sanction", "citation", "wording")
"""What a substantive edit is about; `punctuation` is said of typographic edits that change a mark for another."""

_MARKS = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "〈": "<", "〉": ">", "《": "<", "》": ">",
    "—": "-", "－": "-", "–": "-", "―": "-", "·": ".", "•": ".", "・": ".", "．": ".",
    "〔": "[", "〕": "]", "﹝": "[", "﹞": "]", "○": "零", "〇": "零", "∶": ":", "､": "、", "｡": "。",
})
_NUMBER = pattern("[零一二两三四五六七八九十百千0-9]+(?:[.][0-9]+)?[万亿]?")
_HAN = "\u4e00-\u9fff"
_FIGURES = "[0-9０-９一二三四五六七八九十]"

_MODAL = (
    "应当|应(?=[依按自由在当向予经对及])|可以|可(?=[依按由自向处并根在])|不得|必须|禁止|严禁|有权|无权|(?<![必无])须(?![知要])|"
    "不能|允许|准许|鼓励|有义务|无需|无须|不再|不应|能够"
)
_PERIOD = (
    rf"(?<![0-9０-９年月上]){AMOUNT}个?(?:工作日|月|小时|日|年(?!度)|周|天|季度|学期)(?!{_FIGURES}*[月日])|"
    "及时|立即|定期|长期|每[年月日季]|当日|逐年|按时|限期|永久"
)
_DATE = rf"(?:[0-9０-９]{{4}}|[一二三四五六七八九〇○零]{{4}})年(?:{_FIGURES}{{1,3}}月)?(?:{_FIGURES}{{1,3}}日)?|公布之日"
_AMOUNT = (
    rf"(?<![第零一二三四五六七八九十百千万亿0-9])(?!一次){AMOUNT}(?:元|倍|名|人|次|件|％|%|平方米|公里|公斤|千克|吨|米|周岁|岁|分)|[百千万]分之{AMOUNT}|"
    "[零一二三四五六七八九十百千0-9]+[万亿](?!元)"
)
_BODIES = (
    "部门|机关|委员会|人民政府|人民法院|人民检察院|法院|检察院|国务院|海关|办公室|机构|主任会议|委员长会议|办事处|"
    "人民代表大会|工会|(?:厅|局)(?![部域势面限])|(?:财政|商务|教育|民政|司法|公安|国防|外交|交通运输|农业农村|生态环境)部"
)
_AUTHORITY = rf"(?:(?![由向对经报在和与及或将被的是为应可不并依据照受按])[{_HAN}]){{0,12}}(?:{_BODIES})"
_SCOPE = (
    "以上|以下|以内|以外|之外|不满|超过|不足|等(?![级于待同候额])|其他|其它|任何|一切|全部|所有|各级|各类|有关|相关|主要|重大|"
    "特别|严重|一般|之一|(?<![平人年月户])均|仅|部分|可能|直接|间接|共同|包括|但是|除外|"
    "除(?=[本前上第法])|境内|境外|全国|非|必要|合理|适当|多次|故意|过失|明知"
)
_SANCTION = (
    "罚款|罚金|警告|通报批评|没收|吊销|暂扣|撤销|拘留|拘役|徒刑|死刑|管制|剥夺|处分|处罚|刑事责任|民事责任|法律责任|追究|赔偿|"
    "责令|停产|停业|整顿|取缔|拆除|记过|记大过|降级|撤职|开除|滞纳金|失信|惩戒|信用记录|不得从事|终身|约谈|处以|并处|单处|"
    "处(?=[零一二两三四五六七八九十0-9])"
)
_JOINING = pattern("(?:或者|以及|并且|[和或及并与且、，；])*+")
"""Words that join: 和 for 或者 changes what is meant, 和 inside a longer phrase that comes or goes says nothing by itself."""
_PATTERNS = {name: pattern(words) for name, words in (
    ("modal", _MODAL), ("amount", _AMOUNT), ("period", _PERIOD), ("date", _DATE), ("authority", _AUTHORITY), ("scope", _SCOPE),
    ("sanction", _SANCTION))}
_REACH = 16
"""How many characters around an edit are read with it, so that a word it touches is seen whole."""


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """A text as it is compared: full width made half, variants of a mark made one, spaces gone, numbers in figures."""
    plain = "".join(unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).split())
    return _NUMBER.sub(_figure, plain)


def _figure(match: re.Match[str]) -> str:
    printed = match[0]
    unit = {"万": 10_000, "亿": 100_000_000}.get(printed[-1], 1)
    digits = printed.rstrip("万亿")
    try:
        return f"{float(digits) * unit:g}" if "." in digits else str(arabic(digits) * unit)
    except NumeralError:
        return printed


def is_typographic(edit: Edit) -> bool:
    """Whether an edit changes no word: the sides are the same but for width, spaces and variants, or are marks alone."""
    return normal(edit.removed) == normal(edit.added) or is_punctuation(edit)


def is_punctuation(edit: Edit) -> bool:
    """Whether both sides are punctuation or spaces alone."""
    return all(unicodedata.category(c)[0] in "PSZ" for c in edit.removed + edit.added)


def classes(old: str, new: str, edit: Edit) -> tuple[str, ...]:
    """What a substantive edit is about; `wording` where it is none of the things looked for."""
    before, after = _touched(old, edit.old), _touched(new, edit.new)
    found = [name for name in _PATTERNS if before.get(name) != after.get(name)]
    if "scope" not in found and _JOINING.fullmatch(edit.removed) and _JOINING.fullmatch(edit.added):
        found.append("scope")
    return tuple(sorted(found, key=CLASSES.index)) or ("wording",)


def _touched(text: str, place: tuple[int, int]) -> dict[str, list[str]]:
    """The words of each class that a range touches: they share a character with it, or an empty range lies within them."""
    found: dict[str, list[str]] = {}
    start, end = max(0, place[0] - _REACH), min(len(text), place[1] + _REACH)
    for name, words in _PATTERNS.items():
        for match in words.finditer(text, start, end):
            if _meet(match.span(), place):
                found.setdefault(name, []).append(normal(match[0]))
    return found


def _meet(word: tuple[int, int], place: tuple[int, int]) -> bool:
    if place[0] == place[1]:
        return word[0] < place[0] < word[1]
    return word[0] < place[1] and place[0] < word[1]
