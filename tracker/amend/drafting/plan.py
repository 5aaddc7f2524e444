"""From the map between two versions to what a decision has to order: which article becomes which, comes new, or goes."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tracker.amend.arrangement import longest_run
from tracker.amend.drafting.quoting import alike, printed
from tracker.amend.drafting.relations import Relation, exchanges, first_stays, relations
from tracker.compare import lexicon
from tracker.compare.outline import Outline, enclosing, outline
from tracker.compare.renumbering import Renumbering
from tracker.model import Provision, Version, citation_of
from tracker.numbering import Number, cite


class Plan(Struct, frozen=True):
    """Ids of articles and divisions, old and new.

    `became`: each old article that lives on, and its one new place. `stated`: those whose new number would not follow by itself.
    `added` and `gone`: articles that are new, or go. `homes`: where an added or moved article's division has to be named, that old
    division. `divisions`: each old division and its new one; `new_divisions` and `old_divisions`: those that come or go;
    `opening`: the old division of each new article that opens one, to name where it is put in anew.
    `blocks`: new divisions with divisions of their own, which are put in whole, with all their articles.
    `words`: the pairs of characters that are words in the old text. `relations`: articles that are ordered together.
    """

    old: Outline
    new: Outline
    became: Mapping[str, str]
    stated: frozenset[str]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    homes: Mapping[str, str]
    divisions: Mapping[str, str]
    new_divisions: tuple[str, ...]
    old_divisions: tuple[str, ...]
    blocks: tuple[str, ...]
    opening: Mapping[str, str]
    words: frozenset[str]
    relations: tuple[Relation, ...] = ()

    def number(self, key: str, side: str = "new") -> Number:
        """An article's number."""
        number = (self.new if side == "new" else self.old).placed[key].number
        assert number is not None
        return number


def plan(old: Version, new: Version, found: Renumbering, keeps: bool = False) -> Plan:
    """What leads from one version to the other; each new article has at most one old one that it comes from. `keeps`: no number is given
    to another article (修正案), so that what stands under an old number is that article in other words."""
    before, after = outline(old), outline(new)
    became = first_stays(before, after, _became(found), found.entries)
    if keeps and not any(_is_renumbered(before.placed[old], after.placed[new]) for old, new in became.items()):
        became = {key: key for key in before.articles if key in after.articles}
    divisions = _divisions(before, after, found)
    blocks = _blocks([key for key in after.divisions if key not in divisions.values()])
    divisions = {old: new for old, new in divisions.items() if not _in(blocks, new)}
    new_divisions = tuple(key for key in after.divisions if key not in divisions.values())
    old_divisions = tuple(key for key in before.divisions if key not in divisions)
    became = {old: new for old, new in became.items() if not _in(blocks, after.division[new])}
    added = tuple(key for key in after.articles if key not in became.values() and not _in(blocks, after.division[key]))
    gone = tuple(key for key in before.articles if key not in became)
    homes = homes_of(before, after, became, divisions)
    opening = homes_of(before, after, {}, divisions)
    bare = tuple(key for key in new_divisions if not _in(blocks, key))
    stated = out_of_order(before, after, became)

    def beside(old: str, new: str) -> bool:
        around = before.division[old]
        same = after.division[new] == (divisions.get(around) if around else "")
        return same and old not in stated and new not in homes and (new in added or new in became.values())

    related = relations(before, after, became, found.entries, beside)
    busy = {key for one in related for key in one.old}
    related += tuple(one for one in exchanges(before, after, became, divisions) if not busy & set(one.old))
    return Plan(before, after, became, stated, added, gone, homes, divisions, bare, old_divisions, blocks, opening, lexicon.of(old),
                related)


def _is_renumbered(old: Provision, new: Provision) -> bool:
    """Whether an article bears another number in the same words."""
    return old.number != new.number and alike(printed(old), printed(new))


def _blocks(new: Sequence[str]) -> tuple[str, ...]:
    """The outermost new divisions that have new divisions in them."""
    around = [key for key in new if any(_in([key], other) and other != key for other in new)]
    return tuple(key for key in around if not any(_in([other], key) and other != key for other in around))


def _in(blocks: Sequence[str], division: str) -> bool:
    return any(block in enclosing(division) for block in blocks)


