"""The ends that texts of a store tell of and that nobody has confirmed: of one law, or of all as what comes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TypeVar

from tracker.errors import TrackerError
from tracker.model import Law, Version, citation_of
from tracker.store.endings import Proposal, proposals
from tracker.store.folder import Store, bytes_of, folders, law_named, versions
from tracker.timeline.upcoming import Coming

Asked = TypeVar("Asked")
Read = TypeVar("Read")

_REPEALED = "废止".encode()


def ends_told(store: Store, law: Law, own: Sequence[Version]) -> tuple[Proposal, ...]:
    """The ends of one law that some of its own versions set, and the repeals of it that texts of other laws order."""
    return proposals(chain([(law, own)], _naming(store, law)), [law], partial(versions, store))


def _naming(store: Store, law: Law) -> Iterator[tuple[Law, Sequence[Version]]]:
    """The other laws whose texts name a law and speak of repeal: told from the bytes of their files, and only then read."""
    name = law.law.encode()
    for folder in sorted({path.parent for path in store.root.glob("*/law.json")} - {store.root / law.law}):
        texts = (bytes_of(path) for path in folder.glob("*.json") if path.name != "law.json")
        if any(name in text and _REPEALED in text for text in texts):
            other = law_named(store, folder.name)
            yield other, versions(store, other)


def unconfirmed(store: Store, tell: Callable[[TrackerError], None], name: str = "") -> tuple[Coming, ...]:
    """Those of every law of a store, or of one (id); `tell` is given what is damaged. A repeal of provisions that its law does not have
    comes to nothing until a person settles it: `check` tells of it."""
    found = ends_told(store, one := law_named(store, name), versions(store, one)) if name else every_end(store, tell)
    return tuple(_coming(one) for one in found if one.provisions or not one.lacking)


def every_end(store: Store, tell: Callable[[TrackerError], None]) -> tuple[Proposal, ...]:
    """Those of every law of a store; `tell` is given what is damaged."""
    held = list(_readable(tell, folders(store), lambda name: law_named(store, name)))
    return proposals(_readable(tell, held, lambda law: (law, versions(store, law))), held, partial(versions, store))


def _readable(tell: Callable[[TrackerError], None], what: Iterable[Asked], read: Callable[[Asked], Read]) -> Iterator[Read]:
    for one in what:
        try:
            yield read(one)
        except TrackerError as error:
            tell(error)


def _coming(one: Proposal) -> Coming:
    return Coming(one.law, one.day, one.kind, None, one.provisions, f"{one.by} {citation_of(one.provision)}", one.day is not None,
                  confirmed=False)
