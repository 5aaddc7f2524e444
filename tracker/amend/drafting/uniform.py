"""One change of words in several articles, ordered once: 将第五条、第八条、第十二条中的“A”修改为“B” (practice)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
    groups = [group for pair, keys in found.items() for group in _by_word(pair, {key: changes[key] for key in keys})]
    return {_whole_words(pair, [changes[key] for key in keys]): keys for pair, keys in groups if len(keys) >= FEWEST}


def _by_word(pair: Pair, changes: Mapping[str, Change]) -> Iterator[tuple[Pair, list[str]]]:
    """A change of one character (帐 → 账) by the words that it stands in: 帐簿 in some articles, 记帐 in others. Words shared by the most
    articles first; an article with several such words stands in no group."""
    if len(pair[0]) > 1:
        yield pair, list(changes)
        return
    words = {key: _words(pair, change) for key, change in changes.items()}
    shared = Counter(word for each in words.values() for word in each)
    for word, _ in shared.most_common():
        keys = [key for key in words if word in words[key]]
        yield word, keys
        words = {key: each for key, each in words.items() if key not in keys}


def _words(pair: Pair, change: Change) -> list[Pair]:
    """The pair with the character behind it, and with the one before it, where that is the same throughout an article."""
    places = [(text, at) for text, _ in _texts(change) for at in occurrences(pair[0], text)]
    if any(is_border(text, at[0]) for text, at in places):
        return []
    behind, before = ({beside(text, at) for text, at in places} for beside in (_behind, _before))
    made = [(pair[0] + more, pair[1] + more) for more in behind if more and len(behind) == 1]
    return made + [(more + pair[0], more + pair[1]) for more in before if more and len(before) == 1]


def _only_pair(change: Change) -> Pair | None:
    """The one pair of words that makes the new article of the old one when it is changed everywhere in it."""
    if skeleton(change.old) != skeleton(change.new):
        return None
    edits = [edit for old, new in _texts(change) for edit in between(old, new) if plain(edit.removed) != plain(edit.added)]
    pairs = {(edit.removed, edit.added) for edit in edits}
    pair = next(iter(pairs)) if len(pairs) == 1 else ("", "")
    return pair if pair[0] and pair[1] and _makes(pair, change) else None


def _texts(change: Change) -> list[Pair]:
    """The words of every provision of an article, before and after."""
    return [(one.text, other.text) for one, other in zip(walk([change.old]), walk([change.new]), strict=True)]


def _makes(pair: Pair, change: Change) -> bool:
    return all(plain(_changed(old, *pair)) == plain(new) for old, new in _texts(change))


def _whole_words(pair: Pair, changes: Sequence[Change]) -> Pair:
    """The pair with what stands beside it in all places, up to the next mark or particle, so that no word is quoted torn (园林 before
    部门 everywhere: 园林部门; 会计 before 帐簿: 会计帐簿)."""
    for _ in range(PHRASE):
        grown = [longer for beside in (_behind, _before) if (longer := _longer(pair, changes, beside)) != pair]
        if not grown:
            break
        pair = grown[0]
    return pair


def _longer(pair: Pair, changes: Sequence[Change], beside: Callable[[str, Range], str]) -> Pair:
    """The pair with one character more on a side, where that is the same in all places."""
    found = {beside(text, at) for change in changes for text, _ in _texts(change) for at in occurrences(pair[0], text)}
    more = next(iter(found)) if len(found) == 1 else ""
    longer = (pair[0] + more, pair[1] + more) if beside is _behind else (more + pair[0], more + pair[1])
    return longer if more and all(_makes(longer, change) for change in changes) else pair


def _behind(text: str, at: Range) -> str:
    """The character behind some words; none where it is a mark or a particle."""
    return text[at[1]] if at[1] < len(text) and not is_border(text, at[1]) else ""


def _before(text: str, at: Range) -> str:
    """The character before some words; none where it is a mark or a particle."""
    return text[at[0] - 1] if at[0] > 0 and not is_border(text, at[0] - 1) else ""


def _changed(text: str, old: str, new: str) -> str:
    made, at = "", 0
    for start, end in occurrences(old, text):
        made += text[at:start] + new
        at = end
    return made + text[at:]


def ordered(pair: Pair, articles: Iterable[str]) -> str:
    """The order of a gathered change; `articles` are citations in the old numbering."""
    return f"将{'、'.join(articles)}中的{quoted(pair[0])}均修改为{quoted(pair[1])}。"
