"""Changes of words throughout a law or a division, and new text of the same decision that has these words.

Such a change speaks of the old text (practice: all orders speak at once), but a drafter may have meant the new text as well: no rule says
which, so that each place is told.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tracker.amend.done import Done
from tracker.amend.instructions import Instruction, Place, Words
from tracker.amend.resolve import Spot, locate
from tracker.amend.twigs import Twig, walk
from tracker.amend.wording import occurrences
from tracker.model import DIVISIONS


class _News(Struct, frozen=True):
    """Words that instructions bring (`by`), what a report calls the place, and the old ids of what it stands in: divisions, its article;
    `edited`: they come into words that were there."""

    words: str
    by: frozenset[int]
    called: str
    inside: frozenset[str]
    edited: bool = False


def met(done: Done) -> Iterator[tuple[int, Place, str, str]]:
    """The instruction and its place, the words, and what a report calls the place of new text that has them."""
    wide = [(index, place, spot, one) for index, one in done.bench.instructions.items() if one.words and one.operation != "replace"
            for place in one.targets if place.portion != "heading"
            and isinstance(spot := locate(done.bench.site, place), Spot) and spot.type in ("law", *DIVISIONS)]
    news = [*_news(done, (*done.built.body, *done.built.tail), frozenset())] if wide else []
    for index, place, spot, one in wide:
        left, own = _left(done, one), {index, *_beside(done, one)}
        for new in news:
            if new.by - (own if new.edited else {index}) and new.inside.isdisjoint(left) and new.inside.issuperset(spot.keys):
                yield from ((index, place, pair.old, new.called) for pair in one.words if _has(new.words, pair))


def _beside(done: Done, one: Instruction) -> Iterator[int]:
    """The changes of words in the same item: “甲”均修改为“乙”，“乙”均修改为“丙” is one order, which leaves no doubt."""
    yield from (index for index, other in done.bench.instructions.items() if other.item == one.item and other.words)


def _left(done: Done, one: Instruction) -> set[str]:
    """The articles in which an instruction leaves words as they are."""
    spots = [locate(done.bench.site, place) for place in one.excepted]
    return {done.bench.site.article_of(spot.key) for spot in spots if isinstance(spot, Spot)}


def _news(done: Done, twigs: Iterable[Twig], inside: frozenset[str]) -> Iterator[_News]:
    """All words that instructions bring into some twigs."""
    for twig in twigs:
        if twig.node.type in DIVISIONS:
            yield from _brought(done, twig, "headings", inside | {twig.key})
            yield from _news(done, twig.children, inside | {twig.key})
        else:
            called = str(twig.node.number) if twig.node.type == "article" else twig.node.type
            yield from (new for inner in walk([twig]) for new in _brought(done, inner, called, inside | {twig.key}))


def _brought(done: Done, twig: Twig, called: str, inside: frozenset[str]) -> Iterator[_News]:
    """The words that instructions bring into a twig: all where it is new, else those of edits."""
    node, edits = twig.node, done.plan.work.edits
    if twig.key:
        yield from (_News(edit.new, frozenset({edit.instruction}), called, inside, edited=True)
                    for field in ("text", "heading") for edit in edits.get((twig.key, field), ()))
    else:
        words = (node.heading, node.text, *(cell for row in node.rows for cell in row))
        yield from (_News(one, twig.by, called, inside) for one in words if one)


def _has(words: str, pair: Words) -> bool:
    """Whether words to be changed stand in others; where they are part of what they become (甲 in 新甲), not as that part."""
    return bool(pair.old and occurrences(pair.old, words.replace(pair.new, "|") if pair.old in pair.new else words))
