"""What kind of change an edit is, judged from its words and the words around it.

Typographic: width, spaces, variants of a mark, one number written in other figures. Substantive: what a lawyer looks at first is
named: modal words, amounts, periods, dates, authorities, words of scope, sanctions. Everything else is `wording`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tracker.compare.edits import AMOUNT, Edit
from tracker.errors import NumeralError
from tracker.numbering import arabic
from tracker.patterns import han_but, pattern

CLASSES = ("modal", "amount", "period", "date", "authority", "scope", "sanction", "citation", "wording")
"""What a substantive edit is about; `punctuation` is said of typographic edits that change a mark for another."""

_MARKS = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "〈": "<", "〉": ">", "《": "<", "》": ">",
    "—": "-", "－": "-", "–": "-", "―": "-", "·": ".", "•": ".", "・": ".", "．": ".",
    "〔": "[", "〕": "]", "﹝": "[", "﹞": "]", "○": "零", "〇": "零", "∶": ":", "､": "、", "｡": "。",
})
_NUMBER = pattern("[零一二两三四五六七八九十百千0-9]+(?:[.][0-9]+)?[万亿]?")
_FIGURES = "[0-9０-９一二三四五六七八九十]"

_MODAL = (
    "应当|应(?=[依按自由在当向予经对及])|可以|可(?=[依按由自向处并根在])|不得|必须|禁止|严禁|有权|无权|须(?<![必无]须)(?![知要])|"
    "不能|允许|准许|鼓励|有义务|无需|无须|不再|不应|能够"
)
_SOON = "及时|立即|定期|长期|每年|每月|每日|每季|当日|逐年|按时|限期|永久"
_PERIOD = rf"(?<![0-9０-９年月上]){AMOUNT}个?(?:工作日|月|小时|日|年(?!度)|周|天|季度|学期)(?!{_FIGURES}*[月日])"
_DATE = rf"(?:[0-9０-９]{{4}}|[一二三四五六七八九〇○零]{{4}})年(?:(?:元|{_FIGURES}{{1,3}})月)?(?:{_FIGURES}{{1,3}}日)?"
_AMOUNT = (
    rf"(?<![第零一二三四五六七八九十百千万亿0-9])(?!一次){AMOUNT}(?:元|倍|名|人|次|件|％|%|平方米|公里|公斤|千克|吨|米|周岁|岁|分)|[百千万]分之{AMOUNT}|"
    "[零一二三四五六七八九十百千0-9]+[万亿](?!元)"
)
_BODIES = (
    "部门|机关|委员会|人民政府|人民法院|人民检察院|法院|检察院|国务院|海关|办公室|机构|主任会议|委员长会议|办事处|人民代表大会|工会|"
    "厅(?![部域势面限])|局(?![部域势面限])|财政部|商务部|教育部|民政部|司法部|公安部|国防部|外交部|交通运输部|农业农村部|生态环境部"
)
_NAMED = 12
"""Characters before its kind that a body's name may have: 省、自治区、直辖市人民政府's 直辖市."""
_NOT_IN_NAMES = "由向对经报在和与及或将被的是为应可不并依据照受按"
_SCOPE = (
    "以上|以下|以内|以外|之外|不满|超过|不足|等(?![级于待同候额])|其他|其它|任何|一切|全部|所有|各级|各类|有关|相关|主要|重大|"
    "特别|严重|一般|之一|均(?<![平人年月户]均)|仅|部分|可能|直接|间接|共同|包括|但是|除外|"
    "除(?=[本前上第法])|境内|境外|全国|非|必要|合理|适当|多次|故意|过失|明知"
)
_SANCTION = (
    "罚款|罚金|警告|通报批评|没收|吊销|暂扣|撤销|拘留|拘役|徒刑|死刑|管制|剥夺|处分|处罚|刑事责任|民事责任|法律责任|追究|赔偿|"
    "责令|停产|停业|整顿|取缔|拆除|记过|记大过|降级|撤职|开除|滞纳金|失信|惩戒|信用记录|从事(?<=不得从事)|终身|约谈|处以|并处|单处|"
    "处(?=[零一二两三四五六七八九十0-9])"
)
_JOINING = pattern("(?:或者|以及|并且|[和或及并与且、，；])*+")
"""Words that join: 和 for 或者 changes what is meant, 和 inside a longer phrase that comes or goes says nothing by itself."""
_FAR = 16
"""How many characters around an edit are read with it, so that an amount, a date or a body's name it touches is seen whole."""
_NEAR = 4
"""The same for the classes that are lists of words: as long as the longest."""
_DIGIT = pattern("[零〇○一二两三四五六七八九十百千万亿半0-9０-９.．]")
_COUNTED = tuple((name, pattern(words)) for name, words in (("amount", _AMOUNT), ("period", _PERIOD), ("date", _DATE)))
"""The classes whose words hold a number."""
_BODY = pattern(_BODIES)
_AUTHORITY = pattern(rf"[{han_but(_NOT_IN_NAMES)}]{{0,{_NAMED}}}(?:{_BODIES})")
_LISTED = {word: name for name, words in (
    ("modal", _MODAL), ("period", _SOON), ("date", "公布之日"), ("scope", _SCOPE), ("sanction", _SANCTION)) for word in words.split("|")}
