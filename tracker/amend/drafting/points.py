"""Orders on a text without articles (批复, 决定): 一、 is cited as 第一条, a paragraph as 正文第二段 (practice of the courts)."""

from collections.abc import Iterator
from itertools import count

from tracker.amend.drafting.articles import length, skeleton, word_swaps
from tracker.amend.drafting.decision import Item
from tracker.amend.drafting.preambles import preamble_items
from tracker.amend.drafting.quoting import alike, payload, plain, printed, quoted
from tracker.amend.drafting.words import orders
from tracker.compare import lexicon
from tracker.model import Provision, Version
from tracker.numbering import chinese, cite


def same_points(one: Version, other: Version) -> bool:
    """Whether two texts without articles say the same, the width of punctuation and white space aside."""
    return alike(_lines(one), _lines(other))


def can_be_ordered(old: Version, new: Version) -> bool:
    """Whether the two texts have the same 一、 and paragraphs, so that orders on each of them make one of the other."""
    return [(node.type, node.num) for node in old.body] == [(node.type, node.num) for node in new.body]


def point_items(old: Version, new: Version) -> Iterator[Item]:
    """An item for each 一、 or paragraph that changes, in the order of the text."""
    if plain(old.title) != plain(new.title):
        yield (f"将名称修改为{quoted(new.title)}。",)
    yield from preamble_items(old, new)
    words, paragraphs = lexicon.of(old), count(1 + sum(len(node.children) for node in old.body if node.type == "preamble"))
    for before, after in zip(old.body, new.body, strict=True):
        if before.type not in ("item", "paragraph"):
            continue
        at = next(paragraphs)
        name = cite("article", before.number) if before.type == "item" and before.number else f"正文第{chinese(at)}段"
        if not alike(printed(before), printed(after)):
            yield _ordered(name, before, after, words)


def _ordered(name: str, old: Provision, new: Provision, words: frozenset[str]) -> Item:
    first, *rest = payload([line.removeprefix(new.num) if new.num else line for line in printed(new)])
    whole = f"将{name}修改为：{first}", *rest
    same = skeleton(Provision("article", children=(old,))) == skeleton(Provision("article", children=(new,)))
    found = word_swaps(old, new, words) if same else None
    finer = (f"{orders(found, name, False)}。",) if found else whole
    return finer if length(finer) <= length(whole) else whole


def _lines(version: Version) -> list[str]:
    return [line for node in version.body for line in printed(node)]
