"""The act that made a version, where the store has its text too."""

from pathlib import Path

from tracker.model import Version, held_as, made_on
from tracker.store.folder import Store, folders, law_in


def act_of(store: Store, version: Version) -> Path | None:
    """The source, in the store, of the act that made a version: it bears the title and a day that the version's note tells of it."""
    from tracker.amend.wording import folded

    title, days = folded(held_as(version).act).text, made_on(version)
    named = (name for name in folders(store) if title and folded(name).text.endswith(title))
    sources = (store.root / name / "sources" / held.source for name in named for held in law_in(store, name).versions
               if held.source and held.version in days)
    return next(sources, None)
