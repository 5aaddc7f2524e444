"""Carrying the citations of a text through a renumbering."""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from tracker.citations.grammar import UNITS, Citation, Label, Relative
from tracker.citations.resolve import Index, Target, between, own, resolve
from tracker.citations.scan import find
from tracker.model import DIVISIONS, step_id
from tracker.numbering import NUMERAL, Number, Step, chinese
from tracker.patterns import pattern

Why = Literal["gone", "split", "moved", "range", "missing", "relative"]
_PRINTED = pattern(rf"([之第]?[（(]?)({NUMERAL})([）)]?(?:分编|[编章节条款项目])?)(?:之{NUMERAL})?")


class Left(Struct, frozen=True):
    """A citation that was not carried, and why.

    gone: what it names is not there any more; split: it lives on in several places; moved: it now stands under another parent, so that its
    number alone does not name it; range: a run that is no run any more; missing: it named nothing before; relative: 前款 and the
    like, which print no number, point elsewhere now.
    """

    citation: Citation
    why: Why


class Run(Struct, frozen=True):
    """A range whose provisions are not those it named, one for one: `old` and `new` ids; some of the new ones may be new rules."""

    citation: Citation
    old: tuple[str, ...]
    new: tuple[str, ...]


class Goal(Struct, frozen=True):
    """The new text where it is at hand: its index, and the ids of what has no old provision behind it."""

    index: Index
    added: Collection[str]


Cuts = tuple[tuple[int, int], ...]
Within = Mapping[tuple[str, str], str]
"""The division of a type that an article lies in: `Index.within`."""


class Rewriting(Struct, frozen=True):
    """A text with its citations carried: the new text, the citations that changed (as they were), those left as they are, and the
    printed numbers that were changed, each with its new number.

    `cuts` are spans of the old text that go: a citation with the sign before it that would repeat one before it in its list (第二条、第三条
    that became one), the end of a range of which one provision is left. `runs` are the ranges with other provisions in them than before.
    """

    text: str
    carried: tuple[Citation, ...] = ()
    left: tuple[Left, ...] = ()
    changes: tuple[tuple[Label, Number], ...] = ()
    cuts: Cuts = ()
    runs: tuple[Run, ...] = ()


Numbers = dict[str, Number]
Changes = tuple[tuple[Label, Number], ...]


_LISTS = frozenset(("、", "和", "及", "与", "或", "或者", "以及"))
"""The signs of a list from which a member can go with the sign before it."""


def rewrite(text: str, mapping: Mapping[str, str | tuple[str, ...]], place: str, index: Index,
            citations: Iterable[Citation] | None = None, goal: Goal | None = None, within: Within | None = None) -> Rewriting:
    """Carry this law's citations in a text that stands at `place` (an id of the old numbering, as `index`; empty: outside the law).

    `citations` are those to carry, where not all that the text has.

    `mapping` says for ids of the old numbering what they are in the new one; what it does not name stays where it is under its parent.
    A provision mapped to nothing is gone, to several is split. Only printed numbers are changed, in the style they are printed in. With a
    `goal`, a range goes on as the run from the first to the last of its provisions, if no others but new ones stand in it. `within` are
    the divisions of the new text (else the goal's): a chapter printed before an article (第三章第九条) becomes the one it stands in there,
    and goes where it stands in none; where they are not at hand, such a citation is left.
    """
    within = goal.index.within if goal and within is None else within or {}
    changes: list[tuple[Label, Number]] = []
    carried: list[Citation] = []
    left: list[Left] = []
    cuts: list[tuple[int, int]] = []
    runs: list[Run] = []
    context: Numbers = {}
    listed: dict[tuple[str, ...], tuple[str, ...]] = {}
    end = 0
    for citation in find(text, names=index.names) if citations is None else citations:
        target = resolve(citation, place, index)
        listed = listed if text[end:citation.start] in _LISTS else {}
        before, end = end, citation.end
        new = _heirs(citation, target, [carried_id(key, mapping) for key in target.ids], goal)
        if isinstance(new, str):
            left.append(Left(citation, new))
        if isinstance(new, str) or not new:
            context = _placed(citation, target.ids[-1], index.within) if target.ids else {}
            continue
        known = _numbers(place), _numbers((carried_id(place, mapping) or (place,))[0])
        sides = tuple(_placed(citation, key, index.within) for key in target.ids), tuple(_placed(citation, key, within) for key in new)
        made = _changes(citation, *sides, known, context)
        cut = _cut(text, citation, before, new, target.ids, listed)
        if isinstance(made, str) or cut is None:
            left.append(Left(citation, made if isinstance(made, str) else "range"))
        else:
            changes += made
            cut = (*cut, *_undivided(citation, sides[1][0]))
            cuts += cut
            carried += [citation] if made or cut else []
            runs += [Run(citation, target.ids, new)] if citation.through and _is_other(target.ids, new, mapping) else []
            listed = {new: target.ids, **listed}
        context = sides[0][-1] if isinstance(made, str) or cut is None else sides[1][-1]
    return Rewriting(reprinted(text, changes, cuts), tuple(carried), tuple(left), tuple(changes), tuple(cuts), tuple(runs))


