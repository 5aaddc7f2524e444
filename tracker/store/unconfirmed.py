"""The ends that texts of a store tell of and that nobody has confirmed: of one law, or of all as what comes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from itertools import chain
from typing import TypeVar

from tracker.errors import TrackerError
from tracker.model import Law, Version, citation_of
from tracker.patterns import pattern
from tracker.reading.amending import AMENDS
from tracker.store.endings import Proposal, Texts, is_past, proposals
from tracker.store.folder import Store, folders, law_id, law_named, source_of, versions
from tracker.store.namesakes import of_title
from tracker.store.reviews import aligner
from tracker.timeline.upcoming import Coming

Asked = TypeVar("Asked")
Read = TypeVar("Read")

_ENDS = pattern("废[止除]|失效|停止|终止|不再|取代|代替|替代|撤销|作废|延[长续期]|继续[施执实试适有]|暂停|[暂临]时[调停]|恢复[适实施执]")
"""The words of a repeal, as `reading.repeals` reads them, of a longer term, or of a suspension."""
_APPOINTS = pattern("(?:施行|实施|生效)(?:日期|时间)|推迟|延迟|延期|顺延|暂缓|缓期")
_BEGINS = pattern('》(?:[^《》"。；]{0,120}《[^《》]{2,80}》)*[^《》"。；]{0,120}'
                  f"(?:起(?:正式|开始)?(?:施行|实施|生效)|{_APPOINTS.pattern})")
"""The words by which an act appoints the commencement of a law, as `reading.appointing` reads them, and such a clause behind its name."""
_INNER = str.maketrans("《》", "〈〉")
_NEAR = 16
_BEFORE, _BEHIND = 3000, 300
"""How far such a word may stand before a law's name, for a list follows it (下列法规同时废止：), and behind it."""


def texts_of(store: Store) -> Texts:
    """The texts of a store, as ends recorded of them are read: aligned with what persons said."""
    changed = cache(lambda: _by_change(store))
    return Texts(partial(versions, store), partial(aligner, store), partial(_source, store), lambda day: changed().get(day, ()))


def _source(store: Store, version: Version) -> str:
    path = source_of(store, version)
    return str(path) if path else ""


def _by_change(store: Store) -> dict[date, list[Law]]:
    """The laws of a store by the days on which their title notes tell a change; damage is told by `check`."""
    found: dict[date, list[Law]] = {}
    for law in _readable(lambda _damaged: None, folders(store), lambda name: law_named(store, name)):
        for day in {e.date for v in law.versions if not v.draft for e in v.changes if e.date}:
            found.setdefault(day, []).append(law)
    return found


def ends_told(store: Store, law: Law, own: Sequence[Version]) -> tuple[Proposal, ...]:
    """The ends of one law that some of its own versions set, and what texts of other laws order: its repeal, a longer term, its
    commencement, an amendment whose version is not there."""
    found = proposals(chain([(law, own)], _naming(store, law)), [law, *of_title(store, law)], texts_of(store))
    return tuple(one for one in found if one.law == law.law)


def ends_past(store: Store, law: Law, version: Version, day: date) -> tuple[Proposal, ...]:
    """Of the ends that a version sets itself, as other texts leave them, those past on a day. Other texts are asked only where there is
    one: the store's list asks for every law."""
    found = ends_told(store, law, [version]) if is_past(law, version, day, texts_of(store)) else ()
    return tuple(one for one in found if one.kind == "expired" and (one.day is None or one.day <= day))


def _naming(store: Store, law: Law) -> Iterator[tuple[Law, Sequence[Version]]]:
    """The other laws whose texts name a law near words of an end: told from their files as they are, and only then read. What is damaged
    tells nothing: `check` tells of it."""
    titles = {law.law, law_id(law.title)}
    others = [name for name in folders(store) if name != law.law and any(
        _repeals(text, title, name) for path in (store.root / name).glob("[0-9]*.json")
        for text in [path.read_text(encoding="utf-8", errors="replace")] for title in titles)]
    yield from _readable(lambda _damaged: None, others, lambda name: ((other := law_named(store, name)), versions(store, other)))


def _repeals(text: str, name: str, act: str) -> bool:
    """Whether a file may end the law of a name, or prolong or amend it: an act whose own name says so (关于废止…的决定) may list it."""
    if _ENDS.search(act) or _APPOINTS.search(act) or AMENDS.search(act):
        return name in text or name.translate(_INNER) in text
    at = text.find(name)
    while at >= 0:
        if _ENDS.search(text, max(0, at - _BEFORE), at + _BEHIND) or _BEGINS.match(text, at + len(name)) or _APPOINTS.search(
                text, max(0, at - _NEAR), at):
            return True
        at = text.find(name, at + 1)
    return False


def unconfirmed(store: Store, tell: Callable[[TrackerError], None], since: date, name: str = "") -> tuple[Coming, ...]:
    """Those of every law of a store, or of one (id), that come after a day or may; `tell` is given what is damaged. A repeal of provisions
    that its law does not have comes to nothing until a person settles it: `check` tells of it."""
    found = ends_told(store, one := law_named(store, name), versions(store, one)) if name else every_end(store, tell)
    comes = (each for one in found if one.provisions or not one.lacking for each in _coming(one))
    return tuple(each for each, day in comes if (day or date.max) > since)


def every_end(store: Store, tell: Callable[[TrackerError], None]) -> tuple[Proposal, ...]:
    """Those of every law of a store; `tell` is given what is damaged."""
    held = list(_readable(tell, folders(store), lambda name: law_named(store, name)))
    return proposals(_readable(tell, held, lambda law: (law, versions(store, law))), held, texts_of(store))


def _readable(tell: Callable[[TrackerError], None], what: Iterable[Asked], read: Callable[[Asked], Read]) -> Iterator[Read]:
    for one in what:
        try:
            yield read(one)
        except TrackerError as error:
            tell(error)


def _coming(one: Proposal) -> Iterator[tuple[Coming, date | None]]:
    """What comes of it, with the day until which that can matter: a suspension begins, and ends."""
    source = f"{one.by} {citation_of(one.provision)}".strip()
    known = one.open or one.day is not None
    comes = Coming(one.law, one.day, one.kind, one.version, one.provisions, source, known, one.place, confirmed=False)
    yield comes, one.day or one.replaced
    if one.pauses and one.until:
        yield Coming(one.law, one.until, "resumed", None, one.provisions, source, place=one.place, confirmed=False), one.until
