"""Two texts of one version meet: what they do not have alike, and what is known of the commencement of the one that stands."""

from collections.abc import Iterator

from msgspec.structs import replace

from tracker.model import DIVISIONS, InForce, Provision, Provisions, Stage, Version, places, walk


def discrepancies(computed: Version, official: Version) -> tuple[str, ...]:
    """The articles, headings, words outside articles and annexes (ids) that two texts of one version do not have alike, mark for mark and
    款 by 款, width and white space aside; where the headings are alike, also the articles that do not stand under the same one, or
    behind another article."""
    from tracker.amend.arrangement import out_of_order

    sides = tuple(dict(_compared(version)) for version in (computed, official))
    differ = [key for key in dict.fromkeys((*sides[0], *sides[1]))
              if key not in sides[0] or key not in sides[1] or not _alike(sides[0][key], sides[1][key])]
    if not any(sides[key in sides[1]][key].type in DIVISIONS for key in differ):
        under, above = (dict(_under(version)) for version in (computed, official))
        differ += [key for key in above if key in under and under[key] != above[key] and key not in differ]
        both = [key for key in above if key in under]
        differ += [key for at in out_of_order(both, [*under]) for key in both[at:at + 1] if key not in differ]
    renamed = "".join(computed.title.split()) != "".join(official.title.split())
    return (*["title"] * renamed, *differ)


def _alike(one: Provision, other: Provision) -> bool:
    from tracker.amend.wording import same

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
    return replace(was if stays else force, stages=(*own, *kept)), (*gone, *(s for s in recorded if s not in found))
