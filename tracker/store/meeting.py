"""Two texts of one version meet: what they do not have alike, and what is known of the commencement of the one that stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tracker.model import DIVISIONS, Event, InForce, Provision, Provisions, Stage, Version, places, walk


class Discrepancies(NamedTuple):
    """What two texts of one version do not have alike: ids in the official one, and ids in the computed one of what it does not have."""

    differ: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


def discrepancies(computed: Version, official: Version) -> Discrepancies:
    """The articles, headings, words outside articles and annexes that two texts of one version do not have alike, mark for mark and 款 by
    款, width and white space aside; where the headings are alike, also the articles that do not stand under the same one, or behind
    another article. A number that is another only because an article is lacking, or there besides, is no difference."""
    from tracker.amend.arrangement import out_of_order

    sides = tuple(dict(_compared(version)) for version in (computed, official))
    same = _counterparts(computed, official, sides)
    there = set(same.values())
    lacking = tuple(key for key in sides[0] if key not in there)
    moved = bool(lacking) or any(key not in same for key in sides[1])
    differ = [key for key, node in sides[1].items()
              if key not in same or not _alike(sides[0][same[key]], node, numbered=key == same[key] or not moved)]
    if not any(sides[side][key].type in DIVISIONS for side, keys in enumerate((lacking, differ)) for key in keys):
        under, above = (dict(_under(version)) for version in (computed, official))
        differ += [key for key in above if key in same and under.get(same[key], "") != above[key] and key not in differ]
        both = [key for key in above if same.get(key) in under]
        by_old = {same[key]: key for key in both}
        before = [by_old[old] for old in under if old in by_old]
        differ += [key for at in out_of_order(both, before) for key in both[at:at + 1] if key not in differ]
    renamed = "".join(computed.title.split()) != "".join(official.title.split())
    return Discrepancies((*["title"] * renamed, *differ), lacking)


def _counterparts(computed: Version, official: Version, sides: Sequence[Mapping[str, Provision]]) -> dict[str, str]:
    """By the ids of an official text those that the computed one has for the same: what has the same number there and the same words; an
    article by its words, where nothing else has them; what is left by its number."""
    from tracker.compare.alignment import align

    olds, news = sides
    same = {key: key for key in news if key in olds and _alike(olds[key], news[key])}
    left = {key for key in olds if key not in same}
    links = [link for link in align(computed, official).links if link.old in left and link.new in news and link.new not in same]
    for link in sorted(links, key=lambda one: -one.similarity):
        if link.old in left and link.new not in same:
            same[link.new] = link.old
            left.discard(link.old)
    return same | {key: key for key in news if key in left and key not in same}


def of_other_words(events: Iterable[Event], old: Version, new: Version) -> tuple[Event, ...]:
    """Of the events that name provisions by the numbers of a version those of which one is not in its new text, or reads otherwise."""
    was, now = places(old), places(new)
    return tuple(e for e in events if e.numbers == new.version and any(
        key not in now or (key in was and not _alike(was[key], now[key])) for key in e.provisions))


def _alike(one: Provision, other: Provision, *, numbered: bool = True) -> bool:
    """Whether two provisions say the same; `numbered`: under the same number."""
    from tracker.amend.wording import same

    if not numbered:
        one, other = replace(one, num=""), replace(other, num="")
    sides = [[(node.type, f"{node.num}{node.heading}{node.text}{''.join(map(''.join, node.rows))}") for node in walk((side,))]
             for side in (one, other)]
    return len(sides[0]) == len(sides[1]) and all(a == b and same(x, y) for (a, x), (b, y) in zip(*sides, strict=True))


def _compared(version: Version) -> Iterator[tuple[str, Provision]]:
    """What two texts are compared by: articles and annexes whole, divisions by their headings, what stands beside them in the body."""
    beside = {id(node) for node in version.body if node.type in ("preamble", "paragraph", "item")}
    beside |= {id(node) for node in version.tail if node.type == "annex"}
    for key, node in places(version).items():
        if node.type in DIVISIONS and not key.startswith("annex"):
            yield key, replace(node, children=())
        elif id(node) in beside or (node.type == "article" and not key.startswith("annex")):
            yield key, node


def _under(version: Version) -> Iterator[tuple[str, str]]:
    """The id of each article, and of the division that it stands in."""
    ids = {id(node): key for key, node in places(version).items()}

    def within(nodes: Provisions, division: str) -> Iterator[tuple[str, str]]:
        for node in nodes:
            if node.type == "article":
                yield ids[id(node)], division
            elif node.type in DIVISIONS:
                yield from within(node.children, ids[id(node)])

    return within(version.body, "")


def commencement(old: Version, new: Version) -> tuple[InForce, tuple[Stage, ...]]:
    """The commencement of a text that takes the place of another, and what was recorded of that and does not stand any more.

    A person's word stands, of the whole and of provisions that the new text has, be it under other numbers; what an act says stands where
    the new text does not say its day. A stage without provisions speaks of the whole.
    """
    from tracker.amend.following import followed

    was, force = old.in_force, new.in_force
    stays = not new.draft and force.basis != "person" and (was.basis == "person" or (was.basis == "act" and force.date is None))
    recorded = [s for s in was.stages if s.basis == "person" or (stays and s.basis == "act")]
    there = {} if new.draft else followed(old, new, dict.fromkeys(key for s in recorded for key in s.provisions))
    found = {s: replace(s, provisions=tuple(there[key] for key in s.provisions)) for s in recorded if there.keys() >= set(s.provisions)}
    kept = tuple(found.values())
    own = tuple(s for s in force.stages if all(set(s.provisions) != set(k.provisions) for k in kept))
    gone = [Stage((), was.date, was.reason, was.basis)] if was.basis == "person" and not stays and force.basis != "person" else []
    leaving = () if new.draft else force.leaving or was.leaving
    return replace(was if stays else force, stages=(*own, *kept), leaving=leaving), (*gone, *(s for s in recorded if s not in found))
