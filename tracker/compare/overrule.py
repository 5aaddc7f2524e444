"""What a person says about an alignment, against what the texts suggest: links set, links forbidden, with who and why.

A statement reads `第五条 = 第三条第二款、第十九条`: left the old version, right the new. Set, it says all that became of what
stands on the left: it lives on there and nowhere else. `第五条 = 无` says that it was deleted, `无 = 第四条` that the new
article is an insertion. Forbidden, it says that none of the left lives on in any of the right; nothing else is touched.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date as Date
from itertools import product
from typing import Literal

from tracker.compare.grouping import article_of
from tracker.compare.references import VersionRef, reference, same_version
from tracker.errors import CompareError
from tracker.model import Provision, Version, places, resolve

Says = Literal["set", "not"]
"""Whether a statement sets links or forbids them."""

NOTHING = ("无", "none")
"""How a person writes that nothing stands on a side."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a person: `old` and `new` are ids, `text` what was written, `who` said it on what `date`, and `why`."""

    says: Says
    old: tuple[str, ...]
    new: tuple[str, ...]
    text: str = ""
    who: str = ""
    why: str = ""
    date: Date | None = None


@dataclass(frozen=True, slots=True)
class Overrule:
    """All that persons said about the alignment of two versions; later statements on the same old article replace earlier ones."""

    law: str
    old: VersionRef
    new: VersionRef
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """Statements ready to be honoured: which links are set (with the ids they name), and which the texts may not suggest.

    `settled` are old articles of which all is said, `inserted` new articles without an origin. What is said of parts of articles alone
    leaves the rest of these to the texts: `parts` are links between parts, by their articles, `alone` parts that have none (old, new),
    `apart` pairs of parts that are not each other.
    """

    links: Mapping[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]]
    settled: frozenset[str]
    inserted: frozenset[str]
    forbidden: frozenset[tuple[str, str]]
    parts: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]
    alone: tuple[frozenset[str], frozenset[str]]
    apart: frozenset[tuple[str, str]]

    def allows(self, old: str, new: str) -> bool:
        """Whether the texts may suggest that this old article lives on in this new one."""
        return old not in self.settled and new not in self.inserted and (old, new) not in self.forbidden


def overrule(old: Version, new: Version, *, sets: Iterable[str] = (), nots: Iterable[str] = (), who: str = "", why: str = "",
             date: Date | None = None) -> Overrule:
    """Read a person's statements about two versions. Raises CompareError for one that cannot be read, CitationError for one that
    names what is not there."""
    sides = places(old), places(new)
    said: list[tuple[Says, str]] = [("set", text) for text in sets]
    said += [("not", text) for text in nots]
    made = tuple(Statement(says, *_read(says, text, *sides), text, who, why, date) for says, text in said)
    return Overrule(new.law, reference(old), reference(new), made)


def _read(says: Says, text: str, old: Mapping[str, Provision], new: Mapping[str, Provision]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sides = re.split("[=＝]", text)
    if len(sides) != 2:
        raise CompareError("{text!r} does not say which provision became which", text=text,
                           hint="write OLD = NEW, as in: 第五条 = 第三条第二款、第十九条; 无 stands for nothing")
    left, right = _named(sides[0], old), _named(sides[1], new)
    if (not left and not right) or (says == "not" and not (left and right)):
        raise CompareError("{text!r} does not say which provision became which", text=text,
                           hint="write OLD = NEW, as in: 第五条 = 第三条第二款、第十九条; 无 stands for nothing")
    return left, right


def _named(text: str, placed: Mapping[str, Provision]) -> tuple[str, ...]:
    """The ids of a list of citations or ids; none for 无."""
    if text.strip() in NOTHING:
        return ()
    names = [name.strip() for name in re.split("[、，,和]", text)]
    found = [resolve(placed, name)[0] for name in names]
    outside = next((name for name, key in zip(names, found, strict=True) if not article_of(key)), None)
    if outside:
        raise CompareError("{citation} is no article and lies in none", citation=outside, hint="name articles, 款 or 项")
    return tuple(dict.fromkeys(found))


def joined(earlier: Overrule, later: Overrule) -> Overrule:
    """Both persons' statements; where both set what became of an old article, or say the same pair, the later counts."""
    new = {(x.says, x.old if x.old else x.new, x.new if x.says == "not" else ()) for x in later.statements}
    kept = tuple(x for x in earlier.statements if (x.says, x.old if x.old else x.new, x.new if x.says == "not" else ()) not in new)
    return Overrule(later.law, later.old, later.new, kept + later.statements)


def is_about(said: Overrule, old: Version, new: Version) -> bool:
    """Whether statements are about these two versions."""
    return same_version(said.old, reference(old)) and same_version(said.new, reference(new))


def without(said: Overrule, texts: Iterable[str]) -> Overrule:
    """The statements but for those written so. Raises CompareError for one that nobody made."""
    gone = {"".join(text.split()) for text in texts}
    made = {"".join(x.text.split()) for x in said.statements}
    for text in gone - made:
        raise CompareError("nobody said {text!r}", hint="`tracker align OLD NEW` shows what was said about these", text=text)
    return replace(said, statements=tuple(x for x in said.statements if "".join(x.text.split()) not in gone))


def ruling(said: Overrule, old: Version, new: Version) -> Ruling:
    """Make statements ready to be honoured. Raises CompareError where they are about other versions."""
    if not is_about(said, old, new):
        raise CompareError("this alignment was reviewed for other versions of {law}", law=said.law,
                           hint="`tracker align OLD NEW` shows what was said about these")
    links: dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]] = {}
    settled: set[str] = set()
    whole, of_parts = [x for x in said.statements if not is_of_parts(x)], [x for x in said.statements if is_of_parts(x)]
    for x in (x for x in whole if x.says == "set"):
        settled |= set(map(article_of, x.old))
        for pair in _articles(x):
            links[pair] = tuple(k for k in x.old if article_of(k) == pair[0]), tuple(k for k in x.new if article_of(k) == pair[1])
    inserted = frozenset(map(article_of, (k for x in whole if x.says == "set" and not x.old for k in x.new)))
    forbidden = frozenset(pair for x in whole if x.says == "not" for pair in _articles(x))
    parts: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for i, j in (pair for x in of_parts if x.says == "set" for pair in product(x.old, x.new)):
        pair = article_of(i), article_of(j)
        parts[pair] = (*parts.get(pair, ()), (i, j))
    alone = [x for x in of_parts if x.says == "set" and not (x.old and x.new)]
    return Ruling(links, frozenset(settled), inserted, forbidden, parts,
                  (frozenset(k for x in alone for k in x.old), frozenset(k for x in alone for k in x.new)),
                  frozenset(pair for x in of_parts if x.says == "not" for pair in product(x.old, x.new)))


def is_of_parts(said: Statement) -> bool:
    """Whether a statement is about parts of articles alone, on both sides that name anything."""
    return all(article_of(key) != key for key in (*said.old, *said.new))


def _articles(said: Statement) -> set[tuple[str, str]]:
    return {(article_of(i), article_of(j)) for i in said.old for j in said.new}
