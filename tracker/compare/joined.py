"""The words of some provisions line by line, and the edits that lead to them from those of others: what the diff marks, in one run."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from tracker.compare.changes import Slice, Words
from tracker.compare.edits import Edit, between
from tracker.compare.inside import Sides, own_words
from tracker.compare.outline import Outline
from tracker.compare.sequence import in_order
from tracker.model import Provision, walk


class Line(NamedTuple):
    """The words of one provision in those of several: where its number, its heading and its text begin, and where they end."""

    num: int
    heading: int
    text: int
    end: int


class Joined(NamedTuple):
    """The words of some provisions, a line for each 款, 项 and 目, without the number of those named themselves; `lines` by their ids."""

    text: str
    lines: dict[str, Line]


Run = tuple[int, int, int]
"""What stays: where it begins in the old words and in the new ones, and its length."""


def joined(keys: Iterable[str], side: Outline) -> Joined:
    """The words of the provisions that have these ids."""
    found: dict[str, Line] = {}
    texts: list[str] = []
    at = 0
    for key in keys:
        for inner, node in _with_below(key, side):
            num = "" if inner == key else node.num
            if inner != key or node.heading or node.text:
                heading = at + len(num)
                text = heading + len(node.heading)
                found[inner] = Line(at, heading, text, text + len(node.text))
                texts.append(num + node.heading + node.text)
                at = found[inner].end + 1
    return Joined("\n".join(texts), found)


def _with_below(key: str, side: Outline) -> Iterator[tuple[str, Provision]]:
    yield key, side.placed[key]
    if key in side.below:
        yield from side.below[key]
    elif side.placed[key].children:
        behind = list(side.placed).index(key) + 1
        yield from list(side.placed.items())[behind:behind + sum(1 for _ in walk(side.placed[key].children))]


def edits_between(olds: Sequence[str], news: Sequence[str], both: Sides) -> tuple[Edit, ...]:
    """The edits that lead from the words of some old provisions to those of some new ones.

    Each line is marked as in the diff, against what it goes back to there; one that left its place among the others goes, and comes.
    """
    old, new = joined(olds, both.old), joined(news, both.new)
    made = {key: own_words(key, both) for key in new.lines if key in both.origins.olds}
    parts = [(key, part) for key, (_, text) in made.items() for part in _base(key, text, both) if part.id in old.lines]
    kept = in_order([(n, old.lines[part.id].text + part.start) for n, (_, part) in enumerate(parts)])
    stay = {parts[n] for n in kept}
    runs = (run for key, words in made.items() for run in _runs(key, words, stay, (old, new), both))
    return tuple(_edits(_onward(runs), old.text, new.text))


def _base(key: str, text: Words | None, both: Sides) -> tuple[Slice, ...]:
    first = both.origins.olds[key][0]
    return text.base if text and text.base else (Slice(first, 0, len(both.old.placed[first].text)),)


def _runs(key: str, words: tuple[Words | None, Words | None], stay: Collection[tuple[str, Slice]], texts: tuple[Joined, Joined],
          both: Sides) -> Iterator[Run]:
    """What stays of a line: its number and heading with words of the first provision that it goes back to, each part of its text where
    that stood, and the line's end where the last part ended one."""
    base, first, (old, new) = _base(key, words[1], both), both.origins.olds[key][0], texts
    now = new.lines[key]
    if any((key, part) in stay for part in base if part.id == first):
        was = old.lines[first]
        nums = between(old.text[was.num:was.heading], new.text[now.num:now.heading])
        yield from _stays(nums, was.heading - was.num, was.num, now.num)
        yield from _stays(words[0].edits if words[0] else (), was.text - was.heading, was.heading, now.heading)
    held = list(_stays(words[1].edits if words[1] else (), sum(part.end - part.start for part in base), 0, now.text))
    at = 0
    for part in base:
        until = at + part.end - part.start
        if (key, part) in stay:
            start = old.lines[part.id].text + part.start - at
            yield from ((start + max(a, at), b + max(a, at) - a, min(a + length, until) - max(a, at))
                        for a, b, length in held if a < until and at < a + length)
        at = until
    behind = old.lines[base[-1].id] if (key, base[-1]) in stay else None
    if behind and base[-1].end == behind.end - behind.text and behind.end < len(old.text) and now.end < len(new.text):
        yield behind.end, now.end, 1


def _stays(edits: Iterable[Edit], length: int, old: int, new: int) -> Iterator[Run]:
    """What edits leave of a text of some length that begins at `old`, and now at `new`."""
    at = there = 0
    for edit in edits:
        yield old + at, new + there, edit.old[0] - at
        at, there = edit.old[1], edit.new[1]
    yield old + at, new + there, length - at


def _onward(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, which are in the order of the new words, without what an earlier one has of the old ones."""
    at = 0
    for old, new, length in runs:
        over = max(0, at - old)
        if over < length:
            yield old + over, new + over, length - over
            at = old + length


def _edits(runs: Iterable[Run], was: str, words: str) -> Iterator[Edit]:
    """What stands between the runs, without the line's end with which both begin, or end."""
    at = there = 0
    for old, new, length in (*runs, (len(was), len(words), 0)):
        removed, added = was[at:old], words[there:new]
        if removed[:1] == added[:1] == "\n":
            removed, added, at, there = removed[1:], added[1:], at + 1, there + 1
        if removed[-1:] == added[-1:] == "\n":
            removed, added = removed[:-1], added[:-1]
        if removed or added:
            yield Edit((at, at + len(removed)), (there, there + len(added)), removed, added)
        at, there = old + length, new + length