def _is_other(old: tuple[str, ...], new: tuple[str, ...], mapping: Mapping[str, str | tuple[str, ...]]) -> bool:
    """Whether a range has not the provisions it had, one for one."""
    return sorted(carried_id(key, mapping) for key in old) != sorted((key,) for key in new)


def _cut(text: str, citation: Citation, before: int, new: tuple[str, ...], old: tuple[str, ...],
         listed: Mapping[tuple[str, ...], tuple[str, ...]]) -> Cuts | None:
    """What goes of a citation because it says what another one says, or because its range is one provision now; None where that cannot
    be written so (第二至四条). `before` is where the citation before it ends, `listed` what the list has so far, with the old ids."""
    if citation.relative is None and listed.get(new, old) != old:
        return ((before, citation.end),)
    if not citation.through or len(new) > 1:
        return ()
    whole = citation.labels and text[citation.labels[-1].end - 1] in UNITS
    return ((citation.labels[-1].end, citation.end),) if whole else None


def carried_id(key: str, mapping: Mapping[str, str | tuple[str, ...]]) -> tuple[str, ...]:
    """The new ids of an old one: its own entry, else that of the nearest provision around it with the rest behind it."""
    parts = key.split("__")
    for depth in range(len(parts), 0, -1):
        above = "__".join(parts[:depth])
        if above in mapping:
            entry = mapping[above]
            found = (entry,) if isinstance(entry, str) else entry
            return tuple("__".join([one, *parts[depth:]]) for one in found)
    return (key,)


def _heirs(citation: Citation, target: Target, new: list[tuple[str, ...]], goal: Goal | None) -> tuple[str, ...] | Why:
    """The new ids of what a citation names, or why it cannot go on as one."""
    if target.missing:
        return "missing"
    if citation.through and goal:
        return _run(new, goal)
    if any(not ids for ids in new):
        return "gone"
    if any(len(ids) > 1 for ids in new):
        return "split"
    alone = tuple(ids[0] for ids in new)
    return "range" if citation.through and not _is_run(alone) else alone


def _run(new: list[tuple[str, ...]], goal: Goal) -> tuple[str, ...] | Why:
    """What stands from the first to the last provision of a range in the new text; `range` where others than new ones are among them."""
    order = goal.index.order
    stay = {key for ids in new for key in ids}
    if not stay:
        return "gone" if new else ()
    if not stay <= order.keys() or len({key.rpartition("__")[0] for key in stay if not key.startswith("art_") or "__" in key}) > 1:
        return "range"
    found = between(min(stay, key=order.__getitem__), max(stay, key=order.__getitem__), goal.index)
    return found if stay <= set(found) and not set(found) - stay - set(goal.added) else "range"


def _is_run(ids: tuple[str, ...]) -> bool:
    """Whether ids stand one behind the other under one parent: what 第五条至第七条 says."""
    if len({key.rpartition("__")[0] for key in ids}) > 1:
        return False
    numbers = [list(_numbers(key).values())[-1] for key in ids]
    return all(later.follows(one) for one, later in pairwise(numbers))


def _numbers(key: str) -> Numbers:
    """An id's numbers by the stem they stand with: art_5__para_2 → {art: 5, para: 2}."""
    pieces = (part.split("~")[0].rpartition("_") for part in key.split("__"))
    return {stem: Number.parse(number) for stem, _, number in pieces if stem}


