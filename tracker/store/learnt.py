"""What the store learnt, in the order in which it did: versions added, corrected, dated and removed, events recorded.

This is the second clock: days and times are those of git's commits on the first-parent line; legal dates stand in the documents.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct

from tracker.errors import StoreError
from tracker.store.folder import Store
from tracker.store.repository import answering, repo_around, repo_of, tip, tip_before

if TYPE_CHECKING:
    from git import Repo

Done = Literal["added", "corrected", "dated", "removed", "recorded"]
"""A new version; another text for a version; another commencement or other facts about one; a version taken out; events of the law."""

_NONE = "0" * 40
_MARK = "\x1e"
_DOCUMENT = re.compile(r"law\.json|\d{4}-\d{2}-\d{2}\.json")


class Learnt(Struct, frozen=True):
    """One thing that a commit told of a law; `version` is the version's date, None where it is about the law. `recorded` is the commit's
    time in UTC (ISO 8601), `reason` the first line of its message."""

    law: str
    version: date | None
    done: Done
    commit: str
    recorded: str
    title: str = ""
    reason: str = ""


class News(Struct, frozen=True):
    """Everything learnt after the commit `since` (empty: from the beginning) up to the commit `until` (empty: the store has none), oldest
    first. Asking again since `until` gives what comes next."""

    since: str
    until: str
    changes: tuple[Learnt, ...] = ()


def news(store: Store, since: str = "") -> News:
    """What was learnt since a day (YYYY-MM-DD: from its beginning on, in UTC) or after a commit.

    Raises StoreError where there is no such commit, or it does not lead to the store as it is, or the store is in no repository.
    """
    repo = repo_of(store)
    with answering(store):
        until = tip(repo)
        start = _start(repo, since) if since and until else ""
        return News(start, until, tuple(_learnt(repo, store, start)) if until else ())


def lately(store: Store, commits: int) -> News:
    """What the store's last commits told, at the most so many; nothing where it is in no repository."""
    repo = repo_around(store.root)
    if repo is None:
        return News("", "")
    with answering(store):
        last = tip(repo) and repo.git.rev_list("-1", "--first-parent", f"--skip={commits}", "HEAD", "--", str(store.root.resolve()))
    return news(store, str(last))


def _start(repo: "Repo", since: str) -> str:
    try:
        day = date.fromisoformat(since)
    except ValueError:
        return _ancestor(repo, since)
    return tip_before(repo, day)


def _ancestor(repo: "Repo", name: str) -> str:
    from git import GitCommandError

    try:
        found = str(repo.git.rev_parse("--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"))
        repo.git.merge_base("--is-ancestor", found, "HEAD")
    except GitCommandError:
        raise StoreError("{since} is neither a day nor a commit of this store's history", hint="write a day as 2024-05-01, or the `until` "
                         "of the last answer", since=name) from None
    return found


class Touched(NamedTuple):
    """A file of a law that a commit touched: the blobs before and after, empty where it was not there."""

    law: str
    name: str
    old: str
    new: str


def _learnt(repo: "Repo", store: Store, start: str) -> Iterator[Learnt]:
    """The commits' changes, oldest first."""
    top = store.root.resolve().relative_to(Path(str(repo.working_tree_dir)).resolve())
    form = f"--format={_MARK}%H%x00%ct%x00%s"
    said = repo.git.log("-z", "--first-parent", "--reverse", "--raw", "--no-renames", "--no-abbrev", "-m", form,
                        f"{start}..HEAD" if start else "HEAD", "--", str(top))
    for record in said.split(_MARK)[1:]:
        commit, seconds, reason, *files = record.split("\0")
        recorded = datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")
        touched = list(_touched(files, len(top.parts)))
        for law in dict.fromkeys(each.law for each in touched):
            for day, done, title in _of_law(repo, [each for each in touched if each.law == law]):
                yield Learnt(law, day, done, commit, recorded, title, reason)


def _touched(files: Sequence[str], depth: int) -> Iterator[Touched]:
    """The documents of laws among the files of a commit's raw record, which come as `:modes blobs letter` and path in turn."""
    for facts, path in pairwise(files):
        parts = path.split("/")[depth:]
        if facts.lstrip().startswith(":") and len(parts) == 2 and _DOCUMENT.fullmatch(parts[1]):
            _, _, old, new, _ = facts.split()
            yield Touched(*parts, *("" if blob == _NONE else blob for blob in (old, new)))


def _of_law(repo: "Repo", touched: Sequence[Touched]) -> Iterator[tuple[date | None, Done, str]]:
    for file in sorted(touched, key=lambda each: each.name):
        old, new = _document(repo, file.old), _document(repo, file.new)
        title = str((new or old).get("title", ""))
        if file.name == "law.json":
            if old and new and old.get("events") != new.get("events"):
                yield None, "recorded", title
        else:
            yield date.fromisoformat(file.name.removesuffix(".json")), _done(old, new), title


def _done(old: dict[str, Any], new: dict[str, Any]) -> Done:
    if not old or not new:
        return "added" if new else "removed"
    return "corrected" if any(old.get(part) != new.get(part) for part in ("title", "head", "body", "tail")) else "dated"


def _document(repo: "Repo", blob: str) -> dict[str, Any]:
    """A document in git; nothing for one that is not there, or was damaged then."""
    try:
        found = json.loads(repo.odb.stream(bytes.fromhex(blob)).read()) if blob else {}
    except ValueError:
        return {"title": ""}
    return found if isinstance(found, dict) else {"title": ""}
