"""Changes of words inside a text, each named by words that stand once in its place: “A”修改为“B”, 在“A”后增加“B”, 删去“A”."""

import re
from bisect import bisect, bisect_left
from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from tracker.amend.drafting.quoting import plain, quoted
from tracker.amend.wording import occurrences
from tracker.compare.edits import Edit, between, tokens

LONGEST = 40
"""A quoted old text longer than this many characters is no change of words any more."""
PHRASE = 9
"""A phrase without a mark or particle for this many characters is too long to quote for one word in it."""
APART = "\0"
"""What stands between texts that are looked through as one: no quoted words go across it."""
_MARKS = frozenset("，。；：、！？“”‘’（）《》〈〉,;:() \u3000\t")
_PARTICLES = frozenset("的和或及由对在为将向从以与等其是")
_APART = frozenset(("应当", "不得", "可以", "必须", "或者"))
"""Words that no quoted phrase goes across."""
_WORDS = re.compile(
    "以上|以下|以内|以外|以前|以后|以来|可以|予以|足以|难以|得以|加以|用以|据以|处以|以便|以免|对象|"
    "对外|对方|对待|应对|反对|针对|绝对|相对|核对|校对|其他|其它|其中|其余|尤其|行为|作为|认为|人为|"
    "成为|视为|为了|因为|共和|和平|和谐|和解|涉及|普及|危及|及时|从事|从业|从重|从轻|从严|从宽|服从|"
    "等级|等待|平等|同等|高等|中等|初等|对等|方向|倾向|定向|自由|理由|事由|由于|目的|是否|存在|现在|"
    "所在|在职|在编|在校|在岗|正在|实在|参与|给与|与会|将来|即将")
"""Words that hold a character which by itself is a particle."""
_HELD = re.compile(
    "有关|有效|有权|有限|有利|所有|没有|具有|享有|拥有|占有|国有|持有|依法|依照|依据|按照|按期|按时|经济|经营|经费|"
    "经过|已经|未经|本人|本级|本法|本市|本省|基本|成本|资本|各级|各类|各地|各项|无效|无法|无权|中央|中小|中期|中心|"
    "中止|中断|集中|当中|上级|上报|上缴|上海|上市|下级|下列|下达|部下|内容|内部|国内|境内|外国|外交|境外|国外|条件|"
    "条例|条款|款项|项目|事项|单项|时间|时限|同时|临时|前款|前项|前条|提前|后果|事后|不得|不能|不服|不良|可能|许可|"
    "认可|应急|应用|适应|相应|供应|并处|合并|并且|该条|当地|当事|当年|行使|员会|会议|被告|第一|第三|经办|所得|处所|"
    "场所|所属|所需|无偿|其实|或者|患者|作者|业者|费者|营者|产者|从事|对象|行为|根据|期间|民间|人员")
"""Words that hold a character which stands beside many others, so that a law's own text does not show them (`tracker.compare.lexicon`)."""


class Swap(Struct, frozen=True):
    """The words `old`, which stand once in their place, become `new`."""

    old: str
    new: str


class _Stretch(Struct, frozen=True):
    """A range of the old text that holds some edits."""

    start: int
    end: int
    edits: tuple[Edit, ...]


def swaps(old: str, new: str, scope: str, pairs: Collection[str] = ()) -> list[Swap] | None:
    """The changes of words that lead from one text to another, each old wording standing once in `scope` (the texts of the place named,
    with APART between them).

    `pairs` are pairs of characters that are words in the law (`tracker.compare.lexicon`): no wording begins or ends inside one. None where
    a wording would have to be longer than LONGEST to stand once.
    """
    edges = _edges(old, pairs)
    stretches: list[_Stretch] = []
    for edit in between(old, new):
        if plain(edit.removed) == plain(edit.added):
            continue
        words = phrase(old, edit)
        if edit.added or any(_is_torn(old, at, pairs) for at in words if 0 < at < len(old)):
            words = edges[bisect(edges, words[0]) - 1], edges[bisect_left(edges, words[1])]
        grown = _grown(old, _Stretch(*words, (edit,)), edges, scope)
        while grown and stretches and grown.start <= stretches[-1].end:
            before = stretches.pop()
            both = _Stretch(before.start, max(before.end, grown.end), before.edits + grown.edits)
            grown = _grown(old, both, edges, scope)
        if grown is None:
            return None
        stretches.append(grown)
    return [_swap(old, stretch) for stretch in stretches]


