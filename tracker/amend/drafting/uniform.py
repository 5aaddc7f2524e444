"""One change of words in several articles, ordered once: 将第五条、第八条、第十二条中的“A”修改为“B” (practice)."""

from collections.abc import Iterable, Mapping, Sequence

from tracker.amend.drafting.articles import Change, skeleton
from tracker.amend.drafting.quoting import plain, quoted
from tracker.amend.drafting.words import PHRASE, is_border
from tracker.amend.wording import Range, occurrences
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
    return {_whole_words(pair, [changes[key] for key in keys]): keys for pair, keys in found.items() if len(keys) >= FEWEST}


def _only_pair(change: Change) -> Pair | None:
    """The one pair of words that makes the new article of the old one when it is changed everywhere in it."""
    if skeleton(change.old) != skeleton(change.new):
        return None
    edits = [edit for old, new in _texts(change) for edit in between(old, new) if plain(edit.removed) != plain(edit.added)]
    pairs = {(edit.removed, edit.added) for edit in edits}
    pair = next(iter(pairs)) if len(pairs) == 1 else ("", "")
    return pair if len(pair[0]) > 1 and pair[1] and _makes(pair, change) else None


def _texts(change: Change) -> list[Pair]:
    """The words of every provision of an article, before and after."""
    return [(one.text, other.text) for one, other in zip(walk([change.old]), walk([change.new]), strict=True)]


def _makes(pair: Pair, change: Change) -> bool:
    return all(plain(_changed(old, *pair)) == plain(new) for old, new in _texts(change))


def _whole_words(pair: Pair, changes: Sequence[Change]) -> Pair:
    """The pair with what stands beside it in all places, up to the next mark or particle, so that no word is quoted torn (园林 before
    部门 everywhere: 园林部门)."""
    old, new = pair
    for _ in range(PHRASE):
        beside = {_behind(text, at) for change in changes for text, _ in _texts(change) for at in occurrences(old, text)}
        more = next(iter(beside)) if len(beside) == 1 else ""
        if not more or not all(_makes((old + more, new + more), change) for change in changes):
            break
        old, new = old + more, new + more
    return old, new


def _behind(text: str, at: Range) -> str:
    """The character behind some words; none where it is a mark or a particle."""
    return text[at[1]] if at[1] < len(text) and not is_border(text, at[1]) else ""


def _changed(text: str, old: str, new: str) -> str:
    made, at = "", 0
    for start, end in occurrences(old, text):
        made += text[at:start] + new
        at = end
    return made + text[at:]


def ordered(pair: Pair, articles: Iterable[str]) -> str:
    """The order of a gathered change; `articles` are citations in the old numbering."""
    return f"将{'、'.join(articles)}中的{quoted(pair[0])}均修改为{quoted(pair[1])}。"
