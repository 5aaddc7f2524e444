"""What is said about an alignment, against what the texts suggest: links set, links forbidden, with who and why.

A statement reads `第五条 = 第三条第二款、第十九条`: left the old version, right the new. Set, it says all that became of what
stands on the left: it lives on there and nowhere else. `第五条 = 无` says that it was deleted, `无 = 第四条` that the new
one is an insertion; 款 and 项 likewise, of which nothing is said of the rest of their article. Forbidden, it says that none of the left
lives on in any of the right; nothing else is touched. A person says so, or the act that made the new version: its orders tell what was
changed (修改), put in (增加) and taken out (删去), however little the words are alike. Both stand side by side; where they do not agree,
the person's binds, and once it is taken back, the act's again.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from itertools import product
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.evidence import Said
from tracker.compare.grouping import article_of
from tracker.compare.references import VersionRef, reference, same_version
from tracker.errors import CompareError
from tracker.finding import find
from tracker.model import Provision, Version, places

Says = Literal["set", "not"]
"""Whether a statement sets links or forbids them."""

NOTHING = ("无", "none")
"""How a person writes that nothing stands on a side."""


class Statement(Struct, frozen=True):
    """One statement: `old` and `new` are ids, `text` what was written, `who` said it on what `date`, and `why`. Where the deciding act
    states it (`basis`), that is `who`, and `why` names its items; else a person does."""

    says: Says
    old: tuple[str, ...]
    new: tuple[str, ...]
    text: str = ""
    who: str = ""
    why: str = ""
    date: Date | None = None
    basis: Literal["", "stated"] = ""


class Overrule(Struct, frozen=True):
    """All that was said about the alignment of two versions, what persons say before what the act states; a later statement on the same old
    provision replaces an earlier one of the same basis."""

    law: str
    old: VersionRef
    new: VersionRef
    statements: tuple[Statement, ...] = ()


Scope = tuple[tuple[str, ...], tuple[str, ...]]
"""The old and the new ids that a link is about."""


class Ruling(Struct, frozen=True):
    """Statements ready to be honoured: which links between articles are set (with the ids named where a side is not whole, else None), and
    which the texts may not suggest.

    `settled` are old articles of which all is said, `inserted` new articles without an origin; `finer` the 款, 项 and 目 that are said to
    be each other's, `gone` and `come` those said to have no counterpart, each with who says so; `apart` those that are not each other's.
    What is said of parts alone leaves the rest of their articles to the texts.
    """

    links: Mapping[tuple[str, str], Scope | None]
    basis: Mapping[tuple[str, str], Said]
    settled: Mapping[str, Said]
    inserted: Mapping[str, Said]
    forbidden: frozenset[tuple[str, str]]
    finer: Mapping[tuple[str, str], Said]
    gone: Mapping[str, Said]
    come: Mapping[str, Said]
    apart: frozenset[tuple[str, str]]

    def allows(self, old: str, new: str) -> bool:
        """Whether the texts may suggest that this old article lives on in this new one."""
        return old not in self.settled and new not in self.inserted and (old, new) not in self.forbidden

    def leaves(self, old: str, new: str) -> bool:
        """Whether the texts may suggest that this old 款, 项 or 目 lives on in this new one, beside others."""
        scope = self.links.get((article_of(old), article_of(new)))
        return not (any(old == i for i, _ in self.finer) or lies_in(old, self.gone) or lies_in(new, self.come) or (old, new) in self.apart
                    or (scope and not (lies_in(old, scope[0]) and lies_in(new, scope[1]))))


def overrule(old: Version, new: Version, *, sets: Iterable[str] = (), nots: Iterable[str] = (), who: str = "", why: str = "",
             date: Date | None = None) -> Overrule:
    """Read a person's statements about two versions. Raises CompareError for one that cannot be read, CitationError for one that
    names what is not there."""
    said: list[tuple[Says, str]] = [("set", text) for text in sets]
    said += [("not", text) for text in nots]
    made = tuple(Statement(says, *_read(says, text, old, new), text, who, why, date) for says, text in said)
    return Overrule(new.law, reference(old), reference(new), made)


def _read(says: Says, text: str, old: Version, new: Version) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sides = re.split("[=＝]", text)
    if len(sides) != 2:
        raise CompareError("{text!r} does not say which provision became which", text=text,
                           hint="write OLD = NEW, as in: 第五条 = 第三条第二款、第十九条; 无 stands for nothing")
    left, right = _named(sides[0], old), _named(sides[1], new)
    if (not left and not right) or (says == "not" and not (left and right)):
        raise CompareError("{text!r} does not say which provision became which", text=text,
                           hint="write OLD = NEW, as in: 第五条 = 第三条第二款、第十九条; 无 stands for nothing")
    return left, right


def _named(text: str, version: Version) -> tuple[str, ...]:
    """The ids of a list of citations or ids; none for 无."""
    if text.strip() in NOTHING:
        return ()
    names = [name.strip() for name in re.split("[、，,和]", text)]
    found = [find(version, name)[0] for name in names]
    outside = next((name for name, key in zip(names, found, strict=True) if not article_of(key)), None)
    if outside:
        raise CompareError("{citation} is no article and lies in none", citation=outside, hint="name articles, 款 or 项")
    return tuple(dict.fromkeys(found))


def joined(earlier: Overrule, later: Overrule) -> Overrule:
    """The statements of both, persons' first; where two of persons, or two of the act, set what became of the same old provision, or say
    the same pair, the later counts."""
    new = set(map(_topic, later.statements))
    made = *(x for x in earlier.statements if _topic(x) not in new), *later.statements
    return Overrule(later.law, later.old, later.new, tuple(sorted(made, key=lambda x: bool(x.basis))))


def _topic(said: Statement) -> tuple[object, ...]:
    """What a statement is about and whose it is: of two on the same, one is too many."""
    return said.basis, said.says, said.old if said.old else said.new, said.new if said.says == "not" else ()


def is_about(said: Overrule, old: Version, new: Version) -> bool:
    """Whether statements are about these two versions."""
    return same_version(said.old, reference(old)) and same_version(said.new, reference(new))


def without(said: Overrule, texts: Iterable[str]) -> Overrule:
    """The statements but for those of persons that are written so. Raises CompareError for one that no person made."""
    gone = {"".join(text.split()) for text in texts}
    made = {"".join(x.text.split()) for x in said.statements if not x.basis}
    for text in gone - made:
        raise CompareError("no person said {text!r}", hint="`tracker align OLD NEW` shows what was said about these; against what the act "
                           "states, say otherwise", text=text)
    return replace(said, statements=tuple(x for x in said.statements if x.basis or "".join(x.text.split()) not in gone))


def ruling(said: Overrule, old: Version, new: Version) -> Ruling:
    """Make statements ready to be honoured. Raises CompareError where they are about other versions."""
    if not is_about(said, old, new):
        raise CompareError("this alignment was reviewed for other versions of {law}", law=said.law,
                           hint="`tracker align OLD NEW` shows what was said about these")
    said = _of_texts(said, old, new)
    nots = [x for x in said.statements if x.says == "not"]
    forbidden = frozenset(pair for x in nots if not is_of_parts(x) for pair in _articles(x))
    apart = frozenset(pair for x in nots if is_of_parts(x) for pair in product(x.old, x.new))
    persons = [x for x in said.statements if x.says == "set" and not x.basis]
    acts = [one for x in said.statements if x.basis for one in _left(x, persons, forbidden, apart)]
    sets = [*acts, *persons]  # of two who say the same, the person is named
    links = {pair: _scope(sets, pair) for x in sets for pair in _articles(x)}
    basis: dict[tuple[str, str], Said] = {pair: x.basis or "person" for x in sets for pair in _articles(x)}
    settled: dict[str, Said] = {key: x.basis or "person" for x in sets for key in x.old if key == article_of(key)}
    inserted: dict[str, Said] = {key: x.basis or "person" for x in sets if not x.old for key in x.new if key == article_of(key)}
    sides = places(old), places(new)
    finer: dict[tuple[str, str], Said] = {(i, j): x.basis or "person" for x in sets
                                          for i, j in product(_inside(x.old, x.new, sides[0]), _inside(x.new, x.old, sides[1]))
                                          if i != article_of(i) and j != article_of(j) and (i, j) not in apart}
    gone: dict[str, Said] = {key: x.basis or "person" for x in sets if not x.new for key in x.old if key != article_of(key)}
    come: dict[str, Said] = {key: x.basis or "person" for x in sets if not x.old for key in x.new if key != article_of(key)}
    return Ruling(links, basis, settled, inserted, forbidden, finer, gone, come, apart)


def _inside(keys: Sequence[str], others: Sequence[str], placed: Mapping[str, Provision]) -> list[str]:
    """What is named, an article that a 款 becomes, or that becomes one, by its own 款 where it has just one."""
    parts = others and all(key != article_of(key) for key in others)
    alone = {key: len(placed[key].children) == 1 for key in keys if parts and key == article_of(key)}
    return [f"{key}__para_1" if alone.get(key) else key for key in keys]


def _left(act: Statement, persons: Collection[Statement], forbidden: Collection[tuple[str, str]],
          apart: Collection[tuple[str, str]]) -> Iterator[Statement]:
    """What persons leave of a statement of the act: of a provision of which they say what became of it, or where it came from, only what
    agrees with that."""
    came = {key for x in persons if x.old for key in x.new}
    fresh = [key for x in persons if not x.old for key in x.new]
    if not act.old:
        yield from (replace(act, new=(key,)) for key in act.new if key not in came)
    for key in act.old:
        heirs = [x.new for x in persons if lies_in(key, x.old)]
        if not act.new and not any(x.new for x in persons if key in x.old):
            yield replace(act, old=(key,))
        new = tuple(j for j in act.new if (not heirs or any(lies_in(j, news) for news in heirs)) and not lies_in(j, fresh)
                    and (key, j) not in apart and (article_of(key), article_of(j)) not in forbidden)
        if new:
            yield replace(act, old=(key,), new=new)


def lies_in(key: str, named: Iterable[str]) -> bool:
    """Whether a provision is one of those named, or lies below one."""
    return any(key == one or key.startswith(f"{one}__") for one in named)


def _of_texts(said: Overrule, old: Version, new: Version) -> Overrule:
    """The statements that hold of these texts too where they are put together for a day: one is about the words of the version, so that
    none is left about parts of what has the words of another version that day, or about what is not there, or about the end of what is."""
    if not (old.readings or new.readings):
        return said
    there = places(old).keys(), places(new).keys()
    stale = _reworded(old), _reworded(new)
    reworded = {article_of(key) for key in stale[1]}
    origins = reworded | {i for x in said.statements for i, j in _articles(x) if j in reworded}

    def holds(x: Statement) -> bool:
        if not (there[0] >= set(x.old) and there[1] >= set(x.new)) or (not x.new and any(article_of(key) in origins for key in x.old)):
            return False
        return not any(key.startswith(f"{one}__") for keys, side in zip((x.old, x.new), stale, strict=True) for key in keys for one in side)

    return replace(said, statements=tuple(filter(holds, said.statements)))


def _reworded(text: Version) -> frozenset[str]:
    """The provisions of the text of a day that have the words of another version."""
    return frozenset(r.provision for r in text.readings if r.version not in (None, text.version))


def is_of_parts(said: Statement) -> bool:
    """Whether a statement is about parts of articles alone, on both sides that name anything."""
    return all(article_of(key) != key for key in (*said.old, *said.new))


def _scope(sets: Iterable[Statement], pair: tuple[str, str]) -> Scope | None:
    """What statements name of two linked articles, where one side is whole and the other is not: what is below the rest of it is no
    counterpart. None where both are whole, or both not: then the texts tell of the rest."""
    found = [x for x in sets if pair in _articles(x)]
    old = tuple(dict.fromkeys(k for x in found for k in x.old if article_of(k) == pair[0]))
    new = tuple(dict.fromkeys(k for x in found for k in x.new if article_of(k) == pair[1]))
    return (old, new) if (pair[0] in old) != (pair[1] in new) else None


def _articles(said: Statement) -> set[tuple[str, str]]:
    return {(article_of(i), article_of(j)) for i in said.old for j in said.new}