def _placed(citation: Citation, key: str, within: Within) -> Numbers:
    """An id's numbers, and those of the divisions that the citation names its article by and the id has not."""
    article = own("article", key)
    above = (within.get((article, kind), "") for kind, _number in citation.path if kind in DIVISIONS)
    return {stem: number for one in above for stem, number in _numbers(one).items()} | _numbers(key)


def _undivided(citation: Citation, new: Numbers) -> Cuts:
    """The printed divisions that the new place does not stand in, each with what joins it to the next number."""
    return tuple((label.start, behind.start) for label, behind in pairwise(citation.labels)
                 if label.step[0] in DIVISIONS and _stem(label.step[0]) not in new)


def _changes(citation: Citation, old: tuple[Numbers, ...], new: tuple[Numbers, ...], place: tuple[Numbers, Numbers],
             context: Numbers) -> Changes | Why:
    """The new number of each printed label, or why numbers alone cannot say it."""
    if citation.relative is not None and not _still_so(citation.relative, old[-1], new[-1], place):
        return "relative"
    said = {_stem(citation.relative.unit)} if citation.relative else set()
    first = _relabel(citation.path, citation.labels, old[0], new[0], place[1], context, said)
    if isinstance(first, str) or not citation.through:
        return first
    last = _relabel(citation.through, citation.ends, old[-1], new[-1], place[1], new[0], said)
    return last if isinstance(last, str) else (*first, *last)


def _still_so(relative: Relative, old: Numbers, new: Numbers, place: tuple[Numbers, Numbers]) -> bool:
    stem = _stem(relative.unit)
    if stem not in old or stem not in new or stem not in place[0] or stem not in place[1]:
        return False
    return place[0][stem].main - old[stem].main == place[1][stem].main - new[stem].main


def _relabel(path: tuple[Step, ...], labels: tuple[Label, ...], old: Numbers, new: Numbers, place: Numbers, context: Numbers,
             said: set[str]) -> Changes | Why:
    """The labels' new numbers; `said` are the levels that 前条 and the like name without a number, `context` what the list has them at."""
    printed = {_stem(label.step[0]) for label in labels}
    listed = {_stem(kind) for kind, _number in path} - printed
    lost = old.keys() - new.keys()
    if new.keys() - old.keys() or lost - _ABOVE or (lost - printed) & context.keys():
        return "moved"
    for stem in old.keys() - printed - said - lost:  # what is not printed is understood from the list or the place: it must move along
        if new[stem] != context.get(stem) and (stem in listed or new[stem] not in (old[stem], place.get(stem))):
            return "moved"
    return tuple((label, new[stem]) for label in labels for stem in [_stem(label.step[0])] if stem in new and old[stem] != new[stem])


def _stem(kind: str) -> str:
    return step_id((kind, Number(1))).rpartition("_")[0]


_ABOVE = frozenset(map(_stem, DIVISIONS))
"""The stems of what an article need not be cited by."""


def reprinted(text: str, changes: Iterable[tuple[Label, Number]], cuts: Iterable[tuple[int, int]] = (),
              wholes: Iterable[tuple[int, int, str]] = ()) -> str:
    """A text with other numbers in these places, each in the style of the old one, without what is cut, and with these `wholes`."""
    cuts = tuple(cuts)
    edits = [(label.start, label.end, reprint(text[label.start:label.end], number)) for label, number in changes
             if not any(start <= label.start < end for start, end in cuts)]
    for start, end, new in sorted([*edits, *((start, end, "") for start, end in cuts), *wholes], reverse=True):
        text = text[:start] + new + text[end:]
    return text


def reprint(printed: str, number: Number) -> str:
    """A label with another number in the style it is printed in: 第（三）项 → 第（四）项, 第10条 → 第11条, 之二 → 之三."""
    match = _PRINTED.fullmatch(printed)
    if not match:
        return printed
    write = str if match[2].isascii() else chinese
    if match[1] == "之" and number.sub:
        return f"之{write(number.sub)}"
    return match[1] + write(number.main) + match[3] + (f"之{write(number.sub)}" if number.sub else "")
