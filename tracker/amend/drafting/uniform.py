"""One change of words in several articles, ordered once: 将第五条、第八条、第十二条中的“A”修改为“B” (practice)."""

from collections.abc import Iterable, Mapping

from tracker.amend.drafting.articles import Change, skeleton
from tracker.amend.drafting.quoting import plain, quoted
from tracker.amend.drafting.words import phrase
from tracker.amend.wording import occurrences
from tracker.compare.edits import between
from tracker.model import walk

Pair = tuple[str, str]
"""Old words and new words."""

FEWEST = 2
"""Articles that share a change for it to be ordered once."""


def gathered(changes: Mapping[str, Change]) -> dict[Pair, list[str]]:
    """The changes of words that several articles share and that are all that changes in each of them: the pair, and the articles' ids."""
    found: dict[Pair, list[str]] = {}
    for key, change in changes.items():
        pair = _only_pair(change)
        if pair:
            found.setdefault(pair, []).append(key)
    return {pair: keys for pair, keys in found.items() if len(keys) >= FEWEST}


def _only_pair(change: Change) -> Pair | None:
    """The one pair of words that makes the new article of the old one when it is changed everywhere in it."""
    if skeleton(change.old) != skeleton(change.new):
        return None
    pair: Pair | None = None
    texts = [(one.text, other.text) for one, other in zip(walk([change.old]), walk([change.new]), strict=True)]
    for old, new in texts:
        for edit in between(old, new):
            if plain(edit.removed) == plain(edit.added):
                continue
            start, end = phrase(old, edit)
            words = old[start:end]
            now = old[start:edit.old[0]] + edit.added + old[edit.old[1]:end]
            if not edit.removed or not edit.added or len(words) < 2 or (pair and pair != (words, now)):
                return None
            pair = (words, now)
    return pair if pair and all(plain(_changed(old, *pair)) == plain(new) for old, new in texts) else None


def _changed(text: str, old: str, new: str) -> str:
    made, at = "", 0
    for start, end in occurrences(old, text):
        made += text[at:start] + new
        at = end
    return made + text[at:]


def ordered(pair: Pair, articles: Iterable[str]) -> str:
    """The order of a gathered change; `articles` are citations in the old numbering."""
    return f"将{'、'.join(articles)}中的{quoted(pair[0])}均修改为{quoted(pair[1])}。"
