"""Whether two laws of a store are one, renamed, or one of its laws is two of one name: told, and left to a person.

A renamed law's title note names the act that amended it under its older title. Bodies of one rank use the same titles (行政处罚程序规定),
and a law's first enactment is told by its note.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date as Date
from typing import NamedTuple

from tracker.errors import TrackerError
from tracker.language import _, filled
from tracker.model import Law, Version
from tracker.patterns import pattern
from tracker.store.folder import Store, folders, law_id, law_in, law_named, namesake, namesakes, stored, versions

_AMENDS = r"修[改正订][〈《<＜]([^〈〉《》<>＜＞\"]{2,80})[〉》>＞](?:修正案)?的(?:决定|决议)$"
_ACT = pattern(rf'"act": "[^"\n]*{_AMENDS[:-1]}"')
_AMENDED = pattern(_AMENDS)
_RANK = pattern("^(?:中华人民共和国|国家)|常务委员会$")
"""What is left out where bodies are compared: a people's congress and its standing committee are one legislature."""


class First(NamedTuple):
    """What the title note of a version tells of the law's first enactment: the version's day, the act's days and bodies, and whether it is
    an act that amends: such a one is not made anew, and is another one on another day."""

    version: Date | None
    days: frozenset[Date]
    bodies: tuple[str, ...]
    amends: bool


def first_of(version: Version) -> First:
    """The first enactment that a version's note tells; without days and bodies where it tells of changes alone."""
    from tracker.reading.amending import amends
    from tracker.reading.history import acts

    told = next((act.events for act in acts(version.events)[:1] if act.kind == "adopted"), ())
    return First(version.version, frozenset(e.date for e in told if e.date), tuple(dict.fromkeys(e.body for e in told if e.body)),
                 bool(amends(version)))


def one_law(store: Store, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Which laws seem to be one of those named (ids) under another title, or beside it under the same: the id and what is to be said.
    What is damaged tells nothing: `check` tells of it."""
    for law, other in namesakes(_readable(store)):
        with suppress(TrackerError):
            if not {law.law, other.law}.isdisjoint(names) and not _are_two(_firsts(store, law), _firsts(store, other)):
                yield other.law, namesake(law, other)
    for law, other, day in _renamed(store, names):
        yield other.law, filled(_(
            "the title note of {other}/{version} names an act on 《{title}》, and both were first enacted on one day: if they are one law, "
            "renamed, `tracker remove {stored} --because REASON` and `tracker import FILE --law {law}` keep its versions together"),
                law=law.law, other=other.law, version=day, title=law.title, stored=stored(other))


def two_laws(store: Store, name: str) -> Iterator[str]:
    """Which versions of a law (id) were first made by another body than those before them, or are acts that amend, on another day, in
    words."""
    law = law_named(store, name)
    firsts = _firsts(store, law) if len(law.versions) > 1 else []
    for at, one in enumerate(firsts):
        if at and _are_two(firsts[:at], [one]):
            alike = any(akin(before.bodies, one.bodies) for before in firsts[:at])
            words = _(
                "{law}/{version} and {law}/{before} are acts that amend, of two days: if they are two of one title, `tracker remove "
                "{law}/{version} --because REASON` and `tracker import FILE --law {law}（{version}）` keep them apart") if alike else _(
                "{law}/{version} was first enacted by {body}, {law}/{before} by {other} on another day: if they are two laws of one name, "
                "`tracker remove {law}/{version} --because REASON` and `tracker import FILE --law {law}（{body}）` keep them apart")
            yield filled(words, law=law.law, version=one.version, body="、".join(one.bodies), before=firsts[0].version,
                         other="、".join(firsts[0].bodies))


def _readable(store: Store) -> Iterator[Law]:
    for folder in folders(store):
        with suppress(TrackerError):
            yield law_in(store, folder)


def _firsts(store: Store, law: Law) -> list[First]:
    return [first for v in versions(store, law) if not v.draft and (first := first_of(v)).bodies]


def _are_two(some: Iterable[First], others: Iterable[First]) -> bool:
    """Whether these enactments are none of one law: other days, and bodies of other names, which acts that amend need not have. False where
    nothing is told of one."""
    pairs = [(one, other) for one in some for other in others]
    return bool(pairs) and not any(one.days & other.days or (akin(one.bodies, other.bodies) and not (one.amends and other.amends))
                                   for one, other in pairs)


def akin(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a body is among two groups; 公安部 is among 公安部、司法部."""
    sides = [[_RANK.sub("", body) for body in side] for side in (some, others)]
    return any(a in b or b in a for a in sides[0] for b in sides[1])


def _renamed(store: Store, names: Collection[str]) -> Iterator[tuple[Law, Law, Date | None]]:
    """Laws, one of each two among `names`, of which the second has a version whose note tells of an act that amended the first alone,
    and of the day on which that was first enacted; with the version."""
    there = folders(store)
    for name in there:
        said = {law_id(title) for path in (store.root / name).glob("[0-9]*.json")
                for title in _ACT.findall(path.read_text(encoding="utf-8", errors="replace"))}
        for older in sorted(said.intersection(there) - {name}):
            if not {name, older}.isdisjoint(names):
                with suppress(TrackerError):
                    law, other = law_in(store, older), law_in(store, name)
                    teller = next((v for v in versions(store, other) if older in _amended(v)), None)
                    days = {day for first in map(first_of, versions(store, law)) for day in first.days}
                    if teller and law_id(law.title) != law_id(other.title) and first_of(teller).days & days:
                        yield law, other, teller.version


def _amended(version: Version) -> set[str]:
    """The ids of the laws that the acts of a version's note amended, one each."""
    return {law_id(found[1]) for event in version.events if (found := _AMENDED.search(event.act))}