def _divisions(before: Outline, after: Outline, found: Renumbering) -> dict[str, str]:
    """Old divisions and their counterparts, of one level, in order: practice moves no chapter past another, it renames them.

    What is left between the same neighbours is paired by its place.
    """
    position = {key: at for at, key in enumerate(after.divisions)}
    links = {link.old: link.new for link in found.divisions if link.new in position and _can_become(before, link.old, after, link.new)}
    olds = [key for key in before.divisions if key in links]
    kept = {olds[at]: links[olds[at]] for at in longest_run([position[links[key]] for key in olds])}
    i = j = 0
    ends = (len(before.divisions), len(after.divisions))
    for one, other in [*((before.divisions.index(a), position[b]) for a, b in sorted(kept.items(), key=lambda p: position[p[1]])), ends]:
        for a, b in zip(before.divisions[i:one], after.divisions[j:other], strict=False):
            if kept.get(_parent(a), "") == _parent(b) and _can_become(before, a, after, b):
                kept[a] = b
        i, j = one + 1, other + 1
    return kept


def _can_become(before: Outline, old: str, after: Outline, new: str) -> bool:
    """Whether one division can become the other by a change of words: of one level, and named by its number or staying as it is.

    One that lost its number in print is taken out and put in again.
    """
    if old not in before.placed:
        return False
    a, b = before.placed[old], after.placed[new]
    return a.type == b.type and (a.number is not None or (a.num, a.heading) == (b.num, b.heading))


def _parent(division: str) -> str:
    return division.rpartition("__")[0]


def _became(found: Renumbering) -> dict[str, str]:
    """One new article for an old one and the other way round: the links by similarity, strongest first."""
    links = [(link.similarity, link.old, link.new) for entry in found.entries for link in entry.links]
    alone = [entry for entry in found.entries if not entry.links and entry.old and entry.new]
    links += [(entry.similarity or 0.0, entry.old[0], entry.new[0]) for entry in alone]
    became: dict[str, str] = {}
    for _, one, other in sorted(links, key=lambda link: -link[0]):
        if one not in became and other not in became.values():
            became[one] = other
    return became


def out_of_order(before: Outline, after: Outline, became: Mapping[str, str]) -> frozenset[str]:
    """The old articles that left their order: all but a longest run that keeps it. Each is moved beside another by name, as a number that
    carries an article past few others reads as a slip."""
    position = {key: index for index, key in enumerate(after.articles)}
    olds = [key for key in before.articles if key in became]
    settled = [key for key in olds if after.division[became[key]] or not before.division[key]]  # no heading names what stands under none
    run = {settled[at] for at in longest_run([position[became[key]] for key in settled])}
    return frozenset(olds) - run


def homes_of(before: Outline, after: Outline, became: Mapping[str, str], divisions: Mapping[str, str]) -> dict[str, str]:
    """The old division to name for a new article that opens its division, or an old one that changes into another.

    Practice: an article between two divisions belongs to the first unless the decision names one.
    """
    back = {new: old for old, new in divisions.items()}
    origin = {new: old for old, new in became.items()}
    homes: dict[str, str] = {}
    last = ""
    for key in after.articles:
        division = after.division[key]
        old = origin.get(key)
        own = divisions.get(before.division[old]) if old else None
        moves = own != division if old else division != last
        if moves and division in back:
            homes[key] = back[division]
        last = division
    return homes


def named(division: str, side: Outline) -> str:
    """A division as a decision names it: 第三章第二节; empty where it or one around it has no number, or another one has the same."""
    around = [side.placed[key] for key in reversed(enclosing(division))]
    numbers = Counter((_parent(key), side.placed[key].type, side.placed[key].number) for key in side.divisions)
    alone = all(numbers[_parent(key), node.type, node.number] == 1 for key, node in zip(reversed(enclosing(division)), around, strict=True))
    return "".join(cite(node.type, node.number) for node in around if node.number) if alone and all(n.number for n in around) else ""


def ranges(keys: Sequence[str]) -> str:
    """Articles as a decision lists them: 第七条, 第七条、第八条, 第七条至第十条."""
    names = [citation_of(key) for key in keys]
    return f"{names[0]}至{names[-1]}" if len(names) > 2 else "、".join(names)
