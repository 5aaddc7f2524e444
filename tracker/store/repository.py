"""The git side of a store: its repository, one writer at a time, files written whole, commits of their own paths only."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import StoreError, refusal
from tracker.store.folder import Store, bytes_of

if TYPE_CHECKING:
    from git import GitCommandError, Repo

Before = Mapping[Path, bytes | None]
"""Files that a write changes, each with what it held before; None where it was not there."""

FIRST_YEAR = 1970
LOCK_SECONDS = 20.0
_TEMPORARY = ".tracker-tmp-"
_IDENTITY = {"GIT_AUTHOR_NAME": "tracker", "GIT_AUTHOR_EMAIL": "tracker@localhost",
             "GIT_COMMITTER_NAME": "tracker", "GIT_COMMITTER_EMAIL": "tracker@localhost"}


def init(root: Path) -> Store:
    """Make a store: the folder, in the git repository around it or in one of its own. A store that is there stays as it is.

    A repository that ignores the folder is not where its owner wants it: the store gets its own.
    """
    root.mkdir(parents=True, exist_ok=True)
    repo = repo_around(root)
    if repo is None or repo.ignored(root.resolve()):
        from git import Repo

        repo = Repo.init(root)
    attributes = root / ".gitattributes"
    if not attributes.exists():  # digests are of bytes: git must not change line ends
        before = as_before(attributes)
        write_whole(attributes, b"* -text\n")
        with locked(repo):
            commit(repo, before, f"{root.name}: a store of laws")
    return Store(root)


def repo_around(root: Path) -> "Repo | None":
    from git import InvalidGitRepositoryError, NoSuchPathError, Repo

    try:
        repo = Repo(root, search_parent_directories=True)
    except (InvalidGitRepositoryError, NoSuchPathError):
        return None
    return None if repo.bare else repo


def repo_of(store: Store) -> "Repo":
    repo = repo_around(store.root)
    if repo is None:
        raise StoreError("{root} is in no git repository", hint="run `tracker init {root}`", root=store.root)
    return repo


@contextmanager
def answering(store: Store) -> Iterator[None]:
    """What git is asked within is answered. Raises StoreError with its own words where it will not read the repository: that is no empty
    history."""
    from git.exc import GitCommandError, ODBError

    try:
        yield
    except (GitCommandError, ODBError) as error:
        said = said_by(error) if isinstance(error, GitCommandError) else f"{type(error).__name__} {error}"
        raise StoreError("git cannot read the history of {root}: {said}", hint="mend what git says, or restore the repository from a copy",
                         root=store.root, said=said) from None


def tip(repo: "Repo") -> str:
    """The last commit of the branch, empty where there is none yet. Call it `answering`."""
    from git import GitCommandError

    try:
        found = str(repo.git.rev_parse("--verify", "--quiet", "HEAD"))
    except GitCommandError as error:
        if error.status == 1:  # a branch without a commit
            return ""
        raise
    return str(repo.git.rev_list("-1", found))


def tip_before(repo: "Repo", day: date) -> str:
    """The last commit on the branch's first-parent line from before a day began in UTC, empty where there is none.

    UTC, as the feed prints times, so that everyone who asks is answered alike. git knows no commit from before 1970, and takes a time
    before that for the present.
    """
    seconds = int(datetime.combine(day, time(), UTC).timestamp()) - 1 if day.year >= FIRST_YEAR else 0
    if seconds <= 0 or not tip(repo):
        return ""
    return str(repo.git.rev_list("-1", "--first-parent", f"--min-age={seconds}", "HEAD"))


def sweep(folder: Path) -> None:
    """Remove what writes that were killed left in a law's folder; call it with the store locked."""
    for left in folder.rglob(f"{_TEMPORARY}*"):
        left.unlink(missing_ok=True)


def is_temporary(path: Path) -> bool:
    """Whether a file is one that a write is not done with, or that a killed one left."""
    return path.name.startswith(_TEMPORARY)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the new one, whole. Raises StoreError where that cannot be.

    A device or a pipe is written to: it must not be replaced by a file.
    """
    write_stream(path, (content,))


def write_stream(path: Path, chunks: Iterable[bytes]) -> None:
    """As `write_whole`, of content that comes in pieces and need not fit into memory."""
    temporary = ""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                device.writelines(chunks)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_TEMPORARY)
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        raise StoreError("cannot write {path}: {reason}", hint="name a file in a folder you may write to, with space left", path=path,
                         reason=refusal(error)) from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


@contextmanager
def locked(repo: "Repo") -> Iterator[None]:
    """One writer at a time; the lock goes with the process that holds it, however it ends."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(Path(repo.git_dir) / "tracker.lock", timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise StoreError("another process is writing to this store", hint="wait for it to end, then try again") from None