def _edges(old: str, pairs: Collection[str]) -> list[int]:
    """Where quoted words may begin or end: between phrases; inside one only where it is too long to quote, and there not in a word."""
    units = list(accumulate((len(unit) for unit in tokens(old)), initial=0))
    borders = [at for at in units if at in (0, len(old)) or is_border(old, at) or is_border(old, at - 1)]
    edges = borders[:1]
    for border, following in pairwise(borders):
        edges += [at for at in units[bisect(units, border):bisect(units, following)]
                  if at == following or (following - border > PHRASE and _is_between_words(old, at, pairs))]
    return edges


def _is_torn(old: str, at: int, pairs: Collection[str]) -> bool:
    """Whether a word goes across a place in the text."""
    return _is_word(old, at - 1, pairs)


def _is_between_words(old: str, at: int, pairs: Collection[str]) -> bool:
    """Whether a place in the text is the end of a word or the beginning of one that is known; a rare word is in nobody's list."""
    return not _is_torn(old, at, pairs) and (_is_word(old, at - 2, pairs) or _is_word(old, at, pairs))


def _is_word(old: str, at: int, pairs: Collection[str]) -> bool:
    return at >= 0 and (old[at:at + 2] in pairs or _HELD.fullmatch(old, at, at + 2) is not None)


def phrase(old: str, edit: Edit) -> tuple[int, int]:
    """The range of the phrase that an edit lies in, from one mark or particle to the next, so that no word is quoted torn."""
    start, end = edit.old
    if not edit.added and end - start > 2:
        return edit.old
    while start > 0 and not is_border(old, start - 1) and edit.old[0] - start < PHRASE:
        start -= 1
    while end < len(old) and not is_border(old, end) and end - edit.old[1] < PHRASE:
        end += 1
    whole = edit.old[0] - start < PHRASE and end - edit.old[1] < PHRASE
    return (start, end) if whole and end > start else edit.old


def is_border(text: str, at: int) -> bool:
    """Whether no word goes across the character there: a mark, or a particle that is not part of a word such as 可以."""
    if text[at] in _MARKS or text[max(0, at - 1):at + 1] in _APART or text[at:at + 2] in _APART:
        return True
    return text[at] in _PARTICLES and not _WORDS.search(text, max(0, at - 1), at + 2)


def _swap(old: str, stretch: _Stretch) -> Swap:
    made, at = "", stretch.start
    for edit in stretch.edits:
        made += old[at:edit.old[0]] + edit.added
        at = edit.old[1]
    return Swap(old[stretch.start:stretch.end], made + old[at:stretch.end])


def _grown(old: str, stretch: _Stretch, edges: Sequence[int], scope: str) -> _Stretch | None:
    """With as many units behind or before as make its old words stand once; words rather than marks."""
    start, end = stretch.start, stretch.end
    while not _stands_once(old[start:end], scope):
        before = max((e for e in edges if e < start), default=None)
        after = min((e for e in edges if e > end), default=None)
        if before is not None and (after is None or old[before:start] not in _MARKS):
            start = before
        elif after is not None:
            end = after
        if end - start > LONGEST or (before is None and after is None):
            return None
    return _Stretch(start, end, stretch.edits) if end - start <= LONGEST else None


def _stands_once(words: str, scope: str) -> bool:
    return len(words.strip()) > 1 and len(occurrences(words, scope)) == 1


def orders(found: Sequence[Swap], place: str, continued: bool) -> str:
    """Changes of words as a clause: 将第二款中的“A”修改为“B”，“C”修改为“D”；在第二款中的“E”后增加“F”；删去第二款中的“G”.

    `place` is 第二十条第一款 or 其; `continued`: the item has named the article, as 将第二十条改为第二十二条，.
    """
    changed = [f"{quoted(s.old)}修改为{quoted(s.new)}" for s in found if _verb(s) == "change"]
    take = "" if place.startswith("其") or continued else "将"
    put_in = [f"在{place}中的{quoted(s.old)}{_added(s)}" for s in found if _verb(s) == "insert"]
    taken = "、".join(quoted(s.old) for s in found if _verb(s) == "delete")
    clauses = [f"{take}{place}中的{'，'.join(changed)}"] if changed else []
    clauses += put_in + ([f"删去{place}中的{taken}"] if taken else [])
    return "；".join(clauses)


def _verb(swap: Swap) -> str:
    if not swap.new:
        return "delete"
    return "insert" if swap.new.startswith(swap.old) or swap.new.endswith(swap.old) else "change"


def _added(swap: Swap) -> str:
    if swap.new.startswith(swap.old):
        return f"后增加{quoted(swap.new[len(swap.old):])}"
    return f"前增加{quoted(swap.new[:-len(swap.old)])}"
