"""Records of checked official texts: `<law>/reports/<version>.json`, what `tracker amend verify` found about a version that is held."""

from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import codec
from tracker.errors import StoreError
from tracker.model import Law
from tracker.store.folder import Store, bytes_of, law_named
from tracker.store.repository import as_before, commit, locked, repo_of, write_whole

if TYPE_CHECKING:
    from tracker.amend.report import Report

FOLDER = "reports"


def keep_report(store: Store, report: "Report") -> str:
    """Keep a record with the version it is about, and commit it; returns the commit's id, empty where the same is kept already.

    Raises StoreError where the record is about no version that is held.
    """
    about = report.laws[0] if len(report.laws) == 1 else None
    if about and not about.new:
        raise StoreError("{act} has no date, so it is not known with which version of {law} the record is to be kept", act=report.act,
                         hint="give its text with the line below its title, which has the day", law=about.law)
    law = law_named(store, about.law) if about else None
    if about is None or law is None or about.new not in [held.version for held in law.versions]:
        raise StoreError("{law}/{version} is not in the store, so nothing can be kept with it", hint="import the official text first",
                         law=about.law if about else "-", version=about.new if about else "-")
    repo = repo_of(store)
    with locked(repo):
        path = report_path(store, law.law, about.new)
        before = as_before(path)
        write_whole(path, codec.dump(codec.encode("report", report)))
        return commit(repo, before, f"{law.law}: version {about.new} checked against {report.act}")


def report_path(store: Store, law: str, day: Date) -> Path:
    """Where the record of a version stands."""
    return store.root / law / FOLDER / f"{day.isoformat()}.json"


def report_paths(store: Store, law: str) -> Iterator[Path]:
    """The records of a law, in order of their versions."""
    yield from sorted((store.root / law / FOLDER).glob("*.json"))


def unfit(law: Law, path: Path) -> str:
    """Why a record does not belong to a version that is held: a message id; empty where it does. Raises DocumentError where damaged."""
    codec.load(bytes_of(path), str(path), "report")
    held = {f"{one.version}.json" for one in law.versions}
    return "" if path.name in held else "it is about a version that is not in the store"
