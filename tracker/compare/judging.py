"""Judging all changes of a diff together: which edits follow the renumbering, which are a name changed throughout, what is left."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tracker.citations import Index
from tracker.compare.alignment import Alignment
from tracker.compare.changes import Change, Weight, Words, every, weightier
from tracker.compare.edits import Edit, Significance
from tracker.compare.inside import Sides, base_text
from tracker.compare.names import Renaming, Spot, renamings
from tracker.compare.repointed import Reference, Site, references
from tracker.compare.significance import classes, is_punctuation, is_typographic, normal
from tracker.model import Version, walk
from tracker.patterns import pattern

_NEVER_NAMES = frozenset(("modal", "amount", "period", "date", "scope", "sanction"))
_NO_NAME = pattern("[不未]|[的时后前]$")
"""Words that a name neither holds nor ends with, but a clause does."""
_JOINS = frozenset("、，和及或者至与以并的规定")


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """What is known before an edit is judged: by place and edit, what its citations do and what its words are about; the pairs that are
    names."""

    citations: Mapping[tuple[str, Edit], tuple[Reference, ...]]
    names: frozenset[tuple[str, str]]
    about: Mapping[tuple[str, Edit], tuple[str, ...]]
    both: Sides


def judge(changes: tuple[Change, ...], alignment: Alignment, both: Sides) -> tuple[tuple[Change, ...], tuple[Renaming, ...],
                                                                                  tuple[Reference, ...]]:
    """The changes with significance and classes on every edit and change, the names changed throughout, the citations that changed."""
    sites = list(_sites(changes, both))
    before, after = Index.of(alignment.old, both.old.placed), Index.of(alignment.new, both.new.placed)
    found = [pair for site in sites for pair in references(site, before, after, lambda key: both.origins.heirs.get(key, ()))]
    by_edit: dict[tuple[str, Edit], tuple[Reference, ...]] = {}
    for reference, edit in found:
        if edit is not None:
            by_edit[reference.place, edit] = (*by_edit.get((reference.place, edit), ()), reference)
    about = {(site.new_place, edit): classes(site.old, site.new, edit) for site in sites for edit in site.edits if not is_typographic(edit)}
    spots = [Spot(site.new_place, edit, site.old, site.new) for site in sites for edit in site.edits
             if not _NEVER_NAMES.intersection(about.get((site.new_place, edit), _NEVER_NAMES))
             and not _NO_NAME.search(edit.removed) and not _NO_NAME.search(edit.added)]
    names, pairs = renamings(spots, _text(alignment.old), _text(alignment.new))
    verdicts = _Verdicts(by_edit, pairs, about, both)
    return tuple(_judged(change, verdicts) for change in changes), names, tuple(reference for reference, _ in found)


def _text(version: Version) -> str:
    return "\n".join(node.heading + node.text for part in (version.head, version.body, version.tail) for node in walk(part))


def _sites(changes: Iterable[Change], both: Sides) -> Iterator[Site]:
    """Every new text, changed or not: an unchanged citation may point elsewhere now, one that is new may point to nothing."""
    words = {change.new: change.text for change in every(changes) if change.new and change.old and change.text}
    for key, node in both.new.placed.items():
        olds = both.origins.olds.get(key)
        if not node.text or node.type in ("toc", "title", "title_note"):
            continue
        if not olds:
            yield Site("", key, "", node.text)
        else:
            made = words.get(key)
            yield Site(olds[0], key, _base(made, olds[0], both), node.text, made.edits if made else ())


def _base(words: Words | None, first: str, both: Sides) -> str:
    return base_text(words.base, both.old.placed) if words and words.base else both.old.placed[first].text


def _judged(change: Change, verdicts: _Verdicts) -> Change:
    if not change.children and change.heading is change.text is None:
        weight = own_weight(change)
        return replace(change, significance=weight) if change.significance != weight else change
    children = tuple(_judged(child, verdicts) for child in change.children)
    first = verdicts.both.old.placed[change.old[0]] if change.old else None
    node = verdicts.both.new.placed[change.new] if change.new else None
    heading = _judged_words(change, change.heading, first.heading if first else "", node.heading if node else "", verdicts)
    base = _base(change.text, change.old[0], verdicts.both) if change.old else ""
    text = _judged_words(change, change.text, base, node.text if node else "", verdicts)
    edits = [edit for words in (heading, text) if words for edit in words.edits]
    weights: list[Weight] = [own_weight(change), *(edit.significance for edit in edits), *(child.significance for child in children)]
    about = dict.fromkeys(name for named in (*(e.classes for e in edits), *(c.classes for c in children)) for name in named)
    return replace(change, heading=heading, text=text, children=children, significance=weightier(weights), classes=tuple(about))


def own_weight(change: Change) -> Weight:
    """What a change weighs apart from its words and children: come, gone, in another place, of another number."""
    if change.kind in ("inserted", "deleted") or change.rows is not None:
        return "substantive"
    if change.kind in ("split", "merged", "reorganized") or change.moved or change.old != (change.new,):
        return "renumbered"
    if normal(change.was) != normal(change.num):
        return "renumbered"
    return "identical" if change.was == change.num else "typographic"


def _judged_words(change: Change, words: Words | None, old: str, new: str, verdicts: _Verdicts) -> Words | None:
    if words is None:
        return None
    return replace(words, edits=tuple(_judged_edit(change, edit, old, new, verdicts) for edit in words.edits))


def _judged_edit(change: Change, edit: Edit, old: str, new: str, verdicts: _Verdicts) -> Edit:
    return Edit(edit.old, edit.new, edit.removed, edit.added, *_verdict(change, edit, old, new, verdicts))


def _verdict(change: Change, edit: Edit, old: str, new: str, verdicts: _Verdicts) -> tuple[Significance, tuple[str, ...]]:
    """What kind of change an edit is, and what it is about."""
    if change.type == "toc":
        return "renumbered", ()  # the contents follow the headings
    about = verdicts.about.get((change.new, edit))
    if about is None and is_typographic(edit):
        return "typographic", ("punctuation",) if is_punctuation(edit) else ()
    cited = verdicts.citations.get((change.new, edit), ())
    if cited and _all_cited(edit, new, cited):
        return ("citation", ()) if all(reference.kind == "follows" for reference in cited) else ("substantive", ("citation",))
    if (edit.removed, edit.added) in verdicts.names:
        return "name", ()
    about = about or classes(old, new, edit)
    return "substantive", ("citation", *(name for name in about if name != "wording")) if cited else about


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
