"""Changes of words throughout a law or a division, and new text of the same decision that has these words.

Such a change speaks of the old text (practice: all orders speak at once), but a drafter may have meant the new text as well: no rule says
which, so that each place is told.
"""

from collections.abc import Collection, Iterable, Iterator

from tracker.amend.done import Done
from tracker.amend.instructions import Place, Words
from tracker.amend.resolve import CONTAINERS, Spot, locate
from tracker.amend.twigs import Twig, walk
from tracker.amend.wording import occurrences
from tracker.model import DIVISIONS


def met(done: Done) -> Iterator[tuple[int, Place, str, str]]:
    """The instruction and its place, the words, and what a report calls the place of new text that has them."""
    site = done.bench.site
    for index, one in done.bench.instructions.items():
        left = {site.article_of(spot.key) for place in one.excepted if isinstance(spot := locate(site, place), Spot)}
        for place in one.targets if one.words and one.operation != "replace" else ():
            spot = locate(site, place)
            if isinstance(spot, Spot) and spot.type in ("law", *DIVISIONS) and place.portion != "heading":
                yield from ((index, place, pair.old, name) for name, twigs in _places(done, spot, left) for pair in one.words
                            if any(_has(done, twig, pair, index) for twig in twigs))


def _places(done: Done, spot: Spot, left: Collection[str]) -> Iterator[tuple[str, Iterable[Twig]]]:
    """The headings, articles and annexes of the new text that stand in a place of the old one, but for old articles to be `left` alone."""
    built = done.built
    tops = (*built.body, *built.tail) if spot.type == "law" else [twig for twig in walk(built.body) if twig.key in spot.keys]
    for twig in walk(tops):
        if twig.node.type in DIVISIONS:
            yield "headings", [twig]
        elif twig.node.type in CONTAINERS and (not twig.key or twig.key not in left):
            yield str(twig.node.number) if twig.node.type == "article" else twig.node.type, walk([twig])


def _has(done: Done, twig: Twig, pair: Words, index: int) -> bool:
    """Whether another instruction brings words to be changed; where they are part of what they become (甲 in 新甲), not as that part."""
    edits = [edit for field in ("text", "heading") for edit in done.plan.work.edits.get((twig.key, field), ())]
    whole = [twig.node.heading, twig.node.text, *(cell for row in twig.node.rows for cell in row)] if twig.by - {index} else []
    new = [edit.new for edit in edits if edit.instruction != index] if twig.key else whole
    return any(occurrences(pair.old, words.replace(pair.new, "|") if pair.old in pair.new else words) for words in new)
