"""The ends that texts of a store tell of and that nobody has confirmed, as what comes."""

from collections.abc import Callable
from functools import partial

from tracker.errors import TrackerError
from tracker.model import citation_of
from tracker.store.endings import Proposal, proposals
from tracker.store.folder import Store, laws, versions
from tracker.timeline.upcoming import Coming


def unconfirmed(store: Store, tell: Callable[[TrackerError], None], name: str = "") -> tuple[Coming, ...]:
    """Those of every law of a store, or of one (id); `tell` is given what is damaged. A repeal of provisions that its law does not have
    comes to nothing until a person settles it: `check` tells of it."""
    held = []
    for law in laws(store):
        try:
            held.append((law, versions(store, law)))
        except TrackerError as error:
            tell(error)
    found = proposals(held, partial(versions, store))
    return tuple(_coming(one) for one in found if name in ("", one.law) and (one.provisions or not one.lacking))


def _coming(one: Proposal) -> Coming:
    return Coming(one.law, one.day, one.kind, None, one.provisions, f"{one.by} {citation_of(one.provision)}", one.day is not None,
                  confirmed=False)
