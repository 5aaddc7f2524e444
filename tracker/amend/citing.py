"""Citations of the law itself after its provisions got new numbers.

They follow where the decision says so (对条文顺序作相应调整, or a clause on 引用的条文序号), and never inside new words, nor where an
instruction changes the citation itself. Where nothing is said they stay as they are, and each is told with its place. 前款 and the like
print no number that could follow: where they come to mean another provision, or none, each is told with what it meant.
"""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.instructions import Adjusts
from tracker.amend.orders import Change
from tracker.amend.report import Fate
from tracker.amend.wording import Edit, overlap
from tracker.amend.worklist import Worklist
from tracker.citations import Citation, Index, Rewriting, find, resolve, rewrite
from tracker.citations.carry import Changes, Goal, Run, carried_id, reprint
from tracker.model import Version, citation_of

Ids = Mapping[str, tuple[str, ...]]
"""For ids of the old text what they are in the new one."""

_UNITS: dict[str, Adjusts] = {"article": "articles", "paragraph": "paragraphs", "item": "items", "subitem": "items", "part": "divisions",
                              "subpart": "divisions", "chapter": "divisions", "section": "divisions"}


class Carried(Struct, frozen=True):
    """One citation and what became of it: where it stands (id in the old text), its words before and after; of one that prints no number,
    how the new numbering cites what it `meant` and what it `points` to where it stands now (empty: nothing).

    Of one that does not go on one to one: how the old numbering cites what is `gone` of it, and the new one what `came` into a range, or
    what it is now (`went`); `twice` where it would repeat a citation before it in its list.
    """

    place: str
    text: str
    now: str
    fate: Fate
    meant: str = ""
    points: str = ""
    gone: str = ""
    came: str = ""
    went: str = ""
    twice: bool = False


def carried(work: Worklist, new: Version, ids: Ids, taken: Collection[str],
            adjusts: Collection[Adjusts]) -> tuple[list[Change], list[Carried]]:
    """The changes that let citations follow, and every citation whose number changed. `new`: the text that the decision makes but for its
    citations; `taken`: nodes whose words are not old any more."""
    if all(found == (key,) for key, found in ids.items()):
        return [], []
    changes: list[Change] = []
    told: list[Carried] = []
    index, after = Index.of(work.site.version), Index.of(new)
    goal = Goal(after, after.placed.keys() - {one for key in work.site.nodes for one in carried_id(key, ids)})
    for key, node in work.site.nodes.items():
        if node.text and key not in taken and node.type not in ("toc", "title", "title_note") and key.partition("__")[0] != "toc":
            made = rewrite(node.text, ids, key, index, goal=goal)
            ranged = {run.citation: _in_range(run, ids, goal) for run in made.runs}
            _follow(work, key, made, ranged, adjusts, changes, told)
            told += _left(work, key, made, ids, index)
            told += _turned(work, key, ids, index, after)
    return changes, told


def _follow(work: Worklist, key: str, made: Rewriting, ranged: Mapping[Citation, Mapping[str, str]], adjusts: Collection[Adjusts],
            changes: list[Change], told: list[Carried]) -> None:
    """`ranged`: the ranges with other provisions in them than before, with what became of them."""
    text = work.site.nodes[key].text
    for citation in dict.fromkeys([*made.carried, *ranged]):
        mine: Changes = tuple(pair for pair in made.changes if citation.start <= pair[0].start and pair[0].end <= citation.end)
        cuts = [cut for cut in made.cuts if citation.start < cut[1] <= citation.end]
        if _is_busy(work, key, citation):
            continue
        follows = all(_says(step[0], adjusts) for step in [*(label.step for label, _ in mine), *(citation.path[-1] for _ in cuts)])
        edits = [Edit(label.start, label.end, reprint(text[label.start:label.end], number)) for label, number in mine
                 if not any(start <= label.start < end for start, end in cuts)]
        edits += [Edit(*cut, "") for cut in cuts]
        changes += [Change(key, "text", edit) for edit in edits] if follows else []
        twice = any(cut[0] < citation.start for cut in cuts)
        now = "" if twice else _now(text, citation.start, citation.end, edits)
        told.append(Carried(key, citation.text, now, "carried" if follows else "shifted", twice=twice,
                            **ranged.get(citation, {})))


def _left(work: Worklist, key: str, made: Rewriting, ids: Ids, index: Index) -> Iterator[Carried]:
    """Citations that numbers alone cannot let follow: 前款 where another 款 came in between, what is gone, what moved elsewhere."""
    for left in made.left:
        old = resolve(left.citation, key, index).ids
        new = [carried_id(one, ids) for one in old]
        still = all(found == (one,) for one, found in zip(old, new, strict=True))
        if left.why not in ("missing", "relative") and not still and not _is_busy(work, key, left.citation):
            gone = _cited(tuple(one for one, found in zip(old, new, strict=True) if not found)) if any(new) else ""
            went = _cited(tuple(dict.fromkeys(one for found in new for one in found)))
            yield Carried(key, left.citation.text, "", "shifted" if any(new) else "dangling", gone=gone, went=went)


def _in_range(run: Run, ids: Ids, goal: Goal) -> dict[str, str]:
    """What became of a range with other provisions in it than before."""
    gone, came = (one for one in run.old if not carried_id(one, ids)), (one for one in run.new if one in goal.added)
    return {"gone": _cited(tuple(gone)), "came": _cited(tuple(came)), "went": _cited(run.new)}


def _is_busy(work: Worklist, key: str, citation: Citation) -> bool:
    """Whether an instruction changes the words of a citation itself."""
    return any(overlap((citation.start, citation.end), (edit.start, edit.end)) for edit in work.edits.get((key, "text"), ()))


def _turned(work: Worklist, key: str, ids: Ids, before: Index, after: Index) -> Iterator[Carried]:
    """前款, 前两项, 本条 and the like that come to mean something else where they stand, because it moved, or something came between."""
    for citation in find(work.site.nodes[key].text, names=before.names):
        alone = replace(citation, path=(), through=())
        meant = resolve(alone, key, before).ids if citation.relative else ()
        if not meant or _is_busy(work, key, citation):
            continue
        living = [carried_id(one, ids) for one in meant]
        now = tuple(dict.fromkeys(new for found in living for new in found))
        points = [resolve(alone, place, after).ids for place in carried_id(key, ids)]
        if all(living) and any(found != now for found in points):
            yield Carried(key, citation.text, "", "shifted" if points[0] else "dangling", _cited(now), _cited(points[0]))


def _cited(keys: tuple[str, ...]) -> str:
    return "、".join(map(citation_of, keys))


def _says(kind: str, adjusts: Collection[Adjusts]) -> bool:
    """Whether the decision lets citations of a type of provision follow: a clause on the order of articles means those of articles."""
    return "citations" in adjusts or _UNITS.get(kind, "articles") in adjusts


def _now(text: str, start: int, end: int, edits: list[Edit]) -> str:
    made, at = "", start
    for edit in sorted(edits, key=lambda e: e.start):
        made += text[at:edit.start] + edit.new
        at = edit.end
    return made + text[at:end]


def ids_after(before: Collection[str], after: Iterator[tuple[str, str]], left: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What every old provision is called now. `after`: pairs of an old id and a new one; `left`: old ones that are not there any more."""
    found: dict[str, list[str]] = {}
    for old, new in after:
        found.setdefault(old, []).append(new)
    gone = {key: () for key in left if key not in found}
    return {key: tuple(new) for key, new in found.items() if key in before} | gone
