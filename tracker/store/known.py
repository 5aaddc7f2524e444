"""The second clock: the store as it was at the end of a day, out of git's history.

When something was law stands in the documents; when the store learnt it, in git. The store's history is the first-parent line of
its branch, by the dates of the commits; legal dates are never taken from it.
"""

import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import StoreError
from tracker.naming import asked
from tracker.store.folder import Store, law_id, law_named
from tracker.store.repository import answering, repo_of, tip, tip_before
from tracker.store.reviews import FOLDER

if TYPE_CHECKING:
    from git import Blob, Commit, Repo, Tree


@contextmanager
def as_known(store: Store, day: date, what: str = "") -> Iterator[Store]:
    """The store as it was when `day` ended (UTC): its documents, written to a folder that goes when the context ends.

    `what` names the law that is asked for (LAW, LAW@DATE or LAW/VERSION): of others only the versions of those are written whose texts
    name it, as they may repeal or suspend it; without it, those of all.
    Raises StoreError where the store held nothing by then, or not that law, or is in no repository.
    """
    repo = repo_of(store)
    with tempfile.TemporaryDirectory(prefix="tracker-known-") as folder:
        held = Store(Path(folder))
        with answering(store):
            tree = _tree(repo, store, _commit(repo, day))
            if tree is None:
                raise StoreError("the store held nothing on {day}", hint="its history begins later; ask for a later day", day=day)
            for entry in tree.trees:
                _write(entry, held, lambda name: name == "law.json")
            law = law_named(held, asked(what).law) if what else None
            titles = [title.encode() for title in {law.law, law_id(law.title)}] if law else []
            for entry in tree.trees:
                _write(entry, held, lambda name: name.endswith(".json"), () if law and entry.name == law.law else titles)
        yield held


def _write(law: "Tree", store: Store, wanted: Callable[[str], bool], titles: Collection[bytes] = ()) -> None:
    """Write the documents of a law's folder of which the name is wanted; with `titles`, only where one of them names one of these."""
    held = [(inside, blob, blob.data_stream.read()) for inside, blob in _documents(law) if wanted(str(blob.name))]
    if titles and not any(title in data for _inside, _blob, data in held for title in titles):
        return
    for inside, blob, data in held:
        path = store.root / str(law.name) / inside / str(blob.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _documents(law: "Tree") -> Iterator[tuple[str, "Blob"]]:
    """The files of a law's folder and those of its reviewed alignments, each with the folder inside the law's."""
    yield from (("", blob) for blob in law.blobs)
    yield from ((FOLDER, blob) for tree in law.trees if tree.name == FOLDER for blob in tree.blobs)


def _commit(repo: "Repo", day: date) -> "Commit | None":
    """The last commit of the branch dated no later than the end of a day."""
    found = tip(repo) if day == date.max else tip_before(repo, day + timedelta(days=1))
    return repo.commit(found) if found else None


def _tree(repo: "Repo", store: Store, commit: "Commit | None") -> "Tree | None":
    """The store's folder in a commit."""
    tree = commit.tree if commit else None
    steps = store.root.resolve().relative_to(Path(str(repo.working_tree_dir)).resolve()).parts
    for step in steps:
        tree = next((t for t in tree.trees if t.name == step), None) if tree else None
    return tree if tree and any(b.name == "law.json" for t in tree.trees for b in t.blobs) else None
