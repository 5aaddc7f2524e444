"""Articles whose numbers hang on an order that was not carried out: each is told, since its number cannot be believed."""

import re
from collections.abc import Iterator, Sequence

from tracker.amend.describe import describe
from tracker.amend.done import Done
from tracker.amend.instructions import Amendment, Instruction, Unread
from tracker.amend.problems import law_at
from tracker.amend.report import Problem, problem
from tracker.numbering import NUMERAL, arabic

_COUNTS = frozenset(("insert", "delete", "merge", "split", "move", "renumber"))
_UNDONE = frozenset(("payload_count", "no_place", "no_article", "no_payload", "unsupported", "outside", "twice"))
_COUNTING = re.compile("增加|增写|新增|补充|删|合并|并入|拆|分[为作成]|移|(?<!修)改为|作为|单列"
                       "|(?<![第零一二三四五六七八九十百])[一二两三四五六]条")
_QUOTED = re.compile('[“"][^”"]*(?:[”"]|$)')
_NUMBER = re.compile(f"第({NUMERAL})条")
_INSIDE = re.compile(f"(?:第{NUMERAL}条(?:之{NUMERAL})?)?(?:第|最后|末|增加|增写|新增|补充)?{NUMERAL}?[款项目句处个次]"
                     f"|第{NUMERAL}条(?:之{NUMERAL})?(?:中|里|内|末|的|规定)")
"""A part of an article, or words in it: what is ordered of it changes no article's number."""


def unsettled(amendment: Amendment, done: Sequence[Done], problems: Sequence[Problem]) -> list[Problem]:
    """A doubt for each old article that no order names, from the first number on that an order not carried out would have changed."""
    return [found for one in done for found in _of_law(amendment, done, one, problems)]


def _of_law(amendment: Amendment, done: Sequence[Done], one: Done, problems: Sequence[Problem]) -> Iterator[Problem]:
    firsts = [*_unread(amendment, done, one), *_failed(one, problems)]
    if not firsts or one.bench.keeps:
        return
    first, words = min(firsts)
    named = {found.article for found in problems if found.law == one.old.law and found.severity == "error"}
    for standing in one.laid.articles:
        stays = standing.key in one.bench.site.nodes and standing.key not in one.plan.work.pins and str(standing.number) not in named
        if stays and standing.number.main >= first:
            yield problem("doubt", "unsettled", law=one.old.law, article=str(standing.number), place=standing.key, words=words)


def _unread(amendment: Amendment, done: Sequence[Done], one: Done) -> Iterator[tuple[int, str]]:
    for passage in amendment.unread:
        if law_at(amendment, done, passage) == one.old.law and _changes_numbers(passage):
            yield min(map(arabic, _NUMBER.findall(_outside(passage.text))), default=1), passage.text[:20]


def _changes_numbers(passage: Unread) -> bool:
    words = _INSIDE.sub("", _outside(passage.text))
    return "条" in words and _COUNTING.search(words) is not None


def _outside(words: str) -> str:
    """Words without what they quote."""
    return _QUOTED.sub("", words)


def _failed(one: Done, problems: Sequence[Problem]) -> Iterator[tuple[int, str]]:
    for found in problems:
        instruction = one.bench.instructions.get(found.instruction) if found.instruction is not None else None
        if instruction and found.severity == "error" and found.kind in _UNDONE:
            numbers = list(_articles(instruction))
            if numbers and instruction.operation in _COUNTS:
                yield min(numbers), describe(instruction, 12)


def _articles(instruction: Instruction) -> Iterator[int]:
    """The numbers of whole articles that an order puts in, takes out or renumbers."""
    for place in instruction.targets if instruction.operation in ("delete", "merge") else instruction.results:
        if place.type == "article" and place.article:
            yield place.article.main
