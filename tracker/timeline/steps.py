"""What one version, or a recorded event, did to a provision: a step of its history, with the words changed and what the change means."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date as Date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.alignment import Alignment, Link
from tracker.compare.bigrams import bigrams
from tracker.compare.changes import WEIGHTS
from tracker.compare.edits import Edit, Significance
from tracker.compare.grouping import article_of
from tracker.compare.inside import sides
from tracker.compare.joined import edits_between, joined
from tracker.compare.outline import Outline, outline
from tracker.compare.overrule import lies_in
from tracker.compare.significance import is_typographic
from tracker.compare.within import Pair
from tracker.errors import CitationError
from tracker.model import Event, Stage, Version, enacts, held_as, step_id, text_of
from tracker.numbering import path
from tracker.timeline.effect import Unset, around, beginning_of, division_of, first_day
from tracker.timeline.intervals import day_of
from tracker.timeline.lineage import weakest

Kind = Literal["enacted", "earliest", "inserted", "changed", "renumbered", "split", "merged", "reorganized", "deleted",
               "repealed", "expired", "suspended", "resumed", "corrected"]


class Step(Struct, frozen=True):
    """What one version, or an event recorded of the law, did to a provision: ids before and after, and its words then, a line for each
    款, 项 and 目.

    `edits` lead from the words before to these, offsets in code points; `act` is the deciding act's title where known, `begins` the
    version's commencement, or the provision's own, None where that is not known or left open, or never came, as `unset` says; `stages` are
    the commencements of what stands in it, `never` what does and was ended before its own. With an `event`, `version` is the one whose
    numbers it speaks in, and `begins` its day.
    `significance` is what the change means, as in a diff: typographic where only width, spaces and marks changed, renumbered where only
    its number did, citation where only citations of this law follow its renumbering. `instructions` are the act's own orders, where its
    text was given. `weak` is the least likeness by which alone the provision was followed, where it is below `SOUND`: a person has to look
    whether it is the same one. What the earliest version held has is `enacted` only where that is the first enactment, else `earliest`: an
    older text is not held. `others`, of one that was split: in what else of this version it lives on, by words that went there from it; of
    one that was merged: of what else of the version before words came to it.
    """

    version: Date
    kind: Kind
    old: tuple[str, ...]
    new: tuple[str, ...]
    text: str = ""
    edits: tuple[Edit, ...] = ()
    begins: Date | None = None
    act: str = ""
    significance: Significance = "substantive"
    instructions: tuple[str, ...] = ()
    unset: Unset = ""
    stages: tuple[Stage, ...] = ()
    event: Event | None = None
    weak: float | None = None
    never: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


KINDS = {"earliest": "earliest version held"}
"""What people call a kind of step, where it is not its name."""


FORMAL = ("typographic", "citation")
"""What an edit means that changes no rule."""


_JOINED = re.compile("(、|和|或者|或|至|到|以及|及)")


def step_of(versions: Sequence[Version], at: int, ids: tuple[tuple[str, ...], tuple[str, ...]], found: Alignment | None) -> Step | None:
    """What the version number `at` did to a provision whose ids were and are `ids`; None where it left it as it was.

    `found` is the alignment with the version before, where one was needed; the words changed are marked as a diff by it marks them.
    """
    old, new = ids
    if not old and not new:
        return None
    words, was = joined(new, outline(versions[at])).text, joined(old, outline(versions[at - 1])).text if old else ""
    kind = _kind(old, new, was == words) if at else first_kind(versions[0])
    if kind is None:
        return None
    edits = tuple(weighed(e, found) for e in edits_between(old, new, sides(found))) if found and old and new else ()
    kind, others = _shared_out(found, old, new, edits) if found and kind == "changed" else (kind, ())
    weight = max((e.significance for e in edits), key=WEIGHTS.index, default="renumbered" if kind == "renumbered" else "substantive")
    version = versions[at]
    left = [s for s in version.in_force.leaving if all(_is_taken_out(versions, at, s, key) for key in old)] if old and not new else []
    begins = beginning_of(version, left[0]) if left else first_day(version, new)
    inside = tuple(f"{key}__" for key in new)
    stages = [replace(s, provisions=tuple(p for p in s.provisions if p.startswith(inside))) for s in version.in_force.stages]
    if new:
        within = tuple(f"{key}__" for key in old)
        stages += [replace(s, provisions=tuple(p for p in s.provisions if p.startswith(within))) for s in version.in_force.leaving]
    return Step(day_of(version), kind, old, new, words, edits, begins.day, held_as(version).act, weight, unset=begins.unset,
                stages=tuple(s for s in stages if s.provisions), weak=weakest(found, old, new) if found else None, others=others)


_WENT = 0.6
"""Share of the pairs of characters of what is taken out of a provision that another must hold to be where it went."""


def _shared_out(found: Alignment, old: Sequence[str], new: Sequence[str], edits: Sequence[Edit]) -> tuple[Kind, tuple[str, ...]]:
    """What a change of a provision is: a split, where what it lost is in others that it is tied to; a merger, where what it got is of such;
    and which these are."""
    articles = {*map(article_of, old)}, {*map(article_of, new)}
    near = [link for link in found.links if link.old in articles[0] or link.new in articles[1]]
    ties: list[Link | Pair] = [*near, *(pair for link in near for pair in link.provisions)]
    after = dict.fromkeys(tie.new for tie in ties if tie.old in old and not _overlap(tie.new, new))
    before = dict.fromkeys(tie.old for tie in ties if tie.new in new and not _overlap(tie.old, old))
    sides_: tuple[tuple[Kind, Iterable[str], Outline, list[str]], ...] = (
        ("split", after, found.outlines[1], [e.removed for e in edits]), ("merged", before, found.outlines[0], [e.added for e in edits]))
    for kind, keys, side, words in sides_:
        held = [(key, {*bigrams(text_of(side.placed[key]))}) for key in keys]
        others = tuple(key for key, there in held if any(
            len(pairs & there) >= _WENT * len(pairs) for one in words if len(pairs := {*bigrams(one)}) > 2))
        if others:
            return kind, others
    return "changed", ()


def _overlap(key: str, named: Collection[str]) -> bool:
    """Whether a provision is one of those named, or lies below one, or has one below it."""
    return lies_in(key, named) or any(lies_in(one, (key,)) for one in named)


def _is_taken_out(versions: Sequence[Version], at: int, stage: Stage, key: str) -> bool:
    """Whether the version number `at` takes out a provision of the one before on a day of its own; what that names by the ids of another
    version may be it."""
    before = versions[at - 1]
    return stage.numbers not in (None, before.version) or bool(around(key, division_of(outline(before).division, key)).intersection(
        stage.provisions))


def weighed(edit: Edit, found: Alignment | None) -> Edit:
    """An edit with what it means: typographic, a citation that follows the renumbering, or of substance."""
    if is_typographic(edit):
        return replace(edit, significance="typographic")
    return replace(edit, significance="citation") if found and _follows(edit, found) else edit


def _follows(edit: Edit, found: Alignment) -> bool:
    """Whether an edit puts citations of articles in the place of others, one for one, as the articles are linked; 款 and 项 as they
    were, and whatever joins them (第五十四条、第五十五条)."""
    old, new = _JOINED.split(edit.removed), _JOINED.split(edit.added)
    linked = {(link.old, link.new) for link in found.links}
    return len(old) == len(new) and all(was == now or (n % 2 == 0 and _becomes(was, now, linked))
                                        for n, (was, now) in enumerate(zip(old, new, strict=True)))


def _becomes(was: str, now: str, linked: Collection[tuple[str, str]]) -> bool:
    """Whether one citation of an article is of what the article of another became."""
    try:
        old, new = path(was), path(now)
    except CitationError:
        return False
    return old[0][0] == "article" and old[1:] == new[1:] and (step_id(old[0]), step_id(new[0])) in linked


def first_kind(version: Version) -> Kind:
    """What the earliest version held did: it enacted what it has only where its own act is the adoption or promulgation of the law."""
    return "enacted" if enacts(held_as(version)) else "earliest"


def _kind(old: Sequence[str], new: Sequence[str], same: bool) -> Kind | None:
    if not old:
        return "inserted"
    if not new:
        return "deleted"
    if len(old) > 1 or len(new) > 1:
        split: Kind = "reorganized" if len(old) > 1 and len(new) > 1 else "split" if len(new) > 1 else "merged"
        return None if same and old == new else split
    if not same:
        return "changed"
    return "renumbered" if old != new else None