"""The words of the other classes, with what must stand around them; one that is part of another (所有权) is none."""
_ONE_LISTED = pattern("|".join(sorted(_LISTED, key=len, reverse=True)))
_CLASS_OF = {word.partition("(")[0]: name for word, name in _LISTED.items()}


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


def weighed(edit: Edit, old: str, new: str) -> Edit:
    """An edit between two texts with what kind of change it is by its own words."""
    if is_typographic(edit):
        return Edit(edit.old, edit.new, edit.removed, edit.added, "typographic", ("punctuation",) if is_punctuation(edit) else ())
    return Edit(edit.old, edit.new, edit.removed, edit.added, "substantive", classes(old, new, edit))


def is_typographic(edit: Edit) -> bool:
    """Whether an edit changes no word: the sides are the same but for width, spaces and variants, or are marks alone."""
    return bool(edit.removed and edit.added and normal(edit.removed) == normal(edit.added)) or is_punctuation(edit)


def is_punctuation(edit: Edit) -> bool:
    """Whether both sides are punctuation or spaces alone."""
    return all(unicodedata.category(c)[0] in "PSZ" for c in edit.removed + edit.added)


def classes(old: str, new: str, edit: Edit) -> tuple[str, ...]:
    """What a substantive edit is about; `wording` where it is none of the things looked for."""
    before, after = _touched(old, *edit.old), _touched(new, *edit.new)
    found = [name for name in CLASSES if before.get(name) != after.get(name)] if before or after else []
    if "scope" not in found and _JOINING.fullmatch(edit.removed) and _JOINING.fullmatch(edit.added):
        found.append("scope")
        found.sort(key=CLASSES.index)
    return tuple(found) or ("wording",)


def _touched(text: str, start: int, end: int) -> dict[str, list[str]]:
    """The words of each class that a range touches: they share a character with it, or an empty range lies within them."""
    found: dict[str, list[str]] = {}
    if start == end and not 0 < start < len(text):
        return found
    for name, match in _around(text, start, end):
        low, high = match.span()
        if low < end and start < high if start < end else low < start < high:
            found.setdefault(name, []).append(normal(match[0]))
    return found


def _around(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """The words of each class in a range and around it; sought from the first sign of one."""
    for match in _ONE_LISTED.finditer(text, max(0, start - _NEAR), end + _NEAR):
        yield _CLASS_OF[match[0]], match
    low, high = max(0, start - _FAR), end + _FAR
    digit = _DIGIT.search(text, low, high)
    for name, words in _COUNTED if digit else ():
        for match in words.finditer(text, digit.start() if digit else low, high):
            yield name, match
    body = _BODY.search(text, low, high)
    if body:
        for match in _AUTHORITY.finditer(text, max(low, body.start() - _NAMED), high):
            yield "authority", match