@contextmanager
def undisturbed(store: Store) -> Iterator[None]:
    """While nobody writes to the store; where this process may not write itself, whoever does is not kept out."""
    repo = repo_around(store.root)
    if repo is None or not os.access(repo.git_dir, os.W_OK):
        yield
        return
    with locked(repo):
        yield


def as_before(*paths: Path) -> Before:
    """What files hold that are going to be written. Raises StoreError where one cannot be read, or is no file."""
    return {path: bytes_of(path) if path.exists() else None for path in paths}


def commit(repo: "Repo", before: Before, subject: str, because: str = "") -> str:
    """Commit these files and nothing else; returns the commit's id, empty where nothing had changed.

    Where git refuses, the files are again as they were before, and StoreError says why: the command was as if never given.
    """
    from git import GitCommandError

    names = list(dict.fromkeys(str(path.resolve()) for path in before))
    message = f"{subject}\n\n{because}" if because else subject
    try:
        repo.git.add("--all", "--force", "--", *[n for n in names if Path(n).exists() or _tracked(repo, n)])
        changed = _changed(repo, names)
        if not changed:
            return ""
        repo.git.commit("--only", "--quiet", "-m", message, "--", *changed, env=_identity(repo))
        return str(repo.head.commit.hexsha)
    except GitCommandError as error:
        _restore(repo, before, names)
        raise StoreError("git refused the commit: {said}", hint="nothing was changed; mend the cause and run the command again",
                         said=said_by(error)) from None


def said_by(error: "GitCommandError") -> str:
    """git's own words."""
    return str(error.stderr).strip().removeprefix("stderr: ").strip("' \n")


def _restore(repo: "Repo", before: Before, names: Sequence[str]) -> None:
    """Put files back as they were, also in git's index; where that is locked, nothing was put there."""
    from git import GitCommandError

    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        elif not path.is_file() or bytes_of(path) != content:
            write_whole(path, content)
    with suppress(GitCommandError):
        repo.git.reset("--quiet", "--", *names)


def _tracked(repo: "Repo", name: str) -> bool:
    return bool(repo.git.ls_files("--", name))


def _changed(repo: "Repo", names: Sequence[str]) -> list[str]:
    """Which of these paths differ from the last commit."""
    found = set(map(str, _told(repo, "all", names)))
    return [name for name in names if name in found]


def _told(repo: "Repo", untracked: str, names: Iterable[str]) -> Iterator[Path]:
    said = repo.git.status("--porcelain", "-z", "--no-renames", f"--untracked-files={untracked}", "--", *names)
    return (Path(str(repo.working_tree_dir)).resolve() / entry[3:] for entry in said.split("\0") if entry)


def cut_off(repo: "Repo", root: Path) -> list[Path]:
    """What below a folder is not as in the last commit, though git has it: a command was killed before its own. Call it `answering`."""
    return list(_told(repo, "no", [str(root.resolve())]))


def committed(repo: "Repo", path: Path) -> list[Path]:
    """The files that the last commit has at a path or below it. Call it `answering`."""
    if not tip(repo):
        return []
    top = Path(str(repo.working_tree_dir)).resolve()
    said = repo.git.ls_tree("-r", "-z", "--name-only", "--full-tree", "HEAD", "--", path.resolve().relative_to(top).as_posix())
    return [top / name for name in said.split("\0") if name]


def as_committed(repo: "Repo", path: Path) -> bytes:
    """What the last commit has of a file that is there. Call it `answering`."""
    name = path.resolve().relative_to(Path(str(repo.working_tree_dir)).resolve()).as_posix()
    return bytes(repo.git.show(f"HEAD:{name}", stdout_as_string=False, strip_newline_in_stdout=False))


def earlier(repo: "Repo", path: Path) -> Iterator[bytes]:
    """What the commits that touched a file made of it, newest first. Call it `answering`."""
    name = path.resolve().relative_to(Path(str(repo.working_tree_dir)).resolve()).as_posix()
    made = repo.git.log("--format=%H", "--diff-filter=AM", "--", str(path.resolve())) if tip(repo) else ""
    return (bytes(repo.git.show(f"{one}:{name}", stdout_as_string=False, strip_newline_in_stdout=False)) for one in made.split())


def _identity(repo: "Repo") -> dict[str, str]:
    """What of an author's and committer's name and address neither git's configuration nor the environment says: the tracker's own."""
    known = {part: bool(repo.git.config("--get", f"user.{part}", with_exceptions=False)) for part in ("name", "email")}
    return {key: own for key, own in _IDENTITY.items() if not os.environ.get(key) and not known[key.rpartition("_")[2].lower()]}
