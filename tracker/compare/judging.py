"""Judging all changes of a diff together: which edits follow the renumbering, which are a name changed throughout, what is left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import is_

from msgspec import Struct
from msgspec.structs import replace

from tracker.citations import Index
from tracker.compare.alignment import Alignment
from tracker.compare.changes import Change, Words, every
from tracker.compare.edits import Edit
from tracker.compare.inside import Sides, base_text, own_weight, summed
from tracker.compare.names import Renaming, Spot, renamings
from tracker.compare.repointed import Reference, Site, references
from tracker.model import Provision, Version, walk
from tracker.patterns import pattern

_NEVER_NAMES = frozenset(("modal", "amount", "period", "date", "scope", "sanction"))
_NO_NAME = pattern("[不未]|[的时后前]$")
"""Words that a name neither holds nor ends with, but a clause does."""
_JOINS = frozenset("、，和及或者至与以并的规定")


class _Verdicts(Struct, frozen=True):
    """What is known of edits once all are seen: by place what the citations that each changed do; the pairs of words that are names."""

    citations: Mapping[str, Mapping[Edit, Sequence[Reference]]]
    names: frozenset[tuple[str, str]]
    new: Mapping[str, Provision]


def judge(changes: tuple[Change, ...], alignment: Alignment, both: Sides) -> tuple[tuple[Change, ...], tuple[Renaming, ...],
                                                                                  tuple[Reference, ...]]:
    """The changes with significance and classes on every edit and change, the names changed throughout, the citations that changed."""
    sites = list(_sites(changes, both))
    before, after = Index.of(alignment.old, both.old.placed), Index.of(alignment.new, both.new.placed)
    found = [pair for site in sites for pair in references(site, before, after, lambda key: both.origins.heirs.get(key, ()))]
    citations: dict[str, dict[Edit, list[Reference]]] = {}
    for reference, edit in found:
        if edit is not None:
            citations.setdefault(reference.place, {}).setdefault(edit, []).append(reference)
    spots = [Spot(site.new_place, edit, site.old, site.new) for site in sites for edit in site.edits if _may_be_name(edit)]
    names, pairs = renamings(spots, lambda: (_text(alignment.old), _text(alignment.new)))
    verdicts = _Verdicts(citations, pairs, both.new.placed)
    return tuple([_judged(change, verdicts) for change in changes]), names, tuple([reference for reference, _ in found])


def _may_be_name(edit: Edit) -> bool:
    return (edit.significance == "substantive" and _NEVER_NAMES.isdisjoint(edit.classes)
            and not _NO_NAME.search(edit.removed) and not _NO_NAME.search(edit.added))


def _text(version: Version) -> str:
    return "\n".join(node.heading + node.text for part in (version.head, version.body, version.tail) for node in walk(part))


def _sites(changes: Iterable[Change], both: Sides) -> Iterator[Site]:
    """Every new text, changed or not: an unchanged citation may point elsewhere now, one that is new may point to nothing."""
    words = {change.new: change.text for change in every(changes) if change.new and change.old and change.text}
    for key, node in both.new.placed.items():
        if not node.text or node.type in ("toc", "title", "title_note"):
            continue
        olds = both.origins.olds.get(key)
        if not olds:
            yield Site("", key, "", node.text)
        else:
            made = words.get(key)
            yield Site(olds[0], key, _base(made, olds[0], both), node.text, made.edits if made else ())


def _base(words: Words | None, first: str, both: Sides) -> str:
    return base_text(words.base, both.old.placed) if words and words.base else both.old.placed[first].text


def _judged(change: Change, verdicts: _Verdicts) -> Change:
    heading, text = _judged_words(change.heading, "", {}, verdicts), change.text
    if text is not None and change.type != "toc":
        text = _judged_words(text, verdicts.new[change.new].text if change.new else "", verdicts.citations.get(change.new, {}), verdicts)
    children = tuple([_judged(child, verdicts) for child in change.children])
    if heading is change.heading and text is change.text and all(map(is_, children, change.children)):
        return change
    own = own_weight(change.kind, change.rows, not change.moved and change.old == (change.new,), change.was, change.num)
    significance, classes = summed(own, heading, text, children)
    return replace(change, heading=heading, text=text, children=children, significance=significance, classes=classes)


def _judged_words(words: Words | None, new: str, citations: Mapping[Edit, Sequence[Reference]], verdicts: _Verdicts) -> Words | None:
    if words is None or not (citations or verdicts.names):
        return words
    edits = tuple([_judged_edit(edit, new, citations.get(edit, ()), verdicts.names) for edit in words.edits])
    return words if all(map(is_, edits, words.edits)) else Words(edits, words.base)


def _judged_edit(edit: Edit, text: str, cited: Sequence[Reference], names: frozenset[tuple[str, str]]) -> Edit:
    """An edit with what its citations do, or the name it is part of, put in place of what its own words say."""
    if edit.significance == "typographic":
        return edit
    if cited and _all_cited(edit, text, cited):
        if all(reference.kind == "follows" for reference in cited):
            return replace(edit, significance="citation", classes=())
        return replace(edit, classes=("citation",))
    if (edit.removed, edit.added) in names:
        return replace(edit, significance="name", classes=())
    return replace(edit, classes=("citation", *[name for name in edit.classes if name != "wording"])) if cited else edit


def _all_cited(edit: Edit, text: str, cited: Iterable[Reference]) -> bool:
    """Whether what comes is citations and what joins them, and so is what goes."""
    inside = {at for reference in cited for at in range(reference.start, reference.end)}
    rest = (text[at] for at in range(*edit.new) if at not in inside)
    gone = edit.removed
    for reference in cited:
        for one in reference.was.split("、"):
            gone = gone.replace(one, "", 1) if one in gone else gone
    return all(c in _JOINS for c in rest) and (all(c in _JOINS for c in gone) or _part_of(gone, cited))


def _part_of(gone: str, cited: Iterable[Reference]) -> bool:
    """Whether what goes is part of the citations that stood there (第三条第二款 of which only 第三条 changes)."""
    return any(gone in reference.was for reference in cited)
